import { setImmediate } from 'node:timers/promises';
import type { Appointment, InvitedPerson } from '../../../src/appointment/appointment.ts';
import { refused } from '../../../src/errors.ts';
import type { Assessment, Doubt, Lack } from '../../../src/gate/assessment.ts';
import type { Receipt } from '../../../src/gate/receipt.ts';
import type { KnockingPerson, RoomEnding, RoomEvent, RoomPerson } from '../../../src/jitsi/room-event.ts';
import { fromBase64url, toBase64url } from '../../../src/mailbox/base64url.ts';
import { checkCode } from '../../../src/mailbox/keys.ts';
import { encodeLink, roomName } from '../../../src/mailbox/link.ts';
import type { ClientMessage } from '../../../src/mailbox/messages.ts';
import { cleanName, lobbyName, shownName } from '../../../src/mailbox/name.ts';
import { Desk } from '../../../src/desk/desk.ts';
import type { AssessmentInput, DeskPorts, DeskRoom, DeskRoomRequest } from '../../../src/desk/ports.ts';
import type { RoomPermit } from '../../../src/gate/room-permit.ts';
import type { DeskContext, DeskPage, DeskView, KnockerView, RoomView } from '../../../src/desk/view.ts';
import type { DeskWish } from '../../../src/desk/wish.ts';
import { isVouched } from '../../../src/records/office-shape.ts';
import { ownerOfFile, readReceiptFile } from '../../../src/records/receipt-file-read.ts';
import { contextAt } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { fixtureFiles, NOW, serve } from '../../fixtures/services/files.ts';
import { MemoryOffice } from './memory-office.ts';
import { MemoryFolder } from './memory-folder.ts';
import { Post, type Box } from './memory-post.ts';

/** The counsellor's own declaration, as the opening page sends it. */
export const DECLARED = { noRecording: true, aloneInRoom: true, boundToSecrecy: true };
export const DEVICES = { camera: 'on', microphone: 'on' } as const;

export const MINUTE = 60_000;
export const HOUR = 3_600_000;

const bytes = (text: string): Uint8Array<ArrayBuffer> => fromBase64url(text)?.bytes ?? new Uint8Array();
const sixteen = (value: number): string => toBase64url(new Uint8Array(16).fill(value));

/** A room that does what a test says, and keeps every command. */
export class FakeRoom implements DeskRoom {
  readonly commands: string[] = [];
  isLeft = false;

  constructor(readonly request: DeskRoomRequest) {}

  fire(...events: readonly RoomEvent[]): void {
    for (const event of events) this.request.onEvent(event);
  }

  end(ending: RoomEnding): void {
    this.fire({ kind: 'over', ending });
  }

  admit(id: string): void {
    this.commands.push(`admit ${id}`);
  }
  refuse(id: string): void {
    this.commands.push(`refuse ${id}`);
  }
  switchE2ee(on: boolean): void {
    this.commands.push(`e2ee ${String(on)}`);
  }
  setPassword(password: string): void {
    this.commands.push(`password ${password}`);
  }
  remove(id: string): void {
    this.commands.push(`remove ${id}`);
  }
  endForAll(): void {
    this.commands.push('endForAll');
  }
  leave(): Promise<void> {
    this.leaveNow();
    return Promise.resolve();
  }
  leaveNow(): void {
    if (this.isLeft) return;
    this.isLeft = true;
    this.end({ kind: 'left' });
  }

  /** Whom an admission reached, by id in the lobby. */
  get admitted(): readonly string[] {
    return this.commands.flatMap((command) => (command.startsWith('admit ') ? [command.slice(6)] : []));
  }
}

/** The site of most tests has a mailbox. */
function withMailbox(files: Map<string, unknown>): Map<string, unknown> {
  return files.set('/site.json', { ...(files.get('/site.json') as object), mailbox: true });
}

/** Everything outside a desk, under the hand of a test. One device; several desks can be opened on it. */
export class World {
  now = NOW;
  readonly files = withMailbox(fixtureFiles());
  readonly office = new MemoryOffice();
  readonly post = new Post();
  readonly folder = new MemoryFolder();
  readonly rooms: FakeRoom[] = [];
  readonly saved: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  readonly sounds: string[] = [];
  readonly titles: number[] = [];
  readonly claims = new Set<string>();
  readonly timers: { readonly at: number; readonly act: () => void }[] = [];
  readonly permits: object[] = [];
  mayOpen = true;
  isRoomCodeMissing = false;
  holdRoom: Promise<void> = Promise.resolve();
  verification: Awaited<ReturnType<DeskPorts['verifyReceipt']>> = { words: 'fit', shipped: 'fit' };
  /** German sentences of every receipt, by identity of the wording. */
  german: Readonly<Record<string, string>> = {};
  #ids = 0;

  readonly ports: DeskPorts = {
    now: () => this.now,
    later: (milliseconds, act) => void this.timers.push({ at: this.now + milliseconds, act }),
    randomId: () => `00000000-0000-4000-8000-${String((this.#ids += 1)).padStart(12, '0')}`,
    fetchText: (path) => serve(this.files)(path),
    switchLanguage: (code) => Promise.resolve(code === 'de' || code === 'en'),
    openOffice: this.office.open,
    openMailbox: this.post.open,
    permitFor: (declaration) => {
      if (!this.mayOpen) return null;
      this.permits.push(declaration);
      return {} as RoomPermit;
    },
    openRoom: async (request) => {
      await this.holdRoom;
      if (this.isRoomCodeMissing) throw new TypeError('Failed to fetch dynamically imported module');
      const room = new FakeRoom(request);
      this.rooms.push(room);
      return room;
    },
    claim: (name) => {
      if (this.claims.has(name)) return Promise.resolve(null);
      this.claims.add(name);
      return Promise.resolve({ release: () => void this.claims.delete(name) });
    },
    openSealedReceipt: (sealed) => {
      try {
        return Promise.resolve({ ok: true, value: JSON.parse(sealed) as Receipt });
      } catch {
        return Promise.resolve(refused('RECEIPT_UNREADABLE', 'no JWE'));
      }
    },
    openFolder: (path) => this.folder.open(path),
    readReceiptFile: (text) => Promise.resolve(readReceiptFile(text)),
    ownerOfFile,
    verifyReceipt: () => Promise.resolve(this.verification),
    germanWords: () => Promise.resolve(this.german),
    retentionOf: () => this.now + HOUR,
    assess,
    splitLobbyName,
    matchKnocker: async (shown, people, room, versions) => {
      comparing += 1;
      try {
        const { name, code } = splitLobbyName(shown);
        for (const person of people) {
          for (const version of versions) {
            if ((await codeOf(person, name, room, version)) === code) return person;
          }
        }
        return null;
      } finally {
        comparing -= 1;
      }
    },
    appointments: {
      create: (draft) =>
        draft.people.length === 0
          ? refused('UNEXPECTED', 'people')
          : { ok: true, value: [appointment({ startsAt: draft.startsAt, id: `made-${String((this.#ids += 1))}` })] },
      parse: (value) =>
        typeof value === 'object' && value !== null && 'room' in value
          ? { ok: true, value: value as Appointment }
          : refused('RECORD_UNREADABLE', 'no appointment'),
      changed: (before, startsAt, minutes) =>
        minutes > 0 ? { ok: true, value: { ...before, startsAt, minutes } } : refused('UNEXPECTED', 'minutes'),
      invited: (before, role, label) => ({
        ok: true,
        value: { ...before, people: [...before.people, person(before.people.length + 1, role, label)] },
      }),
      cancelled: (before) => ({ ...before, state: 'cancelled' }),
      ended: (before) => ({ ...before, state: 'ended' }),
      roomNameOf: ({ room }) => roomName(bytes(room)),
      linkOf: (of, { role, secret }) => {
        const invited = role === 'client' ? { role } : ({ role: 'furtherPerson', furtherRole: role } as const);
        const { service, startsAt } = of;
        const link = { ...invited, service, room: bytes(of.room), secret: bytes(secret), startsAt };
        return { ok: true, value: encodeLink('https://b.example', link) };
      },
      mailOf: (_appointment, _person, link) => ({ subject: 'Termin', text: link, href: `mailto:?body=${link}` }),
    },
    saveFile: (name, type, text) => void this.saved.push({ name, type, text }),
    playSound: (kind) => void this.sounds.push(kind),
    setTitle: (knocking) => void this.titles.push(knocking),
  };

  get room(): FakeRoom {
    const last = this.rooms.at(-1);
    if (!last) throw new Error('no room');
    return last;
  }

  /** Moves the clock; what was to happen until then happens in order, with all that follows from it. */
  async turn(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      await settle();
      const next = this.timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.act();
    }
    this.now = until;
    await settle();
  }
}

/** A plain reading of a receipt; what is proven in full is the matter of `gate/assess`. */
function assess({ receipt, verification, plan, room, appointment: { service }, session }: AssessmentInput): Assessment {
  const doubts: Doubt[] = [];
  if (receipt.session.appointment !== room) doubts.push('otherAppointment');
  if (receipt.service.id !== service) doubts.push('otherService');
  if (!isVouched(verification)) doubts.push('notVouched');
  if (verification.words === 'changed' || verification.shipped === 'changed') doubts.push('wordingChanged');
  if (doubts.length > 0) return { state: 'notVerifiable', doubts };
  const lacks = receipt.purposes.flatMap(({ declaration, need }): readonly Lack[] => {
    if (!declaration || need === 'optional') return [];
    const { textId: text, version, decision, title } = declaration;
    const planned = plan.statements.find((one) => one.text.id === text);
    const lack =
      decision !== 'given' ? 'notGiven' : planned && planned.text.version !== version ? 'olderVersion' : null;
    return lack ? [{ lack, text, title, person: 'client' }] : [];
  });
  const isOld = session !== null && receipt.recordId !== session;
  if (isOld) lacks.push({ lack: 'peopleUnknown' });
  return lacks.length > 0 ? { state: 'incomplete', lacks } : { state: 'complete' };
}

function splitLobbyName(shown: string): { readonly name: string; readonly code: string | null } {
  const match = /^(.*) · ([0-9A-HJKMNP-TV-Z]{6})$/su.exec(shown);
  return { name: cleanName(match?.[1] ?? shown).slice(0, 50), code: match?.[2] ?? null };
}

async function codeOf({ secret }: InvitedPerson, name: string, room: string, version: number): Promise<string> {
  return checkCode(bytes(secret), { room, displayName: name, profileVersion: String(version) });
}

export function person(number: number, role: InvitedPerson['role'] = 'client', label = ''): InvitedPerson {
  return { id: `person-${String(number)}`, role, label, secret: sixteen(number) };
}

export function appointment(changes: Partial<Appointment> = {}): Appointment {
  return {
    id: 'appointment-1',
    service: 'beispiel',
    type: 'single',
    room: sixteen(200),
    startsAt: NOW,
    minutes: 50,
    e2ee: 'preferred',
    password: null,
    people: [person(1)],
    state: 'planned',
    series: null,
    ...changes,
  };
}

let ready: Promise<Receipt> | undefined;

/** The receipt of somebody who has agreed to everything. Made once: hashing takes its time. */
async function fullReceipt(): Promise<Receipt> {
  ready ??= contextAt('waiting').then((context) => receiptOf(context));
  return ready;
}

/** Somebody invited, with a page of their own, a name and a code. */
export class Visitor {
  readonly record: string;

  constructor(
    readonly world: World,
    readonly of: Appointment,
    readonly person: InvitedPerson,
    readonly name = 'Anna',
    /** As the lobby knows them. */
    readonly id = `lobby-${person.id}`,
    record = person.id,
  ) {
    this.record = `6f1c2f1e-0000-4000-8000-${record.replace(/\D/g, '').padStart(12, '0')}`;
  }

  get box(): Box {
    return this.world.post.box(this.person.secret);
  }

  get #room(): string {
    return roomName(bytes(this.of.room));
  }

  code(version = 3): Promise<string> {
    return codeOf(this.person, shownName(this.name, 'X'), this.#room, version);
  }

  here(stage: 'waiting' | 'lobby' | 'room' | 'left', e2ee: 'yes' | 'no' = 'yes'): void {
    const { now } = this.world;
    this.box.write({ kind: 'here', at: now, session: this.record, stage, language: 'de', e2ee });
  }

  async sendReceipt(change: (receipt: Receipt) => Receipt = (receipt) => receipt): Promise<void> {
    this.box.write(await this.#sealed(change));
    await settle();
  }

  /** The same between two looks of the desk. */
  async layReceipt(): Promise<void> {
    this.box.lay(await this.#sealed((receipt) => receipt));
  }

  /** Of this visit, with everything agreed to. */
  async receipt(): Promise<Receipt> {
    const receipt = await fullReceipt();
    const session = { ...receipt.session, appointment: this.#room };
    return { ...receipt, recordId: this.record, checkCode: await this.code(), session };
  }

  async #sealed(change: (receipt: Receipt) => Receipt): Promise<ClientMessage> {
    return { kind: 'receipt', at: this.world.now, sealed: JSON.stringify(change(await this.receipt())) };
  }

  answer(question: string, decision: 'yes' | 'no'): void {
    this.box.write({ kind: 'answer', at: this.world.now, question, decision });
  }

  async knocking(changes: Partial<KnockingPerson> = {}): Promise<KnockingPerson> {
    const name = lobbyName(this.name, await this.code(), 'X');
    return { id: this.id, name, since: this.world.now, there: 'yes', ...changes };
  }

  inside(changes: Partial<RoomPerson> = {}): RoomPerson {
    const { name } = this;
    const id = `room-${this.person.id}`;
    return { id, name, moderates: false, e2eeSupported: true, e2eeEnabled: false, ...changes };
  }
}

/** A desk on a device, and the counsellor who sits at it. */
export class Counsellor {
  view: DeskView = { kind: 'loading' };
  readonly desk: Desk;

  constructor(readonly world: World) {
    this.desk = new Desk(world.ports, 'de', (view) => {
      this.view = view;
    });
  }

  /** Somebody at an unlocked desk with these appointments. */
  static async atWork(world: World, ...appointments: readonly Appointment[]): Promise<Counsellor> {
    for (const one of appointments) world.office.tables.appointments.set(one.id, JSON.stringify(one));
    const counsellor = new Counsellor(world);
    await counsellor.desk.start();
    const isNew = world.office.passphrase === null;
    await counsellor.wish({ kind: isNew ? 'found' : 'unlock', passphrase: 'korrekt pferd' });
    return counsellor;
  }

  /** The same, in the room. */
  static async inRoom(world: World, of: Appointment, ...others: readonly Appointment[]): Promise<Counsellor> {
    const counsellor = await Counsellor.atWork(world, of, ...others);
    await counsellor.openRoom(of.id);
    return counsellor;
  }

  async openRoom(id: string): Promise<void> {
    await this.wish({ kind: 'prepare', id });
    await this.wish({ kind: 'open', id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    await this.place();
    this.world.room.fire({ kind: 'connecting' }, { kind: 'opened' });
    await settle();
  }

  async place(): Promise<void> {
    await this.wish({ kind: 'frameReady', place: {} as HTMLElement, title: 'Gespräch' });
  }

  async wish(wish: DeskWish): Promise<void> {
    await this.desk.wish(wish);
    await settle();
  }

  get context(): DeskContext {
    if (this.view.kind !== 'desk') throw new Error(`no desk: ${this.view.kind}`);
    return this.view.context;
  }

  get page(): DeskPage {
    if (this.view.kind !== 'desk') throw new Error(`no desk: ${this.view.kind}`);
    return this.view.page;
  }

  get room(): RoomView {
    const { page } = this;
    if (page.page !== 'room') throw new Error(`no room: ${page.page}`);
    return page.room;
  }

  knocker(id: string): KnockerView {
    const found = this.room.knocking.find((one) => one.id === id);
    if (!found) throw new Error(`nobody knocks as ${id}`);
    return found;
  }

  /** These people knock now, and nobody else. */
  async knock(...knocking: readonly KnockingPerson[]): Promise<void> {
    this.world.room.fire({ kind: 'knockingChanged', knocking });
    await settle();
  }

  async inside(...people: readonly RoomPerson[]): Promise<void> {
    this.world.room.fire({ kind: 'peopleChanged', people });
    await settle();
  }

  /** Lets somebody in, as Jitsi would tell it. */
  async letIn(visitor: Visitor, others: readonly RoomPerson[] = [], reason: string | null = null): Promise<void> {
    await this.knock(await visitor.knocking());
    await this.wish({ kind: 'admit', id: visitor.id, reason });
    await this.knock();
    this.world.room.fire({ kind: 'confirmed', command: 'admit', id: visitor.id });
    await this.inside(...others, visitor.inside());
    visitor.here('room');
    await settle();
  }
}

/** Comparisons of codes that are being made: hashing happens in another thread, and a busy machine takes its time. */
let comparing = 0;

/** Lets everything happen that waits for nothing but its turn, hashing in other threads included. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 15; quiet += 1) {
    await setImmediate();
    if (comparing > 0) quiet = 0;
  }
}

/** A promise and its key. */
export function gate(): { readonly held: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { held, open };
}
