import type { ReceiptQuery } from './office-shape.ts';

/** Letters of a word that can be searched for; what is longer is compared after opening. */
export const LONGEST = 12;
const SHORTEST = 2;
const MOST_WORDS = 12;
const MOST_QUERY_WORDS = 4;

// What taking accents off does not reach. Both ways of writing an umlaut must come to the same.
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' };

/**
 * The words of a name as they are compared: without case and accents, ä like a and ae, ß like ss. A beginning of a word
 * stays a beginning of what comes out, so "Mül", "Muel" and "mul" all find Müller and Mueller.
 */
export function foldedWords(name: string): readonly string[] {
  return wordsIn(name).map(({ folded }) => folded);
}

/** What a receipt is found by; each is blinded before it is stored. Words beyond the twelfth are not found. */
export function tokensOf(about: {
  readonly words: readonly string[];
  readonly days: readonly string[];
  readonly service: string;
  readonly checkCodes: readonly string[];
}): readonly string[] {
  const beginnings = about.words.slice(0, MOST_WORDS).flatMap((word) => {
    const letters = [...word].slice(0, LONGEST);
    return letters.map((_, index) => `name\0${letters.slice(0, index + 1).join('')}`);
  });
  return [
    ...new Set([
      ...beginnings,
      ...about.days.map((day) => `day\0${day}`),
      `service\0${about.service}`,
      ...about.checkCodes.map((code) => `code\0${foldedCode(code)}`),
    ]),
  ];
}

/**
 * What a query asks for, the rarest kinds first: `tokens` for the index, `words` to be compared with the opened row. A
 * word of one letter is left out, because half of all names begin with it.
 */
export function askedFor(query: ReceiptQuery): {
  readonly tokens: readonly string[];
  readonly words: readonly string[];
} {
  const words = wordsIn(query.name ?? '')
    .filter(({ letters }) => letters >= SHORTEST)
    .slice(0, MOST_QUERY_WORDS)
    .map(({ folded }) => folded);
  const code = foldedCode(query.checkCode ?? '');
  const byLength = [...words].sort((a, b) => b.length - a.length);
  return {
    words,
    tokens: [
      ...(code === '' ? [] : [`code\0${code}`]),
      ...byLength.map((word) => `name\0${[...word].slice(0, LONGEST).join('')}`),
      ...(query.day ? [`day\0${query.day}`] : []),
      ...(query.service ? [`service\0${query.service}`] : []),
    ],
  };
}

/** Does each of these words begin one of the name's? */
export function allBegin(words: readonly string[], nameWords: readonly string[]): boolean {
  return words.every((word) => nameWords.some((other) => other.startsWith(word)));
}

/** The day of an instant in this computer's time zone, YYYY-MM-DD. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function wordsIn(name: string): readonly { readonly folded: string; readonly letters: number }[] {
  return name
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => ({ folded: folded(word), letters: [...word].length }))
    .filter((word) => word.folded !== '');
}

function folded(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/([aou])e/g, '$1');
}

/** As it is compared when read out: no spaces, capitals, and the letters that Crockford's base32 takes for digits. */
function foldedCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
