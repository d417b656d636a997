import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import { receiptSchema } from '../service/receipt-schema.ts';
import type { FiledEvent, FiledReceipt, Verification } from './office-shape.ts';

const at = v.pipe(v.number(), v.integer(), v.minValue(-8.64e15), v.maxValue(8.64e15));
const words = v.pipe(v.string(), v.maxLength(4_000));
const stamp = { id: v.pipe(v.string(), v.uuid()), at, by: words };

const eventSchema: v.GenericSchema<unknown, FiledEvent> = v.variant('kind', [
  v.strictObject({ ...stamp, kind: v.literal('admitted'), reason: v.nullable(words) }),
  v.strictObject({ ...stamp, kind: v.literal('refused'), text: words }),
  v.strictObject({ ...stamp, kind: v.literal('withdrawnOrally'), note: words }),
  v.strictObject({ ...stamp, kind: v.literal('corrected'), field: words, was: words, is: words }),
  v.strictObject({ ...stamp, kind: v.literal('capacityConfirmed') }),
  v.strictObject({
    ...stamp,
    kind: v.literal('furtherPerson'),
    role: words,
    name: words,
    decision: v.picklist(['yes', 'no', 'noAnswer']),
  }),
  v.strictObject({
    ...stamp,
    kind: v.literal('encryption'),
    state: words,
    decision: words,
    // Records from before a reason was asked for carry none.
    reason: v.optional(v.nullable(words), null),
  }),
  v.strictObject({ ...stamp, kind: v.literal('recording'), on: v.nullable(v.boolean()) }),
  v.strictObject({ ...stamp, kind: v.literal('introduced') }),
  v.strictObject({ ...stamp, kind: v.literal('held'), reason: words }),
  v.strictObject({ ...stamp, kind: v.literal('released') }),
]);

const verificationSchema: v.GenericSchema<unknown, Verification> = v.strictObject({
  words: v.picklist(['fit', 'changed']),
  shipped: v.picklist(['fit', 'changed', 'unknown']),
  origin: v.picklist(['link', 'linkFile', 'file', 'paper', 'none']),
});

const datedSchema: v.GenericSchema<unknown, Receipt> = v.pipe(
  receiptSchema,
  // The pattern lets through a thirteenth month, and everything here is ordered by time.
  v.check(({ issuedAt }) => !Number.isNaN(Date.parse(issuedAt.time)), 'issuedAt is no time'),
);

const filedSchema: v.GenericSchema<unknown, FiledReceipt> = v.strictObject({
  id: words,
  receipt: datedSchema,
  earlier: v.array(datedSchema),
  verification: verificationSchema,
  events: v.array(eventSchema),
  until: v.nullable(at),
  hold: v.nullable(v.strictObject({ reason: words, since: at })),
});

/** Returns a receipt, or RECEIPT_UNREADABLE with the first place that is not as it should be. Never throws. */
export function parseReceipt(value: unknown): Parsed<Receipt> {
  return parse(datedSchema, value);
}

/**
 * The same for what comes from outside: a client's own receipt. That a counsellor has seen a paper is for her to write down,
 * and nobody else's word (RECEIPT_UNREADABLE).
 */
export function parseSentReceipt(value: unknown): Parsed<Receipt> {
  const receipt = parseReceipt(value);
  const isOwn = !receipt.ok || (receipt.value.declarationForm !== 'recordedByCounsellor' && !receipt.value.paper);
  return isOwn ? receipt : refused('RECEIPT_UNREADABLE', 'recorded at a desk, and sent');
}

/** Returns what was filed, or RECEIPT_UNREADABLE. Never throws. */
export function parseFiled(value: unknown): Parsed<FiledReceipt> {
  const filed = parse(filedSchema, value);
  if (!filed.ok) return filed;
  const { id, receipt, earlier } = filed.value;
  const isOne = [receipt, ...earlier].every(({ recordId }) => recordId === id);
  return isOne ? filed : refused('RECEIPT_UNREADABLE', 'parts of different records');
}

/** Returns an event as it may be appended, or RECEIPT_UNREADABLE. Never throws. */
export function parseEvent(value: unknown): Parsed<FiledEvent> {
  return parse(eventSchema, value);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  return refused('RECEIPT_UNREADABLE', `${v.getDotPath(issue) ?? 'receipt'}: ${issue.message}`.slice(0, 200));
}
