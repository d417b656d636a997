import { refused, type Parsed } from '../errors.ts';
import { canonical } from '../service/canonical.ts';
import type { ArchiveCodec } from './archive-codec.ts';
import { freshMark, markKey } from './copy-marks.ts';
import type { OfficeDatabase, StoredRecord, StoredRow } from './office-database.ts';
import type { FiledReceipt } from './office-shape.ts';
import type { OfficeStore } from './office-store.ts';

/** A change of one record: what it becomes, from what it is now (null: not there). */
export interface Change {
  readonly recordId: string;
  readonly decide: (before: FiledReceipt | null) => Parsed<FiledReceipt>;
  /** Does a copy of exactly this lie in the site's archive folder already? Unless so, one has to be made. */
  readonly isCopied?: (after: FiledReceipt) => boolean;
}

interface Sealed {
  readonly place: number;
  readonly filed: FiledReceipt;
  readonly revision: number;
  readonly isCopied: boolean;
  readonly row: StoredRow;
  readonly record: Omit<StoredRecord, 'revision'>;
}

const TRIES = 5;

/**
 * Changes records, all of a batch in one transaction. Nothing can be encrypted inside a transaction, so each record is
 * read, changed and sealed first, and written only where nobody else has changed it meanwhile; otherwise once more.
 * Returns one result for each change, in order. Never rejects. No two changes may name the same record.
 */
export async function changeRecords(
  store: OfficeStore,
  codec: ArchiveCodec,
  changes: readonly Change[],
): Promise<readonly Parsed<FiledReceipt>[]> {
  const results: (Parsed<FiledReceipt> | undefined)[] = changes.map(() => undefined);
  for (let tries = 0; tries < TRIES; tries++) {
    const open = changes.flatMap((change, place) => (results[place] ? [] : [{ change, place }]));
    if (open.length === 0) break;
    const ids = await Promise.all(open.map(({ change }) => codec.idOf(change.recordId)));
    const read = await store.run((database) => readAll(database, ids));
    const sealed = read.ok
      ? await Promise.all(
          open.map(async ({ change, place }, index) => {
            const stored = read.value[index];
            const { before, outcome } = await decide(codec, change, ids[index] ?? '', stored);
            // What says the same as before is not written once more, and needs no second copy.
            if (!outcome.ok || (before && canonical(before) === canonical(outcome.value))) {
              results[place] = outcome;
              return [];
            }
            const filed = outcome.value;
            const isCopied = change.isCopied?.(filed) ?? false;
            return [{ place, filed, revision: stored?.revision ?? 0, isCopied, ...(await codec.seal(filed)) }];
          }),
        )
      : [];
    const writing = sealed.flat();
    const written = read.ok ? await store.run((database) => writeAll(database, writing)) : read;
    if (!written.ok) return results.map((result) => result ?? written);
    for (const { place, filed } of written.value) results[place] = { ok: true, value: filed };
  }
  return results.map((result) => result ?? refused('STORAGE_UNAVAILABLE', 'somebody else changes it all the time'));
}

async function decide(
  codec: ArchiveCodec,
  change: Change,
  id: string,
  stored: StoredRecord | undefined,
): Promise<{ readonly before: FiledReceipt | null; readonly outcome: Parsed<FiledReceipt> }> {
  if (stored === undefined) return { before: null, outcome: change.decide(null) };
  const before = await codec.openRecord(id, stored);
  // What lies there and cannot be read is not written over: somebody may still be able to rescue it.
  const unreadable = refused('RECEIPT_UNREADABLE', `${change.recordId.slice(0, 60)} was changed`);
  return { before, outcome: before ? change.decide(before) : unreadable };
}

async function readAll(
  database: OfficeDatabase,
  ids: readonly string[],
): Promise<readonly (StoredRecord | undefined)[]> {
  const transaction = database.transaction('records');
  const [found] = await Promise.all([Promise.all(ids.map((id) => transaction.store.get(id))), transaction.done]);
  return found;
}

/** Writes what nobody else has changed since it was read; returns what was written. All or nothing when storage fails. */
async function writeAll(database: OfficeDatabase, sealed: readonly Sealed[]): Promise<readonly Sealed[]> {
  const transaction = database.transaction(['rows', 'records', 'tables'], 'readwrite');
  const marks = transaction.objectStore('tables');
  const records = transaction.objectStore('records');
  const rows = transaction.objectStore('rows');
  const one = async (change: Sealed): Promise<readonly Sealed[]> => {
    const { id } = change.row;
    const [now, seq] = await Promise.all([records.get(id), rows.index('id').getKey(id)]);
    if ((now?.revision ?? 0) !== change.revision) return [];
    // A later issue keeps the place of the first.
    const row = seq === undefined ? change.row : { ...change.row, seq };
    // Each by itself: one that throws at once must not leave the other without anybody to hear of its end.
    const put = [
      async () => records.put({ ...change.record, revision: change.revision + 1 }, id),
      async () => rows.put(row),
      async () =>
        change.isCopied ? marks.delete(markKey(id)) : marks.put(freshMark(change.revision + 1), markKey(id)),
    ];
    await Promise.all(put.map((write) => write()));
    return [change];
  };
  try {
    const [written] = await Promise.all([Promise.all(sealed.map(one)), transaction.done]);
    return written.flat();
  } catch (error) {
    // Not every failure ends a transaction by itself, and half a record is worse than none.
    abandon(transaction);
    throw error;
  }
}

function abandon(transaction: { abort(): void; readonly done: Promise<void> }): void {
  transaction.done.catch(() => undefined);
  try {
    transaction.abort();
  } catch {
    // It has ended already, and was not written.
  }
}
