import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessReceipt, type AssessInput } from '../../../src/gate/assess.ts';
import type { Assessment } from '../../../src/gate/assessment.ts';
import { openGate } from '../../../src/gate/open.ts';
import type { GatePlan } from '../../../src/gate/plan.ts';
import { allMissing, soundNow } from '../../../src/gate/position.ts';
import { buildReceipt, counsellorCopy, type Receipt, type ReceiptDeclaration } from '../../../src/gate/receipt.ts';
import { reduce } from '../../../src/gate/reduce.ts';
import type { GateEvent, GateState } from '../../../src/gate/state.ts';
import {
  CONFIDENTIAL,
  DAY,
  GROUP,
  HOUR,
  MINUTE,
  NOON,
  NOTICE_ONLY,
  openState,
  PLANS,
  play,
  raise,
  ref,
  SINGLE,
  textOf,
  VISIT,
  walkThrough,
} from './plans.ts';
import { contextFor, receiptOf } from './receipts.ts';
import { raised, takeWalk, textIds, TURNS } from './walks.ts';

const at = NOON;
const language = 'de';
const COMPLETE: Assessment = { state: 'complete' };

type Changes = Partial<Omit<AssessInput, 'expected'>> & { readonly expected?: Partial<AssessInput['expected']> };

/** A receipt that proves everything, and what is changed of it. */
function assess(plan: GatePlan, receipt: Receipt | null, { expected, ...changes }: Changes = {}): Assessment {
  const { appointment, startsAt, role } = VISIT;
  return assessReceipt({
    plan,
    receipt,
    expected: { appointment, startsAt, role, service: plan.service, checkCode: 'K7F2QX', ...expected },
    shownCode: 'K7F2QX',
    words: 'fit',
    isVouched: true,
    now: NOON,
    ...changes,
  });
}

function lacks(assessment: Assessment): readonly string[] {
  if (assessment.state !== 'incomplete') return [assessment.state];
  return assessment.lacks.map((lack) => ('text' in lack ? `${lack.lack} ${lack.text} ${lack.person}` : lack.lack));
}

const GOOD = receiptOf(GROUP, openState(GROUP));

function company(...roles: readonly ('helper' | 'child')[]): GateState {
  const people = roles.map((role, index) => ({ id: `p${String(index + 1)}`, role }));
  const promises = GROUP.statements.filter(({ kind }) => kind === 'assurance' || kind === 'pledge');
  return play(
    GROUP,
    [
      { type: 'peopleNamed', people, at },
      ...people.flatMap(({ id }) =>
        promises.map(({ text }): GateEvent => ({ type: 'promised', person: id, text, given: true, language, at })),
      ),
    ],
    openState(GROUP),
  );
}

/** A minor whose guardian declares, or who declares alone. */
function minorState(plan: GatePlan, path: 'guardian' | 'capacity' | 'confidential', years = 16): GateState {
  const guardian = path === 'guardian' ? { guardian: { name: 'Berta', relation: 'Mutter' } } : {};
  const [arrived, begun, ...rest] = walkThrough(plan).filter(({ type }) => type !== 'minorAnswered');
  if (!arrived || !begun) throw new Error('fixture');
  const answered: GateEvent = {
    type: 'minorAnswered',
    answer: { age: 'minor', years, path, ...guardian },
    language,
    at,
  };
  return play(plan, [arrived, begun, answered, ...rest]);
}

describe('a receipt that has everything', () => {
  it.each(PLANS.map((plan) => [plan.service, plan] as const))('%s: is complete', (_, plan) => {
    expect(assess(plan, receiptOf(plan, openState(plan)))).toEqual(COMPLETE);
  });

  it.each<[string, Assessment]>([
    ['after its journey as JSON', assess(GROUP, JSON.parse(JSON.stringify(GOOD)) as Receipt)],
    ['as the counsellor gets it', assess(GROUP, counsellorCopy(GOOD))],
    ['with a helper who promised as well', assess(GROUP, receiptOf(GROUP, company('helper')))],
    ['with two helpers and a child', assess(GROUP, receiptOf(GROUP, company('helper', 'helper', 'child')))],
    ['of a moved appointment', assess(GROUP, GOOD, { expected: { startsAt: NOON + 3 * DAY } })],
    ['by a clock that is an hour behind', assess(GROUP, GOOD, { now: NOON - HOUR })],
    ['hours later', assess(GROUP, GOOD, { now: NOON + 23 * HOUR })],
    ['of the visit that is announced', assess(GROUP, GOOD, { expected: { session: 'visit-1' } })],
    ['of a minor with a guardian', assess(GROUP, receiptOf(GROUP, minorState(GROUP, 'guardian')))],
    ['of a minor with capacity', assess(SINGLE, receiptOf(SINGLE, minorState(SINGLE, 'capacity')))],
    [
      'of a minor in confidence',
      assess(CONFIDENTIAL, receiptOf(CONFIDENTIAL, minorState(CONFIDENTIAL, 'confidential'))),
    ],
  ])('is complete %s', (_, assessment) => {
    expect(assessment).toEqual(COMPLETE);
  });

  it('a no to what is optional is as good as a yes', () => {
    const events = walkThrough(GROUP).map((event): GateEvent =>
      event.type === 'decided' && event.text.id === 'consent.documentation' ? { ...event, decision: 'refused' } : event,
    );
    expect(assess(GROUP, receiptOf(GROUP, play(GROUP, events)))).toEqual(COMPLETE);
  });

  it('details that the profile hides from the counsellor are not missed in her copy, all others are', () => {
    const hiding: GatePlan = {
      ...GROUP,
      fields: [
        { id: 'name', need: 'required' },
        { id: 'email', need: 'required', hidden: true },
        { id: 'note', need: 'required' },
      ],
    };
    const receipt = receiptOf(hiding, openState(hiding));
    expect(assess(hiding, counsellorCopy(receipt))).toEqual(COMPLETE);
    const without = { ...receipt, details: { counsellor: [], system: [] } };
    expect(lacks(assess(hiding, without))).toEqual(['detailsMissing']);
  });
});

describe('doubts', () => {
  const other = { ...GOOD, checkCode: 'ABC123' };
  it.each<[string, Assessment, readonly string[]]>([
    ['nothing arrived', assess(GROUP, null), ['noReceipt']],
    [
      'nothing, and a foreign code',
      assess(GROUP, null, { expected: { checkCode: null } }),
      ['foreignCode', 'noReceipt'],
    ],
    ['no code in the name', assess(GROUP, GOOD, { shownCode: null }), ['noCode', 'otherPersonsCode']],
    ['a code of nobody', assess(GROUP, GOOD, { expected: { checkCode: null } }), ['foreignCode']],
    ['a forged code', assess(GROUP, GOOD, { shownCode: 'ZZZZZZ' }), ['foreignCode', 'otherPersonsCode']],
    ['another person’s receipt', assess(GROUP, other), ['otherPersonsCode']],
    ['a receipt without code', assess(GROUP, { ...GOOD, checkCode: null }), ['otherPersonsCode']],
    ['no code anywhere', assess(GROUP, { ...GOOD, checkCode: null }, { shownCode: null }), ['noCode']],
    ['another role', assess(GROUP, GOOD, { expected: { role: 'interpreter' } }), ['otherPersonsCode']],
    ['another room', assess(GROUP, GOOD, { expected: { appointment: 'room2' } }), ['otherAppointment']],
    [
      'another room in half',
      assess(GROUP, { ...GOOD, principal: { ...GOOD.principal, id: 'room2/visit-1' } }),
      ['otherAppointment'],
    ],
    [
      'a room named by hand',
      assess(GROUP, { ...GOOD, session: { ...GOOD.session, startsAt: null } }),
      ['otherAppointment'],
    ],
    ['another service', assess(GROUP, { ...GOOD, service: { id: 'x', title: 'x' } }), ['otherService']],
    ['a plan of another service', assess(GROUP, GOOD, { plan: { ...GROUP, service: 'x' } }), ['otherService']],
    ['changed words', assess(GROUP, GOOD, { words: 'changed' }), ['wordingChanged']],
    ['a file that anybody can have written', assess(GROUP, GOOD, { isVouched: false }), ['notVouched']],
    ['words that nobody could check', assess(GROUP, GOOD, { words: 'unknown' }), ['unreadable']],
    ['no real time', assess(GROUP, { ...GOOD, issuedAt: { time: 'soon', zone: 'UTC' } }), ['unreadable']],
    ['a clock that is none', assess(GROUP, GOOD, { now: Number.NaN }), ['unreadable']],
    [
      'a wording of this version with another hash',
      assess(GROUP, { ...GOOD, pledges: GOOD.pledges.map((said) => ({ ...said, sha256: 'f'.repeat(64) })) }),
      ['wordingChanged'],
    ],
  ])('%s', (_, assessment, doubts) => {
    expect(assessment).toEqual({ state: 'notVerifiable', doubts });
  });
});

describe('a receipt that quotes no words, so that nothing could be checked', () => {
  // As a further person's, who is asked to read the notice and for nothing else.
  const statements = NOTICE_ONLY.statements.filter(({ kind }) => kind === 'information');
  const plan: GatePlan = { ...NOTICE_ONLY, statements, steps: ['arrive', 'information', 'devices', 'waiting'] };
  const receipt = receiptOf(plan, openState(plan));

  it('is complete where nothing else is asked', () => {
    expect(assess(plan, receipt, { words: 'unknown' })).toEqual(COMPLETE);
  });

  it('lacks what the plan asks for beside it', () => {
    expect(lacks(assess(NOTICE_ONLY, receipt, { words: 'unknown' }))).toContain('notGiven ack.publicTask client');
  });
});

describe('lacks', () => {
  const [consent, documentation] = ['consent.participation', 'consent.documentation'];
  const saidTo = (id: string, change: Partial<ReceiptDeclaration>): Receipt => {
    const changed = (said: ReceiptDeclaration): ReceiptDeclaration =>
      said.textId === id ? { ...said, ...change } : said;
    return {
      ...GOOD,
      acknowledgements: GOOD.acknowledgements.map(changed),
      assurances: GOOD.assurances.map(changed),
      pledges: GOOD.pledges.map(changed),
      purposes: GOOD.purposes.map((purpose) => ({
        ...purpose,
        declaration: purpose.declaration && changed(purpose.declaration),
      })),
    };
  };
  const notice = (change: object): Receipt => ({ ...GOOD, notice: GOOD.notice && { ...GOOD.notice, ...change } });
  const minor = receiptOf(GROUP, minorState(GROUP, 'guardian'));
  const capacity = receiptOf(SINGLE, minorState(SINGLE, 'capacity'));
  const helper = receiptOf(GROUP, company('helper'));
  const birthDate = { field: 'birthDate', label: '', purpose: '', value: '2012-05-05' } as const;
  const later = (days: number): Assessment => assess(GROUP, GOOD, { now: NOON + days * DAY });

  it.each<[string, Assessment, readonly string[]]>([
    ['no notice', assess(GROUP, { ...GOOD, notice: null }), ['noticeNotShown']],
    ['a notice that was not shown', assess(GROUP, notice({ informedAt: null })), ['noticeNotShown']],
    ['a notice of another composition', assess(GROUP, notice({ sha256: 'f'.repeat(64) })), ['noticeOlder']],
    ['an older profile', assess({ ...GROUP, profile: ref('profile', 4) }, GOOD), ['noticeOlder']],
    [
      'a plan that informs nobody',
      assess({ ...GROUP, statements: GROUP.statements.slice(1) }, GOOD),
      ['noticeNotShown'],
    ],
    ['a required no', assess(GROUP, saidTo(consent, { decision: 'refused' })), [`refused ${consent} client`]],
    [
      'nothing said',
      assess(GROUP, saidTo('assurance.A1', { decision: null, at: null })),
      ['notGiven assurance.A1 client'],
    ],
    ['no time', assess(GROUP, saidTo('pledge.A6', { at: null })), ['notGiven pledge.A6 client']],
    [
      'an optional question without answer',
      assess(GROUP, saidTo(documentation, { decision: null })),
      [`notGiven ${documentation} client`],
    ],
    ['an older wording', assess(raise(GROUP, 'ack.understood'), GOOD), ['olderVersion ack.understood client']],
    [
      'a newer wording than this page knows',
      assess(GROUP, saidTo('assurance.A3', { version: 2 })),
      ['olderVersion assurance.A3 client'],
    ],
    [
      'a wording that is not there at all',
      assess(GROUP, { ...GOOD, assurances: GOOD.assurances.slice(1) }),
      ['notGiven assurance.A1 client'],
    ],
    [
      'said after it was issued',
      assess(GROUP, saidTo('assurance.A1', { at: { time: '2026-11-22T12:00:01+01:00', zone: '' } })),
      ['notGiven assurance.A1 client'],
    ],
    ['said by the wrong one', assess(GROUP, saidTo(consent, { by: 'guardian' })), [`notGiven ${consent} client`]],
    [
      'no validity',
      assess(GROUP, { ...GOOD, validity: null }),
      [`expired ${consent} client`, `expired ${documentation} client`],
    ],
    [
      'validity for another appointment',
      assess(GROUP, { ...GOOD, validity: { kind: 'appointment', appointment: 'room2' } }),
      [`expired ${consent} client`, `expired ${documentation} client`],
    ],
    [
      'promises of the day before yesterday',
      later(2),
      ['assurance.A1', 'assurance.A3', 'pledge.A6'].map((id) => `expired ${id} client`),
    ],
    [
      'promises of another visit',
      assess(GROUP, GOOD, { expected: { session: 'visit-2' } }),
      ['assurance.A1', 'assurance.A3', 'pledge.A6'].map((id) => `expired ${id} client`),
    ],
    [
      'a receipt from the far future',
      assess(GROUP, GOOD, { now: NOON - 2 * DAY }),
      ['assurance.A1', 'assurance.A3', 'pledge.A6'].map((id) => `expired ${id} client`),
    ],
    ['nobody asked who is in the room', assess(GROUP, { ...GOOD, people: null }), ['peopleUnknown']],
    [
      'people where nobody may be',
      assess({ ...GROUP, othersInRoom: false }, receiptOf(GROUP, company('child'))),
      ['peopleUnknown'],
    ],
    [
      'a helper who promised nothing',
      assess(GROUP, { ...GOOD, people: ['helper'] }),
      ['assurance.A3', 'assurance.companion', 'pledge.A6'].map((id) => `notGiven ${id} helper`),
    ],
    [
      'two helpers of whom one promised',
      assess(GROUP, { ...helper, people: ['helper', 'helper'] }),
      ['assurance.A3', 'assurance.companion', 'pledge.A6'].map((id) => `notGiven ${id} helper`),
    ],
    [
      'details that have to be given',
      assess(GROUP, { ...GOOD, details: { counsellor: [], system: [] } }),
      ['detailsMissing'],
    ],
    ['no final act', assess(GROUP, { ...GOOD, declarant: { ...GOOD.declarant, signedAt: null } }), ['detailsMissing']],
    ['no typed name', assess(GROUP, { ...GOOD, declarant: { ...GOOD.declarant, name: ' ' } }), ['detailsMissing']],
    [
      'an unknown age',
      assess(GROUP, { ...GOOD, minor: GOOD.minor && { ...GOOD.minor, age: 'unknown' } }),
      ['detailsMissing'],
    ],
    ['no word about age', assess(GROUP, { ...GOOD, minor: null }), ['detailsMissing']],
    [
      'another policy',
      assess(SINGLE, { ...receiptOf(SINGLE, openState(SINGLE)), minor: GOOD.minor }),
      ['detailsMissing'],
    ],
    [
      'an adult by word and a child by date',
      assess(GROUP, { ...GOOD, details: { counsellor: [...GOOD.details.counsellor, birthDate], system: [] } }),
      ['detailsMissing'],
    ],
    [
      'too young to decide alone',
      assess(SINGLE, { ...capacity, details: { counsellor: [...capacity.details.counsellor, birthDate], system: [] } }),
      ['detailsMissing'],
    ],
    [
      'a guardian without a name',
      assess(GROUP, {
        ...minor,
        minor: minor.minor && { ...minor.minor, guardian: { name: ' ', relation: 'Mutter' } },
      }),
      ['guardianMissing'],
    ],
    [
      'no guardian',
      assess(GROUP, { ...minor, minor: minor.minor && { ...minor.minor, guardian: null } }),
      ['guardianMissing'],
    ],
    [
      'a guardian for an adult',
      assess(GROUP, { ...GOOD, declarant: { ...GOOD.declarant, role: 'guardian' } }),
      ['guardianMissing', ...['ack.understood', consent, documentation].map((id) => `notGiven ${id} client`)],
    ],
    [
      'no declaration for the minor',
      assess(GROUP, { ...minor, minor: minor.minor && { ...minor.minor, declaration: null } }),
      ['notGiven minor.guardian client'],
    ],
    [
      'an older declaration for the minor',
      assess(raise(GROUP, 'minor.guardian'), minor),
      ['olderVersion minor.guardian client'],
    ],
  ])('%s', (_, assessment, expected) => {
    expect(lacks(assessment)).toEqual(expected);
  });

  it('a withdrawal is called one, also where it is only among the events', () => {
    const withdrawn = receiptOf(
      GROUP,
      reduce(GROUP, openState(GROUP), { type: 'withdrawn', language, at: at + MINUTE }),
      {},
      at + MINUTE,
    );
    const both = [`withdrawn ${consent} client`, `withdrawn ${documentation} client`];
    expect(lacks(assess(GROUP, withdrawn))).toEqual(both);
    expect(lacks(assess(GROUP, { ...GOOD, events: withdrawn.events }))).toEqual(both);
  });

  it('a consent ends in its time, for everybody who declared then', () => {
    const soon: GatePlan = { ...GROUP, consentHolds: 10 * HOUR };
    const receipt = receiptOf(soon, openState(soon));
    expect(assess(soon, receipt, { now: NOON + 10 * HOUR - 1 })).toEqual(COMPLETE);
    const over = lacks(assess(soon, receipt, { now: NOON + 10 * HOUR }));
    expect(over).toEqual([
      'noticeNotShown',
      ...['ack.understood', consent, documentation].map((id) => `expired ${id} client`),
    ]);
  });

  it('carries the title that the counsellor reads', () => {
    expect(assess(GROUP, saidTo(consent, { decision: 'refused' }))).toEqual({
      state: 'incomplete',
      lacks: [{ lack: 'refused', text: consent, title: consent, person: 'client' }],
    });
    expect(assess(GROUP, { ...GOOD, pledges: [] })).toEqual({
      state: 'incomplete',
      lacks: [{ lack: 'notGiven', text: 'pledge.A6', title: null, person: 'client' }],
    });
  });
});

describe('agrees with the gate', () => {
  const RUNS = 4_000;
  const LIMIT = 180_000;
  const walkOf = fc.array(fc.nat({ max: TURNS - 1 }), { minLength: 1, maxLength: 40, size: 'max' });

  interface Taken {
    readonly plan: GatePlan;
    readonly state: GateState;
    readonly now: number;
    readonly receipt: Receipt;
  }

  function taken(turns: readonly number[]): Taken | null {
    const { plan, state, clock } = takeWalk(turns);
    const now = soundNow(state, clock);
    const receipt = buildReceipt({ plan, state, context: contextFor(plan), now: clock });
    return receipt && { plan, state, now, receipt };
  }

  function judged({ state, now, receipt }: Taken, plan: GatePlan): Assessment {
    const { visit } = state;
    if (!visit) throw new Error('no visit');
    const { appointment, startsAt, role, session } = visit;
    return assess(plan, receipt, { now, expected: { appointment, startsAt, role, session } });
  }

  it('whenever it is open, the receipt is complete; taken or raised away, it is not', { timeout: LIMIT }, () => {
    let opened = 0;
    let voided = 0;
    fc.assert(
      fc.property(walkOf, fc.nat(), (turns, pick) => {
        const walk = taken(turns);
        if (!walk || !openGate(walk.plan, walk.state, walk.now).open) return;
        const { plan, state, now } = walk;
        opened += 1;
        expect(judged(walk, plan)).toEqual(COMPLETE);
        // One new wording: the receipt of before is as good as the gate takes it to be.
        const ids = textIds(plan);
        const next = raised(plan, ids[pick % ids.length] ?? '');
        if (!openGate(next, state, now).open) voided += 1;
        expect(judged(walk, next).state === 'complete').toBe(openGate(next, state, now).open);
        // One word taken away.
        const { acceptances } = state;
        const gone = acceptances.filter((_, index) => index !== pick % acceptances.length);
        const less: GateState = { ...state, acceptances: gone };
        const receipt = buildReceipt({ plan, state: less, context: contextFor(plan), now });
        if (!receipt) throw new Error('no receipt');
        const isOpen = openGate(plan, less, now).open;
        expect(judged({ ...walk, state: less, receipt }, plan).state === 'complete').toBe(isOpen);
      }),
      { numRuns: RUNS },
    );
    expect(opened).toBeGreaterThan(RUNS / 20);
    expect(voided).toBeGreaterThan(RUNS / 50);
  });

  it('and where the receipt is complete, nothing is missing that a receipt could show', { timeout: LIMIT }, () => {
    const ELSEWHERE: ReadonlySet<string> = new Set(['arrival', 'expired', 'browser', 'e2ee', 'devices', 'camera']);
    let complete = 0;
    let lacking = 0;
    fc.assert(
      fc.property(walkOf, (turns) => {
        const walk = taken(turns);
        if (!walk || walk.state.ending) return;
        const { plan, state, now } = walk;
        if (judged(walk, plan).state !== 'complete') return void (lacking += 1);
        complete += 1;
        const missing = allMissing(plan, state, now).filter(({ what }) => !ELSEWHERE.has(what));
        // What was decided anew and not yet signed is in no receipt.
        const pending = Object.keys(state.decisions);
        const rest = missing.filter((one) => !(one.what === 'statement' && pending.includes(one.textId)));
        expect(rest.filter(({ what }) => !(what === 'signature' && pending.length > 0))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(complete).toBeGreaterThan(RUNS / 20);
    expect(lacking).toBeGreaterThan(RUNS / 20);
  });

  it('never throws, whatever of a receipt is missing or strange', { timeout: LIMIT }, () => {
    const [promise] = GOOD.assurances;
    if (!promise) throw new Error('fixture');
    const times = fc.constantFrom('', 'gestern', '9999-99-99', '2026-11-22T12:00:00+01:00');
    fc.assert(
      fc.property(times, fc.string(), fc.nat({ max: 9 }), (time, text, version) => {
        const said: ReceiptDeclaration = {
          ...promise,
          textId: text,
          version,
          at: { time, zone: text },
        };
        const odd: Receipt = { ...GOOD, issuedAt: { time, zone: text }, assurances: [said], acknowledgements: [said] };
        expect(assess(GROUP, odd).state).not.toBe('complete');
      }),
    );
    expect(assess(NOTICE_ONLY, receiptOf(NOTICE_ONLY, openState(NOTICE_ONLY)))).toEqual(COMPLETE);
    expect(textOf(GROUP, 'notice').version).toBe(1);
  });
});
