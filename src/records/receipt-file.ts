import type { Receipt } from '../gate/receipt.ts';
import { linkProof } from '../mailbox/link-proof.ts';
import { canonical } from '../service/canonical.ts';

/**
 * A receipt as a file for the person who made it: its own JSON, readable by everybody, and beside its fields `linkProof`,
 * which shows the desk that the file was written with the personal link and not changed since. Without a personal link
 * (`secret` is null) there is no proof in it. A client's page loads this module when somebody saves the file.
 */
export async function writeReceiptFile(receipt: Receipt, secret: Uint8Array<ArrayBuffer> | null): Promise<string> {
  const proof = secret && (await linkProof(secret, canonical(receipt)));
  return JSON.stringify(proof === null ? receipt : { ...receipt, linkProof: proof }, null, 2);
}
