import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import { isLinkProof } from '../mailbox/link-proof.ts';
import type { SecretHolder } from '../mailbox/match.ts';
import { canonical } from '../service/canonical.ts';
import { receiptFileSchema } from '../service/receipt-schema.ts';
import { parseSentReceipt } from './filed-schema.ts';

/** Characters. A receipt with every text in full has about 60 000. */
const MOST = 500_000;

/** Enough of ours to be called damaged and not foreign. */
const oursSchema = v.object({ schemaVersion: v.pipe(v.string(), v.startsWith('einlass-receipt/')) });
const provenSchema = v.looseObject({ linkProof: receiptFileSchema.entries.linkProof });

/** A receipt that somebody sent as a file. Nothing in it is believed so far. */
export interface ReceiptFile {
  readonly receipt: Receipt;
  /** Null: the file does not claim to be vouched for. */
  readonly linkProof: string | null;
}

/**
 * Reads the file that a client saved. Refuses with RECEIPT_FILE_TOO_LARGE, with RECEIPT_FILE_FOREIGN (something else than
 * a receipt of ours) or with RECEIPT_UNREADABLE (one of ours that is cut off or was changed beyond its shape). Never throws.
 */
export function readReceiptFile(text: string): Parsed<ReceiptFile> {
  if (text.length > MOST) return refused('RECEIPT_FILE_TOO_LARGE', `${text.length} characters, at most ${MOST}`);
  let json: unknown;
  try {
    // Mail programs under Windows put a byte order mark in front; it says nothing.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Whoever copied half of it into a message still sent one of ours.
    const looksOurs = /"schemaVersion"\s*:\s*"einlass-receipt\//.test(text);
    return refused(looksOurs ? 'RECEIPT_UNREADABLE' : 'RECEIPT_FILE_FOREIGN', 'no JSON');
  }
  if (!v.is(oursSchema, json)) return refused('RECEIPT_FILE_FOREIGN', 'no receipt');
  const proven = v.safeParse(provenSchema, json);
  if (!proven.success) return refused('RECEIPT_UNREADABLE', proven.issues[0].message);
  const { linkProof = null, ...rest } = proven.output;
  const receipt = parseSentReceipt(rest);
  return receipt.ok ? { ok: true, value: { receipt: receipt.value, linkProof } } : receipt;
}

/** Whose personal link vouches for this file; null: nobody's of these, or it is not vouched for at all. */
export async function ownerOfFile<P extends SecretHolder>(
  { receipt, linkProof }: ReceiptFile,
  people: readonly P[],
): Promise<P | null> {
  if (linkProof === null) return null;
  const text = canonical(receipt);
  const fits = await Promise.all(people.map(({ secret }) => isLinkProof(linkProof, secret, text)));
  return people.find((_, index) => fits[index]) ?? null;
}
