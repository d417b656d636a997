import type { Held } from './assess-input.ts';
import type { Lack } from './assessment.ts';
import { detailProblems } from './details.ts';
import { ageOn, minorDuty } from './minor.ts';
import { isSameText } from './plan.ts';
import { EMPTY_STATE, type Details, type MinorAnswer } from './state.ts';

type FactLack = Exclude<Lack['lack'], Extract<Lack, { text: string }>['lack']>;

const ADULT = 18;

/** The current notice was on screen, composed of the current profile. */
export function noticeLacks({ plan, receipt, issuedAt, now }: Held): readonly Lack[] {
  const { notice, principal } = receipt;
  const asked = plan.statements.filter(({ kind, roles }) => kind === 'information' && roles.includes(principal.role));
  if (!notice || asked.length === 0) return lack('noticeNotShown');
  const shown = { id: notice.ref, version: notice.version, sha256: notice.sha256 };
  const isCurrent = isSameText(notice.profile, plan.profile) && asked.every(({ text }) => isSameText(text, shown));
  if (!isCurrent) return lack('noticeOlder');
  const at = notice.informedAt ? Date.parse(notice.informedAt.time) : Number.NaN;
  const holds = plan.consentHolds === 'appointment' || now - at < plan.consentHolds;
  return at <= issuedAt && holds ? [] : lack('noticeNotShown');
}

/**
 * Details as the plan asks for them, the final act included. Of what the profile hides from the counsellor, and of notes,
 * her copy says nothing, so that nothing is concluded from it.
 */
export function detailLacks(held: Held): readonly Lack[] {
  const { plan, receipt, issuedAt } = held;
  const given = detailsOf(held);
  const fields = plan.fields.filter(({ id, hidden }) => id !== 'note' && !(hidden && given[id] === undefined));
  const isSigned =
    receipt.declarant.signedAt !== null && (!plan.typedName || (receipt.declarant.name ?? '').trim() !== '');
  const mustSign = plan.statements.some(
    ({ kind, roles }) => (kind === 'acknowledgement' || kind === 'consent') && roles.includes(receipt.principal.role),
  );
  const isComplete = detailProblems(fields, given, issuedAt).length === 0 && (isSigned || !mustSign);
  const age = ageLack(held, given);
  return [
    ...(isComplete && age !== 'detailsMissing' ? [] : lack('detailsMissing')),
    ...(age === 'guardianMissing' ? lack(age) : []),
  ];
}

/** Who else is in that room, where the plan has something to ask of them. */
export function peopleLacks({ plan, receipt: { people } }: Held): readonly Lack[] {
  const isAsked = plan.steps.includes('assurances') || plan.statements.some(({ kind }) => kind === 'assurance');
  if (!isAsked) return [];
  return people === null || (people.length > 0 && !plan.othersInRoom) ? lack('peopleUnknown') : [];
}

/** What the receipt says about age and guardian must be what the policy makes of it (C-17). */
function ageLack(held: Held, details: Details): FactLack | null {
  const { plan, receipt, issuedAt } = held;
  const { minor, declarant } = receipt;
  const speaksForOther = declarant.role === 'guardian';
  if (plan.minors.policy === 'none') return speaksForOther ? 'guardianMissing' : null;
  if (!minor || minor.policy !== plan.minors.policy || minor.age === 'unknown') return 'detailsMissing';
  const years = details.birthDate === undefined ? null : ageOn(details.birthDate, issuedAt);
  if (years !== null && years >= ADULT !== (minor.age === 'adult')) return 'detailsMissing';
  if (minor.age === 'adult') return speaksForOther ? 'guardianMissing' : null;
  if (!minor.path || !plan.minors.statements[minor.path]) return 'detailsMissing';
  // How old a minor said to be is not in the receipt; where a date of birth is, it decides the way.
  const duty = years === null ? null : minorDuty(plan, { ...EMPTY_STATE, details, minor: MINOR }, issuedAt);
  if (duty && !(duty.kind === 'declare' && duty.path === minor.path)) return 'detailsMissing';
  const isNamed = Boolean(minor.guardian?.name.trim()) && Boolean(minor.guardian?.relation.trim());
  return speaksForOther === (minor.path === 'guardian') && (!speaksForOther || isNamed) ? null : 'guardianMissing';
}

const MINOR: MinorAnswer = { age: 'minor' };

function detailsOf({ receipt: { details } }: Held): Details {
  return Object.fromEntries([...details.counsellor, ...details.system].map(({ field, value }) => [field, value]));
}

function lack(what: FactLack): readonly Lack[] {
  return [{ lack: what }];
}
