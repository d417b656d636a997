import { cleanName } from '../../mailbox/name.ts';

/** A title in front of a name, such as "Dr." or "Prof.". */
const TITLE = /^\p{L}+\.$/u;

/**
 * What to propose as the name in the meeting: the first name out of a full one, never the whole of it. Returns
 * '' where nothing can be told apart – a single word may be a family name.
 */
export function proposedName(fullName: string | undefined): string {
  const words = cleanName(fullName ?? '')
    .split(' ')
    .filter((word) => word !== '' && !TITLE.test(word));
  const comma = words.findIndex((word) => word.endsWith(','));
  // "Ahrens, Anna": the first name stands behind the comma.
  const first = comma >= 0 ? words[comma + 1] : words[0];
  return words.length > 1 ? (first ?? '') : '';
}
