import type { GatePlan, MinorPath, StatementPlan } from './plan.ts';
import type { GateState, MinorAnswer } from './state.ts';

const ADULT = 18;

/**
 * Age in whole years on the day of `now`, counted by calendar (§ 187(2) BGB: the birthday itself counts).
 * Returns null where `birthDate` (YYYY-MM-DD) is no real day, lies in the future or more than 130 years back.
 */
export function ageOn(birthDate: string, now: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const born = new Date(Date.UTC(year, month - 1, day));
  if (born.getUTCFullYear() !== year || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return null;
  const today = new Date(now);
  if (Number.isNaN(today.getTime())) return null;
  let age = today.getFullYear() - year;
  const beforeBirthday = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  if (beforeBirthday) age -= 1;
  return age < 0 || age > 130 ? null : age;
}

/** What the policy for minors asks of this person: nothing, an answer about age, or a declaration on one way. */
export type MinorDuty =
  | { readonly kind: 'none' }
  | { readonly kind: 'askAge' }
  | { readonly kind: 'declare'; readonly path: MinorPath; readonly statement: StatementPlan }
  | { readonly kind: 'impossible' };

/** Derives the duty from plan, details and answer. A date of birth, where one was given, outranks what was answered. */
export function minorDuty(plan: GatePlan, state: GateState, now: number): MinorDuty {
  if (plan.minors.policy === 'none') return { kind: 'none' };
  const years = yearsOf(state, now);
  const isMinor = years === null ? answeredMinor(state.minor) : years < ADULT;
  if (isMinor === null) return { kind: 'askAge' };
  if (!isMinor) return { kind: 'none' };
  const path = pathFor(plan.minors.policy, plan.minors.minAge, years ?? state.minor?.years ?? null);
  if (path === null) return { kind: 'askAge' };
  const statement = plan.minors.statements[path];
  return statement ? { kind: 'declare', path, statement } : { kind: 'impossible' };
}

/** Who has to make the declarations of consent: the person, or the guardian on the person's behalf. */
export function declarant(plan: GatePlan, state: GateState, now: number): 'self' | 'guardian' {
  const duty = minorDuty(plan, state, now);
  return duty.kind === 'declare' && duty.path === 'guardian' ? 'guardian' : 'self';
}

function yearsOf(state: GateState, now: number): number | null {
  const birthDate = state.details?.birthDate;
  return birthDate ? ageOn(birthDate, now) : null;
}

function answeredMinor(answer: MinorAnswer | null): boolean | null {
  return answer === null ? null : answer.age === 'minor';
}

function pathFor(
  policy: 'guardian' | 'capacity' | 'confidential',
  minAge: number,
  years: number | null,
): MinorPath | null {
  // Confidential: § 8(3) SGB VIII – a child may be counselled without the parents' knowledge; asking for them would harm.
  if (policy === 'confidential') return 'confidential';
  if (policy === 'guardian') return 'guardian';
  if (years === null) return null;
  return years >= minAge ? 'capacity' : 'guardian';
}
