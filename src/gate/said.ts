import { counts, lastWord, type AcceptanceContext } from './acceptance.ts';
import { declarant } from './minor.ts';
import { isSameText, type GatePlan, type StatementKind, type StatementPlan } from './plan.ts';
import { isInstant } from './sound.ts';
import type { GateState, Person } from './state.ts';

export const CLIENT: Person = { id: 'self', role: 'client' };

/**
 * `now`, but never before anything that was already seen: a clock set back revives nothing. Returns NaN where `now` is no
 * instant – then nothing counts and nothing opens. A `latest` that is none is replaced by what was declared last, so that
 * a broken record locks nobody out for ever.
 */
export function soundNow(state: GateState, now: number): number {
  if (!isInstant(now)) return Number.NaN;
  if (isInstant(state.latest)) return Math.max(now, state.latest);
  return Math.max(now, ...state.acceptances.map(({ at }) => at).filter(isInstant));
}

/** The decision on a consent or acknowledgement that counts today: the pending one, else the accepted one. */
export function decisionOn(
  statement: StatementPlan,
  plan: GatePlan,
  state: GateState,
  now: number,
): 'given' | 'refused' | null {
  const pending = state.decisions[statement.text.id];
  if (pending && isSameText(pending.text, statement.text)) return pending.decision;
  const said = acceptanceOf(statement, CLIENT, plan, state, soundNow(state, now));
  return said === 'given' || said === 'refused' ? said : null;
}

/** Persons at this device, the client first. */
export function peopleAt(state: GateState): readonly Person[] {
  const self: Person = state.visit ? { id: 'self', role: state.visit.role } : CLIENT;
  return [self, ...(state.people ?? []).filter((person) => person.id !== 'self')];
}

export function statementsOf(plan: GatePlan, ...kinds: readonly StatementKind[]): readonly StatementPlan[] {
  return plan.statements.filter((statement) => kinds.includes(statement.kind));
}

/** Context against which this visit's acceptances are held, or null before arrival. */
export function contextOf(plan: GatePlan, state: GateState, now: number): AcceptanceContext | null {
  if (!state.visit) return null;
  const { session, appointment } = state.visit;
  return { now, session, appointment, by: declarant(plan, state, now) };
}

/** The last word of this person on this statement, where it counts today. */
export function acceptanceOf(
  statement: StatementPlan,
  person: Person,
  plan: GatePlan,
  state: GateState,
  now: number,
): 'given' | 'refused' | 'withdrawn' | null {
  const context = contextOf(plan, state, now);
  const said = lastWord(state.acceptances, statement.text.id, person.id);
  return context && said && counts(said, statement, plan, context) ? said.decision : null;
}

/** Acknowledgements and consents of the person who came with the link. */
export function clientDeclarations(plan: GatePlan, state: GateState): readonly StatementPlan[] {
  const role = state.visit?.role ?? 'client';
  return statementsOf(plan, 'acknowledgement', 'consent').filter((statement) => statement.roles.includes(role));
}
