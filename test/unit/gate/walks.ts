import type { GatePlan } from '../../../src/gate/plan.ts';
import { reduce } from '../../../src/gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState, type Visit } from '../../../src/gate/state.ts';
import { History } from './oracle.ts';
import { DAY, HOUR, MINUTE, NOON, PLANS, raise, ref, textOf, VISIT, walkThrough } from './plans.ts';

/** A walk is a list of numbers below this; each chooses what happens next and how far the clock jumps before it. */
export const TURNS = 4096;

const VISITS: readonly Visit[] = [
  { ...VISIT, startsAt: null },
  VISIT,
  { ...VISIT, startsAt: null, appointment: 'room2' },
  { ...VISIT, role: 'interpreter' },
];
const JUMPS: readonly number[] = [MINUTE, 3 * HOUR, -HOUR, -2 * DAY, 11 * HOUR, 40 * DAY, 731 * DAY, Number.NaN];

interface Script {
  readonly adult: readonly GateEvent[];
  readonly minor: readonly GateEvent[];
  /** With a helper in the room, who promises as well. */
  readonly company: readonly GateEvent[];
  readonly pool: readonly GateEvent[];
}

/** Valid, stale, foreign and junk events around one plan. Their time is set when they happen. */
function poolOf(plan: GatePlan): readonly GateEvent[] {
  const at = NOON;
  const language = 'de';
  const events: unknown[] = [
    { type: 'declined' },
    { type: 'withdrawn', language },
    { type: 'ended' },
    { type: 'looked' },
    { type: 'begun' },
    { type: 'opened' },
    { type: 'browserChecked', browser: { join: true, e2ee: false, acknowledged: false } },
    { type: 'browserChecked', browser: { join: true, e2ee: false, acknowledged: true } },
    { type: 'browserChecked', browser: { join: 1, e2ee: 1, acknowledged: 1 } },
    { type: 'detailsGiven', details: { name: 'Berta' } },
    { type: 'detailsGiven', details: { name: 'Berta', email: 'x' } },
    { type: 'detailsGiven', details: { name: 'Berta', birthDate: '2008-11-23' } },
    { type: 'detailsGiven', details: {} },
    { type: 'detailsGiven', details: { name: 'Berta', birthDate: '2012-05-05' } },
    { type: 'minorAnswered', answer: { age: 'minor' }, language },
    { type: 'minorAnswered', answer: { age: 'minor', years: 16, path: 'capacity' }, language },
    {
      type: 'minorAnswered',
      answer: { age: 'minor', path: 'guardian', guardian: { name: 'Carl', relation: 'Vater' } },
      language,
    },
    { type: 'signed', name: '', place: '' },
    { type: 'signed', name: 'Berta', place: '' },
    { type: 'peopleNamed', people: [{ id: 'p1', role: 'helper' }] },
    { type: 'peopleNamed', people: [{ id: 'p1', role: 'interpreter' }] },
    { type: 'peopleNamed', people: [{ id: 'p1', role: 'child' }] },
    { type: 'peopleNamed', people: [{ id: 'self', role: 'child' }] },
    { type: 'peopleNamed', people: [] },
    { type: 'devicesChosen', devices: { camera: 'none', microphone: 'on' }, displayName: 'Anna' },
    { type: 'devicesChosen', devices: {}, displayName: 'Anna' },
    { type: 'arrived', visit: { ...VISIT, role: 'nobody' } },
    { type: 'arrived', visit: { ...VISIT, appointment: 'room9' } },
    null,
    'signed',
    ...plan.statements.flatMap(({ kind, text }) => {
      if (kind === 'information') return [{ type: 'informed', text: { ...text, version: text.version - 1 }, language }];
      if (kind === 'consent' || kind === 'acknowledgement')
        return [
          { type: 'decided', text, decision: 'refused', language },
          { type: 'decided', text: ref(text.id, text.version - 1), decision: 'given', language },
          { type: 'promised', person: 'self', text, given: true, language },
        ];
      return [
        { type: 'promised', person: 'self', text, given: false, language },
        { type: 'promised', person: 'p1', text, given: true, language },
        { type: 'promised', person: 'p2', text, given: true, language },
        { type: 'promised', person: 'self', text: ref(text.id, text.version, 'forged'), given: true, language },
      ];
    }),
  ];
  return events.map((event) => (typeof event === 'object' && event !== null ? { ...event, at } : event) as GateEvent);
}

function scriptOf(plan: GatePlan, visit: Visit): Script {
  const adult = walkThrough(plan, visit);
  const at = NOON;
  const guardian = { name: 'Berta', relation: 'Mutter' };
  const minor = adult.flatMap((event): readonly GateEvent[] => {
    if (event.type === 'minorAnswered') return [];
    if (event.type !== 'begun') return [event];
    // The age comes first on this way, so that the declarations are made by the one who has to make them.
    const paths = plan.minors.policy === 'none' ? [] : (['guardian', 'capacity', 'confidential'] as const);
    const years = plan.minors.policy === 'capacity' ? { years: 16 } : {};
    return [
      event,
      ...paths.map((path): GateEvent => ({
        type: 'minorAnswered',
        answer: { age: 'minor', path, guardian, ...years },
        language: 'de',
        at,
      })),
    ];
  });
  const others = plan.othersInRoom ? [{ id: 'p1', role: 'helper' } as const] : [];
  const company = adult.flatMap((event): readonly GateEvent[] => {
    if (event.type === 'peopleNamed') return [{ ...event, people: others }];
    if (event.type !== 'devicesChosen') return [event];
    const promises = plan.statements.filter(({ kind }) => kind === 'assurance' || kind === 'pledge');
    const made = promises.map(({ text }): GateEvent => ({
      type: 'promised',
      person: 'p1',
      text,
      given: true,
      language: 'de',
      at,
    }));
    return [...made, event];
  });
  return { adult, minor, company, pool: poolOf(plan) };
}

const scripts = new WeakMap<GatePlan, Map<Visit, Script>>();
const raisedPlans = new WeakMap<GatePlan, Map<string, GatePlan>>();

function remembered<K extends object, L, V>(store: WeakMap<K, Map<L, V>>, key: K, second: L, make: () => V): V {
  const inner = store.get(key) ?? new Map<L, V>();
  store.set(key, inner);
  const known = inner.get(second);
  if (known !== undefined) return known;
  const made = make();
  inner.set(second, made);
  return made;
}

/** Ids of all texts of a plan, those for minors included. */
export function textIds(plan: GatePlan): readonly string[] {
  const minor = plan.minors.policy === 'none' ? [] : Object.values(plan.minors.statements);
  return [...plan.statements, ...minor].map(({ text }) => text.id);
}

export function raised(plan: GatePlan, id: string): GatePlan {
  // Three releases are enough; more only make the store of plans grow.
  return textOf(plan, id).version > 2 ? plan : remembered(raisedPlans, plan, id, () => raise(plan, id));
}

export interface Walk {
  plan: GatePlan;
  state: GateState;
  clock: number;
  readonly history: History;
}

/**
 * Takes a walk. Most turns go one step further on the ordinary way; the others do anything else, among it new
 * releases of a text, a new visit with remembered acceptances, and a clock that jumps. `look` is called after some turns.
 */
export function takeWalk(turns: readonly number[], look?: (walk: Walk) => void): Walk {
  const first = turns[0] ?? 0;
  const plan = PLANS[first % PLANS.length] ?? PLANS[0];
  if (!plan) throw new Error('no plan');
  const walk: Walk = { plan, state: EMPTY_STATE, clock: NOON, history: new History() };
  let visit = VISITS[(first >> 2) % VISITS.length] ?? VISIT;
  const way = (['adult', 'company', 'company', 'minor'] as const)[(first >> 5) & 3] ?? 'adult';
  let station = 0;
  for (const turn of turns) {
    const choice = turn & 63;
    const jump = turn >> 6;
    if (jump < JUMPS.length) walk.clock = Number.isNaN(walk.clock) ? NOON : walk.clock + (JUMPS[jump] ?? 0);
    const script = remembered(scripts, walk.plan, visit, () => scriptOf(walk.plan, visit));
    if (choice < 48) {
      happen(walk, script[way][station % script[way].length]);
      station += 1;
    } else if (choice < 60) {
      happen(walk, script.pool[(turn >> 4) % script.pool.length]);
    } else if (choice === 60) {
      const ids = textIds(walk.plan);
      walk.plan = raised(walk.plan, ids[(turn >> 6) % ids.length] ?? '');
      station = 2;
    } else if (choice === 61) {
      visit = comeBack(walk, visit, turn >> 6);
      station = 0;
    } else {
      happen(walk, { type: 'looked', at: NOON });
    }
    if (look && (turn & 3) === 3) look(walk);
  }
  look?.(walk);
  return walk;
}

function happen(walk: Walk, event: GateEvent | undefined): void {
  const stamped = (typeof event === 'object' && event !== null ? { ...event, at: walk.clock } : event) as GateEvent;
  walk.state = reduce(walk.plan, walk.state, stamped);
  if (typeof stamped === 'object' && stamped !== null && !Number.isNaN(walk.clock))
    walk.history.note(stamped, walk.plan.othersInRoom);
}

/** A later visit on a device that remembers: everything but what belongs to one visit. */
function comeBack(walk: Walk, visit: Visit, salt: number): Visit {
  const { acceptances, latest, details, minor, signature } = walk.state;
  walk.state = { ...EMPTY_STATE, acceptances, latest, details, minor, signature };
  walk.history.comeBack();
  const known = VISITS[salt % VISITS.length] ?? visit;
  return remembered(returns, known, salt % 4, () => ({ ...known, session: `visit-${String(2 + (salt % 4))}` }));
}

const returns = new WeakMap<Visit, Map<number, Visit>>();
