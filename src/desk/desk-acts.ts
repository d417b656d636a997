import type { Parsed } from '../errors.ts';
import type { FiledReceipt } from '../records/office-shape.ts';
import type { AppointmentsWork } from './appointments-work.ts';
import type { CopiesWork } from './copies-work.ts';
import type { DeskMemory } from './desk-memory.ts';
import type { Happened } from './ledger.ts';
import type { Loss } from './loss.ts';
import type { OfficeWork } from './office-work.ts';
import type { Papers } from './papers.ts';
import type { ReadingIn } from './reading-in.ts';
import type { ReceiptsWork } from './receipts-work.ts';
import type { RoomDoor } from './room-door.ts';
import { grantInRoom } from './room-wishes.ts';
import type { DeskWish } from './wish.ts';

/** Longest name by which a counsellor calls herself; Jitsi cuts at 50. */
const NAME_MAX = 50;

type AtTheDoor = 'found' | 'join' | 'unlock' | 'lock' | 'wipe' | 'closeProblem' | 'language';
/** A wish of somebody who has unlocked the office. */
export type InnerWish = Exclude<DeskWish, { kind: AtTheDoor }>;

/** What comes of a wish behind the door. Everything that did not work is a problem on the page. */
export class DeskActs {
  readonly #memory: DeskMemory;
  readonly #office: OfficeWork;
  readonly #appointments: AppointmentsWork;
  readonly #receipts: ReceiptsWork;
  readonly #papers: Papers;
  readonly #door: RoomDoor;
  readonly #loss: Loss;
  readonly #copies: CopiesWork;
  readonly #reading: ReadingIn;
  readonly #look: () => void;

  constructor(
    memory: DeskMemory,
    office: OfficeWork,
    appointments: AppointmentsWork,
    receipts: ReceiptsWork,
    papers: Papers,
    door: RoomDoor,
    loss: Loss,
    copies: CopiesWork,
    reading: ReadingIn,
    look: () => void,
  ) {
    this.#memory = memory;
    this.#office = office;
    this.#appointments = appointments;
    this.#receipts = receipts;
    this.#papers = papers;
    this.#door = door;
    this.#loss = loss;
    this.#copies = copies;
    this.#reading = reading;
    this.#look = look;
  }

  async grant(wish: InnerWish): Promise<void> {
    switch (wish.kind) {
      case 'saveKeyFile':
        return this.#office.saveKeyFile();
      case 'putBack':
        return this.#loss.putBack();
      case 'callMyself':
        return this.#set({ setting: 'counsellor', name: wish.name.trim().slice(0, NAME_MAX) });
      case 'sound':
        return this.#set({ setting: 'sound', sound: wish.sound });
      case 'go':
        return this.#go(wish.to);
      case 'create':
        return this.#create(wish.draft);
      case 'change':
        return this.#noting(this.#appointments.change(wish.id, wish.startsAt, wish.minutes));
      case 'invite':
        await this.#noting(this.#appointments.invite(wish.id, wish.role, wish.label));
        return this.#door.update(wish.id);
      case 'cancel':
        // Not over the heads of those who are in its room: that ends for all, or is left first.
        return this.#isOpen(wish.id) ? undefined : this.#noting(this.#appointments.cancel(wish.id));
      case 'showAppointment':
        return void (await this.#door.show('appointment', wish.id));
      case 'prepare':
        return this.#door.prepare(wish.id);
      case 'open':
        return this.#door.open(wish);
      case 'leaveRoom':
        return this.#door.leave();
      case 'recordPaper':
        return this.#recordPaper(wish);
      case 'search':
        return this.#noting(this.#receipts.search(wish.query));
      case 'more':
        return this.#noting(this.#receipts.more());
      case 'showReceipt':
        return this.#showReceipt(await this.#receipts.get(wish.id));
      case 'recordWithdrawal':
        return this.#append(wish.id, { kind: 'withdrawnOrally', note: wish.note.trim() });
      case 'correct':
        return this.#grown(await this.#receipts.correct(wish.id, wish.field, wish.is.trim()));
      case 'hold': {
        // Without a reason nothing is kept longer than it may be.
        const reason = wish.reason.trim();
        return reason === '' ? undefined : this.#append(wish.id, { kind: 'held', reason });
      }
      case 'release':
        return this.#append(wish.id, { kind: 'released' });
      case 'export':
        return this.#noting(this.#receipts.export(wish.ids, wish.as));
      case 'import':
        return this.#readIn(wish.text);
      case 'sendCopies':
        return this.#copies.send();
      case 'fetchCopies':
        return this.#noting(this.#copies.fetch());
      case 'openReceiptFile': {
        const handOver = this.#memory.session?.parts.handOver;
        return handOver && this.#noting(handOver.open(wish.knocker, wish.text));
      }
      default:
        return this.#memory.session ? grantInRoom(this.#memory.session, wish) : undefined;
    }
  }

  async #go(to: 'appointments' | 'newAppointment' | 'receipts' | 'settings'): Promise<void> {
    // After an end for all the last receipts are still coming in: who wants to go on does so as soon as they are filed.
    await this.#memory.session?.finished;
    const { place } = this.#memory;
    // From an appointment to a new one: probably the same people again.
    const template = place.page === 'appointment' ? this.#appointments.get(place.id) : null;
    if (!this.#memory.moveTo(to === 'newAppointment' ? { page: to, template } : { page: to })) return;
    if (to === 'receipts') await this.#noting(this.#receipts.search(this.#receipts.list.query));
  }

  async #create(draft: Extract<DeskWish, { kind: 'create' }>['draft']): Promise<void> {
    const created = await this.#appointments.create(draft, this.#memory.services);
    if (created.ok) await this.#door.show('appointment', created.value.id);
    else this.#memory.problem = created.problem;
  }

  async #recordPaper({ appointment: id, person, paper }: Extract<DeskWish, { kind: 'recordPaper' }>): Promise<void> {
    const appointment = this.#appointments.get(id);
    const invited = appointment?.people.find((one) => one.id === person);
    if (!appointment || !invited) return;
    const filed = await this.#papers.record(appointment, invited, paper);
    if (!filed.ok) this.#memory.problem = filed.problem;
  }

  #isOpen(id: string): boolean {
    const { session } = this.#memory;
    return session?.isOn === true && session.memory.appointment.id === id;
  }

  /** One receipt that somebody sent, or a collection that was saved here or by a colleague. */
  async #readIn(text: string): Promise<void> {
    const filed = await this.#reading.take(text);
    if (filed) this.#showReceipt(filed);
    else await this.#noting(this.#receipts.import(text));
  }

  #showReceipt(found: Parsed<FiledReceipt>): void {
    if (!found.ok) {
      this.#memory.problem = found.problem;
      return;
    }
    const filed = found.value;
    // At once, whatever the line is like; what is fetched for it comes after.
    if (this.#memory.moveTo({ page: 'receipt', filed, german: {} })) void this.#addGerman(filed);
  }

  async #addGerman(filed: FiledReceipt): Promise<void> {
    const german = await this.#receipts.germanFor(filed);
    const { place } = this.#memory;
    if (place.page !== 'receipt' || place.filed.id !== filed.id || Object.keys(german).length === 0) return;
    this.#memory.place = { ...place, german };
    this.#look();
  }

  async #append(id: string, happened: Happened): Promise<void> {
    this.#grown(await this.#receipts.append(id, happened));
  }

  #grown(filed: Parsed<FiledReceipt>): void {
    const memory = this.#memory;
    if (!filed.ok) {
      memory.problem = filed.problem;
      return;
    }
    memory.session?.parts.inbox.grown(filed.value);
    this.#papers.grown(filed.value);
    const { place } = memory;
    if (place.page === 'receipt' && place.filed.id === filed.value.id) memory.place = { ...place, filed: filed.value };
  }

  async #set(setting: Parameters<OfficeWork['set']>[0]): Promise<void> {
    const isKept = await this.#office.set(setting);
    if (!isKept) this.#memory.problem = { code: 'STORAGE_UNAVAILABLE', detail: setting.setting };
  }

  async #noting(act: Promise<DeskMemory['problem']>): Promise<void> {
    this.#memory.problem = await act;
  }
}
