import { DATA_CATEGORIES, LOG_ITEMS, RECIPIENTS, RETENTION_SUBJECTS, RIGHTS, type Profile } from './profile-schema.ts';

const words = (prefix: string, names: string): readonly string[] => names.split(' ').map((name) => `${prefix}.${name}`);

/** Every wording that the pages show by name. German must have them all; the other languages should. */
export const TEXT_IDS: readonly string[] = [
  'start.welcome',
  ...words('info', 'how needs place host operatorOwn operatorProcessor free voluntary confidential recordingBan'),
  ...words('info', 'sameRules openSource emergency email rightsShort'),
  ...words('encryption', 'base off preferred required limits browserCannot browserCan'),
  ...words('browser', 'cannotJoin noE2ee inApp required'),
  ...words('refusal', 'consequence noDisadvantage'),
  ...words('alternative', 'phone inPerson otherDate email'),
  ...words('ack', 'understood notice publicTask'),
  ...words('consent', 'participation documentation findings appointment'),
  ...words('assurance', 'A1 A2 A3 A4 A5 A7 companion'),
  'pledge.A6',
  'companion.notice',
  ...words('minor', 'guardian capacity confidential'),
  'notIncluded.release',
  ...words('withdrawal', 'effect continues'),
  ...words('field', 'name namePseudonym birthDate street postalCode city phone email note'),
  'display.name',
  'group.rules',
];

/** Every wording of the notice after Art. 13 GDPR; they stand in a file of their own. */
export const NOTICE_IDS: readonly string[] = [
  ...words('notice', 'intro controller department dpo activity purposes categories fieldsLead log logPurpose storage'),
  ...words('notice', 'basis provision thirdParty retention recipients transfer automated rights deadline'),
  ...words('notice', 'refusalReason withdrawal complaint security changes missing laws'),
  ...words('basis', 'consent explicitConsent contract publicTask undecided'),
  ...words('purpose', 'participation documentation findings schoolCounselling appointment counselling'),
  ...DATA_CATEGORIES.map((id) => `category.${id}`),
  ...LOG_ITEMS.map((id) => `log.${id}`),
  ...RETENTION_SUBJECTS.map((id) => `retention.${id}`),
  ...words('duration', 'none session untilDeleted kept period missing evidence'),
  ...words('storage', 'gateVisit gateRemembered jitsiSettings'),
  ...RECIPIENTS.map((id) => `recipient.${id}`),
  'recipient.none',
  ...words('transfer', 'no yes'),
  ...words('automated', 'no yes'),
  ...RIGHTS.map((id) => `right.${id}`),
  ...words('channel', 'app oral email letter'),
];

/** The wording that names the laws of the profile's state: "laws.NI". */
export function lawsId(profile: Pick<Profile, 'jurisdiction'>): string {
  return `laws.${profile.jurisdiction.slice(3)}`;
}

/** The wordings that this profile names itself, each with the place where it does. */
export function namedTexts(profile: Profile): readonly { readonly id: string; readonly place: string }[] {
  return [
    { id: profile.processingActivity, place: 'processingActivity' },
    ...profile.information.map((id, index) => ({ id, place: `information[${String(index)}]` })),
    ...profile.acknowledgements.map((id, index) => ({ id, place: `acknowledgements[${String(index)}]` })),
    ...profile.purposes.flatMap((purpose, index) => [
      { id: purpose.title, place: `purposes[${String(index)}].title` },
      ...(purpose.statement === undefined
        ? []
        : [{ id: purpose.statement, place: `purposes[${String(index)}].statement` }]),
    ]),
    ...profile.fields.map((field, index) => ({ id: field.purpose, place: `fields[${String(index)}].purpose` })),
    ...(profile.registration ? [{ id: profile.registration.text, place: 'registration.text' }] : []),
    { id: lawsId(profile), place: 'jurisdiction' },
  ];
}
