import * as v from 'valibot';
import { FIELD_IDS, STEP_KINDS } from '../gate/plan.ts';

/** `null` says: this fact is missing. A profile with missing facts is never publishable, and its pages say so. */
const fact = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);

const kebab = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'kebab-case'), v.maxLength(40));
const day = v.pipe(v.string(), v.isoDate());
/** ISO 8601 duration of whole years, months, weeks, days or hours. */
const duration = v.pipe(v.string(), v.regex(/^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T\d+H)?$/, 'ISO 8601 duration'));
const line = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(300));
const textId = v.pipe(
  v.string(),
  v.regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/, 'text id such as consent.participation'),
);
const phone = v.pipe(v.string(), v.regex(/^[+\d][\d /()–-]{2,30}$/, 'phone number'));
const email = v.pipe(v.string(), v.email());

const address = v.strictObject({ street: line, postalCode: line, city: line });

const party = v.strictObject({
  name: line,
  representedBy: v.optional(fact(line)),
  unit: v.optional(fact(line)),
  address: fact(address),
  postBox: v.optional(line),
  phone: fact(phone),
  fax: v.optional(phone),
  email: fact(email),
  web: v.optional(line),
  /** Day on which somebody compared this with the authority's own site; null: nobody has. */
  verifiedOn: v.optional(fact(day)),
  /** Why this needs a look before publishing, in German. */
  needsVerification: v.optional(line),
});

/** Art. 6(1) a, b, e and Art. 9(2)(a) GDPR. f is closed to authorities in their tasks (Art. 6(1) subpara. 2). */
export const LEGAL_BASES = ['6-1-a', '6-1-b', '6-1-e', '9-2-a'] as const;

const purpose = v.strictObject({
  id: kebab,
  /** Text that names the purpose in the notice. */
  title: textId,
  legalBasis: v.picklist(LEGAL_BASES),
  /** Other bases that the paper names; the authority has to decide (HB: a, b or e). */
  undecidedBases: v.optional(v.array(v.picklist(LEGAL_BASES))),
  /** National law behind 6-1-e or 6-1-b, in German. */
  nationalLaw: v.optional(fact(line)),
  /** Is the video session impossible without it? */
  need: v.picklist(['required', 'optional']),
  /** Wording to agree to (consent) or to take note of; absent where another purpose's statement covers it. */
  statement: v.optional(textId),
});

const field = v.strictObject({
  id: v.picklist(FIELD_IDS),
  use: v.picklist(['required', 'optional', 'off']),
  /** Text that says what the field is for; shown beside it and kept with it. */
  purpose: textId,
  visibleTo: v.picklist(['counsellor', 'system']),
  /** May the name be a pseudonym? */
  pseudonym: v.optional(v.boolean()),
});

export const RETENTION_SUBJECTS = [
  'media',
  'chat',
  'statistics',
  'roomName',
  'serverLog',
  'browserJitsi',
  'browserGate',
  'consentRecord',
  'documentation',
] as const;

const retention = v.strictObject({
  subject: v.picklist(RETENTION_SUBJECTS),
  /** `session`: gone with the meeting; `none`: never stored; `untilDeleted`: until the person deletes it; `kept`: stays; null: missing. */
  duration: fact(v.union([v.picklist(['none', 'session', 'untilDeleted', 'kept']), duration])),
  /** Log data needed as evidence are kept until the matter is settled. */
  evidenceException: v.optional(v.boolean()),
});

export const DATA_CATEGORIES = [
  'meetingMetadata',
  'conferenceData',
  'personalSettings',
  'speakerStatistics',
  'deviceData',
  'counsellingData',
  'itUsage',
  'failedLogins',
  'debugging',
  'cookies',
] as const;

export const LOG_ITEMS = [
  'url',
  'time',
  'ipAddress',
  'httpStatus',
  'bytes',
  'operatingSystem',
  'browser',
  'signIn',
  'errors',
] as const;

export const RECIPIENTS = ['participants', 'invitedPersons', 'otherOffice', 'processor'] as const;
export const RIGHTS = ['15', '16', '17', '18', '20', '21', 'withdrawal', 'complaint'] as const;
export const ASSURANCES = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'companion'] as const;

const assuranceUse = v.picklist(['required', 'shown', 'off']);

/** The profile of one counselling service: every fact and every switch, no wording. */
export const profileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  schema: v.literal(1),
  id: kebab,
  /** Raised with every change that people have to learn of; part of the notice's identity. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Date of this version as the page shows it ("Stand"). */
  effective: day,
  /** Date printed on the paper, null where the paper has none. */
  paperDate: fact(day),
  /** Day on which the texts have to be read again. */
  reviewBy: day,
  status: v.picklist(['example', 'draft', 'published']),
  /** Title of the service per language; German is required. */
  title: v.pipe(
    v.record(v.string(), line),
    v.check((titles) => 'de' in titles, 'a German title ("de")'),
  ),
  jurisdiction: v.picklist([
    'DE-BW',
    'DE-BY',
    'DE-BE',
    'DE-BB',
    'DE-HB',
    'DE-HH',
    'DE-HE',
    'DE-MV',
    'DE-NI',
    'DE-NW',
    'DE-RP',
    'DE-SL',
    'DE-SN',
    'DE-ST',
    'DE-SH',
    'DE-TH',
  ]),
  languages: v.pipe(v.array(v.string()), v.includes('de')),
  authority: party,
  department: party,
  dataProtectionOfficer: fact(party),
  supervisoryAuthority: fact(party),
  operator: v.variant('kind', [
    v.strictObject({ kind: v.literal('own') }),
    v.strictObject({ kind: v.literal('processor'), name: line, agreement: line }),
  ]),
  openSource: v.boolean(),
  processingActivity: textId,
  session: v.strictObject({
    type: v.picklist(['single', 'group']),
    room: v.picklist(['perAppointment', 'persistent']),
  }),
  free: fact(v.boolean()),
  information: v.array(textId),
  purposes: v.pipe(v.array(purpose), v.minLength(1)),
  /** Health, sex life, religion …: consent has to be explicit (Art. 9(2)(a)). */
  specialCategories: v.boolean(),
  acknowledgements: v.array(textId),
  fields: v.array(field),
  /** Where people register before, outside this gate. */
  registration: v.optional(v.strictObject({ url: line, text: textId })),
  dataCategories: v.array(v.picklist(DATA_CATEGORIES)),
  logData: v.array(v.picklist(LOG_ITEMS)),
  retention: v.array(retention),
  recipients: fact(v.array(v.picklist(RECIPIENTS))),
  thirdCountryTransfer: fact(v.boolean()),
  automatedDecisions: fact(v.boolean()),
  rights: v.array(v.picklist(RIGHTS)),
  withdrawal: v.strictObject({
    channels: v.pipe(v.array(v.picklist(['app', 'oral', 'email', 'letter'])), v.includes('app')),
  }),
  alternatives: v.pipe(v.array(v.picklist(['phone', 'inPerson', 'otherDate', 'email'])), v.minLength(1)),
  assurances: v.strictObject({
    A1: assuranceUse,
    A2: assuranceUse,
    A3: assuranceUse,
    A4: assuranceUse,
    A5: assuranceUse,
    A6: assuranceUse,
    A7: assuranceUse,
    companion: assuranceUse,
  }),
  minors: v.variant('policy', [
    v.strictObject({ policy: v.literal('none') }),
    v.strictObject({ policy: v.literal('guardian') }),
    v.strictObject({
      policy: v.literal('capacity'),
      minAge: v.pipe(v.number(), v.integer(), v.minValue(7), v.maxValue(17)),
    }),
    v.strictObject({ policy: v.literal('confidential') }),
  ]),
  access: v.strictObject({
    lobby: v.picklist(['on', 'off']),
    password: v.picklist(['off', 'optional', 'required']),
    passwordChannel: v.optional(v.literal('phone')),
    /** Hours after its start in which an appointment's link still works. */
    linkHoldsHours: v.pipe(v.number(), v.minValue(1), v.maxValue(168)),
    conferenceName: v.boolean(),
  }),
  furtherPersons: v.picklist(['none', 'sameRoom', 'remote']),
  camera: v.picklist(['required', 'optional']),
  browserPolicy: v.picklist(['inform', 'warn', 'block']),
  e2ee: v.strictObject({
    mode: v.picklist(['off', 'preferred', 'required']),
    /** Has the Jitsi server `enableEncodedTransformSupport` (then Firefox and Safari can, experimentally)? */
    encodedTransform: v.boolean(),
  }),
  chat: v.picklist(['off', 'on']),
  speakerStatistics: v.boolean(),
  allowApp: v.boolean(),
  declarationForm: v.picklist(['electronic', 'electronicTypedName']),
  /** How long a consent holds. LDI NRW: two years as a rule (L-05). */
  consentHolds: v.union([v.literal('appointment'), duration]),
  steps: v.pipe(v.array(v.picklist(STEP_KINDS)), v.minLength(3)),
  helpline: v.strictObject({ phone: fact(phone), email: fact(email), hours: v.optional(line) }),
  /** The authority's own accessibility statement; without one the page makes one of what is known. */
  accessibility: v.optional(v.strictObject({ statementUrl: v.pipe(line, v.regex(/^https:\/\//, 'an https address')) })),
  /** Public key (JWK) of the team that receipts are sealed to; without it the personal link brings one. */
  teamKey: v.optional(v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: line, y: line })),
  /** What the papers do not say and the authority has to supply before publishing, in German. */
  missingFacts: v.array(v.strictObject({ fact: line, requirement: line })),
  /** What the papers say and we did not carry over, with the reason, in German. */
  deviations: v.array(v.strictObject({ paper: line, here: line, because: line })),
});

export type Profile = v.InferOutput<typeof profileSchema>;
export type Party = v.InferOutput<typeof party>;
export type Purpose = v.InferOutput<typeof purpose>;
export type RetentionRow = v.InferOutput<typeof retention>;
export type RetentionSubject = (typeof RETENTION_SUBJECTS)[number];
export type DataCategory = (typeof DATA_CATEGORIES)[number];
export type AssuranceId = (typeof ASSURANCES)[number];
