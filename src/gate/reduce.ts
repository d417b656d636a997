import { lastWord, type Acceptance } from './acceptance.ts';
import { keepPlanned } from './details.ts';
import { frozen } from './frozen.ts';
import { declarant, minorDuty } from './minor.ts';
import { isSameText, type GatePlan, type StatementKind, type StatementPlan, type TextRef } from './plan.ts';
import { clientDeclarations, decisionOn, peopleAt, soundNow, statementsOf } from './said.ts';
import { isInstant, soundAnswer, soundBrowser, soundDevices, soundLanguage, soundPeople, soundVisit } from './sound.ts';
import { EMPTY_STATE, type GateEvent, type GateState, type PendingDecision, type Person } from './state.ts';

const TYPES: ReadonlySet<string> = new Set<GateEvent['type']>([
  'arrived',
  'begun',
  'browserChecked',
  'informed',
  'decided',
  'detailsGiven',
  'minorAnswered',
  'signed',
  'peopleNamed',
  'promised',
  'devicesChosen',
  'declined',
  'withdrawn',
  'ended',
  'looked',
]);

/** Kinds that a guardian declares on behalf of a minor; assurances and pledges everybody gives alone. */
const DECLARED_BY_GUARDIAN: ReadonlySet<StatementKind> = new Set(['acknowledgement', 'consent', 'minor']);

/**
 * Returns the state after `event`. An event that does not fit – a text the plan does not know, a person who is not
 * there, a signature under something undecided, anything but a withdrawal after an ending – changes nothing but the
 * latest time seen; one of no known type or no real time does not even that. Never throws for any plain data; what is
 * handed in is never changed, and changing it afterwards changes nothing here. What is returned cannot be changed.
 */
export function reduce(plan: GatePlan, state: GateState, event: GateEvent): GateState {
  return frozen(next(plan, state, event));
}

function next(plan: GatePlan, state: GateState, event: GateEvent): GateState {
  if (typeof event !== 'object' || event === null || !isInstant(event.at)) return state;
  const now = soundNow(state, event.at);
  const seen: GateState = now === state.latest ? state : { ...state, latest: now };
  // A consent can be withdrawn at any time (Art. 7(3) GDPR), also when the meeting is over.
  const closed = !state.visit || (state.ending !== null && !(event.type === 'withdrawn' && state.ending === 'ended'));
  if (closed && event.type !== 'arrived') return TYPES.has(event.type) ? seen : state;
  switch (event.type) {
    case 'arrived':
      return state.visit ? seen : { ...seen, visit: soundVisit(event.visit) };
    case 'begun':
      return { ...seen, begun: true };
    case 'browserChecked':
      return { ...seen, browser: soundBrowser(event.browser) ?? state.browser };
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
      return peopleNamed(plan, seen, event.people, now);
    case 'promised':
      return promised(plan, seen, event, now);
    case 'devicesChosen':
      return devicesChosen(seen, event);
    case 'declined':
      // Nothing of what was entered survives a no.
      return { ...EMPTY_STATE, visit: seen.visit, ending: 'declined', latest: now };
    case 'withdrawn':
      return withdrawn(plan, seen, event.language, now);
    case 'ended':
      return { ...seen, ending: 'ended' };
    case 'looked':
      return seen;
    default:
      return state;
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
  const language = soundLanguage(event.language);
  if (!statement || !language || (event.decision !== 'given' && event.decision !== 'refused')) return state;
  if (decisionOn(statement, plan, state, now) === event.decision) return state;
  const pending: PendingDecision = { text: statement.text, decision: event.decision, language, at: now };
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
  const answer = soundAnswer(event.answer);
  if (!answer || !soundLanguage(event.language)) return state;
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
  // Another guardian may sign than the one who decided: each declares everything anew, so that nobody signs for another.
  const anew = declarant(plan, state, now) === 'guardian';
  const decisions = clientDeclarations(plan, state).map((statement) => {
    const { id } = statement.text;
    const before = anew ? lastWord(state.acceptances, id, 'self')?.language : undefined;
    const decision = decisionOn(statement, plan, state, now);
    return { statement, decision, language: state.decisions[id]?.language ?? before };
  });
  const complete = decisions.every(({ statement, decision }) =>
    statement.need === 'required' ? decision === 'given' : decision !== null,
  );
  const name = typeof event.name === 'string' ? event.name.trim() : '';
  const place = typeof event.place === 'string' ? event.place.trim() : '';
  if (!complete || (plan.typedName && name === '')) return state;
  const after = decisions.reduce<GateState>(
    (current, { statement, decision, language }) =>
      decision && language !== undefined ? append(plan, current, statement, 'self', decision, language, now) : current,
    state,
  );
  return { ...after, decisions: {}, signature: { name, place, at: now } };
}

function peopleNamed(plan: GatePlan, state: GateState, named: unknown, now: number): GateState {
  const people = soundPeople(named);
  if (!people || (people.length > 0 && !plan.othersInRoom)) return state;
  const stays = (before: Person): boolean => people.some(({ id, role }) => id === before.id && role === before.role);
  const left = (state.people ?? []).filter((person) => !stays(person)).map(({ id }) => id);
  // Ids are given again: nobody may inherit the word of somebody who left, or who was somebody else.
  const texts = [...new Set(state.acceptances.map(({ text }) => text.id))];
  const taken = left.flatMap((id) => texts.flatMap((textId) => takeBack(state, textId, id, now)));
  return { ...state, people, acceptances: [...state.acceptances, ...taken] };
}

function takeBack(state: GateState, textId: string, person: string, now: number): readonly Acceptance[] {
  const last = lastWord(state.acceptances, textId, person);
  return last && last.decision === 'given' ? [{ ...last, decision: 'withdrawn', at: now }] : [];
}

function devicesChosen(state: GateState, event: Extract<GateEvent, { type: 'devicesChosen' }>): GateState {
  const devices = soundDevices(event.devices);
  return devices && typeof event.displayName === 'string'
    ? { ...state, devices, displayName: event.displayName }
    : state;
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

function withdrawn(plan: GatePlan, state: GateState, spoken: unknown, now: number): GateState {
  const consents = statementsOf(plan, 'consent');
  const taken = state.acceptances.filter((acceptance) => acceptance.kind === 'consent');
  const ids = new Set([...consents.map(({ text }) => text.id), ...taken.map(({ text }) => text.id)]);
  // A withdrawal is never refused for want of a language: then the one of the consent stays.
  const language = soundLanguage(spoken);
  const events = [...ids]
    .flatMap((id) => takeBack(state, id, 'self', now))
    .map((entry) => (language ? { ...entry, language } : entry));
  // The signature stays for the receipt; it opens nothing, since whoever decides anew has to sign anew.
  return {
    ...state,
    acceptances: [...state.acceptances, ...events],
    decisions: {},
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
  spoken: unknown,
  now: number,
): GateState {
  const language = soundLanguage(spoken);
  if (!state.visit || !language) return state;
  const acceptance: Acceptance = {
    text: statement.text,
    kind: statement.kind,
    decision,
    person,
    by: DECLARED_BY_GUARDIAN.has(statement.kind) ? declarant(plan, state, now) : 'self',
    language,
    at: now,
    session: state.visit.session,
    appointment: state.visit.appointment,
  };
  return { ...state, acceptances: [...state.acceptances, acceptance] };
}
