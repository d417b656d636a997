import { minorDuty } from './minor.ts';
import { missingBrowser, missingFor, type Missing } from './missing.ts';
import type { GatePlan, StepKind } from './plan.ts';
import { soundNow, statementsOf } from './said.ts';
import type { Ending, GateState } from './state.ts';

export { allMissing, missingFor, type Missing } from './missing.ts';
export { clientDeclarations, decisionOn, peopleAt, soundNow, statementsOf } from './said.ts';

/** Where the person stands. */
export type Position =
  | { readonly kind: 'step'; readonly step: StepKind; readonly missing: readonly Missing[] }
  | { readonly kind: 'ending'; readonly ending: Ending };

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
    const { kind } = minorDuty(plan, state, soundNow(state, now));
    // Where a date of birth has to be given, it will answer; a step that most will never see is not announced before.
    const isAnswered =
      kind === 'askAge' && plan.fields.some(({ id, need }) => id === 'birthDate' && need === 'required');
    const isAsked = kind !== 'none' && !isAnswered;
    return plan.minors.policy !== 'none' && (isAsked || state.minor !== null);
  }
  if (step === 'pledge') return statementsOf(plan, 'pledge').length > 0;
  return true;
}
