import { describe, expect, it } from 'vitest';
import { counts, lastWord, type Acceptance, type AcceptanceContext } from '../../../src/gate/acceptance.ts';
import { isSameText, type GatePlan, type StatementKind } from '../../../src/gate/plan.ts';
import { acceptance, DAY, NOON, ref, statement } from './plans.ts';

describe('isSameText', () => {
  const text = ref('consent.participation', 2);
  it.each([
    ['itself', text, true],
    ['a copy', { ...text }, true],
    ['a copy from the store', JSON.parse(JSON.stringify(text)), true],
    ['another id', { ...text, id: 'consent.documentation' }, false],
    ['an older number', { ...text, version: 1 }, false],
    ['a newer number', { ...text, version: 3 }, false],
    ['another wording under the same number', { ...text, sha256: 'f'.repeat(64) }, false],
    ['a hash in capitals', { ...text, sha256: text.sha256.toUpperCase() + 'A' }, false],
    ['a number as text', { ...text, version: '2' }, false],
  ])('%s', (_, other, same) => {
    expect(isSameText(text, other)).toBe(same);
    expect(isSameText(other, text)).toBe(same);
  });
});

describe('counts', () => {
  const context: AcceptanceContext = { now: NOON, session: 'visit-1', appointment: 'room1', by: 'self' };
  const year = { consentHolds: 365 * DAY };
  const once = { consentHolds: 'appointment' as const };

  type Row = readonly [
    words: string,
    kind: StatementKind,
    changes: Partial<Acceptance>,
    plan: Pick<GatePlan, 'consentHolds'>,
    context: Partial<AcceptanceContext>,
    expected: boolean,
  ];
  const rows: readonly Row[] = [
    ['given now', 'consent', {}, year, {}, true],
    ['refused now: a no is an answer', 'consent', { decision: 'refused' }, year, {}, true],
    ['withdrawn', 'consent', { decision: 'withdrawn' }, year, {}, false],
    ['one millisecond before it expires', 'consent', { at: NOON - 365 * DAY + 1 }, year, {}, true],
    ['the moment it expires', 'consent', { at: NOON - 365 * DAY }, year, {}, false],
    ['from the future', 'consent', { at: NOON + 1 }, year, {}, false],
    ['at no time at all', 'consent', { at: NaN }, year, {}, false],
    ['while the clock is unknown', 'consent', {}, year, { now: NaN }, false],
    ['while the clock is unknown, for the appointment', 'consent', {}, once, { now: NaN }, false],
    [
      'in another visit to another appointment, while it holds',
      'consent',
      { session: 'visit-0', appointment: 'room0' },
      year,
      {},
      true,
    ],
    ['for another appointment, where it holds for one', 'consent', { appointment: 'room0' }, once, {}, false],
    ['in a former visit to the same appointment', 'consent', { session: 'visit-0' }, once, {}, true],
    ['very old, same appointment', 'consent', { at: 0 }, once, {}, true],
    ['a hold of no sense', 'consent', {}, { consentHolds: NaN }, {}, false],
    ['by the person, where the guardian has to', 'consent', {}, year, { by: 'guardian' }, false],
    ['by the guardian, where the guardian has to', 'consent', { by: 'guardian' }, year, { by: 'guardian' }, true],
    ['by a guardian, where the person has to', 'consent', { by: 'guardian' }, year, {}, false],
    ['information shown to the person, guardian declares', 'information', {}, year, { by: 'guardian' }, true],
    ['information of another appointment', 'information', { appointment: 'room0' }, once, {}, false],
    ['acknowledgement by the wrong one', 'acknowledgement', { by: 'guardian' }, year, {}, false],
    ['acknowledgement', 'acknowledgement', {}, once, {}, true],
    ['assurance in this visit', 'assurance', {}, year, {}, true],
    ['assurance in a former visit', 'assurance', { session: 'visit-0' }, year, {}, false],
    ['assurance in this visit, guardian declares the consents', 'assurance', {}, year, { by: 'guardian' }, true],
    ['pledge in this visit', 'pledge', {}, once, {}, true],
    ['pledge in a former visit to the same appointment', 'pledge', { session: 'visit-0' }, once, {}, false],
    ['pledge taken back', 'pledge', { decision: 'withdrawn' }, once, {}, false],
    ['declaration of a minor', 'minor', { by: 'guardian' }, once, { by: 'guardian' }, true],
    ['declaration of a minor on the way that is not due', 'minor', {}, once, { by: 'guardian' }, false],
  ];
  it.each(rows)('%s (%s)', (_, kind, changes, plan, changed, expected) => {
    const asked = statement('x.y', kind);
    expect(counts(acceptance(asked.text, kind, changes), asked, plan, { ...context, ...changed })).toBe(expected);
  });

  it.each([
    ['older number', { text: ref('x.y', 0) }],
    ['newer number', { text: ref('x.y', 2) }],
    ['other wording', { text: ref('x.y', 1, 'other') }],
    ['other text', { text: ref('x.z') }],
    ['other kind', { kind: 'acknowledgement' as const }],
  ])('refuses %s', (_, changes) => {
    const asked = statement('x.y', 'consent');
    expect(counts(acceptance(asked.text, 'consent', changes), asked, year, context)).toBe(false);
  });
});

describe('lastWord', () => {
  const text = ref('consent.participation');
  const given = acceptance(text, 'consent');
  const refused = acceptance(text, 'consent', { decision: 'refused' });
  const withdrawn = acceptance(text, 'consent', { decision: 'withdrawn' });
  const others = [acceptance(ref('consent.documentation'), 'consent'), acceptance(text, 'consent', { person: 'p1' })];

  it.each([
    ['nothing said', [], undefined],
    ['only others spoke', others, undefined],
    ['said once', [given], given],
    ['others spoke later', [given, ...others], given],
    ['refused, then given', [refused, given], given],
    ['given, then withdrawn', [given, withdrawn], withdrawn],
    ['given anew after a withdrawal', [given, withdrawn, given], given],
    ['the order counts, not the clock', [{ ...given, at: NOON + 5 }, refused], refused],
  ])('%s', (_, said, expected) => {
    expect(lastWord(said, text.id, 'self')).toEqual(expected);
  });

  it('finds the last word on an older number too, so that a withdrawal reaches it', () => {
    const old = acceptance(ref('consent.participation', 1), 'consent');
    expect(lastWord([old], ref('consent.participation', 2).id, 'self')).toBe(old);
  });
});
