import { lastWord, type Acceptance } from './acceptance.ts';
import { keepPlanned } from './details.ts';
import { declarant, minorDuty } from './minor.ts';
import {
  isSameText,
  PERSON_ROLES,
  type GatePlan,
  type StatementKind,
  type StatementPlan,
  type TextRef,
} from './plan.ts';
import { clientDeclarations, decisionOn, peopleAt, soundNow, statementsOf } from './position.ts';
import { EMPTY_STATE, type GateEvent, type GateState, type PendingDecision, type Person } from './state.ts';

/** Kinds that a guardian declares on behalf of a minor; assurances and pledges everybody gives alone. */
const DECLARED_BY_GUARDIAN: ReadonlySet<StatementKind> = new Set(['acknowledgement', 'consent', 'minor']);

/**
 * Returns the state after `event`. An event that does not fit – a text the plan does not know, a person who is not
 * there, a signature under something undecided, anything after an ending – changes nothing. Never throws, whatever
 * is handed in; what is handed in is never changed.
 */
export function reduce(plan: GatePlan, state: GateState, event: GateEvent): GateState {
  if (typeof event !== 'object' || event === null || !Number.isFinite(event.at)) return state;
  const now = soundNow(state, event.at);
  const seen: GateState = now === state.latest ? state : { ...state, latest: now };
  if (event.type === 'arrived') return state.visit ? seen : { ...seen, visit: event.visit };
  if (!state.visit || state.ending) return seen;
  switch (event.type) {
    case 'begun':
      return { ...seen, begun: true };
    case 'browserChecked':
      return { ...seen, browser: event.browser };
    case 'informed':
      return informed(plan, seen, event, now);
    case 'decided':
      return decided(plan, seen, event, now);
    case 'detailsGiven':
      return detailsGiven(plan, seen, event.details);
    case 'minorAnswered':
      return minorAnswered(plan, seen, event, now);
    case 'signed':
      return signed(plan, seen, event, now);
    case 'peopleNamed':
      return peopleNamed(plan, seen, event.people);
    case 'promised':
      return promised(plan, seen, event, now);
    case 'devicesChosen':
      return typeof event.displayName === 'string'
        ? { ...seen, devices: event.devices, displayName: event.displayName }
        : seen;
    case 'declined':
      // Nothing of what was entered survives a no.
      return { ...EMPTY_STATE, visit: seen.visit, ending: 'declined', latest: now };
    case 'withdrawn':
      return withdrawn(plan, seen, event.language, now);
    case 'ended':
      return { ...seen, ending: 'ended' };
    default:
      return seen;
  }
}

function informed(
  plan: GatePlan,
  state: GateState,
  event: Extract<GateEvent, { type: 'informed' }>,
  now: number,
): GateState {
  const statement = planned(plan, event.text, 'information');
  return statement ? append(plan, state, statement, 'self', 'given', event.language, now) : state;
}

function decided(
  plan: GatePlan,
  state: GateState,
  event: Extract<GateEvent, { type: 'decided' }>,
  now: number,
): GateState {
  const statement = planned(plan, event.text, 'acknowledgement', 'consent');
  if (!statement || (event.decision !== 'given' && event.decision !== 'refused')) return state;
  if (decisionOn(statement, plan, state, now) === event.decision) return state;
  const pending: PendingDecision = { text: statement.text, decision: event.decision, language: event.language, at: now };
  return { ...state, decisions: { ...state.decisions, [statement.text.id]: pending }, signature: null };
}

function detailsGiven(plan: GatePlan, state: GateState, details: unknown): GateState {
  if (typeof details !== 'object' || details === null) return state;
  const kept = keepPlanned(plan.fields, details);
  const before = state.details ?? {};
  const ids = plan.fields.map((field) => field.id);
  // The declaration names these details, so a change asks for a new final act.
  const same = state.details !== null && ids.every((id) => before[id] === kept[id]);
  return same ? state : { ...state, details: kept, signature: null };
}

function minorAnswered(
  plan: GatePlan,
  state: GateState,
  event: Extract<GateEvent, { type: 'minorAnswered' }>,
  now: number,
): GateState {
  const { answer } = event;
  if (typeof answer !== 'object' || answer === null || (answer.age !== 'adult' && answer.age !== 'minor')) return state;
  const { guardian } = answer;
  if (guardian && (typeof guardian.name !== 'string' || typeof guardian.relation !== 'string')) return state;
  const answered: GateState = { ...state, minor: answer, signature: null };
  const duty = minorDuty(plan, answered, now);
  if (duty.kind !== 'declare' || answer.path !== duty.path) return answered;
  return append(plan, answered, duty.statement, 'self', 'given', event.language, now);
}

function signed(
  plan: GatePlan,
  state: GateState,
  event: Extract<GateEvent, { type: 'signed' }>,
  now: number,
): GateState {
  const statements = clientDeclarations(plan, state);
  const decisions = statements.map((statement) => ({
    statement,
    decision: decisionOn(statement, plan, state, now),
    language: state.decisions[statement.text.id]?.language,
  }));
  const complete = decisions.every(({ statement, decision }) =>
    statement.need === 'required' ? decision === 'given' : decision !== null,
  );
  const name = typeof event.name === 'string' ? event.name.trim() : '';
  const place = typeof event.place === 'string' ? event.place.trim() : '';
  if (!complete || (plan.typedName && name === '')) return state;
  const after = decisions.reduce<GateState>(
    (current, { statement, decision, language }) =>
      decision && language !== undefined
        ? append(plan, current, statement, 'self', decision, language, now)
        : current,
    state,
  );
  return { ...after, decisions: {}, signature: { name, place, at: now } };
}

function peopleNamed(plan: GatePlan, state: GateState, people: unknown): GateState {
  if (!Array.isArray(people) || !people.every(isPerson)) return state;
  const ids = new Set(people.map((person) => person.id));
  const refused = people.length > 0 && !plan.othersInRoom;
  return refused || ids.size !== people.length || ids.has('self') ? state : { ...state, people };
}

function isPerson(value: unknown): value is Person {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('role' in value)) return false;
  return typeof value.id === 'string' && PERSON_ROLES.some((role) => role === value.role);
}

function promised(
  plan: GatePlan,
  state: GateState,
  event: Extract<GateEvent, { type: 'promised' }>,
  now: number,
): GateState {
  const statement = planned(plan, event.text, 'assurance', 'pledge');
  const person = peopleAt(state).find((candidate) => candidate.id === event.person);
  if (!statement || !person || !statement.roles.includes(person.role)) return state;
  return append(plan, state, statement, person.id, event.given === true ? 'given' : 'refused', event.language, now);
}

function withdrawn(plan: GatePlan, state: GateState, language: string, now: number): GateState {
  const consents = statementsOf(plan, 'consent');
  const taken = state.acceptances.filter((acceptance) => acceptance.kind === 'consent');
  const ids = new Set([...consents.map(({ text }) => text.id), ...taken.map(({ text }) => text.id)]);
  const events = [...ids].flatMap((id) => {
    const last = lastWord(state.acceptances, id, 'self');
    return last && last.decision === 'given' ? [{ ...last, decision: 'withdrawn' as const, at: now, language }] : [];
  });
  return {
    ...state,
    acceptances: [...state.acceptances, ...events],
    decisions: {},
    signature: null,
    ending: 'withdrawn',
  };
}

function planned(plan: GatePlan, text: TextRef, ...kinds: readonly StatementKind[]): StatementPlan | undefined {
  if (typeof text !== 'object' || text === null) return undefined;
  return statementsOf(plan, ...kinds).find((statement) => isSameText(statement.text, text));
}

function append(
  plan: GatePlan,
  state: GateState,
  statement: StatementPlan,
  person: string,
  decision: 'given' | 'refused',
  language: string,
  now: number,
): GateState {
  if (!state.visit) return state;
  const acceptance: Acceptance = {
    text: statement.text,
    kind: statement.kind,
    decision,
    person,
    by: DECLARED_BY_GUARDIAN.has(statement.kind) ? declarant(plan, state, now) : 'self',
    language: typeof language === 'string' ? language : 'de',
    at: now,
    session: state.visit.session,
    appointment: state.visit.appointment,
  };
  return { ...state, acceptances: [...state.acceptances, acceptance] };
}
