import { declarationsOf } from '../gate/assess-sayings.ts';
import type { Receipt, ReceiptText } from '../gate/receipt.ts';
import type { FetchText } from '../service/files.ts';
import type { Verification } from './office-shape.ts';
import { judgeText, type Verdict } from './verify-text.ts';
import { openShipped } from './shipped-texts.ts';

/**
 * Recomputes the hash of every wording from the words in the receipt, and holds the wordings against the texts that this
 * site ships under their number and language, filled with the facts of the service.
 *
 * A receipt carries of a wording what was agreed to, its title and its sentence; the hash (decision 0003) also covers the
 * explanation, the consequence and the day of effect. Those come from the shipped file. `words` is 'changed' where the
 * words in the receipt do not give the hash in it; without the file only the receipt's own contradictions can show that.
 * `shipped` is 'unknown' where a file or that version is not there, or where facts of the service (a telephone number)
 * have changed since and nobody can say any more what stood in a sentence. Fetches each file once; never rejects.
 */
export async function verifyReceipt(
  receipt: Receipt,
  fetchText: FetchText,
): Promise<Pick<Verification, 'words' | 'shipped'>> {
  const shipped = openShipped(receipt, fetchText);
  const texts = textsOf(receipt);
  const verdicts = await Promise.all(texts.map((text) => judgeText(text, shipped)));
  const isChanged = contradicts(texts) || verdicts.some(({ words }) => words === 'changed');
  return { words: isChanged ? 'changed' : 'fit', shipped: together(verdicts) };
}

/** Every wording of a receipt, with the moment from which it speaks (milliseconds since 1970). */
export interface DatedText extends ReceiptText {
  readonly spokenAt: number;
}

/** Every wording that a receipt names, as often as it does. */
export function textsOf(receipt: Receipt): readonly DatedText[] {
  const { events, paper, issuedAt: issued } = receipt;
  const issuedAt = Date.parse(issued.time);
  return [
    ...declarationsOf(receipt).map((one) => ({ ...one, spokenAt: Date.parse((one.at ?? issued).time) })),
    ...events.map((one) => ({ ...one, spokenAt: Date.parse(one.at.time) })),
    ...(paper?.others ?? []).map((one) => ({ ...one, spokenAt: issuedAt })),
  ];
}

/** The same hash for different words, or German words that are not those of their own identity. */
function contradicts(texts: readonly ReceiptText[]): boolean {
  const known = new Map<string, string>();
  return texts.some(({ textId, version, sha256, title, statement, statementLanguage, sha256Shown }) => {
    if (statement === null) return false;
    if (sha256Shown === null || (statementLanguage === 'de' && sha256Shown !== sha256)) return true;
    const words = JSON.stringify([textId, version, statementLanguage, title, statement]);
    const before = known.get(sha256Shown) ?? words;
    known.set(sha256Shown, words);
    return before !== words;
  });
}

function together(verdicts: readonly Verdict[]): Verification['shipped'] {
  if (verdicts.some(({ shipped }) => shipped === 'changed')) return 'changed';
  // Nothing to compare is nothing known.
  return verdicts.length > 0 && verdicts.every(({ shipped }) => shipped === 'fit') ? 'fit' : 'unknown';
}
