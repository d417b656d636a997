import { describe, expect, it } from 'vitest';
import { STEP_KINDS, type GatePlan, type StepKind } from '../../../src/gate/plan.ts';
import {
  allMissing,
  currentStep,
  decisionOn,
  isSeen,
  missingFor,
  peopleAt,
  progress,
  shownStep,
  soundNow,
  type Missing,
} from '../../../src/gate/position.ts';
import { EMPTY_STATE, type GateState } from '../../../src/gate/state.ts';
import {
  acceptance,
  CONFIDENTIAL,
  DAY,
  GROUP,
  HOUR,
  NOON,
  NOTICE_ONLY,
  openState,
  PLANS,
  play,
  raise,
  SINGLE,
  textOf,
  VISIT,
  walkThrough,
} from './plans.ts';

/** Short words for what is missing, each once. */
function words(missing: readonly Missing[]): readonly string[] {
  return [
    ...new Set(
      missing.map((entry) =>
        entry.what === 'statement'
          ? `${entry.person}:${entry.textId}`
          : entry.what === 'field'
            ? `${entry.field}:${entry.problem}`
            : entry.what,
      ),
    ),
  ];
}

describe('missingFor', () => {
  const open = openState(GROUP);
  type Row = readonly [
    words: string,
    step: StepKind,
    plan: GatePlan,
    changes: Partial<GateState>,
    missing: readonly string[],
  ];
  const child = { id: 'p1', role: 'child' } as const;
  const helper = { id: 'p1', role: 'helper' } as const;
  const rows: readonly Row[] = [
    ['arrived and begun', 'arrive', GROUP, {}, []],
    ['not arrived', 'arrive', GROUP, { visit: null }, ['arrival']],
    ['not begun', 'arrive', GROUP, { begun: false }, ['arrival']],
    ['appointment of yesterday', 'arrive', GROUP, { visit: { ...VISIT, startsAt: NOON - DAY } }, ['expired']],
    [
      'appointment of yesterday, and not begun',
      'arrive',
      GROUP,
      { begun: false, visit: { ...VISIT, startsAt: NOON - DAY } },
      ['arrival', 'expired'],
    ],
    ['last millisecond of the link', 'arrive', GROUP, { visit: { ...VISIT, startsAt: NOON - 12 * HOUR + 1 } }, []],
    ['first millisecond after it', 'arrive', GROUP, { visit: { ...VISIT, startsAt: NOON - 12 * HOUR } }, ['expired']],
    ['start of no sense', 'arrive', GROUP, { visit: { ...VISIT, startsAt: NaN } }, ['expired']],
    ['conference name typed by hand', 'arrive', GROUP, { visit: { ...VISIT, startsAt: null } }, []],

    ['fine browser', 'browser', GROUP, {}, []],
    ['not looked at', 'browser', GROUP, { browser: null }, ['browser']],
    ['cannot join', 'browser', GROUP, { browser: { join: false, e2ee: true, acknowledged: true } }, ['browser']],
    ['warn: no E2EE', 'browser', GROUP, { browser: { join: true, e2ee: false, acknowledged: false } }, ['browser']],
    ['warn: no E2EE, read', 'browser', GROUP, { browser: { join: true, e2ee: false, acknowledged: true } }, []],
    ['inform: no E2EE', 'browser', NOTICE_ONLY, { browser: { join: true, e2ee: false, acknowledged: false } }, []],
    [
      'inform: cannot join',
      'browser',
      NOTICE_ONLY,
      { browser: { join: false, e2ee: false, acknowledged: true } },
      ['browser'],
    ],
    ['E2EE required, none', 'browser', SINGLE, { browser: { join: true, e2ee: false, acknowledged: true } }, ['e2ee']],
    [
      'E2EE required, warn only',
      'browser',
      { ...SINGLE, browserPolicy: 'inform' },
      { browser: { join: true, e2ee: false, acknowledged: true } },
      ['e2ee'],
    ],
    [
      'block: no E2EE',
      'browser',
      { ...GROUP, browserPolicy: 'block' },
      { browser: { join: true, e2ee: false, acknowledged: true } },
      ['e2ee'],
    ],
    [
      'E2EE off: block has nothing to block',
      'browser',
      { ...GROUP, browserPolicy: 'block', e2ee: 'off' },
      { browser: { join: true, e2ee: false, acknowledged: false } },
      [],
    ],

    ['informed', 'information', GROUP, {}, []],
    ['never informed', 'information', GROUP, { acceptances: [] }, ['self:notice']],
    ['informed of an older version', 'information', raise(GROUP, 'notice'), {}, ['self:notice']],
    ['a helper in the room needs no second reading on this screen', 'information', GROUP, { people: [helper] }, []],

    ['decided', 'consent', GROUP, {}, []],
    [
      'nothing decided',
      'consent',
      GROUP,
      { acceptances: [] },
      ['self:ack.understood', 'self:consent.participation', 'self:consent.documentation'],
    ],
    ['an older wording', 'consent', raise(GROUP, 'consent.documentation'), {}, ['self:consent.documentation']],
    [
      'declared by a guardian, but adult',
      'consent',
      GROUP,
      { acceptances: open.acceptances.map((entry) => ({ ...entry, by: 'guardian' })) },
      ['self:ack.understood', 'self:consent.participation', 'self:consent.documentation'],
    ],

    ['details given', 'details', GROUP, {}, []],
    ['no details', 'details', GROUP, { details: null }, ['name:missing']],
    [
      'wrong details',
      'details',
      GROUP,
      { details: { name: 'A', birthDate: '2031-01-01', email: 'x' } },
      ['birthDate:notADate', 'email:notAnEmail'],
    ],

    ['adult', 'minor', GROUP, {}, []],
    ['age not known', 'minor', GROUP, { minor: null }, ['age']],
    ['a guardian has to declare', 'minor', GROUP, { minor: { age: 'minor' } }, ['guardian']],
    [
      'a guardian of blanks',
      'minor',
      GROUP,
      { minor: { age: 'minor', guardian: { name: ' ', relation: 'Mutter' } } },
      ['guardian'],
    ],
    [
      'a guardian without relation',
      'minor',
      GROUP,
      { minor: { age: 'minor', guardian: { name: 'Berta', relation: '' } } },
      ['guardian'],
    ],
    [
      'a guardian who has not declared',
      'minor',
      GROUP,
      { minor: { age: 'minor', guardian: { name: 'Berta', relation: 'Mutter' } } },
      ['self:minor.guardian'],
    ],
    ['capacity not declared', 'minor', SINGLE, { minor: { age: 'minor', years: 16 } }, ['self:minor.capacity']],
    ['confidential not declared', 'minor', CONFIDENTIAL, { minor: { age: 'minor' } }, ['self:minor.confidential']],

    ['signed', 'review', GROUP, {}, []],
    ['not signed', 'review', GROUP, { signature: null }, ['signature']],
    ['signed with blanks', 'review', GROUP, { signature: { name: '  ', place: '', at: NOON } }, ['signature']],
    [
      'signed without name where none is asked',
      'review',
      CONFIDENTIAL,
      { ...openState(CONFIDENTIAL), signature: { name: '', place: '', at: NOON } },
      [],
    ],
    [
      'decided otherwise since',
      'review',
      GROUP,
      {
        decisions: {
          'consent.documentation': {
            text: textOf(GROUP, 'consent.documentation'),
            decision: 'refused',
            language: 'de',
            at: NOON,
          },
        },
      },
      ['self:consent.documentation'],
    ],
    [
      'an answer to an older wording is no answer',
      'review',
      GROUP,
      {
        decisions: {
          'consent.documentation': {
            text: { ...textOf(GROUP, 'consent.documentation'), version: 0 },
            decision: 'refused',
            language: 'de',
            at: NOON,
          },
        },
      },
      [],
    ],

    ['alone', 'assurances', GROUP, {}, []],
    ['room not described', 'assurances', GROUP, { people: null }, ['people']],
    ['nothing assured', 'assurances', GROUP, { acceptances: [] }, ['self:assurance.A1', 'self:assurance.A3']],
    [
      'assured yesterday',
      'assurances',
      GROUP,
      { visit: { ...VISIT, session: 'visit-2' } },
      ['self:assurance.A1', 'self:assurance.A3'],
    ],
    [
      'a helper assures as well',
      'assurances',
      GROUP,
      { people: [helper] },
      ['p1:assurance.A3', 'p1:assurance.companion'],
    ],
    ['a child assures nothing', 'assurances', GROUP, { people: [child] }, []],
    [
      'somebody in the room where nobody may be',
      'assurances',
      { ...GROUP, othersInRoom: false },
      { people: [child] },
      ['people'],
    ],
    [
      'assurance refused',
      'assurances',
      GROUP,
      {
        acceptances: [
          ...open.acceptances,
          acceptance(textOf(GROUP, 'assurance.A1'), 'assurance', { decision: 'refused' }),
        ],
      },
      ['self:assurance.A1'],
    ],

    ['pledged', 'pledge', GROUP, {}, []],
    ['no pledge where none is asked', 'pledge', SINGLE, { acceptances: [] }, []],
    ['pledge of the last session', 'pledge', GROUP, { visit: { ...VISIT, session: 'visit-2' } }, ['self:pledge.A6']],
    ['a helper pledges as well', 'pledge', GROUP, { people: [helper] }, ['p1:pledge.A6']],

    ['devices chosen', 'devices', GROUP, {}, []],
    ['devices not chosen', 'devices', GROUP, { devices: null }, ['devices']],
    ['no name to be seen by', 'devices', GROUP, { displayName: null }, ['devices']],
    ['a name of blanks', 'devices', GROUP, { displayName: ' \t' }, ['devices']],
    ['no camera, may be', 'devices', GROUP, { devices: { camera: 'none', microphone: 'on' } }, []],
    [
      'camera switched off where one is required',
      'devices',
      SINGLE,
      { devices: { camera: 'off', microphone: 'on' } },
      [],
    ],
    [
      'no camera where one is required',
      'devices',
      SINGLE,
      { devices: { camera: 'none', microphone: 'on' } },
      ['camera'],
    ],

    ['waiting', 'waiting', GROUP, {}, []],
  ];
  it.each(rows)('%s (%s)', (_, step, plan, changes, expected) => {
    expect(words(missingFor(step, plan, { ...open, ...changes }, NOON))).toEqual(expected);
  });

  it('knows no step by another name', () => {
    expect(missingFor('lobby' as StepKind, GROUP, open, NOON)).toEqual([{ what: 'steps' }]);
  });

  it('visits every step in this table', () => {
    expect(new Set(rows.map(([, step]) => step))).toEqual(new Set(STEP_KINDS));
  });

  it('never takes a plan without information for this person as passed (R-008)', () => {
    const bare: GatePlan = { ...NOTICE_ONLY, statements: [] };
    expect(missingFor('information', bare, open, NOON)).toEqual([{ what: 'steps' }]);
    const child = { ...open, visit: { ...VISIT, role: 'child' as const } };
    expect(missingFor('information', GROUP, child, NOON)).toEqual([{ what: 'steps' }]);
  });
});

describe('currentStep', () => {
  it.each(PLANS.map((plan) => [plan.service, plan] as const))(
    '%s: walks from step to step and never back',
    (_, plan) => {
      const stations = walkThrough(plan).map((_event, index, events) => {
        const position = currentStep(plan, play(plan, events.slice(0, index)), NOON);
        return position.kind === 'step' ? plan.steps.indexOf(position.step) : -1;
      });
      expect(stations).toEqual([...stations].sort((a, b) => a - b));
      expect(stations[0]).toBe(0);
      expect(currentStep(plan, openState(plan), NOON)).toEqual({ kind: 'step', step: 'waiting', missing: [] });
    },
  );

  it.each(['declined', 'withdrawn', 'ended'] as const)('%s is the end, whatever is complete', (ending) => {
    expect(currentStep(GROUP, { ...openState(GROUP), ending }, NOON)).toEqual({ kind: 'ending', ending });
  });

  it('leads nowhere where a plan has no waiting', () => {
    const plan: GatePlan = { ...GROUP, steps: ['arrive', 'browser'] };
    expect(currentStep(plan, openState(GROUP), NOON)).toEqual({
      kind: 'step',
      step: 'arrive',
      missing: [{ what: 'steps' }],
    });
  });

  it('finds missing what the plan forgot to list', () => {
    const plan: GatePlan = { ...GROUP, steps: ['arrive', 'waiting'] };
    expect(words(allMissing(plan, play(plan, walkThrough(plan).slice(0, 2)), NOON))).toContain(
      'self:consent.participation',
    );
  });
});

describe('shownStep', () => {
  const half = play(GROUP, walkThrough(GROUP).slice(0, 4));
  it.each([
    ['nothing wished', null, 'consent'],
    ['back to the information', 'information', 'information'],
    ['back to the start', 'arrive', 'arrive'],
    ['the current one', 'consent', 'consent'],
    ['one too far', 'details', 'consent'],
    ['straight to the room', 'waiting', 'consent'],
    ['an unknown one', 'lobby' as StepKind, 'consent'],
  ] as const)('%s', (_, wished, expected) => {
    const shown = shownStep(GROUP, half, NOON, wished);
    expect(shown).toMatchObject({ kind: 'step', step: expected });
  });

  it('shows no step after an ending', () => {
    const ended = { ...half, ending: 'declined' as const };
    expect(shownStep(GROUP, ended, NOON, 'arrive')).toEqual({ kind: 'ending', ending: 'declined' });
  });
});

describe('progress', () => {
  const fresh = play(GROUP, walkThrough(GROUP).slice(0, 3));
  it.each([
    ['first', GROUP, fresh, 'arrive', 1, 10],
    ['a fine browser is passed in silence', GROUP, fresh, 'information', 2, 10],
    [
      'an adult by date of birth is not asked for the age',
      GROUP,
      play(GROUP, [
        ...walkThrough(GROUP).slice(0, 3),
        { type: 'detailsGiven', details: { name: 'A', birthDate: '1990-01-01' }, at: NOON },
      ]),
      'information',
      2,
      9,
    ],
    ['last', GROUP, openState(GROUP), 'waiting', 10, 10],
    ['no policy, no pledge', NOTICE_ONLY, openState(NOTICE_ONLY), 'waiting', 6, 6],
    ['no pledge in a single session', SINGLE, fresh, 'devices', 8, 9],
    ['a step that this plan has not', NOTICE_ONLY, fresh, 'pledge', 0, 6],
  ] as const)('%s', (_, plan, state, step, number, of) => {
    expect(progress(plan, state, NOON, step)).toEqual({ number, of });
  });

  it('does not lose a step that was shown, once it is done: numbers only grow', () => {
    const limited = { join: true, e2ee: false, acknowledged: false };
    const before = { ...fresh, browser: limited };
    const after = { ...fresh, browser: { ...limited, acknowledged: true } };
    expect(progress(GROUP, before, NOON, 'browser')).toEqual({ number: 2, of: 11 });
    expect(progress(GROUP, after, NOON, 'information')).toEqual({ number: 3, of: 11 });
    const asked = progress(GROUP, fresh, NOON, 'minor');
    const answered = { ...fresh, minor: { age: 'adult' } as const };
    expect(progress(GROUP, answered, NOON, 'review').number).toBe(asked.number + 1);
    expect(isSeen('minor', GROUP, answered, NOON)).toBe(true);
  });
});

describe('the step for minors, where a date of birth has to be given', () => {
  const plan: GatePlan = { ...GROUP, fields: [{ id: 'birthDate', need: 'required' }] };
  it.each([
    ['is not announced before it', null, null, false],
    ['is not shown to an adult', '1990-01-01', null, false],
    ['is shown to a minor', '2012-01-01', null, true],
    ['stays once it was answered', '1990-01-01', { age: 'adult' }, true],
  ] as const)('%s', (_, birthDate, minor, expected) => {
    const state: GateState = { ...EMPTY_STATE, details: birthDate ? { birthDate } : null, minor };
    expect(isSeen('minor', plan, state, NOON)).toBe(expected);
  });
  it('but still closes the gate', () => {
    expect(missingFor('minor', plan, EMPTY_STATE, NOON)).toEqual([{ what: 'age' }]);
  });
});

describe('soundNow', () => {
  it.each([
    ['clock runs', 0, NOON, NOON],
    ['clock set back', NOON, NOON - DAY, NOON],
    ['clock stands', NOON, NOON, NOON],
    ['clock unknown', NOON, NaN, NaN],
    ['clock endless', NOON, Infinity, NaN],
    ['clock beyond every calendar', NOON, 1e300, NaN],
    ['a latest that is no time locks nobody out', NaN, NOON, NOON],
    ['nor does an endless one', Infinity, NOON, NOON],
  ])('%s', (_, latest, now, expected) => {
    expect(soundNow({ ...EMPTY_STATE, latest }, now)).toBe(expected);
  });

  it('falls back to what was declared, where the latest time is lost', () => {
    const state = { ...openState(GROUP), latest: NaN };
    expect(soundNow(state, NOON - DAY)).toBe(NOON);
  });
});

describe('decisionOn and peopleAt', () => {
  const statement = SINGLE.statements.find(({ text }) => text.id === 'consent.documentation');
  it.each([
    ['nothing said', [], {}, null],
    ['accepted', ['given'], {}, 'given'],
    ['refused', ['refused'], {}, 'refused'],
    ['withdrawn', ['given', 'withdrawn'], {}, null],
    ['accepted, then another answer', ['given'], { decision: 'refused' }, 'refused'],
    ['an answer to an older wording', ['given'], { decision: 'refused', version: 0 }, 'given'],
  ] as const)('%s', (_, said, pending, expected) => {
    if (!statement) throw new Error('fixture');
    const { text } = statement;
    const state: GateState = {
      ...openState(SINGLE),
      acceptances: said.map((decision) => acceptance(text, 'consent', { decision })),
      decisions:
        'decision' in pending
          ? {
              [text.id]: {
                text: { ...text, version: 'version' in pending ? pending.version : 1 },
                decision: pending.decision,
                language: 'de',
                at: NOON,
              },
            }
          : {},
    };
    expect(decisionOn(statement, SINGLE, state, NOON)).toBe(expected);
  });

  it.each([
    ['nobody known', EMPTY_STATE, ['self:client']],
    [
      'an interpreter with an own link',
      { ...EMPTY_STATE, visit: { ...VISIT, role: 'interpreter' as const } },
      ['self:interpreter'],
    ],
    [
      'a helper beside',
      { ...EMPTY_STATE, people: [{ id: 'p1', role: 'helper' as const }] },
      ['self:client', 'p1:helper'],
    ],
    ['nobody is self twice', { ...EMPTY_STATE, people: [{ id: 'self', role: 'child' as const }] }, ['self:client']],
  ])('%s', (_, state, expected) => {
    expect(peopleAt(state).map(({ id, role }) => `${id}:${role}`)).toEqual(expected);
  });
});
