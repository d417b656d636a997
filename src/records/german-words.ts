import type { Receipt } from '../gate/receipt.ts';
import { hashOfText } from '../service/canonical.ts';
import type { FetchText } from '../service/files.ts';
import { sentencesOf } from '../service/notice-blocks.ts';
import { BINDING_LANGUAGE, fill } from '../service/wording.ts';
import { openShipped, type ShippedTexts } from './shipped-texts.ts';
import { textsOf, type DatedText } from './verify-receipt.ts';

/** German sentences by the identity (SHA-256, hex) of their wording. */
export type GermanWords = Readonly<Record<string, string>>;

/**
 * The German sentence beside each that a receipt quotes in another language: it is the one that counts. Only what
 * this site still ships, filled as it was, so that it gives the very hash that the receipt names; of everything else
 * nothing is said. Never rejects.
 */
export async function germanWords(receipt: Receipt, fetchText: FetchText): Promise<GermanWords> {
  const foreign = textsOf(receipt).filter(({ statementLanguage }) => statementLanguage !== BINDING_LANGUAGE);
  const texts = [...new Map(foreign.map((text) => [text.sha256, text])).values()];
  const shipped = openShipped(receipt, fetchText);
  const found = await Promise.all(texts.map((text) => germanOf(text, shipped)));
  return Object.fromEntries(found.flatMap((one) => (one ? [one] : [])));
}

async function germanOf(
  { textId, version, sha256, spokenAt }: DatedText,
  shipped: ShippedTexts,
): Promise<readonly [string, string] | null> {
  const templates = await shipped.find(textId, version, BINDING_LANGUAGE);
  const fillings = await shipped.fillings(BINDING_LANGUAGE, spokenAt);
  for (const template of fillings ? templates : []) {
    const words = fill(template, fillings ?? {});
    if ((await hashOfText(words)) === sha256) return [sha256, words.statement ?? sentencesOf(words)];
  }
  return null;
}
