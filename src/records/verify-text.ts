import { hashOfText } from '../service/canonical.ts';
import { sentencesOf } from '../service/notice-blocks.ts';
import type { TextVersion } from '../service/texts-schema.ts';
import { BINDING_LANGUAGE, fill, wordsOf, type Fillings } from '../service/wording.ts';
import type { Verification } from './office-shape.ts';
import type { ShippedTexts } from './shipped-texts.ts';
import type { DatedText } from './verify-receipt.ts';

export type Verdict = Pick<Verification, 'words' | 'shipped'>;

/** Facts that the profile's hash does not cover: they can change while the profile stays. */
const OUTSIDE_PROFILE = ['host', 'phone', 'fields'];

/** What can be said about one wording of a receipt. */
export async function judgeText(text: DatedText, shipped: ShippedTexts): Promise<Verdict> {
  const identity = await shippedVerdict(text, text.sha256, BINDING_LANGUAGE, shipped);
  const { statement, statementLanguage, sha256Shown } = text;
  // An older wording that was not at hand any more: its identity is all that can be held against the files.
  if (statement === null || statementLanguage === null || sha256Shown === null)
    return { words: 'fit', shipped: identity };
  const [words, shown] = await Promise.all([
    wordsVerdict(text, statement, statementLanguage, sha256Shown, shipped),
    shippedVerdict(text, sha256Shown, statementLanguage, shipped),
  ]);
  return { words, shipped: worse(identity, shown) };
}

/** The words in the receipt, completed by what the file alone has, must give the receipt's hash. */
async function wordsVerdict(
  text: DatedText,
  statement: string,
  language: string,
  wanted: string,
  shipped: ShippedTexts,
): Promise<Verification['words']> {
  const templates = await shipped.find(text.textId, text.version, language);
  // Nothing to complete them with; contradictions inside the receipt are looked for elsewhere.
  if (templates.length === 0) return 'fit';
  const today = await shipped.fillings(language, text.spokenAt);
  const isSame = await shipped.isSameProfile();
  for (const template of templates) {
    const captured = capture(template, text.title, statement);
    if (captured === null) continue;
    for (const fillings of [captured, { ...today, ...captured }]) {
      const filled = fill(template, fillings);
      const said = { ...filled, ...(text.title === null ? {} : { title: text.title }) };
      const whole = template.statement === undefined ? said : { ...said, statement };
      const isSaid = template.statement !== undefined || sentencesOf(said) === statement;
      if (isSaid && (await hashOfText(whole)) === wanted) return 'fit';
    }
    // The sentence is one of this wording, and something beside it that is lost now may have stood there on that day.
    if (!isCertain(template, captured, isSame)) return 'fit';
  }
  return 'changed';
}

async function shippedVerdict(
  text: DatedText,
  wanted: string,
  language: string,
  shipped: ShippedTexts,
): Promise<Verification['shipped']> {
  const templates = await shipped.find(text.textId, text.version, language);
  const today = await shipped.fillings(language, text.spokenAt);
  if (templates.length === 0 || !today) return 'unknown';
  const hashes = await Promise.all(templates.map((template) => hashOfText(fill(template, today))));
  if (hashes.includes(wanted)) return 'fit';
  const isSame = await shipped.isSameProfile();
  return templates.every((template) => isCertain(template, {}, isSame)) ? 'changed' : 'unknown';
}

/** Can everything that this wording leaves open be known today? */
function isCertain(template: TextVersion, captured: Fillings, isSameProfile: boolean): boolean {
  const open = wordsOf(template)
    .flatMap((words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
    .filter((name) => !(name in captured));
  return open.length === 0 || (isSameProfile && !open.some((name) => OUTSIDE_PROFILE.includes(name)));
}

/** What stood for the placeholders of title and sentence; null when these are not the words of the template. */
function capture(template: TextVersion, title: string | null, statement: string): Fillings | null {
  const inTitle = between(template.title ?? '', title ?? '');
  const inStatement = template.statement === undefined ? {} : between(template.statement, statement);
  return inTitle && inStatement ? { ...inTitle, ...inStatement } : null;
}

function between(template: string, words: string): Record<string, string> | null {
  const names: string[] = [];
  const pattern = template
    .split(/\{(\w+)\}/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      const before = names.indexOf(part);
      if (before >= 0) return `\\${before + 1}`;
      names.push(part);
      return '(.{1,300}?)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`, 'su').exec(words);
  return found && Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? '']));
}

function worse(one: Verification['shipped'], other: Verification['shipped']): Verification['shipped'] {
  if (one === 'changed' || other === 'changed') return 'changed';
  return one === 'fit' && other === 'fit' ? 'fit' : 'unknown';
}
