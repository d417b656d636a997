/**
 * Jitsi shows `name.trim().substring(0, 50)` (react/features/participants/functions.ts, observed), so whatever stands
 * at the end of a longer name is lost – also a check code.
 */
export const LOBBY_NAME_MAX = 50;
const SEPARATOR = ' · ';
const CHECK_CODE_LENGTH = 6;
const SHOWN_NAME_MAX = LOBBY_NAME_MAX - SEPARATOR.length - CHECK_CODE_LENGTH;

/**
 * What has no business in a name: markup characters (Jitsi turns `&` into `&amp;` and shows that), half surrogate pairs,
 * private characters, the empty Braille pattern, and everything invisible: controls, bidi marks, zero-width characters,
 * variation selectors. ZWJ goes as well, at the price that a family emoji falls apart into its people: an invisible
 * character that may stay in some places is one that can be used to make two names look the same.
 */
const UNWANTED = /[&<>"`\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** More marks on one letter than any script writes; they would be drawn across the neighbouring lines. */
const PILED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * A name as it may be shown: NFC, one line, single blanks, nothing of {@link UNWANTED}, no dot that stands alone (it
 * separates the check code). A straight apostrophe becomes a typographic one: O’Brien keeps hers. May return ''.
 * Cleaning twice changes nothing.
 */
export function cleanName(raw: string): string {
  return raw
    .normalize('NFC')
    .replaceAll("'", '’')
    .replace(/\s/gu, ' ')
    .replace(UNWANTED, '')
    .replace(PILED_MARKS, '$1')
    .normalize('NFC')
    .split(' ')
    .filter((word) => word !== '' && word !== '·')
    .join(' ');
}

/**
 * The name as it stands in front of the check code: cleaned, cut to what Jitsi leaves room for, `fallback` when nothing
 * is left of it. Whole letters only: neither surrogate pairs nor characters with their marks are cut apart, unless a
 * single one of them is longer than all the room there is.
 */
export function shownName(name: string, fallback: string): string {
  const clean = cleanName(name);
  // Cleaned once more: where it is cut, a dot may come to stand alone, and who takes the name apart would lose it.
  return cleanName(cut(clean === '' ? cleanName(fallback) : clean, SHOWN_NAME_MAX));
}

/** The name in the lobby: `Anna · K7F2QX`, at most 50 UTF-16 units, the code always whole at the end. */
export function lobbyName(name: string, checkCode: string, fallback: string): string {
  return `${shownName(name, fallback)}${SEPARATOR}${checkCode}`;
}

/** A name from the lobby, taken apart: cleaned, without its code. `name` may be ''; `code` is null where there is none. */
export interface SplitName {
  readonly name: string;
  readonly code: string | null;
}

/** What Jitsi makes of markup in a name (`&amp;`, jitsi-observed b.5), also when it did so more than once. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
const MOST_ROUNDS = 5;
/** Longer names than Jitsi shows come from programs; nobody needs to read them to the end. */
const RAW_MAX = 1_000;
/** At the very end, in the alphabet of Crockford base32 as we write it: upper case, no I, L, O and U. */
const WITH_CODE = /^(.*) · ([0-9A-HJKMNP-TV-Z]{6})$/su;

/**
 * Takes a name from the lobby apart: the inverse of {@link lobbyName} for every name that it made. Such names come from
 * anybody, so that the code is only claimed, and the rest is cleaned and at most 50 UTF-16 units long. Never throws.
 */
export function splitLobbyName(shown: string): SplitName {
  // A code stands at the end, also of a name that is much too long.
  const plain = withoutEntities(shown.length > RAW_MAX ? shown.slice(-RAW_MAX) : shown);
  const line = plain.normalize('NFC').replace(UNWANTED, '').replace(/\s+/gu, ' ').trim();
  // Of a name that is nothing but separator and code, nobody's name is left.
  const [, name = '', code] = WITH_CODE.exec(` ${line}`) ?? [];
  return code === undefined
    ? { name: shortened(cleanName(plain)), code: null }
    : { name: shortened(cleanName(name)), code };
}

function withoutEntities(text: string): string {
  let plain = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = plain.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (whole, name: string) => ENTITIES[name] ?? whole);
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

function shortened(clean: string): string {
  return cleanName(cut(clean, LOBBY_NAME_MAX));
}

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const whole = fitting(graphemes(text), max);
  return whole === '' ? fitting([...text], max) : whole;
}

function fitting(pieces: readonly string[], max: number): string {
  let result = '';
  for (const piece of pieces) {
    if (result.length + piece.length > max) break;
    result += piece;
  }
  return result;
}

/** Letters with what belongs to them. Firefox before 125 has no `Intl.Segmenter`: marks, modifiers and flags are then kept together by hand. */
function graphemes(text: string): readonly string[] {
  if (typeof Intl.Segmenter === 'function') {
    return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
  }
  return text.match(/\p{RI}\p{RI}|(?:.)[\p{M}\p{Emoji_Modifier}]*/gsu) ?? [];
}
