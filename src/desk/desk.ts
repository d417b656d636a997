import { EinlassError, type Problem } from '../errors.ts';
import type { Office } from '../records/office-shape.ts';
import { loadSite } from '../service/face.ts';
import { AppointmentsWork } from './appointments-work.ts';
import { CopiesWork } from './copies-work.ts';
import { DeskActs } from './desk-acts.ts';
import { DeskMemory } from './desk-memory.ts';
import { OfficeWork } from './office-work.ts';
import { deskView } from './pages.ts';
import { Loss } from './loss.ts';
import { Papers } from './papers.ts';
import type { DeskPorts } from './ports.ts';
import { ReadingIn } from './reading-in.ts';
import { ReceiptsWork } from './receipts-work.ts';
import { RoomDoor } from './room-door.ts';
import { roomView } from './room-look.ts';
import { offeredServices } from './services.ts';
import type { DeskContext, DeskView, RoomView } from './view.ts';
import type { DeskWish } from './wish.ts';

/**
 * A counsellor's desk in one tab: takes wishes, keeps appointments and receipts, opens the room, and says what to show.
 * It admits nobody on its own.
 */
export class Desk {
  readonly #ports: DeskPorts;
  readonly #show: (view: DeskView) => void;
  readonly #memory: DeskMemory;
  readonly #office: OfficeWork;
  readonly #appointments: AppointmentsWork;
  readonly #receipts: ReceiptsWork;
  readonly #papers: Papers;
  readonly #copies: CopiesWork;
  readonly #door: RoomDoor;
  readonly #loss: Loss;
  readonly #acts: DeskActs;
  #view: DeskView = { kind: 'loading' };

  constructor(outside: DeskPorts, language: string, show: (view: DeskView) => void) {
    // Where the site says that it has no mailbox, nobody is asked for one.
    const openMailbox: DeskPorts['openMailbox'] = (secret) =>
      this.#hasMailbox ? outside.openMailbox(secret) : Promise.resolve(null);
    const ports = { ...outside, openMailbox };
    this.#ports = ports;
    this.#show = show;
    this.#memory = new DeskMemory(language);
    const look = (): void => this.#look();
    this.#office = new OfficeWork(ports, {
      mustStayOpen: () => this.#memory.session?.isOn ?? false,
      opened: (office) => this.#opened(office),
      holdsTheLast: () => this.#memory.loss !== null,
      locked: () => this.#forget(),
      lost: () => {
        this.#memory.loss = 'lost';
        look();
      },
      broken: (cause) => this.#broke(cause),
      look,
    });
    const arrived = (): void => this.#arrived();
    this.#appointments = new AppointmentsWork(ports, arrived);
    this.#receipts = new ReceiptsWork(ports, () => this.#office.settings.counsellor);
    this.#papers = new Papers(ports, {
      office: () => this.#office.office,
      site: () => this.#memory.site,
      counsellor: () => this.#office.settings.counsellor,
    });
    this.#door = new RoomDoor(ports, this.#memory, this.#office, this.#appointments, this.#papers, { look, arrived });
    this.#loss = new Loss(this.#memory, this.#office, this.#appointments, this.#papers, look);
    this.#copies = new CopiesWork(ports, {
      folder: () => this.#memory.site?.archive ?? null,
      copied: (record) => this.#receipts.copied(record),
      fetched: async () => void (await this.#receipts.refresh()),
      look,
    });
    const reading = new ReadingIn(ports, {
      office: () => this.#office.office,
      appointments: () => this.#appointments.all,
      services: () => this.#memory.site?.services ?? [],
      service: (id) => this.#door.service(id),
    });
    this.#acts = new DeskActs(
      this.#memory,
      this.#office,
      this.#appointments,
      this.#receipts,
      this.#papers,
      this.#door,
      this.#loss,
      this.#copies,
      reading,
      look,
    );
  }

  get #hasMailbox(): boolean {
    return this.#memory.site?.mailbox ?? false;
  }

  /** What is on screen now. */
  get view(): DeskView {
    return this.#view;
  }

  /** Reads the site and looks what this device has. Never throws. */
  async start(): Promise<void> {
    await this.#safely(async () => {
      const site = await loadSite(this.#ports.fetchText);
      this.#memory.broken = site.ok ? null : site.problem;
      if (!site.ok) return;
      this.#memory.site = site.value;
      await Promise.all([this.#learnServices(), this.#office.begin()]);
    });
  }

  /** Does what the counsellor wishes. Resolves when it is on screen. Never throws. */
  async wish(wish: DeskWish): Promise<void> {
    this.#office.stir();
    // The page says this of itself; it is no act of anybody.
    if (wish.kind !== 'frameReady') this.#memory.problem = null;
    await this.#safely(() => this.#grant(wish));
  }

  /** Somebody types or reads without a wish: the desk does not lock itself meanwhile. */
  stir(): void {
    this.#office.stir();
  }

  /** The page has come to the front: what is in the mailboxes is read at once. */
  lookNow(): void {
    this.#memory.session?.parts.inbox.lookNow();
  }

  async #grant(wish: DeskWish): Promise<void> {
    switch (wish.kind) {
      case 'found':
        return this.#office.found(wish.passphrase);
      case 'join':
        return this.#office.join(wish.keyFile, wish.passphrase);
      case 'unlock':
        return this.#office.unlock(wish.passphrase);
      case 'lock':
        return this.#office.lock();
      case 'wipe':
        return this.#office.wipe();
      case 'closeProblem':
        this.#memory.trouble = null;
        return this.#office.closeProblem();
      case 'language':
        return this.#switchLanguage(wish.language);
      default:
        // Behind the door. Nothing of it is there before somebody has unlocked it.
        return this.#office.office ? this.#acts.grant(wish) : undefined;
    }
  }

  /** Texts and interface change together or not at all. */
  async #switchLanguage(language: string): Promise<void> {
    if (!(await this.#ports.switchLanguage(language))) return;
    this.#memory.language = language;
    await Promise.all([this.#learnServices(), this.#door.relearn()]);
  }

  async #learnServices(): Promise<void> {
    const { site, language } = this.#memory;
    if (!site) return;
    const services = await offeredServices(this.#ports.fetchText, site, language, this.#ports.now());
    if (language === this.#memory.language) this.#memory.services = services;
  }

  async #opened(office: Office): Promise<void> {
    this.#receipts.open(office);
    this.#copies.open(office);
    this.#memory.place = { page: 'appointments' };
    this.#memory.trouble = await this.#appointments.load(office);
  }

  #forget(): void {
    this.#memory.forget();
    this.#appointments.forget();
    this.#receipts.forget();
    this.#papers.forget();
    this.#copies.forget();
  }

  async #safely(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      this.#broke(cause);
    }
    this.#look();
  }

  /** One act that broke is told at the top of the page; where there is no page, that is all that can be told. */
  #broke(cause: unknown): void {
    const code = cause instanceof EinlassError ? cause.code : 'UNEXPECTED';
    const problem: Problem = { code, detail: String(cause) };
    if (this.#office.office) this.#memory.problem = problem;
    else this.#memory.broken = problem;
  }

  #arrived(): void {
    if (!this.#appointments.areTold || this.#memory.session?.parts.outbox.isClear === false) return;
    this.#memory.arrived();
    this.#look();
  }

  #context(): DeskContext | null {
    const { site, language, services, session, problem, trouble } = this.#memory;
    if (!site || !this.#office.office) return null;
    const { counsellor, isKeySaved } = this.#office.settings;
    const loss = this.#loss.view;
    const told = problem ?? trouble;
    return {
      site,
      language,
      services,
      now: this.#ports.now(),
      counsellor,
      keyName: this.#office.keyName,
      isKeySaved,
      // That nothing can be written is said once, with the cause and the way on.
      problem: loss && told?.code === 'STORAGE_UNAVAILABLE' ? null : told,
      loss,
      mailbox: session?.line ?? (this.#hasMailbox ? 'unknown' : 'absent'),
      archive: this.#copies.view,
    };
  }

  #look(): void {
    const { site, broken, place } = this.#memory;
    this.#view = deskView({
      site,
      broken,
      door: this.#office.door,
      context: this.#context(),
      place,
      appointments: this.#appointments.all,
      invitations: (appointment, service) => (site ? this.#appointments.invitations(appointment, service, site) : []),
      paperOf: (person) => this.#papers.of(person),
      receipts: this.#receipts.list,
      room: () => this.#room(),
    });
    this.#show(this.#view);
  }

  #room(): RoomView | null {
    const { site, session } = this.#memory;
    if (!session || !site) return null;
    const { appointment, service } = session.memory;
    const invitations = this.#appointments.invitations(appointment, service, site);
    return roomView(session, this.#office.settings.sound, invitations);
  }
}
