import { loadService, type Service } from '../service/load.ts';
import type { AppointmentsWork } from './appointments-work.ts';
import type { DeskMemory } from './desk-memory.ts';
import { notesOf } from './ledger.ts';
import type { OfficeWork } from './office-work.ts';
import type { Papers } from './papers.ts';
import type { DeskPorts } from './ports.ts';
import type { SessionHost } from './room-memory.ts';
import { RoomSession } from './room-session.ts';
import type { DeskWish } from './wish.ts';

/** The way from an appointment into its room and out again. */
export class RoomDoor {
  readonly #ports: DeskPorts;
  readonly #memory: DeskMemory;
  readonly #office: OfficeWork;
  readonly #appointments: AppointmentsWork;
  readonly #papers: Papers;
  readonly #look: () => void;
  readonly #arrived: () => void;

  constructor(
    ports: DeskPorts,
    memory: DeskMemory,
    office: OfficeWork,
    appointments: AppointmentsWork,
    papers: Papers,
    { look, arrived }: Pick<SessionHost, 'look' | 'arrived'>,
  ) {
    this.#ports = ports;
    this.#memory = memory;
    this.#office = office;
    this.#appointments = appointments;
    this.#papers = papers;
    this.#look = look;
    this.#arrived = arrived;
  }

  /** Shows an appointment, or what comes before its room. Returns whether it is on screen. */
  async show(page: 'appointment' | 'opening', id: string): Promise<boolean> {
    const appointment = this.#appointments.get(id);
    if (!appointment || this.#memory.session?.isOn) return false;
    const service = await this.service(appointment.service);
    const { office } = this.#office;
    if (!service || !office) return false;
    await this.#papers.learn(appointment.people);
    return this.#memory.moveTo({ page, id, service, notes: await notesOf(office, id) });
  }

  /** Opens the mailboxes, so that whoever comes early is seen and no receipt waits for the room. */
  async prepare(id: string): Promise<void> {
    const memory = this.#memory;
    const { site, language } = memory;
    const office = this.#office.office;
    const appointment = this.#appointments.get(id);
    if (!office || !site || appointment?.state !== 'planned') return;
    if (!(await this.show('opening', id)) || memory.place.page !== 'opening') return;
    memory.closeRoom();
    const start = { appointment, service: memory.place.service, site, language };
    const session: RoomSession = new RoomSession(
      this.#ports,
      office,
      this.#host(() => session),
      start,
    );
    memory.session = session;
    this.#look();
    await session.prepare();
  }

  /** The counsellor has declared what she has to; then the room's page is shown, and says where its frame goes. */
  async open({ id, declared, moderatorToken, devices }: Extract<DeskWish, { kind: 'open' }>): Promise<void> {
    const memory = this.#memory;
    // Compared with true: what comes from the console may be anything.
    if (![declared.noRecording, declared.aloneInRoom, declared.boundToSecrecy].every((given) => given === true)) {
      memory.problem = { code: 'DECLARATION_MISSING', detail: 'open' };
      return;
    }
    if (memory.session?.isOn) return;
    const isPrepared = memory.place.page === 'opening' && memory.session?.memory.appointment.id === id;
    if (!isPrepared) await this.prepare(id);
    const { session } = memory;
    if (session?.memory.appointment.id !== id) return;
    memory.problem = await session.declare(declared, moderatorToken, devices);
    if (!memory.problem && session === memory.session) memory.place = { page: 'room' };
  }

  /** Leaves the room; the appointment stays open. */
  async leave(): Promise<void> {
    const { session, place } = this.#memory;
    if (!session || place.page !== 'room') return;
    await session.leave();
    if (session !== this.#memory.session) return;
    this.#memory.closeRoom();
    const { id } = session.memory.appointment;
    if (!(await this.show('appointment', id))) this.#memory.moveTo({ page: 'appointments' });
  }

  /** The appointment of the room that is open has changed. */
  async update(id: string): Promise<void> {
    const appointment = this.#appointments.get(id);
    const { session } = this.#memory;
    if (appointment && session?.memory.appointment.id === id) await session.update(appointment);
  }

  /** Loads a service in the language on screen; null where that does not work, and the page says why. */
  async service(id: string): Promise<Service | null> {
    const { site, language } = this.#memory;
    if (!site) return null;
    const visitor = { now: this.#ports.now(), role: 'client' } as const;
    const service = await loadService(this.#ports.fetchText, site, id, language, visitor);
    if (service.ok) return service.value;
    this.#memory.problem = service.problem;
    return null;
  }

  /** What is on screen of a service, once more in the language that is on screen now. */
  async relearn(): Promise<void> {
    const { place, session } = this.#memory;
    const shown = 'service' in place ? place.service : session?.memory.service;
    const service = shown && (await this.service(shown.profile.id));
    if (!service) return;
    session?.relearn(service);
    if (place === this.#memory.place && 'service' in place) this.#memory.place = { ...place, service };
  }

  #host(session: () => RoomSession): SessionHost {
    const memory = this.#memory;
    return {
      papers: this.#papers,
      counsellor: () => this.#office.settings.counsellor,
      sound: () => this.#office.settings.sound,
      appointments: () => this.#appointments.all,
      ended: async ({ id }) => {
        memory.trouble = (await this.#appointments.end(id)) ?? memory.trouble;
        const ended = this.#appointments.get(id);
        if (ended) session().memory.appointment = ended;
        this.#look();
      },
      trouble: (problem) => {
        memory.trouble = problem;
        this.#look();
      },
      arrived: this.#arrived,
      look: this.#look,
    };
  }
}
