import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EinlassError } from '../../../src/errors.ts';
import type { GatePlan } from '../../../src/gate/plan.ts';
import { buildReceipt, counsellorCopy, type Receipt, type ReceiptText } from '../../../src/gate/receipt.ts';
import { reduce } from '../../../src/gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState } from '../../../src/gate/state.ts';
import {
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
import { contextFor, receiptOf, sentence, wordingsOf } from './receipts.ts';
import { takeWalk, TURNS } from './walks.ts';

const at = NOON;
const language = 'de';

/** Everything in a receipt that carries a wording. */
function texts(receipt: Receipt): readonly ReceiptText[] {
  const { purposes, events, acknowledgements, assurances, pledges, minor } = receipt;
  const declared = purposes.flatMap(({ declaration }) => declaration ?? []);
  return [
    ...declared,
    ...events,
    ...acknowledgements,
    ...assurances,
    ...pledges,
    ...(minor?.declaration ? [minor.declaration] : []),
  ];
}

describe('a receipt', () => {
  const receipt = receiptOf(GROUP, openState(GROUP));

  it('carries the fields of requirements §6', () => {
    expect(receipt).toMatchObject({
      schemaVersion: 'einlass-receipt/1',
      recordId: '8c0b3b0e-0000-4000-8000-000000000001',
      receiptId: '8c0b3b0e-0000-4000-8000-000000000002',
      checkCode: 'K7F2QX',
      issuedAt: { time: '2026-11-22T12:00:00+01:00', zone: 'Europe/Berlin' },
      principal: { id: 'room1/visit-1', role: 'client', identity: 'name' },
      declarant: { role: 'self', name: 'Anna Ahrens', place: 'Hannover', relation: null, onBehalfOf: null },
      notice: { ref: 'notice', version: 1, profile: GROUP.profile, deliveredVia: 'shownHere', language: 'de' },
      controllers: [{ name: 'Musterstadt' }],
      authority: { name: 'LfD' },
      collectionMethod: 'Einlass 0.1.0',
      jurisdiction: 'DE-NI',
      validity: { kind: 'until', until: { time: '2028-11-21T12:00:00+01:00' } },
      session: { type: 'group', appointment: 'room1', e2eeAtStart: 'unknown', deviceCheck: 'passed' },
      minor: { policy: 'guardian', age: 'adult', path: null, guardian: null },
      people: [],
      notIncluded: [{ id: 'release' }],
    });
  });

  it('keeps consents, acknowledgements, assurances and pledges apart (Art. 7(2) GDPR)', () => {
    expect(receipt.purposes.map(({ id, status }) => [id, status])).toEqual([
      ['participation', 'ConsentGiven'],
      ['documentation', 'ConsentGiven'],
      ['public-task', null],
      ['silent', null],
    ]);
    expect(receipt.acknowledgements.map(({ textId }) => textId)).toEqual(['ack.understood']);
    expect(receipt.assurances.map(({ textId }) => textId)).toEqual(['assurance.A1', 'assurance.A3']);
    expect(receipt.pledges.map(({ textId }) => textId)).toEqual(['pledge.A6']);
    expect(receipt.events.map(({ textId }) => textId)).toEqual(['consent.participation', 'consent.documentation']);
  });

  it.each(PLANS.map((plan) => [plan.service, plan] as const))(
    '%s: holds every statement in full, with a hash that can be recomputed',
    (_, plan) => {
      const all = texts(receiptOf(plan, openState(plan)));
      expect(all.length).toBeGreaterThan(0);
      for (const { textId, version, sha256, statement, sha256Shown } of all) {
        expect(statement).toBe(sentence({ id: textId, version, sha256 }, 'de'));
        expect(
          createHash('sha256')
            .update(statement ?? '')
            .digest('hex'),
        ).toBe(sha256Shown);
        expect(sha256).toBe(textOf(plan, textId).sha256);
      }
    },
  );

  it('is plain JSON: nothing is lost on the way through a file', () => {
    expect(JSON.parse(JSON.stringify(receipt))).toEqual(receipt);
  });

  it('records neither devices nor the display name nor what the talk is about nor names of others', () => {
    const plan: GatePlan = { ...GROUP, fields: [...GROUP.fields, { id: 'note', need: 'optional' }] };
    const devices = {
      camera: 'on',
      microphone: 'on',
      cameraId: 'cam-4711',
      microphoneId: 'mic-4711',
      speakerId: 'spk-4711',
    } as const;
    const state = play(
      plan,
      [
        { type: 'detailsGiven', details: { name: 'Anna Ahrens', note: 'Es geht um Schulden' }, at },
        { type: 'devicesChosen', devices, displayName: 'Sternschnuppe', at },
        { type: 'peopleNamed', people: [{ id: 'Tante Klara', role: 'relative' }], at },
      ],
      openState(plan),
    );
    const words = JSON.stringify(receiptOf(plan, state));
    for (const secret of ['4711', 'Sternschnuppe', 'Schulden', 'Klara', 'userAgent'])
      expect(words).not.toContain(secret);
    expect(words).toContain('"relative"');
  });

  it('shows details by who may see them, and hides the rest from the counsellor (R-065)', () => {
    expect(receipt.details).toEqual({
      counsellor: [{ field: 'name', label: 'Name', purpose: 'Anrede', value: 'Anna Ahrens' }],
      system: [{ field: 'email', label: 'E-Mail', purpose: 'Zugangslink', value: 'anna@example.org' }],
    });
    const copy = counsellorCopy(receipt);
    expect(JSON.stringify(copy)).not.toContain('anna@example.org');
    expect(copy.purposes).toEqual(receipt.purposes);
    expect(receipt.details.system).toHaveLength(1);
  });

  it.each([
    ['pseudonym', { isPseudonym: true }, { principal: { identity: 'pseudonym' } }],
    ['no check code', { checkCode: null }, { checkCode: null }],
    ['an unknown zone', { zone: 'Nowhere' }, { issuedAt: { zone: 'UTC' } }],
    [
      'state of encryption as reported',
      { session: { type: 'single', access: 'conferenceName', e2eeAtStart: 'reportedOnForAll', deviceCheck: 'warned' } },
      { session: { e2eeAtStart: 'reportedOnForAll' } },
    ],
  ] as const)('says %s', (_, changes, expected) => {
    expect(receiptOf(GROUP, openState(GROUP), changes)).toMatchObject(expected);
  });

  it('names the language of the screen and of the words', () => {
    const events = walkThrough(GROUP).map((event): GateEvent =>
      'language' in event ? { ...event, language: 'en' } : event,
    );
    const state = play(GROUP, events);
    const both = receiptOf(GROUP, state, { wordings: wordingsOf(GROUP, 'de', 'en') });
    expect(both.events[0]).toMatchObject({
      language: 'en',
      statementLanguage: 'en',
      statement: expect.stringMatching(/^en: /),
    });
    const german = receiptOf(GROUP, state);
    expect(german.events[0]).toMatchObject({
      language: 'en',
      statementLanguage: 'de',
      statement: expect.stringMatching(/^de: /),
    });
  });
});

describe('a record with times that no calendar knows', () => {
  it.each([NaN, Infinity, 1e300])('%s: the receipt says nothing about them and is written all the same', (time) => {
    const open = openState(GROUP);
    const [first, ...others] = open.acceptances;
    const state: GateState = {
      ...open,
      visit: { ...VISIT, startsAt: time },
      signature: { name: 'Anna', place: '', at: time },
      acceptances: [...others, ...(first ? [first] : []), ...others.map((said) => ({ ...said, at: time }))],
    };
    const receipt = receiptOf(GROUP, state);
    expect(receipt.session.startsAt).toBeNull();
    expect(receipt.declarant.signedAt).toBeNull();
    expect(receipt.events).toHaveLength(2);
    expect(receipt.pledges).toMatchObject([{ decision: null, at: null }]);
  });
});

describe('no receipt', () => {
  it.each([
    ['before arrival', EMPTY_STATE, NOON],
    ['after a no: it leaves nothing behind', reduce(GROUP, openState(GROUP), { type: 'declined', at }), NOON],
    ['while the time is unknown', openState(GROUP), NaN],
  ])('%s', (_, state, now) => {
    expect(buildReceipt({ plan: GROUP, state, context: contextFor(GROUP), now })).toBeNull();
  });

  it.each([
    [
      'wording of a consent',
      { wordings: wordingsOf(GROUP, 'de').filter(({ text }) => text.id !== 'consent.participation') },
    ],
    ['wording of a pledge', { wordings: wordingsOf(GROUP, 'de').filter(({ text }) => text.id !== 'pledge.A6') }],
    ['current wording', { wordings: wordingsOf(raise(GROUP, 'assurance.A1'), 'de') }],
    ['purpose of a consent', { purposes: [] }],
  ])('breaks the promise aloud where the service has no %s', (_, changes) => {
    const build = (): unknown => receiptOf(GROUP, openState(GROUP), changes);
    expect(build).toThrow(EinlassError);
    expect(build).toThrow(/TEXTS_INVALID/);
  });

  it('needs no wording of the composed notice, which is kept by its hash', () => {
    const wordings = wordingsOf(GROUP, 'de').filter(({ text }) => text.id !== 'notice');
    expect(receiptOf(GROUP, openState(GROUP), { wordings }).notice).toMatchObject({
      sha256: textOf(GROUP, 'notice').sha256,
    });
  });
});

describe('later events', () => {
  const withdrawn = reduce(GROUP, openState(GROUP), { type: 'withdrawn', language, at: NOON + HOUR });

  it('a withdrawn receipt still shows the first events and who declared', () => {
    const receipt = receiptOf(GROUP, withdrawn, {}, NOON + HOUR);
    expect(receipt.events.map(({ textId, state, at: when }) => [textId, state, when.time])).toEqual([
      ['consent.participation', 'ConsentGiven', '2026-11-22T12:00:00+01:00'],
      ['consent.documentation', 'ConsentGiven', '2026-11-22T12:00:00+01:00'],
      ['consent.participation', 'ConsentWithdrawn', '2026-11-22T13:00:00+01:00'],
      ['consent.documentation', 'ConsentWithdrawn', '2026-11-22T13:00:00+01:00'],
    ]);
    expect(receipt.purposes[0]).toMatchObject({ status: 'ConsentWithdrawn', declaration: { decision: null } });
    expect(receipt.declarant.name).toBe('Anna Ahrens');
    expect(receipt.validity).toBeNull();
  });

  const decide = (id: string, decision: 'given' | 'refused', when = at): GateEvent => ({
    type: 'decided',
    text: textOf(GROUP, id),
    decision,
    language,
    at: when,
  });
  const sign = (when = at): GateEvent => ({ type: 'signed', name: 'Anna', place: '', at: when });
  const old = raise(GROUP, 'consent.documentation');
  const former: GateState = { ...openState(GROUP), visit: { ...VISIT, startsAt: null } };

  it.each([
    [
      'refused',
      GROUP,
      play(GROUP, [decide('consent.documentation', 'refused'), sign()], openState(GROUP)),
      NOON,
      'ConsentRefused',
    ],
    ['given', GROUP, openState(GROUP), NOON, 'ConsentGiven'],
    ['withdrawn', GROUP, withdrawn, NOON + HOUR, 'ConsentWithdrawn'],
    ['asked, not answered', GROUP, play(GROUP, walkThrough(GROUP).slice(0, 4)), NOON, 'ConsentRequested'],
    ['answered, not signed', GROUP, play(GROUP, walkThrough(GROUP).slice(0, 7)), NOON, 'ConsentRequested'],
    ['replaced by a new version', old, openState(GROUP), NOON, 'ConsentInvalidated'],
    ['two years ago', GROUP, former, NOON + 730 * DAY, 'ConsentExpired'],
    [
      'for another appointment',
      SINGLE,
      { ...openState(SINGLE), visit: { ...VISIT, appointment: 'room2' } },
      NOON,
      'ConsentExpired',
    ],
    [
      'by a minor alone, as it turns out',
      GROUP,
      reduce(GROUP, openState(GROUP), { type: 'detailsGiven', details: { name: 'A', birthDate: '2012-01-01' }, at }),
      NOON,
      'ConsentInvalidated',
    ],
  ] as const)('status of a consent %s', (_, plan, state, now, status) => {
    const receipt = receiptOf(plan, state, {}, now);
    expect(receipt.purposes.find(({ id }) => id === 'documentation')?.status).toBe(status);
  });

  it('tells a renewal from a first consent and from one after a withdrawal', () => {
    const visit = { ...VISIT, session: 'visit-2' };
    const again = play(GROUP, walkThrough(GROUP, visit, NOON + DAY), {
      ...EMPTY_STATE,
      acceptances: withdrawn.acceptances,
      latest: withdrawn.latest,
    });
    const mind = play(
      GROUP,
      [
        decide('consent.documentation', 'refused', NOON + DAY),
        decide('consent.documentation', 'given', NOON + DAY),
        sign(NOON + DAY),
      ],
      again,
    );
    const states = receiptOf(GROUP, mind, {}, NOON + DAY).events.filter(
      ({ textId }) => textId === 'consent.documentation',
    );
    expect(states.map(({ state }) => state)).toEqual([
      'ConsentGiven',
      'ConsentWithdrawn',
      'ConsentGiven',
      'RenewedConsentGiven',
    ]);
  });

  it('an old receipt shows the old words when the text has changed', () => {
    const kept = JSON.stringify(receiptOf(GROUP, openState(GROUP)));
    const plan = raise(GROUP, 'consent.participation');
    const state = play(plan, walkThrough(plan, VISIT, NOON + HOUR), openState(GROUP));
    const fresh = receiptOf(
      plan,
      state,
      { wordings: [...wordingsOf(GROUP, 'de'), ...wordingsOf(plan, 'de')] },
      NOON + HOUR,
    );
    expect(kept).toContain('Wortlaut von consent.participation, Fassung 1.');
    expect(kept).not.toContain('Fassung 2.');
    expect(fresh.events.map(({ version, statement }) => [version, statement])).toContainEqual([
      1,
      'de: Wortlaut von consent.participation, Fassung 1.',
    ]);
    expect(fresh.purposes[0]?.declaration).toMatchObject({
      version: 2,
      statement: 'de: Wortlaut von consent.participation, Fassung 2.',
    });
  });

  it('says openly where the words of an old version are not at hand', () => {
    const plan = raise(GROUP, 'consent.participation');
    const receipt = receiptOf(plan, openState(GROUP));
    expect(receipt.events[0]).toMatchObject({
      version: 1,
      sha256: textOf(GROUP, 'consent.participation').sha256,
      statement: null,
    });
  });
});

describe('others', () => {
  const guardian: readonly GateEvent[] = [
    { type: 'detailsGiven', details: { name: 'Anna Ahrens', birthDate: '2014-03-01' }, at },
    {
      type: 'minorAnswered',
      answer: { age: 'minor', path: 'guardian', guardian: { name: 'Berta Ahrens', relation: 'Mutter' } },
      language,
      at,
    },
    ...['ack.understood', 'consent.participation', 'consent.documentation'].map((id): GateEvent => ({
      type: 'decided',
      text: textOf(GROUP, id),
      decision: 'given',
      language,
      at,
    })),
    { type: 'signed', name: 'Berta Ahrens', place: 'Hannover', at },
  ];

  it('a guardian’s receipt names on whose behalf', () => {
    const receipt = receiptOf(GROUP, play(GROUP, guardian, openState(GROUP)));
    expect(receipt.declarant).toMatchObject({
      role: 'guardian',
      name: 'Berta Ahrens',
      relation: 'Mutter',
      onBehalfOf: 'Anna Ahrens',
    });
    expect(receipt.minor).toMatchObject({
      policy: 'guardian',
      age: 'minor',
      path: 'guardian',
      capacityConfirmedBy: null,
      declaration: { textId: 'minor.guardian', by: 'guardian', decision: 'given' },
    });
    expect(receipt.events.at(-1)).toMatchObject({ by: 'guardian', state: 'RenewedConsentGiven' });
  });

  it('a guardian named for nothing is not mentioned', () => {
    const grown = reduce(GROUP, play(GROUP, guardian, openState(GROUP)), {
      type: 'detailsGiven',
      details: { name: 'Anna', birthDate: '1990-01-01' },
      at,
    });
    const receipt = receiptOf(GROUP, grown);
    expect(receipt.declarant).toMatchObject({ role: 'self', relation: null, onBehalfOf: null });
    expect(receipt.minor).toMatchObject({ age: 'adult', guardian: null });
    expect(JSON.stringify(receipt)).not.toContain('Berta');
  });

  it.each([
    ['no policy', NOTICE_ONLY, openState(NOTICE_ONLY), null],
    ['age unknown', GROUP, { ...openState(GROUP), minor: null }, { age: 'unknown', path: null, declaration: null }],
    [
      'capacity',
      SINGLE,
      reduce(SINGLE, openState(SINGLE), {
        type: 'minorAnswered',
        answer: { age: 'minor', years: 16, path: 'capacity' },
        language,
        at,
      }),
      { age: 'minor', path: 'capacity', declaration: { decision: 'given', by: 'self' } },
    ],
    [
      'confidential',
      CONFIDENTIAL,
      reduce(CONFIDENTIAL, openState(CONFIDENTIAL), {
        type: 'minorAnswered',
        answer: { age: 'minor', path: 'confidential' },
        language,
        at,
      }),
      { path: 'confidential', guardian: null },
    ],
    [
      'declaration missing',
      CONFIDENTIAL,
      { ...openState(CONFIDENTIAL), minor: { age: 'minor' } },
      { path: 'confidential', declaration: null },
    ],
  ] as const)('minors: %s', (_, plan, state, expected) => {
    const { minor } = receiptOf(plan, state as GateState);
    if (expected === null) expect(minor).toBeNull();
    else expect(minor).toMatchObject(expected);
  });

  it('shows what the others in the room promised, and what they did not, by role', () => {
    const state = play(
      GROUP,
      [
        {
          type: 'peopleNamed',
          people: [
            { id: 'p1', role: 'helper' },
            { id: 'p2', role: 'child' },
          ],
          at,
        },
        { type: 'promised', person: 'p1', text: textOf(GROUP, 'assurance.A3'), given: true, language, at },
        { type: 'promised', person: 'p1', text: textOf(GROUP, 'assurance.companion'), given: false, language, at },
      ],
      openState(GROUP),
    );
    const receipt = receiptOf(GROUP, state);
    expect(receipt.people).toEqual(['helper', 'child']);
    expect(
      receipt.assurances.filter(({ person }) => person === 'helper').map(({ textId, decision }) => [textId, decision]),
    ).toEqual([
      ['assurance.A3', 'given'],
      ['assurance.companion', 'refused'],
    ]);
    expect(receipt.pledges.find(({ person }) => person === 'helper')).toMatchObject({ decision: null, at: null });
    expect(receipt.assurances.filter(({ person }) => person === 'child')).toEqual([]);
  });

  it('a promise of a former visit is none', () => {
    const state = { ...openState(GROUP), visit: { ...VISIT, session: 'visit-2' } };
    expect(receiptOf(GROUP, state).pledges).toMatchObject([{ textId: 'pledge.A6', decision: null, by: null }]);
  });

  it('is written for every walk, and never says more than was declared', { timeout: 120_000 }, () => {
    const walkOf = fc.array(fc.nat({ max: TURNS - 1 }), { minLength: 1, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(walkOf, (turns) => {
        const { plan, state, clock } = takeWalk(turns);
        const receipt = buildReceipt({ plan, state, context: contextFor(plan), now: clock });
        const isNone = state.visit === null || state.ending === 'declined' || Number.isNaN(clock);
        expect(receipt === null).toBe(isNone);
        if (!receipt) return;
        expect(JSON.parse(JSON.stringify(receipt))).toEqual(receipt);
        expect(receipt.events).toHaveLength(state.acceptances.filter(({ kind }) => kind === 'consent').length);
        for (const { textId, decision } of [...receipt.assurances, ...receipt.pledges, ...receipt.acknowledgements])
          if (decision)
            expect(state.acceptances.some((said) => said.text.id === textId && said.decision === decision)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});
