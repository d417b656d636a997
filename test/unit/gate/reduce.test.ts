import { describe, expect, it } from 'vitest';
import { openGate } from '../../../src/gate/open.ts';
import type { GatePlan } from '../../../src/gate/plan.ts';
import { allMissing, currentStep } from '../../../src/gate/position.ts';
import { reduce } from '../../../src/gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState } from '../../../src/gate/state.ts';
import {
  CONFIDENTIAL,
  DAY,
  GROUP,
  NOON,
  openState,
  play,
  raise,
  ref,
  SINGLE,
  textOf,
  VISIT,
  walkThrough,
} from './plans.ts';

const at = NOON;
const language = 'de';
const isOpen = (plan: GatePlan, state: GateState): boolean => openGate(plan, state, NOON).open;
const decide = (plan: GatePlan, id: string, decision: 'given' | 'refused'): GateEvent => ({
  type: 'decided',
  text: textOf(plan, id),
  decision,
  language,
  at,
});
const SIGN: GateEvent = { type: 'signed', name: 'Anna Ahrens', place: 'Hannover', at };

describe('events that do not fit change nothing', () => {
  const start = play(GROUP, walkThrough(GROUP).slice(0, 3));
  const rows: readonly (readonly [string, GateState, unknown])[] = [
    ['nothing', start, undefined],
    ['null', start, null],
    ['a word', start, 'begun'],
    ['no type', start, { at }],
    ['unknown type', start, { type: 'opened', at }],
    ['unknown type from the far future', start, { type: 'opened', at: NOON + 9999 * DAY }],
    ['no time', start, { type: 'ended' }],
    ['no number as time', start, { type: 'ended', at: String(at) }],
    ['NaN as time', start, { type: 'ended', at: NaN }],
    ['endless time', start, { type: 'ended', at: Infinity }],
    ['time beyond every calendar', start, { type: 'ended', at: 1e300 }],
    ['a second arrival', start, { type: 'arrived', visit: { ...VISIT, appointment: 'room2' }, at }],
    ['no visit', EMPTY_STATE, { type: 'arrived', at: 0 }],
    ['an empty visit', EMPTY_STATE, { type: 'arrived', visit: {}, at: 0 }],
    ['a visit without session', EMPTY_STATE, { type: 'arrived', visit: { ...VISIT, session: '' }, at: 0 }],
    ['a visit to nowhere', EMPTY_STATE, { type: 'arrived', visit: { ...VISIT, appointment: undefined }, at: 0 }],
    [
      'a visit in a role that nobody asks anything of',
      EMPTY_STATE,
      { type: 'arrived', visit: { ...VISIT, role: 'moderator' }, at: 0 },
    ],
    ['a visit at no time', EMPTY_STATE, { type: 'arrived', visit: { ...VISIT, startsAt: NaN }, at: 0 }],
    ['begun before arrival', EMPTY_STATE, { type: 'begun', at: 0 }],
    ['a browser that is a word', start, { type: 'browserChecked', browser: 'fine', at }],
    [
      'a browser that says yes in words',
      start,
      { type: 'browserChecked', browser: { join: 'yes', e2ee: 1, acknowledged: {} }, at },
    ],
    ['informed of an unknown text', start, { type: 'informed', text: ref('notice', 9), language, at }],
    ['informed of a consent', start, { type: 'informed', text: textOf(GROUP, 'consent.participation'), language, at }],
    ['informed of nothing', start, { type: 'informed', text: null, language, at }],
    ['informed in no language', start, { type: 'informed', text: textOf(GROUP, 'notice'), at }],
    [
      'decided on an older wording',
      start,
      { type: 'decided', text: { ...ref('consent.participation'), version: 0 }, decision: 'given', language, at },
    ],
    [
      'decided on the right number with another wording',
      start,
      { type: 'decided', text: ref('consent.participation', 1, 'x'), decision: 'given', language, at },
    ],
    [
      'decided neither way',
      start,
      { type: 'decided', text: textOf(GROUP, 'consent.participation'), decision: 'maybe', language, at },
    ],
    [
      'decided to withdraw by a side door',
      start,
      { type: 'decided', text: textOf(GROUP, 'consent.participation'), decision: 'withdrawn', language, at },
    ],
    [
      'decided on an assurance',
      start,
      { type: 'decided', text: textOf(GROUP, 'assurance.A1'), decision: 'given', language, at },
    ],
    [
      'decided in no language',
      start,
      { type: 'decided', text: textOf(GROUP, 'consent.participation'), decision: 'given', language: 7, at },
    ],
    ['details that are none', start, { type: 'detailsGiven', details: 'Anna', at }],
    ['an age that is none', start, { type: 'minorAnswered', answer: { age: 'old' }, language, at }],
    [
      'a guardian who is a number',
      start,
      { type: 'minorAnswered', answer: { age: 'minor', guardian: 7 }, language, at },
    ],
    ['years in words', start, { type: 'minorAnswered', answer: { age: 'minor', years: '17' }, language, at }],
    ['a minor of forty', start, { type: 'minorAnswered', answer: { age: 'minor', years: 40 }, language, at }],
    ['signed before anything was decided', start, SIGN],
    ['people who are no list', start, { type: 'peopleNamed', people: { length: 0 }, at }],
    ['a person without role', start, { type: 'peopleNamed', people: [{ id: 'p1' }], at }],
    ['a person of an unknown role', start, { type: 'peopleNamed', people: [{ id: 'p1', role: 'host' }], at }],
    [
      'a second client, who would have consented to nothing',
      start,
      { type: 'peopleNamed', people: [{ id: 'p1', role: 'client' }], at },
    ],
    ['a person without id', start, { type: 'peopleNamed', people: [{ id: '', role: 'helper' }], at }],
    [
      'the same person twice',
      start,
      {
        type: 'peopleNamed',
        people: [
          { id: 'p1', role: 'child' },
          { id: 'p1', role: 'helper' },
        ],
        at,
      },
    ],
    ['self among the others', start, { type: 'peopleNamed', people: [{ id: 'self', role: 'child' }], at }],
    [
      'a promise of somebody who is not there',
      start,
      { type: 'promised', person: 'p1', text: textOf(GROUP, 'assurance.A3'), given: true, language, at },
    ],
    [
      'a promise that is not theirs to make',
      start,
      { type: 'promised', person: 'self', text: textOf(GROUP, 'assurance.companion'), given: true, language, at },
    ],
    [
      'a consent as promise',
      start,
      { type: 'promised', person: 'self', text: textOf(GROUP, 'consent.participation'), given: true, language, at },
    ],
    ['devices that are a number', start, { type: 'devicesChosen', devices: 5, displayName: 'Anna', at }],
    ['devices that are empty', start, { type: 'devicesChosen', devices: {}, displayName: 'Anna', at }],
    [
      'a camera that is always on',
      start,
      { type: 'devicesChosen', devices: { camera: true, microphone: 'on' }, displayName: 'Anna', at },
    ],
    [
      'a name that is none',
      start,
      { type: 'devicesChosen', devices: { camera: 'on', microphone: 'on' }, displayName: 7, at },
    ],
  ];
  it.each(rows)('%s', (_, state, event) => {
    expect(reduce(GROUP, state, event as GateEvent)).toEqual(state);
  });

  const endings = ['declined', 'withdrawn', 'ended'] as const;
  it.each(endings)('nothing but a withdrawal comes after %s', (ending) => {
    const ended: GateState = { ...openState(GROUP), ending };
    for (const event of walkThrough(GROUP)) expect(reduce(GROUP, ended, event)).toEqual(ended);
    expect(reduce(GROUP, ended, { type: 'declined', at })).toEqual(ended);
  });

  it('nobody else is named where nobody else may be in the room', () => {
    const plan = { ...GROUP, othersInRoom: false };
    const named: GateEvent = { type: 'peopleNamed', people: [{ id: 'p1', role: 'helper' }], at };
    expect(reduce(plan, start, named)).toEqual(start);
    expect(reduce(plan, start, { ...named, people: [] }).people).toEqual([]);
  });
});

describe('events that fit', () => {
  it('keeps the visit as it was told, whatever becomes of the object', () => {
    const visit = { ...VISIT, extra: 'x' };
    const state = reduce(GROUP, EMPTY_STATE, { type: 'arrived', visit, at });
    Object.assign(visit, { role: 'helper' });
    expect(state).toEqual({ ...EMPTY_STATE, visit: VISIT, latest: NOON });
  });

  it('takes browser, people, devices and age by value', () => {
    const start = play(GROUP, walkThrough(GROUP).slice(0, 3));
    const browser = { join: false, e2ee: false, acknowledged: false };
    const devices = { camera: 'none', microphone: 'on', cameraId: 'c' } as const;
    const people = [{ id: 'p1', role: 'helper' }] as const;
    const answer = { age: 'minor', years: 12 } as const;
    const state = play(
      GROUP,
      [
        { type: 'browserChecked', browser, at },
        { type: 'devicesChosen', devices, displayName: 'Anna', at },
        { type: 'peopleNamed', people, at },
        { type: 'minorAnswered', answer, language, at },
      ],
      start,
    );
    Object.assign(browser, { join: true });
    Object.assign(devices, { camera: 'on' });
    Object.assign(people[0], { role: 'child' });
    Object.assign(answer, { age: 'adult' });
    expect(state.browser?.join).toBe(false);
    expect(state.devices).toEqual({ camera: 'none', microphone: 'on', cameraId: 'c' });
    expect(state.people).toEqual([{ id: 'p1', role: 'helper' }]);
    expect(state.minor).toEqual({ age: 'minor', years: 12 });
  });

  it('looking moves the time forward and nothing else', () => {
    const state = openState(GROUP);
    expect(reduce(GROUP, state, { type: 'looked', at: NOON + 5 })).toEqual({ ...state, latest: NOON + 5 });
    expect(reduce(GROUP, state, { type: 'looked', at: NOON - 5 })).toEqual(state);
  });

  it('a no leaves nothing behind but the visit (R-084)', () => {
    const state = reduce(GROUP, openState(GROUP), { type: 'declined', at });
    expect(state).toEqual({ ...EMPTY_STATE, visit: VISIT, ending: 'declined', latest: NOON });
  });

  it('a decision waits for the final act, and a change of mind asks for it again', () => {
    const open = openState(GROUP);
    const undecided = reduce(GROUP, open, decide(GROUP, 'consent.documentation', 'refused'));
    expect(undecided.signature).toBeNull();
    expect(undecided.acceptances).toEqual(open.acceptances);
    expect(isOpen(GROUP, undecided)).toBe(false);
    const back = reduce(GROUP, undecided, decide(GROUP, 'consent.documentation', 'given'));
    expect(isOpen(GROUP, back)).toBe(false);
    expect(isOpen(GROUP, reduce(GROUP, back, SIGN))).toBe(true);
  });

  it('an optional consent refused, signed, then given and signed: both words stay in order', () => {
    const refused = play(GROUP, [decide(GROUP, 'consent.documentation', 'refused'), SIGN], openState(GROUP));
    expect(isOpen(GROUP, refused)).toBe(true);
    const given = play(GROUP, [decide(GROUP, 'consent.documentation', 'given'), SIGN], refused);
    expect(isOpen(GROUP, given)).toBe(true);
    const said = given.acceptances
      .filter(({ text }) => text.id === 'consent.documentation')
      .map(({ decision }) => decision);
    expect(said).toEqual(['given', 'refused', 'given']);
  });

  it('a required consent refused cannot be signed', () => {
    const refused = reduce(GROUP, openState(GROUP), decide(GROUP, 'consent.participation', 'refused'));
    expect(reduce(GROUP, refused, SIGN)).toEqual(refused);
  });

  it.each(['', '  '])('a typed name is wanted where the profile asks for it (%j)', (name) => {
    const unsigned = { ...openState(GROUP), signature: null };
    expect(reduce(GROUP, unsigned, { ...SIGN, name } as GateEvent)).toEqual(unsigned);
    expect(reduce({ ...GROUP, typedName: false }, unsigned, { ...SIGN, name } as GateEvent).signature).not.toBeNull();
  });

  it('changed details want a new final act, unchanged ones do not', () => {
    const open = openState(GROUP);
    expect(reduce(GROUP, open, { type: 'detailsGiven', details: { ...open.details, phone: '0511' }, at })).toEqual(
      open,
    );
    const changed = reduce(GROUP, open, { type: 'detailsGiven', details: { name: 'Berta' }, at });
    expect(changed.signature).toBeNull();
    expect(isOpen(GROUP, changed)).toBe(false);
  });
});

describe('guardians', () => {
  const birth = (birthDate: string): GateEvent => ({ type: 'detailsGiven', details: { name: 'Anna', birthDate }, at });
  const guardian = (name: string): GateEvent => ({
    type: 'minorAnswered',
    answer: { age: 'minor', path: 'guardian', guardian: { name, relation: 'Elternteil' } },
    language,
    at,
  });
  const decisions = [
    decide(GROUP, 'ack.understood', 'given'),
    decide(GROUP, 'consent.participation', 'given'),
    decide(GROUP, 'consent.documentation', 'refused'),
  ];

  it('what a minor signed alone is void once the date of birth is known', () => {
    const late = reduce(GROUP, openState(GROUP), birth('2012-01-01'));
    expect(currentStep(GROUP, late, NOON)).toMatchObject({ step: 'consent' });
    const signedAlone = play(GROUP, [...decisions, SIGN], late);
    expect(isOpen(GROUP, signedAlone)).toBe(false);
    const withGuardian = play(GROUP, [guardian('Berta'), ...decisions, { ...SIGN, name: 'Berta' }], late);
    expect(isOpen(GROUP, withGuardian)).toBe(true);
  });

  it('what a guardian signed is void once the person is adult', () => {
    const state = play(
      GROUP,
      [birth('2012-01-01'), guardian('Berta'), ...decisions, SIGN, birth('1990-01-01'), SIGN],
      openState(GROUP),
    );
    expect(isOpen(GROUP, state)).toBe(false);
    // The declarations made alone before stand below the guardian's; the last word counts, and it was not the person's.
    expect(allMissing(GROUP, state, NOON)).toContainEqual({
      what: 'statement',
      textId: 'consent.participation',
      kind: 'consent',
      person: 'self',
    });
    expect(isOpen(GROUP, play(GROUP, [...decisions, SIGN], state))).toBe(true);
  });

  it('another guardian declares everything anew', () => {
    const first = play(
      GROUP,
      [birth('2012-01-01'), guardian('Berta'), ...decisions, { ...SIGN, name: 'Berta' }],
      openState(GROUP),
    );
    const second = play(GROUP, [{ ...guardian('Carl'), at: NOON + 1 } as GateEvent], first);
    expect(isOpen(GROUP, second)).toBe(false);
    const signed = reduce(GROUP, second, { ...SIGN, name: 'Carl', at: NOON + 2 } as GateEvent);
    expect(openGate(GROUP, signed, NOON + 2).open).toBe(true);
    const last = signed.acceptances.filter(({ text }) => text.id === 'consent.participation').at(-1);
    expect(last).toMatchObject({ by: 'guardian', decision: 'given', at: NOON + 2 });
  });

  it('a declaration on a way that is not due is no declaration', () => {
    const start = play(SINGLE, walkThrough(SINGLE).slice(0, 3));
    const claimed = reduce(SINGLE, start, {
      type: 'minorAnswered',
      answer: { age: 'minor', years: 12, path: 'capacity' },
      language,
      at,
    });
    expect(claimed.acceptances).toEqual(start.acceptances);
    const confidential = reduce(CONFIDENTIAL, start, {
      type: 'minorAnswered',
      answer: { age: 'minor', path: 'confidential' },
      language,
      at,
    });
    expect(confidential.acceptances.at(-1)).toMatchObject({ kind: 'minor', by: 'self', decision: 'given' });
  });
});

describe('people in the room', () => {
  const named = (...roles: readonly (readonly [string, 'helper' | 'interpreter' | 'child'])[]): GateEvent => ({
    type: 'peopleNamed',
    people: roles.map(([id, role]) => ({ id, role })),
    at,
  });
  const promises = (person: string): readonly GateEvent[] =>
    ['assurance.A3', 'assurance.companion', 'pledge.A6'].map((id) => ({
      type: 'promised',
      person,
      text: textOf(GROUP, id),
      given: true,
      language,
      at,
    }));
  const withHelper = play(GROUP, [named(['p1', 'helper']), ...promises('p1')], openState(GROUP));

  it('opens once the helper promised, too', () => {
    expect(isOpen(GROUP, reduce(GROUP, openState(GROUP), named(['p1', 'helper'])))).toBe(false);
    expect(isOpen(GROUP, withHelper)).toBe(true);
  });
  it('naming the same people again voids nothing', () => {
    expect(reduce(GROUP, withHelper, named(['p1', 'helper']))).toEqual(withHelper);
  });
  it('nobody inherits the promises of another under the same id', () => {
    expect(isOpen(GROUP, reduce(GROUP, withHelper, named(['p1', 'interpreter'])))).toBe(false);
  });
  it('who left and came back promises anew', () => {
    const gone = reduce(GROUP, withHelper, named());
    expect(isOpen(GROUP, gone)).toBe(true);
    expect(isOpen(GROUP, reduce(GROUP, gone, named(['p1', 'helper'])))).toBe(false);
    expect(isOpen(GROUP, play(GROUP, [named(['p1', 'helper']), ...promises('p1')], gone))).toBe(true);
  });
  it('a child who becomes a helper promises', () => {
    const child = reduce(GROUP, openState(GROUP), named(['p1', 'child']));
    expect(isOpen(GROUP, child)).toBe(true);
    expect(isOpen(GROUP, reduce(GROUP, child, named(['p1', 'helper'])))).toBe(false);
  });
  it('one more person voids nothing of the others', () => {
    const more = reduce(GROUP, withHelper, named(['p1', 'helper'], ['p2', 'child']));
    expect(isOpen(GROUP, more)).toBe(true);
  });
  it('a promise taken back closes', () => {
    const [first] = promises('p1');
    if (first?.type !== 'promised') throw new Error('fixture');
    expect(isOpen(GROUP, reduce(GROUP, withHelper, { ...first, given: false }))).toBe(false);
  });
});

describe('withdrawal', () => {
  const later = NOON + 60_000;
  const withdraw: GateEvent = { type: 'withdrawn', language: 'en', at: later };

  it('adds one entry for each consent given and keeps the first ones (R-092)', () => {
    const open = openState(GROUP);
    const state = reduce(GROUP, open, withdraw);
    expect(state.acceptances.slice(0, open.acceptances.length)).toEqual(open.acceptances);
    expect(state.acceptances.slice(open.acceptances.length)).toMatchObject([
      { text: { id: 'consent.participation' }, kind: 'consent', decision: 'withdrawn', at: later, language: 'en' },
      { text: { id: 'consent.documentation' }, kind: 'consent', decision: 'withdrawn', at: later, language: 'en' },
    ]);
    expect(state.ending).toBe('withdrawn');
    // Whose word it was stays on the receipt; a new consent asks for a new signature.
    expect(state.signature).toEqual(open.signature);
    const renewed = reduce(GROUP, { ...state, ending: null }, decide(GROUP, 'consent.participation', 'given'));
    expect(renewed.signature).toBeNull();
  });
  it('reaches consents of another appointment and of an older wording', () => {
    const former = openState(GROUP, { ...VISIT, session: 'visit-0', appointment: 'room0' });
    const plan = raise(GROUP, 'consent.participation');
    const now = play(plan, [{ type: 'arrived', visit: VISIT, at }], {
      ...EMPTY_STATE,
      acceptances: former.acceptances,
    });
    const state = reduce(plan, now, withdraw);
    const said = state.acceptances
      .filter(({ decision }) => decision === 'withdrawn')
      .map(({ text }) => `${text.id}/${text.version}`);
    expect(said).toEqual(['consent.participation/1', 'consent.documentation/1']);
  });
  it('reaches a consent for which the plan no longer asks', () => {
    const plan = { ...GROUP, statements: GROUP.statements.filter(({ text }) => text.id !== 'consent.documentation') };
    const state = reduce(plan, openState(GROUP), withdraw);
    expect(state.acceptances.at(-1)).toMatchObject({ text: { id: 'consent.documentation' }, decision: 'withdrawn' });
  });
  it('withdraws no refusal and nothing twice', () => {
    const refused = play(GROUP, [decide(GROUP, 'consent.documentation', 'refused'), SIGN], openState(GROUP));
    const once = reduce(GROUP, refused, withdraw);
    expect(once.acceptances.filter(({ decision }) => decision === 'withdrawn')).toHaveLength(1);
    expect(reduce(GROUP, once, withdraw)).toEqual(once);
  });
  it('is still possible when the meeting is over (R-090)', () => {
    const over = reduce(GROUP, openState(GROUP), { type: 'ended', at });
    const state = reduce(GROUP, over, withdraw);
    expect(state.ending).toBe('withdrawn');
    expect(state.acceptances.filter(({ decision }) => decision === 'withdrawn')).toHaveLength(2);
  });
  it('never fails for want of a language', () => {
    const state = reduce(GROUP, openState(GROUP), { type: 'withdrawn', at: later } as GateEvent);
    expect(state.acceptances.at(-1)).toMatchObject({ decision: 'withdrawn', language: 'de' });
  });
  it('after a no there is nothing to withdraw', () => {
    const declined = reduce(GROUP, openState(GROUP), { type: 'declined', at });
    expect(reduce(GROUP, declined, withdraw).ending).toBe('declined');
  });
  it('closes the gate for the next visit, and a new consent opens it again', () => {
    const withdrawn = reduce(GROUP, openState(GROUP), withdraw);
    const visit = { ...VISIT, session: 'visit-2' };
    const again = { ...EMPTY_STATE, acceptances: withdrawn.acceptances, latest: withdrawn.latest };
    const events = walkThrough(GROUP, visit, later + 1);
    const without = events.filter(({ type }) => type !== 'decided');
    expect(openGate(GROUP, play(GROUP, without, again), later + 1).open).toBe(false);
    expect(openGate(GROUP, play(GROUP, events, again), later + 1).open).toBe(true);
  });
});

describe('coming back', () => {
  const remembered = (plan: GatePlan): GateState => {
    const { acceptances, latest, details, minor, signature } = openState(plan);
    return { ...EMPTY_STATE, acceptances, latest, details, minor, signature };
  };
  const again = { ...VISIT, session: 'visit-2', appointment: 'room2' };
  const asked = (plan: GatePlan): readonly string[] => {
    const state = play(plan, [{ type: 'arrived', visit: again, at }], remembered(plan));
    return allMissing(plan, state, NOON).flatMap((entry) => (entry.what === 'statement' ? [entry.textId] : []));
  };
  it('asks only for what every visit asks for, while the consent holds', () => {
    // Who is in the room is not known yet, so no assurance can be named.
    expect(asked(GROUP)).toEqual(['pledge.A6']);
  });
  it('asks for everything where consent holds for one appointment', () => {
    expect(new Set(asked(SINGLE))).toEqual(
      new Set(['notice', 'ack.understood', 'consent.participation', 'consent.documentation']),
    );
  });
  it('takes no old promise', () => {
    const state = play(
      GROUP,
      [
        { type: 'arrived', visit: again, at },
        { type: 'peopleNamed', people: [], at },
      ],
      remembered(GROUP),
    );
    const ids = allMissing(GROUP, state, NOON).flatMap((entry) => (entry.what === 'statement' ? [entry.textId] : []));
    expect(ids).toEqual(['assurance.A1', 'assurance.A3', 'pledge.A6']);
  });
});

describe('an empty state', () => {
  it('cannot be changed by anybody, not even inside', () => {
    expect(Object.isFrozen(EMPTY_STATE)).toBe(true);
    expect(Object.isFrozen(EMPTY_STATE.decisions)).toBe(true);
    expect(Object.isFrozen(EMPTY_STATE.acceptances)).toBe(true);
  });
});
