import type { PersonId } from './acceptance.ts';
import { detailProblems, type FieldProblem } from './details.ts';
import { minorDuty } from './minor.ts';
import {
  isSameText,
  STEP_KINDS,
  type FieldId,
  type GatePlan,
  type StatementKind,
  type StatementPlan,
  type StepKind,
} from './plan.ts';
import { acceptanceOf, CLIENT, clientDeclarations, decisionOn, peopleAt, soundNow, statementsOf } from './said.ts';
import type { BrowserAnswer, GateState, Person } from './state.ts';

/** One thing that still closes the gate, named so that a page can link to it. */
export type Missing =
  | {
      readonly what:
        | 'arrival'
        | 'expired'
        | 'browser'
        | 'e2ee'
        | 'people'
        | 'details'
        | 'signature'
        | 'age'
        | 'guardian'
        | 'devices'
        | 'camera'
        | 'steps';
    }
  | { readonly what: 'statement'; readonly textId: string; readonly kind: StatementKind; readonly person: PersonId }
  | { readonly what: 'field'; readonly field: FieldId; readonly problem: FieldProblem };

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
      return missingDetails(plan, state, now);
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

function missingArrival(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  if (!state.visit) return [{ what: 'arrival' }];
  const { startsAt } = state.visit;
  const isExpired = startsAt !== null && !(now < startsAt + plan.linkHolds);
  // Said to those, too, who have not begun: nobody is welcomed to an appointment that is over.
  return [...(state.begun ? [] : [{ what: 'arrival' } as const]), ...(isExpired ? [{ what: 'expired' } as const] : [])];
}

/** What the plan's policy makes of this browser. */
export function missingBrowser(plan: GatePlan, browser: BrowserAnswer | null): readonly Missing[] {
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

/** Also a form of which nothing has to be filled in is shown once: leaving it empty is an answer. */
function missingDetails(plan: GatePlan, state: GateState, now: number): readonly Missing[] {
  const problems = detailProblems(plan.fields, state.details, now);
  if (problems.length === 0 && plan.fields.length > 0 && state.details === null) return [{ what: 'details' }];
  return problems.map((entry) => ({ what: 'field', ...entry }));
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

function missingStatement(statement: StatementPlan, person: PersonId): Missing {
  return { what: 'statement', textId: statement.text.id, kind: statement.kind, person };
}
