import type { Acceptance } from '../../../src/gate/acceptance.ts';
import type { GatePlan, MinorPath, PersonRole, StatementKind, StatementPlan, TextRef } from '../../../src/gate/plan.ts';
import { reduce } from '../../../src/gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState, type Visit } from '../../../src/gate/state.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Sunday noon in November 2026, far from midnight in every zone in which the tests may run. */
export const NOON = Date.UTC(2026, 10, 22, 11, 0, 0);

export function ref(id: string, version = 1, salt = ''): TextRef {
  let hash = 7;
  for (const character of `${id}/${version}/${salt}`) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return { id, version, sha256: hash.toString(16).padStart(8, '0').repeat(8) };
}

export const EVERYBODY_BUT_CHILD: readonly PersonRole[] = [
  'client',
  'guardian',
  'helper',
  'interpreter',
  'relative',
  'colleague',
];
export const COMPANIONS: readonly PersonRole[] = ['guardian', 'helper', 'interpreter', 'relative', 'colleague'];

export function statement(
  id: string,
  kind: StatementKind,
  need: 'required' | 'optional' = 'required',
  roles: readonly PersonRole[] = ['client'],
): StatementPlan {
  return { text: ref(id), kind, need, roles };
}

export const MINOR_STATEMENTS: Readonly<Record<MinorPath, StatementPlan>> = {
  guardian: statement('minor.guardian', 'minor'),
  capacity: statement('minor.capacity', 'minor'),
  confidential: statement('minor.confidential', 'minor'),
};

/** Group session with everything that a profile can ask for. */
export const GROUP: GatePlan = {
  service: 'muster-gruppe',
  profile: ref('profile', 3),
  steps: [
    'arrive',
    'browser',
    'information',
    'consent',
    'details',
    'minor',
    'review',
    'assurances',
    'pledge',
    'devices',
    'waiting',
  ],
  statements: [
    statement('notice', 'information', 'required', EVERYBODY_BUT_CHILD),
    statement('ack.understood', 'acknowledgement', 'required', EVERYBODY_BUT_CHILD),
    statement('consent.participation', 'consent'),
    statement('consent.documentation', 'consent', 'optional'),
    statement('assurance.A1', 'assurance'),
    statement('assurance.A3', 'assurance', 'required', EVERYBODY_BUT_CHILD),
    statement('assurance.companion', 'assurance', 'required', COMPANIONS),
    statement('pledge.A6', 'pledge', 'required', EVERYBODY_BUT_CHILD),
  ],
  fields: [
    { id: 'name', need: 'required' },
    { id: 'birthDate', need: 'optional' },
    { id: 'email', need: 'optional' },
  ],
  minors: { policy: 'guardian', minAge: 15, statements: { guardian: MINOR_STATEMENTS.guardian } },
  consentHolds: 730 * DAY,
  linkHolds: 12 * HOUR,
  browserPolicy: 'warn',
  e2ee: 'preferred',
  camera: 'optional',
  typedName: true,
  othersInRoom: true,
};

/** Single session whose consent holds for the one appointment, with end-to-end encryption and a camera as a must. */
export const SINGLE: GatePlan = {
  ...GROUP,
  service: 'muster-einzel',
  statements: GROUP.statements.filter(({ kind }) => kind !== 'pledge'),
  minors: { policy: 'capacity', minAge: 15, statements: MINOR_STATEMENTS },
  consentHolds: 'appointment',
  e2ee: 'required',
  browserPolicy: 'block',
  camera: 'required',
};

/** Public task: nothing to consent to, nothing to assure, no minors policy. */
export const NOTICE_ONLY: GatePlan = {
  ...GROUP,
  service: 'muster-auskunft',
  steps: ['arrive', 'browser', 'information', 'consent', 'review', 'devices', 'waiting'],
  statements: [
    statement('notice', 'information', 'required', EVERYBODY_BUT_CHILD),
    statement('ack.publicTask', 'acknowledgement', 'required', EVERYBODY_BUT_CHILD),
  ],
  fields: [],
  minors: { policy: 'none' },
  browserPolicy: 'inform',
  typedName: false,
  othersInRoom: false,
};

/** A child may come without the parents' knowledge (§ 8(3) SGB VIII). */
export const CONFIDENTIAL: GatePlan = {
  ...SINGLE,
  service: 'muster-vertraulich',
  minors: { policy: 'confidential', minAge: 0, statements: { confidential: MINOR_STATEMENTS.confidential } },
  fields: [{ id: 'name', need: 'required' }],
  e2ee: 'off',
  camera: 'optional',
  typedName: false,
};

export const PLANS: readonly GatePlan[] = [GROUP, SINGLE, NOTICE_ONLY, CONFIDENTIAL];

export const VISIT: Visit = { session: 'visit-1', appointment: 'room1', startsAt: NOON + HOUR, role: 'client' };

export function textOf(plan: GatePlan, id: string): TextRef {
  const minor = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
  const found = [...plan.statements, ...minor].find((candidate) => candidate.text.id === id);
  if (!found) throw new Error(`no text ${id} in ${plan.service}`);
  return found.text;
}

/** The plan with the number of one text raised by one, as after a new release. */
export function raise(plan: GatePlan, id: string): GatePlan {
  const raised = (candidate: StatementPlan): StatementPlan =>
    candidate.text.id === id ? { ...candidate, text: ref(id, candidate.text.version + 1) } : candidate;
  const { minors } = plan;
  if (minors.policy === 'none') return { ...plan, statements: plan.statements.map(raised) };
  const statements = Object.fromEntries(
    Object.entries(minors.statements).map(([path, value]) => [path, raised(value)]),
  );
  return { ...plan, statements: plan.statements.map(raised), minors: { ...minors, statements } };
}

/** One adult alone in the room, from the link to the lobby, in the order of the steps. */
export function walkThrough(plan: GatePlan, visit: Visit = VISIT, at: number = NOON): readonly GateEvent[] {
  const language = 'de';
  const mine = plan.statements.filter(({ roles }) => roles.includes(visit.role));
  return [
    { type: 'arrived', visit, at },
    { type: 'begun', at },
    { type: 'browserChecked', browser: { join: true, e2ee: true, acknowledged: false }, at },
    ...mine.flatMap(({ kind, text }): GateEvent[] =>
      kind === 'information' ? [{ type: 'informed', text, language, at }] : [],
    ),
    ...mine.flatMap(({ kind, text }): GateEvent[] =>
      kind === 'consent' || kind === 'acknowledgement'
        ? [{ type: 'decided', text, decision: 'given', language, at }]
        : [],
    ),
    { type: 'detailsGiven', details: { name: 'Anna Ahrens', email: 'anna@example.org' }, at },
    { type: 'minorAnswered', answer: { age: 'adult' }, language, at },
    { type: 'signed', name: 'Anna Ahrens', place: 'Hannover', at },
    { type: 'peopleNamed', people: [], at },
    ...mine.flatMap(({ kind, text }): GateEvent[] =>
      kind === 'assurance' || kind === 'pledge'
        ? [{ type: 'promised', person: 'self', text, given: true, language, at }]
        : [],
    ),
    { type: 'devicesChosen', devices: { camera: 'on', microphone: 'on' }, displayName: 'Anna', at },
  ];
}

export function play(plan: GatePlan, events: readonly GateEvent[], from: GateState = EMPTY_STATE): GateState {
  return events.reduce((state, event) => reduce(plan, state, event), from);
}

/** State in which the gate of this plan is open. */
export function openState(plan: GatePlan, visit: Visit = VISIT, at: number = NOON): GateState {
  return play(plan, walkThrough(plan, visit, at));
}

export function acceptance(text: TextRef, kind: StatementKind, changes: Partial<Acceptance> = {}): Acceptance {
  return {
    text,
    kind,
    decision: 'given',
    person: 'self',
    by: 'self',
    language: 'de',
    at: NOON,
    session: VISIT.session,
    appointment: VISIT.appointment,
    ...changes,
  };
}
