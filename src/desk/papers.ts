import type { Appointment, InvitedPerson } from '../appointment/appointment.ts';
import { dayKey, OFFICE_ZONE } from '../appointment/zone.ts';
import { EinlassError, refused, type Parsed } from '../errors.ts';
import type { PaperDeclaration } from '../gate/paper.ts';
import { paperHolds, paperReceipt } from '../gate/paper-receipt.ts';
import type { GatePlan } from '../gate/plan.ts';
import type { Receipt } from '../gate/receipt.ts';
import { SOURCE_LANGUAGE } from '../i18n/languages.ts';
import { isWithdrawn } from '../records/filing.ts';
import type { FiledReceipt, Office } from '../records/office-shape.ts';
import { loadService, type Service } from '../service/load.ts';
import { receiptFacts, receiptWordings } from '../service/receipt-facts.ts';
import type { Site } from '../service/site-schema.ts';
import type { DeskPorts } from './ports.ts';
import type { PaperView } from './view.ts';

/** What this desk calls itself in a receipt (collection_method of ISO/IEC TS 27560). */
const SOFTWARE = 'Einlass 0.1, signed paper form, recorded by a counsellor';

export interface PapersHost {
  office(): Office | null;
  site(): Site | null;
  /** As the counsellor calls herself; empty: not yet said. */
  counsellor(): string;
}

/**
 * Signed forms of people who were invited (R-081, C-09): recorded as receipts among the others, one for each person, under
 * the number of the invitation. Whoever signs anew gets a later issue of the same record.
 */
export class Papers {
  readonly #ports: DeskPorts;
  readonly #host: PapersHost;
  /** By id of the person. */
  readonly #known = new Map<string, FiledReceipt>();

  constructor(ports: DeskPorts, host: PapersHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** What lies in the archive of these people is known from now on. Never rejects. */
  async learn(people: readonly InvitedPerson[]): Promise<void> {
    const office = this.#host.office();
    for (const { id } of people) {
      const filed = await office?.receipts.get(id).catch(() => null);
      if (filed?.ok && filed.value.receipt.paper) this.#known.set(id, filed.value);
    }
  }

  /**
   * Records what the counsellor has read on a signed form of `person`. Refuses with PAPER_INSUFFICIENT where the form does
   * not suffice or she has not said who she is, and as the archive does. Throws only when the service cannot be loaded.
   */
  async record(
    appointment: Appointment,
    person: InvitedPerson,
    declared: PaperDeclaration,
  ): Promise<Parsed<FiledReceipt>> {
    const office = this.#host.office();
    if (!office) return refused('STORAGE_UNAVAILABLE', 'locked');
    // In the language in which the statements are law: these are the words that stand on every form, whatever else does.
    const service = await this.#service(appointment.service, person.role);
    const receipt = await this.#receipt(service, appointment, person, declared);
    if (!receipt) return refused('PAPER_INSUFFICIENT', person.role);
    const { words, shipped } = await this.#ports.verifyReceipt(receipt, this.#ports.fetchText);
    const until = this.#ports.retentionOf(service.profile, receipt);
    const filed = await office.receipts.file(receipt, { words, shipped, origin: 'paper' }, until);
    if (filed.ok) this.#known.set(person.id, filed.value);
    return filed;
  }

  /** The record of this person's signed form; null: none is known. */
  of(person: string): PaperView | null {
    const filed = this.#known.get(person);
    const paper = filed?.receipt.paper;
    if (!filed || !paper) return null;
    const { signedOn, seenBy } = paper;
    return { record: filed.id, issue: filed.receipt.receiptId, signedOn, seenBy, isWithdrawn: isWithdrawn(filed) };
  }

  /** The same where it still holds against what the service asks now; null: not, or taken back. */
  holding({ id, role }: InvitedPerson, plan: GatePlan): PaperView | null {
    const filed = this.#known.get(id);
    const holds = filed && !isWithdrawn(filed) && paperHolds(filed.receipt, plan, role, this.#ports.now());
    return holds ? this.of(id) : null;
  }

  /** What stands in the record of this person's form; null: none is known. */
  receiptOf(person: string): Receipt | null {
    return this.#known.get(person)?.receipt ?? null;
  }

  /** Whose forms are known here, one name for each; foreign words. */
  get names(): readonly string[] {
    return [...this.#known.values()].map(({ receipt: { declarant } }) => declarant.name ?? declarant.onBehalfOf ?? '');
  }

  /** A receipt has grown by an event. */
  grown(filed: FiledReceipt): void {
    if (this.#known.has(filed.id)) this.#known.set(filed.id, filed);
  }

  /** Files once more what is known here. Returns whether all of it is in the archive. Never rejects. */
  async putBack(): Promise<boolean> {
    let areBack = true;
    for (const filed of this.#known.values()) {
      const back = await this.#host.office()?.receipts.putBack(filed);
      if (!back?.ok) areBack = false;
    }
    return areBack;
  }

  /** Drops everything from memory. */
  forget(): void {
    this.#known.clear();
  }

  async #service(id: string, role: InvitedPerson['role']): Promise<Service> {
    const site = this.#host.site();
    const visitor = { now: this.#ports.now(), role };
    const loaded = site && (await loadService(this.#ports.fetchText, site, id, SOURCE_LANGUAGE, visitor));
    if (loaded?.ok) return loaded.value;
    throw new EinlassError(loaded?.problem.code ?? 'SERVER_UNREACHABLE', { detail: 'service of the paper' });
  }

  async #receipt(
    service: Service,
    appointment: Appointment,
    person: InvitedPerson,
    declared: PaperDeclaration,
  ): Promise<Receipt | null> {
    const now = this.#ports.now();
    const { type, startsAt } = appointment;
    return paperReceipt({
      plan: service.plan,
      visit: {
        session: person.id,
        appointment: this.#ports.appointments.roomNameOf(appointment),
        startsAt,
        role: person.role,
      },
      declared,
      seenBy: this.#host.counsellor(),
      today: dayKey(now),
      now,
      context: {
        ...receiptFacts(service),
        recordId: person.id,
        receiptId: this.#ports.randomId(),
        // Whoever signs with a pen has no code; the one in the lobby says nothing about the paper.
        checkCode: null,
        zone: OFFICE_ZONE,
        language: SOURCE_LANGUAGE,
        software: SOFTWARE,
        session: { type, access: 'personalLink', e2eeAtStart: 'unknown', deviceCheck: 'skipped' },
        wordings: await receiptWordings(service),
      },
    });
  }
}
