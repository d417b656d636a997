import { describe, expect, it } from 'vitest';
import type { Assessment, Doubt } from '../../../src/gate/assessment.ts';
import {
  isAnsweredByPaper,
  KEPT_MAX,
  PAPER_NAME_MAX,
  paperFaults,
  paperItems,
  type PaperAnswer,
  type PaperDeclaration,
} from '../../../src/gate/paper.ts';
import type { GatePlan, StatementPlan } from '../../../src/gate/plan.ts';

const TODAY = '2026-11-22';
const said = (lack: 'refused' | 'withdrawn' | 'expired') =>
  ({ lack, text: 'consent.participation', title: null, person: 'client' }) as const;
const statement = (id: string, changes: Partial<StatementPlan> = {}): StatementPlan => ({
  text: { id, version: 2, sha256: 'ab'.repeat(32) },
  kind: 'consent',
  need: 'required',
  roles: ['client'],
  ...changes,
});
const guardian = statement('minor.guardian', { kind: 'minor' });
const PLAN = {
  statements: [
    statement('consent.participation'),
    statement('consent.documentation', { need: 'optional' }),
    statement('assurance.A3', { kind: 'assurance', roles: ['client', 'helper'] }),
    statement('assurance.companion', { kind: 'assurance', roles: ['helper'] }),
  ],
  minors: { policy: 'guardian', minAge: 0, statements: { guardian } },
  consentHolds: 30 * 86_400_000,
} as unknown as GatePlan;

const GIVEN: Readonly<Record<string, PaperAnswer>> = {
  'consent.participation': 'yes',
  'consent.documentation': 'no',
  'assurance.A3': 'yes',
  'assurance.companion': 'notApplicable',
  'minor.guardian': 'notApplicable',
};
const signed = (changes: Partial<PaperDeclaration> = {}, answers: object = {}): PaperDeclaration => ({
  name: 'Anna Ahrens',
  signedOn: '2026-11-20',
  kept: 'Akte 12, Schrank links',
  ...changes,
  answers: { ...GIVEN, ...answers },
});
const faults = (declared: PaperDeclaration, plan = PLAN) => paperFaults(declared, plan, 'client', TODAY);

describe('a signed form', () => {
  it('carries every statement of the plan and of the minors', () => {
    expect(paperItems(PLAN, 'client').map(({ statement: { text }, applies }) => [text.id, applies])).toEqual([
      ['consent.participation', 'always'],
      ['consent.documentation', 'always'],
      ['assurance.A3', 'always'],
      ['assurance.companion', 'others'],
      ['minor.guardian', 'minor'],
    ]);
  });

  it('has no fault where all is answered and every required statement with yes', () => {
    expect(faults(signed())).toEqual([]);
    expect(faults(signed({}, { 'minor.guardian': 'yes', 'assurance.companion': 'yes' }))).toEqual([]);
    expect(faults(signed({ signedOn: TODAY }))).toEqual([]);
    expect(faults(signed({ signedOn: '2026-10-24' }))).toEqual([]);
  });

  it.each(Object.keys(GIVEN))('is not complete without an answer to %s', (text) => {
    expect(faults(signed({}, { [text]: undefined }))).toEqual([{ fault: 'unanswered', text }]);
    expect(faults(signed({}, { [text]: 'vielleicht' }))).toEqual([{ fault: 'unanswered', text }]);
  });

  it.each(['consent.participation', 'assurance.A3', 'assurance.companion', 'minor.guardian'])(
    'admits nobody with a no to %s',
    (text) => {
      expect(faults(signed({}, { [text]: 'no' }))).toEqual([{ fault: 'refused', text }]);
    },
  );

  it('says who decides for a minor: the minor or somebody else, never both', () => {
    const capacity = statement('minor.capacity', { kind: 'minor' });
    const minors = { policy: 'capacity', minAge: 14, statements: { guardian, capacity } } as const;
    const both = signed({}, { 'minor.guardian': 'yes', 'minor.capacity': 'yes' });
    expect(faults(both, { ...PLAN, minors })).toEqual([{ fault: 'secondWay', text: 'minor.capacity' }]);
    expect(
      faults(signed({}, { 'minor.guardian': 'notApplicable', 'minor.capacity': 'yes' }), { ...PLAN, minors }),
    ).toEqual([]);
  });

  it('lets nobody say that a statement does not apply that applies to everybody', () => {
    const text = 'consent.participation';
    expect(faults(signed({}, { [text]: 'notApplicable' }))).toEqual([{ fault: 'unanswered', text }]);
  });

  it.each([
    ['', 'noDate'],
    ['22.11.2026', 'noDate'],
    ['2026-02-30', 'noDate'],
    ['2026-13-01', 'noDate'],
    ['2026-11-23', 'inFuture'],
    ['2026-10-23', 'tooOld'],
  ])('is refused when signed on "%s": %s', (signedOn, fault) => {
    expect(faults(signed({ signedOn }))).toEqual([{ fault }]);
  });

  it('is never too old where a consent holds for its appointment only', () => {
    expect(faults(signed({ signedOn: '2026-01-01' }), { ...PLAN, consentHolds: 'appointment' })).toEqual([]);
  });

  it.each([[''], ['   '], ['x'.repeat(PAPER_NAME_MAX + 1)]])('is refused with "%.10s" for a name', (name) => {
    expect(faults(signed({ name }))).toEqual([{ fault: 'noName' }]);
  });

  it.each([[''], ['   '], ['x'.repeat(KEPT_MAX + 1)]])('is refused when it is kept in "%.10s"', (kept) => {
    expect(faults(signed({ kept }))).toEqual([{ fault: 'noPlace' }]);
  });
});

describe('what a form stands in for', () => {
  const doubts: readonly [Doubt, boolean][] = [
    ['noReceipt', true],
    ['mailboxSilent', true],
    ['otherAppointment', true],
    ['otherService', true],
    ['unreadable', true],
    ['notVouched', true],
    ['wordingChanged', true],
    ['noCode', false],
    ['foreignCode', false],
    ['otherPersonsCode', false],
    ['codeTwice', false],
  ];
  it.each(doubts)('%s: %s', (doubt, isAnswered) => {
    expect(isAnsweredByPaper({ state: 'notVerifiable', doubts: [doubt] })).toBe(isAnswered);
    expect(isAnsweredByPaper({ state: 'notVerifiable', doubts: ['noReceipt', doubt] })).toBe(isAnswered);
  });

  it.each<[Assessment | { state: 'checking' }, boolean]>([
    [{ state: 'incomplete', lacks: [{ lack: 'detailsMissing' }] }, true],
    // What somebody refused or took back at their device is not given by a paper.
    [{ state: 'incomplete', lacks: [{ lack: 'detailsMissing' }, said('refused')] }, false],
    [{ state: 'incomplete', lacks: [said('withdrawn')] }, false],
    [{ state: 'incomplete', lacks: [said('expired')] }, true],
    [{ state: 'complete' }, false],
    [{ state: 'checking' }, false],
    [{ state: 'notVerifiable', doubts: [] }, false],
  ])('%j: %s', (assessment, isAnswered) => {
    expect(isAnsweredByPaper(assessment)).toBe(isAnswered);
  });
});
