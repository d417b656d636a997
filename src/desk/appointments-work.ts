import type { Appointment, InvitedPerson } from '../appointment/appointment.ts';
import { refused, type Parsed, type Problem } from '../errors.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';
import type { Office } from '../records/office-shape.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';
import { Outbox, undelivered } from './outbox.ts';
import type { DeskPorts } from './ports.ts';
import type { Invitation, OfferedService } from './view.ts';
import type { AppointmentDraft } from '../appointment/draft.ts';
import { within } from './waits.ts';

/** Milliseconds for telling everybody invited that something changed; the page does not wait longer. */
const TELLING = 5_000;

const NOT_KEPT: Problem = { code: 'STORAGE_UNAVAILABLE', detail: 'appointment' };

/** The appointments of this office: kept, changed, and those invited told of it. */
export class AppointmentsWork {
  readonly #ports: DeskPorts;
  readonly #outbox: Outbox;
  #office: Office | null = null;
  readonly #all = new Map<string, Appointment>();
  /** The page looks often, and what is handed over changes only with the appointment or the language. */
  readonly #invitations = new WeakMap<Appointment, { readonly of: Service; readonly made: readonly Invitation[] }>();

  /** Calls `arrived` when everything that those invited were to be told has reached them, or is not needed any more. */
  constructor(ports: DeskPorts, arrived: () => void) {
    this.#ports = ports;
    this.#outbox = new Outbox(ports, { write: (secret, message) => this.#write(secret, message), cleared: arrived });
  }

  /** Is there nobody who has still to be told of a change? */
  get areTold(): boolean {
    return this.#outbox.isClear;
  }

  /** Earliest first. */
  get all(): readonly Appointment[] {
    return [...this.#all.values()].sort((one, other) => one.startsAt - other.startsAt);
  }

  get(id: string): Appointment | null {
    return this.#all.get(id) ?? null;
  }

  /** Reads what is kept. Returns a problem when something of it cannot be read; the rest is there all the same. */
  async load(office: Office): Promise<Problem | null> {
    this.#office = office;
    this.#all.clear();
    let problem: Problem | null = null;
    for (const value of await office.appointments.all()) {
      const parsed = this.#ports.appointments.parse(value);
      if (parsed.ok) this.#all.set(parsed.value.id, parsed.value);
      else problem = { code: 'RECORD_UNREADABLE', detail: parsed.problem.detail };
    }
    // Appointments, and what was noted about people of whom there is no receipt: neither goes missing without a word.
    const lost = (await office.appointments.unreadable()) + (await office.settings.unreadable());
    return lost > 0 ? { code: 'RECORD_UNREADABLE', detail: `${String(lost)} entries` } : problem;
  }

  /** Drops everything from memory. */
  forget(): void {
    this.#office = null;
    this.#all.clear();
    this.#outbox.close();
  }

  /** Makes one appointment or a series; returns the first, or why there is none. */
  async create(draft: AppointmentDraft, services: readonly OfferedService[]): Promise<Parsed<Appointment>> {
    const service = services.find(({ id }) => id === draft.service);
    if (!service) return refused('SERVICE_UNKNOWN', draft.service);
    const created = this.#ports.appointments.create(draft, service);
    if (!created.ok) return created;
    for (const appointment of created.value) {
      const problem = await this.#keep(appointment);
      if (problem) return { ok: false, problem };
    }
    const [first] = created.value;
    return first ? { ok: true, value: first } : { ok: false, problem: NOT_KEPT };
  }

  /** Moves an appointment and tells everybody invited. Returns what went wrong, or null. */
  async change(id: string, startsAt: number, minutes: number): Promise<Problem | null> {
    const before = this.#planned(id);
    if (!before) return null;
    const changed = this.#ports.appointments.changed(before, startsAt, minutes);
    if (!changed.ok) return changed.problem;
    const problem = await this.#keep(changed.value);
    if (problem || changed.value.startsAt === before.startsAt) return problem;
    return this.#tell(changed.value, { kind: 'moved', at: this.#ports.now(), startsAt: changed.value.startsAt });
  }

  async invite(id: string, role: InvitedPerson['role'], label: string): Promise<Problem | null> {
    const before = this.#planned(id);
    if (!before) return null;
    const invited = this.#ports.appointments.invited(before, role, label);
    return invited.ok ? this.#keep(invited.value) : invited.problem;
  }

  /** Cancels an appointment and tells everybody invited. */
  async cancel(id: string): Promise<Problem | null> {
    const before = this.#planned(id);
    if (!before) return null;
    const cancelled = this.#ports.appointments.cancelled(before);
    const problem = await this.#keep(cancelled);
    return problem ?? this.#tell(cancelled, { kind: 'cancelled', at: this.#ports.now() });
  }

  /** Marks an appointment as over for good; on this page also where that cannot be kept. */
  async end(id: string): Promise<Problem | null> {
    const before = this.#planned(id);
    if (!before) return null;
    const ended = this.#ports.appointments.ended(before);
    this.#all.set(id, ended);
    return this.#keep(ended);
  }

  /** Keeps every appointment once more. Returns what went wrong, or null. */
  async putBack(): Promise<Problem | null> {
    const problems = await Promise.all([...this.#all.values()].map((appointment) => this.#keep(appointment)));
    return problems.find((problem) => problem !== null) ?? null;
  }

  /** What can be handed over to everybody invited. */
  invitations(appointment: Appointment, service: Service, site: Site): readonly Invitation[] {
    const sealing = this.#office?.key.sealing.public;
    if (!sealing) return [];
    const before = this.#invitations.get(appointment);
    if (before?.of === service) return before.made;
    const acts = this.#ports.appointments;
    const made = appointment.people.flatMap((person) => {
      const link = acts.linkOf(appointment, person, service, sealing);
      // A city with an address so long that no link fits has been told so when it set this up.
      return link.ok
        ? [{ person, link: link.value, mail: acts.mailOf(appointment, person, link.value, service, site) }]
        : [];
    });
    this.#invitations.set(appointment, { of: service, made });
    return made;
  }

  /** What is ended or cancelled stays so. */
  #planned(id: string): Appointment | null {
    const appointment = this.get(id);
    return appointment?.state === 'planned' ? appointment : null;
  }

  async #keep(appointment: Appointment): Promise<Problem | null> {
    const saved = await this.#office?.appointments.put(appointment.id, appointment);
    if (saved !== 'saved') return NOT_KEPT;
    this.#all.set(appointment.id, appointment);
    return null;
  }

  async #tell({ people }: Appointment, message: CounsellorMessage): Promise<Problem | null> {
    const sent: SendResult[] = [];
    const all = people.map(async ({ secret }) => sent.push(await this.#outbox.send(secret, message)));
    const isInTime = await within(this.#ports, TELLING, Promise.all(all));
    return isInTime ? undelivered(message.kind, sent) : { code: 'MAILBOX_UNREACHABLE', detail: message.kind };
  }

  async #write(secret: string, message: CounsellorMessage): Promise<SendResult> {
    try {
      const mailbox = await this.#ports.openMailbox(secret);
      if (!mailbox) return { ok: false, why: 'absent' };
      const sent = await mailbox.send(message);
      mailbox.close();
      return sent;
    } catch {
      // The code for it did not arrive; perhaps it does the next time.
      return { ok: false, why: 'unreachable' };
    }
  }
}
