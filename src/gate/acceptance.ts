import { isSameText, type GatePlan, type StatementKind, type StatementPlan, type TextRef } from './plan.ts';

/** Id of a person at this device: `self` is the client, `guardian` the guardian of the declaration, others count up. */
export type PersonId = string;

/**
 * One declaration, made once. Acceptances are only ever appended: a withdrawal is a new entry, so that the receipt still
 * shows what was true before (Art. 7(3) GDPR, R-092).
 */
export interface Acceptance {
  readonly text: TextRef;
  readonly kind: StatementKind;
  readonly decision: 'given' | 'refused' | 'withdrawn';
  readonly person: PersonId;
  /** Who made the declaration: the person, or the guardian on the person's behalf. */
  readonly by: 'self' | 'guardian';
  /** Language in which the wording was on screen, BCP 47. */
  readonly language: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The visit in which it was made; assurances and pledges count in their own visit only. */
  readonly session: string;
  /** The appointment for which it was made. */
  readonly appointment: string;
}

/** What an acceptance is held against. `now` is in milliseconds since 1970 and never before anything already recorded. */
export interface AcceptanceContext {
  readonly now: number;
  readonly session: string;
  readonly appointment: string;
  readonly by: 'self' | 'guardian';
}

const EVERY_SESSION: ReadonlySet<StatementKind> = new Set(['assurance', 'pledge']);

/** Returns the last word of this person on this text id, or undefined where nothing was said. */
export function lastWord(acceptances: readonly Acceptance[], textId: string, person: PersonId): Acceptance | undefined {
  for (let index = acceptances.length - 1; index >= 0; index -= 1) {
    const acceptance = acceptances[index];
    if (acceptance && acceptance.text.id === textId && acceptance.person === person) return acceptance;
  }
  return undefined;
}

/**
 * Says whether an acceptance counts today: the very wording of the plan, not withdrawn, not from the future, not older
 * than the plan lets it become, made by the one who has to make it, and – assurances and pledges – in this visit.
 */
export function counts(
  acceptance: Acceptance,
  statement: StatementPlan,
  plan: Pick<GatePlan, 'consentHolds'>,
  context: AcceptanceContext,
): boolean {
  if (acceptance.decision === 'withdrawn') return false;
  if (acceptance.kind !== statement.kind || !isSameText(acceptance.text, statement.text)) return false;
  if (!(acceptance.at <= context.now)) return false;
  if (EVERY_SESSION.has(statement.kind)) return acceptance.session === context.session;
  if (statement.kind === 'information') return holds(acceptance, plan, context);
  return acceptance.by === context.by && holds(acceptance, plan, context);
}

function holds(acceptance: Acceptance, plan: Pick<GatePlan, 'consentHolds'>, context: AcceptanceContext): boolean {
  if (plan.consentHolds === 'appointment') return acceptance.appointment === context.appointment;
  return context.now - acceptance.at < plan.consentHolds;
}
