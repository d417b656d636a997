import type { FieldId } from '../gate/plan.ts';
import { askedFields } from './fields.ts';
import type { DataCategory, Profile, RetentionRow } from './profile-schema.ts';

export { askedFields, fieldText } from './fields.ts';

/** What this browser can do about encryption from device to device; unknown is not an answer. */
export type E2eeVerdict = 'can' | 'cannot' | 'unknown';

/*
 * What is true follows from the configuration, so that no sentence can promise what is switched off (R-007, R-116,
 * These functions choose wordings and facts; nobody writes such a sentence into a text.
 */

/** Wordings about encryption, in order: always the base, then the mode, then what this browser can, then the limits. */
export function encryptionTexts(profile: Profile, verdict: E2eeVerdict): readonly string[] {
  const { mode } = profile.e2ee;
  if (mode === 'off') return ['encryption.base', 'encryption.off'];
  const browser = { can: ['encryption.browserCan'], cannot: ['encryption.browserCannot'], unknown: [] }[verdict];
  return ['encryption.base', `encryption.${mode}`, ...browser, 'encryption.limits'];
}

/** Wordings of the step `browser`; empty where there is nothing to say (design §3.2: it only speaks up). */
export function browserTexts(
  profile: Profile,
  verdict: { readonly join: boolean; readonly e2ee: boolean; readonly inApp: boolean },
): readonly string[] {
  const inApp = verdict.inApp ? ['browser.inApp'] : [];
  if (!verdict.join) return ['browser.cannotJoin', ...inApp];
  if (verdict.e2ee || profile.e2ee.mode === 'off') return inApp;
  const needed = profile.e2ee.mode === 'required' || profile.browserPolicy === 'block';
  return [needed ? 'browser.required' : 'browser.noE2ee', ...inApp];
}

/** The profile's information texts without those that its facts do not bear out. */
export function informationTexts(profile: Profile): readonly string[] {
  const untrue = new Set([
    profile.operator.kind === 'own' ? 'info.operatorProcessor' : 'info.operatorOwn',
    ...(profile.free === true ? [] : ['info.free']),
    ...(profile.openSource ? [] : ['info.openSource']),
  ]);
  return profile.information.filter((id) => !untrue.has(id));
}

/** What is said above the choice and on the page after a no: consequence, no disadvantage, the other ways. */
export function refusalTexts(profile: Profile): readonly string[] {
  return ['refusal.consequence', 'refusal.noDisadvantage', ...profile.alternatives.map((way) => `alternative.${way}`)];
}

/** Assurances that are read but not ticked. */
export function shownAssurances(profile: Profile): readonly string[] {
  return Object.entries(profile.assurances)
    .filter(([, use]) => use === 'shown')
    .map(([id]) => assuranceText(id));
}

/** Text id of an assurance of the catalogue; A6 is a promise and therefore a pledge. */
export function assuranceText(id: string): string {
  return id === 'A6' ? 'pledge.A6' : `assurance.${id}`;
}

/** Says whether a field is asked at all. */
export function isAsked(profile: Profile, id: FieldId): boolean {
  return askedFields(profile).some((field) => field.id === id);
}

/** Categories of data that really arise: speaker statistics only where they are switched on. */
export function dataCategories(profile: Profile): readonly DataCategory[] {
  return profile.dataCategories.filter((id) => id !== 'speakerStatistics' || profile.speakerStatistics);
}

/** Rows of the retention table that really apply: no chat and no statistics where they are off. */
export function retentionRows(profile: Profile): readonly RetentionRow[] {
  return profile.retention.filter(
    ({ subject }) =>
      (subject !== 'statistics' || profile.speakerStatistics) && (subject !== 'chat' || profile.chat === 'on'),
  );
}

/** Says whether anything at all outlives the meeting; while it does, nobody may write that nothing is stored. */
export function isAnythingStored(profile: Profile): boolean {
  return retentionRows(profile).some(({ duration }) => duration !== 'none' && duration !== 'session');
}

/** Says whether any purpose rests on consent, so that there is something to refuse and to withdraw. */
export function hasConsent(profile: Profile): boolean {
  return profile.purposes.some(({ legalBasis }) => isConsent(legalBasis));
}

export function isConsent(legalBasis: Profile['purposes'][number]['legalBasis']): boolean {
  return legalBasis === '6-1-a' || legalBasis === '9-2-a';
}

/** Rights of the notice: objection only against a public task, withdrawal only of a consent (R-099, C-08). */
export function rights(profile: Profile): Profile['rights'] {
  const publicTask = profile.purposes.some(({ legalBasis }) => legalBasis === '6-1-e');
  return profile.rights.filter(
    (right) => (right !== '21' || publicTask) && (right !== 'withdrawal' || hasConsent(profile)),
  );
}
