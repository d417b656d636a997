import * as v from 'valibot';
import { base32 } from '../mailbox/base32.ts';
import type { OfficeDatabase } from './office-database.ts';

/*
 * Which records are not in the site's archive folder as they are now: one mark for each, in the table of tables beside what
 * the office keeps there, written in the same transaction as the record itself, so that no crash forgets one. A mark names
 * the copy that is to be made. The name is random: it says nothing of anybody, and a copy that arrived without its answer
 * is found under it again.
 */

const PREFIX = 'c.';
const NAME_BYTES = 16;

const markSchema = v.object({ name: v.pipe(v.string(), v.regex(/^[0-9a-z]{26}$/)), revision: v.number() });

export type CopyMark = v.InferOutput<typeof markSchema>;

/** Where the mark of a record lies; `id` is the blinded number of the record. */
export function markKey(id: string): string {
  return `${PREFIX}${id}`;
}

/** A mark for the record in this revision. */
export function freshMark(revision: number): CopyMark {
  return { name: base32(crypto.getRandomValues(new Uint8Array(NAME_BYTES))).toLowerCase(), revision };
}

/** Null: no mark lies there; what is none of ours is replaced by a fresh one that fits no revision. */
export function parseMark(stored: unknown): CopyMark | null {
  if (stored === undefined) return null;
  const parsed = v.safeParse(markSchema, stored);
  return parsed.success ? parsed.output : freshMark(Number.NaN);
}

export function countMarks(database: OfficeDatabase): Promise<number> {
  return database.count('tables', range());
}

/** Blinded numbers of all records that have a mark. */
export async function markedIds(database: OfficeDatabase): Promise<readonly string[]> {
  const keys = await database.getAllKeys('tables', range());
  return keys.map((key) => key.slice(PREFIX.length));
}

/** Writes `next` in place of `mark`, or takes it away; not where the record has changed meanwhile. */
export async function settleMark(
  database: OfficeDatabase,
  id: string,
  mark: CopyMark,
  next: CopyMark | null,
): Promise<void> {
  const transaction = database.transaction('tables', 'readwrite');
  const work = async (): Promise<void> => {
    const now = parseMark(await transaction.store.get(markKey(id)));
    if (now?.name !== mark.name && !Number.isNaN(mark.revision)) return;
    if (next) await transaction.store.put(next, markKey(id));
    else await transaction.store.delete(markKey(id));
  };
  await Promise.all([work(), transaction.done]);
}

function range(): IDBKeyRange {
  return IDBKeyRange.bound(PREFIX, 'c/');
}
