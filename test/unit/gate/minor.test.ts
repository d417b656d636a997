import { describe, expect, it } from 'vitest';
import { ageOn, declarant, minorDuty } from '../../../src/gate/minor.ts';
import type { GatePlan, MinorsPlan } from '../../../src/gate/plan.ts';
import { EMPTY_STATE, type GateState, type MinorAnswer } from '../../../src/gate/state.ts';
import { CONFIDENTIAL, GROUP, MINOR_STATEMENTS, NOON, NOTICE_ONLY, SINGLE } from './plans.ts';

/** Noon of a day by the calendar of the place where the test runs; the gate counts birthdays by the same calendar. */
function noonOf(year: number, month: number, day: number): number {
  return new Date(year, month - 1, day, 12).getTime();
}

describe('ageOn', () => {
  it.each([
    ['2008-11-22', noonOf(2026, 11, 21), 17],
    ['2008-11-22', noonOf(2026, 11, 22), 18],
    ['2008-11-22', noonOf(2026, 11, 23), 18],
    ['2008-12-01', noonOf(2026, 11, 30), 17],
    ['2008-02-29', noonOf(2026, 2, 28), 17],
    ['2008-02-29', noonOf(2026, 3, 1), 18],
    ['2008-02-29', noonOf(2028, 2, 28), 19],
    ['2008-02-29', noonOf(2028, 2, 29), 20],
    ['2026-11-22', noonOf(2026, 11, 22), 0],
    ['1896-11-22', noonOf(2026, 11, 22), 130],
    ['1999-12-31', noonOf(2000, 1, 1), 0],
  ])('born %s', (birthDate, now, age) => {
    expect(ageOn(birthDate, now)).toBe(age);
  });

  it('counts the birthday from its first to its last minute', () => {
    expect(ageOn('2008-11-22', new Date(2026, 10, 22, 0, 0, 0).getTime())).toBe(18);
    expect(ageOn('2008-11-22', new Date(2026, 10, 21, 23, 59, 59).getTime())).toBe(17);
  });

  it.each([
    ['2026-11-23', 'tomorrow'],
    ['2027-01-01', 'next year'],
    ['9999-12-31', 'far future'],
    ['1895-11-21', 'over 130'],
    ['0000-01-01', 'year nought'],
    ['0099-05-05', 'a year that Date moves to 1999'],
    ['2025-02-29', 'no leap year'],
    ['1900-02-29', 'no leap year by the century'],
    ['2001-04-31', 'April has 30 days'],
    ['2001-13-01', 'month 13'],
    ['2001-00-10', 'month 0'],
    ['2001-01-00', 'day 0'],
    ['2001-1-1', 'too short'],
    ['01.01.2001', 'German order'],
    ['2001-01-01T00:00', 'with a time'],
    [' 2001-01-01', 'with a blank'],
    ['2001-01-01\n', 'with a line break'],
    ['', 'empty'],
    ['٢٠٠١-٠١-٠١', 'other digits'],
  ])('%j is no date of birth (%s)', (birthDate) => {
    expect(ageOn(birthDate, NOON)).toBeNull();
  });

  it.each([NaN, Infinity, -Infinity, 1e300])('knows no age at the time %s', (now) => {
    expect(ageOn('2001-01-01', now)).toBeNull();
  });
});

describe('minorDuty', () => {
  const with_ = (birthDate: string | null, minor: MinorAnswer | null): GateState => ({
    ...EMPTY_STATE,
    details: birthDate === null ? null : { birthDate },
    minor,
  });
  const adult: MinorAnswer = { age: 'adult' };
  const minor: MinorAnswer = { age: 'minor' };

  it.each([
    ['no policy, nothing known', NOTICE_ONLY, null, null, 'none'],
    ['no policy, a child', NOTICE_ONLY, '2016-01-01', minor, 'none'],
    ['guardian: nothing known', GROUP, null, null, 'askAge'],
    ['guardian: says adult', GROUP, null, adult, 'none'],
    ['guardian: says minor', GROUP, null, minor, 'guardian'],
    ['guardian: born adult', GROUP, '2000-01-01', null, 'none'],
    ['guardian: born minor, says adult', GROUP, '2012-01-01', adult, 'guardian'],
    ['guardian: born adult, says minor', GROUP, '2000-01-01', minor, 'none'],
    ['guardian: impossible birth, nothing said', GROUP, '2031-01-01', null, 'askAge'],
    ['guardian: eighteen today', GROUP, '2008-11-22', null, 'none'],
    ['guardian: eighteen tomorrow', GROUP, '2008-11-23', null, 'guardian'],
    ['capacity: minor of unknown age', SINGLE, null, minor, 'askAge'],
    ['capacity: says fifteen', SINGLE, null, { age: 'minor', years: 15 }, 'capacity'],
    ['capacity: says fourteen', SINGLE, null, { age: 'minor', years: 14 }, 'guardian'],
    ['capacity: born fifteen, says nine', SINGLE, '2011-11-22', { age: 'minor', years: 9 }, 'capacity'],
    ['capacity: born fourteen, says seventeen', SINGLE, '2011-11-23', { age: 'minor', years: 17 }, 'guardian'],
    ['capacity: nothing known', SINGLE, null, null, 'askAge'],
    ['confidential: nothing known', CONFIDENTIAL, null, null, 'askAge'],
    ['confidential: minor', CONFIDENTIAL, null, minor, 'confidential'],
    ['confidential: a small child', CONFIDENTIAL, '2020-01-01', null, 'confidential'],
    ['confidential: adult', CONFIDENTIAL, null, adult, 'none'],
  ] as const)('%s → %6$s', (_, plan, birthDate, answer, expected) => {
    const duty = minorDuty(plan, with_(birthDate, answer), NOON);
    expect(duty.kind === 'declare' ? duty.path : duty.kind).toBe(expected);
    expect(declarant(plan, with_(birthDate, answer), NOON)).toBe(expected === 'guardian' ? 'guardian' : 'self');
  });

  it('names the statement of the way', () => {
    expect(minorDuty(GROUP, with_(null, minor), NOON)).toEqual({
      kind: 'declare',
      path: 'guardian',
      statement: MINOR_STATEMENTS.guardian,
    });
  });

  it('is impossible where the plan lacks the wording: closed, not skipped', () => {
    const minors: MinorsPlan = { policy: 'guardian', minAge: 15, statements: {} };
    const plan: GatePlan = { ...GROUP, minors };
    expect(minorDuty(plan, with_(null, minor), NOON)).toEqual({ kind: 'impossible' });
    expect(minorDuty(plan, with_(null, adult), NOON)).toEqual({ kind: 'none' });
  });

  it('takes no date of birth for granted while the clock is unknown', () => {
    expect(minorDuty(GROUP, with_('2000-01-01', null), NaN)).toEqual({ kind: 'askAge' });
  });
});
