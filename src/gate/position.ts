import { counts, lastWord, type AcceptanceContext, type PersonId } from './acceptance.ts';
import { detailProblems, type FieldProblem } from './details.ts';
import { declarant, minorDuty } from './minor.ts';
import {
  isSameText,
  STEP_KINDS,
  type FieldId,
  type GatePlan,
  type StatementKind,
  type StatementPlan,
  type StepKind,
} from './plan.ts';
import { isInstant } from './sound.ts';
import type { BrowserAnswer, Ending, GateState, Person } from './state.ts';

/** One thing that still closes the gate, named so that a page can link to it. */
export type Missing =
  | { readonly what: 'arrival' | 'expired' | 'browser' | 'e2ee' | 'people' | 'signature' | 'age' | 'guardian' | 'devices' | 'camera' | 'steps' }
  | { readonly what: 'statement'; readonly textId: string; readonly kind: StatementKind; readonly person: PersonId }
  | { readonly what: 'field'; readonly field: FieldId; readonly problem: FieldProblem };

/** Where the person stands. */
export type Position =
  | { readonly kind: 'step'; readonly step: StepKind; readonly missing: readonly Missing[] }
  | { readonly kind: 'ending'; readonly ending: Ending };

const CLIENT: Person = { id: 'self', role: 'client' };

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

/**
 * Derives the position: the first step of the plan that is not complete. `waiting` is never complete; it is where
 * an open gate leads. Never throws.
 */
export function currentStep(plan: GatePlan, state: GateState, now: number): Position {
  if (state.ending) return { kind: 'ending', ending: state.ending };
  for (const step of plan.steps) {
    const missing = missingFor(step, plan, state, now);
    if (missing.length > 0 || step === 'waiting') return { kind: 'step', step, missing };
  }
  return { kind: 'step', step: 'arrive', missing: [{ what: 'steps' }] };
}

/**
 * The step to show when the person wishes to look at `wished` (back button, deep link): that step if it lies before the
 * current one, otherwise the current one. Looking back voids nothing.
 */
export function shownStep(plan: GatePlan, state: GateState, now: number, wished: StepKind | null): Position {
  const position = currentStep(plan, state, now);
  if (position.kind === 'ending' || wished === null) return position;
  const target = plan.steps.indexOf(wished);
  if (target < 0 || target >= plan.steps.indexOf(position.step)) return position;
  return { kind: 'step', step: wished, missing: missingFor(wished, plan, state, now) };
}

/** Number of the step among those that this person sees, and of how many ("Schritt 3 von 7"). */
export function progress(
  plan: GatePlan,
  state: GateState,
  now: number,
  step: StepKind,
): { readonly number: number; readonly of: number } {
  const seen = plan.steps.filter((candidate) => candidate === step || isSeen(candidate, plan, state, now));
  return { number: seen.indexOf(step) + 1, of: seen.length };
}

/**
 * A step that has nothing to ask this person is passed in silence: a fine browser, an adult by date of birth, no pledge.
 * A step that was answered stays seen, so that its number is not given away again.
 */
export function isSeen(step: StepKind, plan: GatePlan, state: GateState, now: number): boolean {
  if (step === 'browser') {
    const { browser } = state;
    return browser !== null && missingBrowser(plan, { ...browser, acknowledged: false }).length > 0;
  }
  if (step === 'minor') {
    const isAsked = minorDuty(plan, state, soundNow(state, now)).kind !== 'none';
    return plan.minors.policy !== 'none' && (isAsked || state.minor !== null);
  }
  if (step === 'pledge') return statementsOf(plan, 'pledge').length > 0;
  return true;
}

/** What this step still lacks; empty when it is complete. */
export function missingFor(step: StepKind, plan: GatePlan, state: GateState, clock: number): readonly Missing[] {
  const now = soundNow(state, clock);
  switch (step) {
    case 'arrive':
      return missingArrival(plan, state, now);
    case 'browser':
      return missingBrowser(plan, state.browser);
    case 'information':
      return missingInformation(plan, state, now);
    case 'consent':
      return missingDecisions(plan, state, now);
    case 'details':
      return detailProblems(plan.fields, state.details, now).map((entry) => ({ what: 'field', ...entry }));
    case 'minor':
      return missingMinor(plan, state, now);
    case 'review':
      return missingReview(plan, state, now);
    case 'assurances':
      return missingAssurances(plan, state, now);
    case 'pledge':
      return missingAcceptances(peopleAt(state), plan, state, now, 'pledge');
    case 'devices':
      return missingDevices(plan, state);
    case 'waiting':
      return [];
    default:
      return [{ what: 'steps' }];
  }
}

/** All that closes the gate, over all kinds of steps, whether or not the plan lists them: validity is a conjunction. */
export function allMissing(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  return STEP_KINDS.flatMap((step) => missingFor(step, plan, state, now));
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

function acceptanceOf(
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

function missingArrival(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  if (!state.visit || !state.begun) return [{ what: 'arrival' }];
  const { startsAt } = state.visit;
  return startsAt !== null && !(now < startsAt + plan.linkHolds) ? [{ what: 'expired' }] : [];
}

function missingBrowser(plan: GatePlan, browser: BrowserAnswer | null): readonly Missing[] {
  if (!browser || !browser.join) return [{ what: 'browser' }];
  if (browser.e2ee || plan.e2ee === 'off') return [];
  if (plan.e2ee === 'required' || plan.browserPolicy === 'block') return [{ what: 'e2ee' }];
  return plan.browserPolicy === 'inform' || browser.acknowledged ? [] : [{ what: 'browser' }];
}

/** Shown to the one who came with the link; a plan that informs this role of nothing lets it nowhere. */
function missingInformation(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  const [self] = peopleAt(state);
  const isInformed = statementsOf(plan, 'information').some(({ roles }) => self && roles.includes(self.role));
  return self && isInformed ? missingAcceptances([self], plan, state, now, 'information') : [{ what: 'steps' }];
}

function missingAcceptances(
  people: readonly Person[],
  plan: GatePlan,
  state: GateState,
  now: number,
  ...kinds: readonly StatementKind[]
): readonly Missing[] {
  return people.flatMap((person) =>
    statementsOf(plan, ...kinds)
      .filter((statement) => statement.roles.includes(person.role))
      .filter((statement) => {
        const said = acceptanceOf(statement, person, plan, state, now);
        return statement.need === 'required' ? said !== 'given' : said === null;
      })
      .map((statement) => missingStatement(statement, person.id)),
  );
}

function missingAssurances(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  const asked = plan.steps.includes('assurances') || statementsOf(plan, 'assurance').length > 0;
  if (!asked) return [];
  const isUnclear = state.people === null || (state.people.length > 0 && !plan.othersInRoom);
  return isUnclear ? [{ what: 'people' }] : missingAcceptances(peopleAt(state), plan, state, now, 'assurance');
}

function missingDecisions(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  return clientDeclarations(plan, state)
    .filter((statement) => {
      const decision = decisionOn(statement, plan, state, now);
      return statement.need === 'required' ? decision !== 'given' : decision === null;
    })
    .map((statement) => missingStatement(statement, 'self'));
}

function missingMinor(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  const duty = minorDuty(plan, state, now);
  if (duty.kind === 'none') return [];
  if (duty.kind === 'askAge' || duty.kind === 'impossible') return [{ what: 'age' }];
  const guardian = state.minor?.guardian;
  if (duty.path === 'guardian' && !(guardian?.name.trim() && guardian.relation.trim())) return [{ what: 'guardian' }];
  const said = acceptanceOf(duty.statement, CLIENT, plan, state, now);
  return said === 'given' ? [] : [missingStatement(duty.statement, 'self')];
}

function missingReview(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  const open = clientDeclarations(plan, state)
    .filter((statement) => {
      const said = acceptanceOf(statement, CLIENT, plan, state, now);
      const pending = state.decisions[statement.text.id];
      const isPending = pending !== undefined && isSameText(pending.text, statement.text);
      const changed = isPending && pending.decision !== said;
      return changed || (statement.need === 'required' ? said !== 'given' : said === null);
    })
    .map((statement) => missingStatement(statement, 'self'));
  const needsName = plan.typedName && (state.signature?.name.trim() ?? '') === '';
  const unsigned = clientDeclarations(plan, state).length > 0 && (state.signature === null || needsName);
  return unsigned ? [...open, { what: 'signature' }] : open;
}

function missingDevices(plan: GatePlan, state: GateState): readonly Missing[] {
  if (!state.devices || (state.displayName?.trim() ?? '') === '') return [{ what: 'devices' }];
  return plan.camera === 'required' && state.devices.camera === 'none' ? [{ what: 'camera' }] : [];
}

/** Acknowledgements and consents of the person who came with the link. */
export function clientDeclarations(plan: GatePlan, state: GateState): readonly StatementPlan[] {
  const role = state.visit?.role ?? 'client';
  return statementsOf(plan, 'acknowledgement', 'consent').filter((statement) => statement.roles.includes(role));
}

function missingStatement(statement: StatementPlan, person: PersonId): Missing {
  return { what: 'statement', textId: statement.text.id, kind: statement.kind, person };
}
