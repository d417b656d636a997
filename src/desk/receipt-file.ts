import type { InvitedPerson } from '../appointment/appointment.ts';
import { refused, type Parsed } from '../errors.ts';
import { counsellorCopy, type Receipt } from '../gate/receipt.ts';
import type { Verification } from '../records/office-shape.ts';
import type { ReceiptFile } from '../records/receipt-file-read.ts';
import type { DeskPorts } from './ports.ts';

/** A receipt out of a file, with what it can be believed for. */
export interface JudgedFile {
  /** Without what the profile keeps from the counsellor's eyes: the person's own file holds that too. */
  readonly receipt: Receipt;
  readonly verification: Verification;
  /** Whose personal link vouches for it; null: nobody's. */
  readonly owner: InvitedPerson | null;
}

/**
 * Says what a file proves. One with a link proof was written by somebody with the personal link of `owner` and is as good
 * as what comes through the mailbox. One without is a statement that anybody can have written, and is called that. Refuses
 * with RECEIPT_CHANGED a file whose proof fits nobody of `people`, and one without proof whose words do not fit their own
 * hashes. `people` is null where nobody here knows whose links there were: then no proof can be checked.
 */
export async function judgeFile(
  ports: Pick<DeskPorts, 'ownerOfFile' | 'verifyReceipt' | 'fetchText'>,
  file: ReceiptFile,
  people: readonly InvitedPerson[] | null,
): Promise<Parsed<JudgedFile>> {
  const name = file.receipt.recordId.slice(0, 60);
  const owner = people && (await ports.ownerOfFile(file, people));
  if (people && file.linkProof !== null && !owner) return refused('RECEIPT_CHANGED', `${name}: the proof does not fit`);
  const { words, shipped } = await ports.verifyReceipt(file.receipt, ports.fetchText);
  if (!owner && words === 'changed') return refused('RECEIPT_CHANGED', `${name}: words and hashes do not fit`);
  const verification: Verification = { words, shipped, origin: owner ? 'linkFile' : 'file' };
  return { ok: true, value: { receipt: counsellorCopy(file.receipt), verification, owner } };
}
