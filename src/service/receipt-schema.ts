import * as v from 'valibot';
import { FIELD_IDS, PERSON_ROLES } from '../gate/plan.ts';

/*
 * The receipt as a file, for those who read it elsewhere: static/receipt.schema.json is made of this. The shape itself is
 * `gate/receipt-shape.ts`; a test holds real receipts of every shipped profile against this schema. No page loads it.
 */

const words = v.pipe(v.string(), v.nonEmpty());
const orNull = <T extends v.GenericSchema>(schema: T): v.NullableSchema<T, undefined> => v.nullable(schema);
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));
const need = v.picklist(['required', 'optional']);
const by = v.picklist(['self', 'guardian']);
const role = v.picklist(PERSON_ROLES);
const status = v.picklist([
  'ConsentRequested',
  'ConsentGiven',
  'RenewedConsentGiven',
  'ConsentRefused',
  'ConsentWithdrawn',
  'ConsentExpired',
  'ConsentInvalidated',
]);

/** ISO 8601 with offset, and the IANA zone. */
const zonedTime = v.strictObject({
  time: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/)),
  zone: words,
});

const textRef = v.strictObject({ id: words, version: count, sha256 });

const text = {
  textId: words,
  version: count,
  sha256,
  title: orNull(words),
  statement: orNull(words),
  statementLanguage: orNull(language),
  sha256Shown: orNull(sha256),
};

const declaration = v.strictObject({
  ...text,
  person: role,
  by: orNull(by),
  decision: orNull(v.picklist(['given', 'refused'])),
  language: orNull(language),
  at: orNull(zonedTime),
});

const party = v.strictObject({
  role: v.picklist(['controller', 'department', 'dataProtectionOfficer', 'processor', 'supervisoryAuthority']),
  name: words,
  address: orNull(words),
  phone: orNull(words),
  email: orNull(words),
});

const details = v.array(v.strictObject({ field: v.picklist(FIELD_IDS), label: words, purpose: words, value: words }));

export const receiptSchema = v.strictObject({
  schemaVersion: v.literal('einlass-receipt/1'),
  conformsTo: v.literal('https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr'),
  recordId: words,
  receiptId: words,
  checkCode: orNull(v.pipe(v.string(), v.regex(/^[0-9A-Z]{6}$/))),
  issuedAt: zonedTime,
  language,
  declarationForm: v.picklist(['electronic', 'electronicTypedName', 'recordedByCounsellor']),
  paper: orNull(
    v.strictObject({
      signedOn: v.pipe(v.string(), v.isoDate()),
      kept: words,
      seenBy: words,
      others: v.array(v.strictObject({ ...text, decision: v.picklist(['given', 'refused']) })),
    }),
  ),
  principal: v.strictObject({ id: words, role, identity: v.picklist(['name', 'pseudonym']) }),
  declarant: v.strictObject({
    role: by,
    name: orNull(words),
    place: orNull(words),
    signedAt: orNull(zonedTime),
    relation: orNull(words),
    onBehalfOf: orNull(words),
  }),
  details: v.strictObject({ counsellor: details, system: details }),
  notice: orNull(
    v.strictObject({
      ref: words,
      version: count,
      sha256,
      profile: textRef,
      deliveredVia: v.picklist(['shownHere', 'onPaper']),
      language: orNull(language),
      informedAt: orNull(zonedTime),
    }),
  ),
  purposes: v.array(
    v.strictObject({
      id: words,
      title: words,
      legalBasis: words,
      need,
      declaration: orNull(declaration),
      status: orNull(status),
    }),
  ),
  dataCategories: v.array(v.strictObject({ id: words, title: words, isOptional: v.boolean(), isSpecial: v.boolean() })),
  controllers: v.array(party),
  authority: orNull(party),
  collectionMethod: words,
  storage: v.array(words),
  retention: v.array(v.strictObject({ subject: words, period: words })),
  recipients: v.array(words),
  jurisdiction: words,
  withdrawalMethod: v.array(words),
  rights: v.array(words),
  events: v.array(
    v.strictObject({
      ...text,
      at: zonedTime,
      type: v.literal('ExplicitlyExpressedConsent'),
      state: status,
      by,
      language,
      appointment: words,
    }),
  ),
  validity: orNull(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('appointment'), appointment: words }),
      v.strictObject({ kind: v.literal('until'), until: zonedTime }),
    ]),
  ),
  service: v.strictObject({ id: words, title: words }),
  acknowledgements: v.array(declaration),
  assurances: v.array(declaration),
  pledges: v.array(declaration),
  minor: orNull(
    v.strictObject({
      policy: v.picklist(['guardian', 'capacity', 'confidential']),
      age: v.picklist(['adult', 'minor', 'unknown']),
      path: orNull(v.picklist(['guardian', 'capacity', 'confidential'])),
      declaration: orNull(declaration),
      capacityConfirmedBy: v.null(),
      guardian: orNull(v.strictObject({ name: words, relation: words })),
    }),
  ),
  session: v.strictObject({
    type: v.picklist(['single', 'group']),
    access: v.picklist(['personalLink', 'conferenceName']),
    e2eeAtStart: v.picklist(['unknown', 'off', 'requested', 'reportedOnForAll', 'impossible']),
    deviceCheck: v.picklist(['passed', 'warned', 'skipped']),
    appointment: words,
    startsAt: orNull(zonedTime),
  }),
  people: orNull(v.array(role)),
  furtherPersons: v.array(v.strictObject({ role, decision: v.picklist(['yes', 'no']), at: zonedTime })),
  notIncluded: v.array(v.strictObject({ id: words, statement: words })),
});

/** The file that a client saves: a receipt, and the proof that it was written with the personal link. */
export const receiptFileSchema = v.strictObject({
  ...receiptSchema.entries,
  linkProof: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'no link proof'))),
});
