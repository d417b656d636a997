import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';

/*
 * What the two pages of one appointment say to each other through the mailbox (design §2, §4). Both ends hold the personal
 * secret, so an entry proves that it comes from somebody with the link, not from which of the two: nothing in here opens a
 * gate or admits anybody. Free text is bounded, and shown as text only.
 */

/** Longest text that a counsellor writes to somebody who waits. */
export const NOTE_MAX = 500;
/** Longest sealed receipt, in characters. */
const SEALED_MAX = 200_000;

/** Milliseconds since 1970, by the sender's clock. */
const at = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8_640_000_000_000_000));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID'));
const note = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(NOTE_MAX));
const role = v.picklist(['client', 'colleague', 'interpreter', 'relative', 'helper']);

const clientMessageSchema = v.variant('kind', [
  /** Where this person stands; sent when it changes, and now and then while waiting, so that a closed page is noticed. */
  v.strictObject({
    kind: v.literal('here'),
    at,
    /** The visit: another one means another browser or a new beginning. */
    session: id,
    stage: v.picklist(['waiting', 'lobby', 'room', 'left']),
    /** BCP 47 of what is on screen. */
    language: v.pipe(v.string(), v.maxLength(20)),
    /** Can this browser encrypt end to end, by its own word? */
    e2ee: v.picklist(['yes', 'no']),
  }),
  /** Proof of what was accepted, as a compact JWE to the team key. A later one replaces an earlier one. */
  v.strictObject({ kind: v.literal('receipt'), at, sealed: v.pipe(v.string(), v.maxLength(SEALED_MAX)) }),
  v.strictObject({ kind: v.literal('withdrawn'), at }),
  /** Yes or no to a further person. */
  v.strictObject({ kind: v.literal('answer'), at, question: id, decision: v.picklist(['yes', 'no']) }),
]);

const counsellorMessageSchema = v.variant('kind', [
  /** The room is open and its lobby is on: entering makes sense now. */
  v.strictObject({ kind: v.literal('opened'), at }),
  /** The counsellor is still in another conversation. */
  v.strictObject({ kind: v.literal('busy'), at }),
  v.strictObject({ kind: v.literal('note'), at, text: note }),
  /** Why somebody was not admitted, in the counsellor's words. */
  v.strictObject({ kind: v.literal('refused'), at, text: note }),
  /** May this further person come in? Every client present is asked. No answer is no. */
  v.strictObject({
    kind: v.literal('question'),
    at,
    id,
    role,
    /** As the counsellor calls this person; empty where the role says enough. */
    name: v.pipe(v.string(), v.trim(), v.maxLength(60)),
  }),
  /** The question is settled or void: nobody needs to answer any more. */
  v.strictObject({ kind: v.literal('questionClosed'), at, id }),
  /** Somebody has joined the group: everybody else in it is reminded of the pledge. */
  v.strictObject({ kind: v.literal('joined'), at }),
  /** The room has to be emptied and opened anew: everybody back to the gate, one click returns (jitsi-observed b.8, f). */
  v.strictObject({ kind: v.literal('backToGate'), at }),
  v.strictObject({ kind: v.literal('ended'), at }),
  v.strictObject({ kind: v.literal('cancelled'), at }),
  v.strictObject({ kind: v.literal('moved'), at, startsAt: at }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessageSchema>;
export type CounsellorMessage = v.InferOutput<typeof counsellorMessageSchema>;

/** Parses what a client's page wrote. Never throws; refuses with MAILBOX_ENTRY_INVALID. */
export function parseClientMessage(value: unknown): Parsed<ClientMessage> {
  return parse(clientMessageSchema, value);
}

/** Parses what the counsellor's page wrote. Never throws; refuses with MAILBOX_ENTRY_INVALID. */
export function parseCounsellorMessage(value: unknown): Parsed<CounsellorMessage> {
  return parse(counsellorMessageSchema, value);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return { ok: true, value: parsed.output };
  return refused('MAILBOX_ENTRY_INVALID', parsed.issues[0].message);
}
