import { askedFields, fieldText } from './fields.ts';
import { formatDay, formatDuration, formatList } from './format.ts';
import type { Profile } from './profile-schema.ts';
import type { Site } from './site-schema.ts';
import type { Fillings } from './wording.ts';

/** What stands where a fact is missing; a profile with missing facts is never published. */
const MISSING = '…';

/**
 * What the placeholders stand for in one language. `label` names a field by its text id; fields that are off are not
 * named. Without a period of its own (`consentHolds: appointment`) `{period}` is not filled here.
 */
export function fillingsFor(
  profile: Profile,
  site: Pick<Site, 'jitsi' | 'helpline'>,
  language: string,
  label: (textId: string) => string,
): Fillings {
  const { consentHolds, dataProtectionOfficer, operator } = profile;
  return {
    authority: profile.authority.name,
    department: profile.department.name,
    host: new URL(site.jitsi.origin).hostname,
    phone: profile.helpline.phone ?? site.helpline.phone,
    supervisoryAuthority: profile.supervisoryAuthority?.name ?? MISSING,
    dpoEmail: dataProtectionOfficer?.email ?? MISSING,
    effective: formatDay(profile.effective, language),
    fields: formatList(
      askedFields(profile).map((field) => label(fieldText(profile, field.id))),
      language,
    ),
    ...(consentHolds === 'appointment' ? {} : { period: formatDuration(consentHolds, language) }),
    processor: operator.kind === 'processor' ? operator.name : profile.authority.name,
    title: titleOf(profile, language),
  };
}

/** Title of the service in that language, German where it has none. */
export function titleOf(profile: Profile, language: string): string {
  return profile.title[language] ?? profile.title['de'] ?? profile.id;
}
