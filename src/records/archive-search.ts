import type { ArchiveCodec } from './archive-codec.ts';
import { markKey } from './copy-marks.ts';
import type { OfficeDatabase, StoredRow } from './office-database.ts';
import type { Parsed } from '../errors.ts';
import type { ListedRow, ReceiptPage, ReceiptQuery } from './office-shape.ts';
import type { OfficeStore } from './office-store.ts';
import { allBegin, askedFor } from './search-tokens.ts';

const PAGE = 50;
/** Rows that are looked at for one page; where fewer than a page fit among them, the rest comes with the next. */
const LOOKED_AT = 400;
/** How far the frequency of a word is counted: beyond that, one is as good as another. */
const COUNTED = 200;

interface Walked {
  readonly rows: readonly StoredRow[];
  /** Where the next page begins; null: there is nothing more. */
  readonly next: number | null;
}

/**
 * One page of what fits, newest first. The work for it is bounded, whatever lies in the archive: a page may therefore
 * hold fewer rows than fit on it, even none, and still name a next one. Rows that do not open are left out.
 */
export async function searchRows(
  store: OfficeStore,
  codec: ArchiveCodec,
  query: ReceiptQuery,
  from: string | undefined,
): Promise<Parsed<ReceiptPage>> {
  const asked = askedFor(query);
  const tokens = await Promise.all(asked.tokens.map((text) => codec.tokenOf(text)));
  const before = from !== undefined && /^\d{1,15}$/.test(from) ? Number(from) : null;
  const walked = await store.run(async (database) => {
    const found = await walk(database, tokens, before);
    const { store: tables } = database.transaction('tables');
    return { ...found, marked: await Promise.all(found.rows.map(({ id }) => tables.getKey(markKey(id)))) };
  });
  if (!walked.ok) return walked;
  const opened = await Promise.all(walked.value.rows.map((row) => codec.openRow(row)));
  const { marked } = walked.value;
  const rows = opened.flatMap((one, index): readonly ListedRow[] =>
    one && allBegin(asked.words, one.words) ? [{ ...one.row, isCopied: marked[index] === undefined }] : [],
  );
  const { next } = walked.value;
  return { ok: true, value: { rows, next: next === null ? null : String(next) } };
}

async function walk(database: OfficeDatabase, tokens: readonly string[], before: number | null): Promise<Walked> {
  const [rarest, ...others] = await byFrequency(database, tokens);
  const { store } = database.transaction('rows');
  const below = before === null ? null : IDBKeyRange.upperBound(before);
  // On an index the range is that of the word; the place within it is gone to below.
  let cursor =
    rarest === undefined
      ? await store.openCursor(below, 'prev')
      : await store.index('tokens').openCursor(IDBKeyRange.only(rarest), 'prev');
  if (cursor && rarest !== undefined && before !== null && cursor.primaryKey > before) {
    cursor = await cursor.continuePrimaryKey(rarest as never, before);
  }
  const rows: StoredRow[] = [];
  for (let looked = 0; cursor; looked++) {
    if (rows.length === PAGE || looked === LOOKED_AT) return { rows, next: cursor.primaryKey };
    const { value } = cursor;
    if (others.every((token) => value.tokens.includes(token))) rows.push(value);
    cursor = await cursor.continue();
  }
  return { rows, next: null };
}

/** Rarest first; equally frequent ones, as far as is counted, stay in order. */
async function byFrequency(database: OfficeDatabase, tokens: readonly string[]): Promise<readonly string[]> {
  if (tokens.length < 2) return tokens;
  const index = database.transaction('rows').store.index('tokens');
  const counted = await Promise.all(
    tokens.map(async (token) => ({ token, count: (await index.getAllKeys(token, COUNTED)).length })),
  );
  return counted.sort((a, b) => a.count - b.count).map(({ token }) => token);
}
