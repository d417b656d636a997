import { KEPT, type ArchiveCodec } from './archive-codec.ts';
import { markKey } from './copy-marks.ts';
import type { OfficeDatabase, StoredRow } from './office-database.ts';
import type { OfficeStore } from './office-store.ts';

const BATCH = 200;
const DAY = 86_400_000;

/**
 * Deletes what is past its time at `now` (milliseconds since 1970) in small transactions, so that the page can go on
 * working; returns how many. What is on hold has no day in the index and is never met. Stops where storage fails.
 */
export async function purgeRows(store: OfficeStore, codec: ArchiveCodec, now: number): Promise<number> {
  let purged = 0;
  for (let kept = 0; ;) {
    // What has to stay until later today is met again and stepped over.
    const batch = await store.run((database) => expiring(database, now, kept));
    if (!batch.ok || batch.value.length === 0) return purged;
    const over = (
      await Promise.all(batch.value.map(async (row) => ((await isOver(codec, row, now)) ? [row] : [])))
    ).flat();
    const deleted = await store.run((database) => remove(database, over));
    if (!deleted.ok) return purged;
    purged += deleted.value;
    kept += batch.value.length - deleted.value;
  }
}

async function expiring(database: OfficeDatabase, now: number, skip: number): Promise<readonly StoredRow[]> {
  const { store } = database.transaction('rows');
  const range = IDBKeyRange.upperBound(Math.min(now, KEPT - 1));
  let cursor = await store.index('until').openCursor(range);
  if (cursor && skip > 0) cursor = await cursor.advance(skip);
  const rows: StoredRow[] = [];
  for (; cursor && rows.length < BATCH; cursor = await cursor.continue()) rows.push(cursor.value);
  return rows;
}

/** The index knows the day, the sealed row the moment. What nobody can open any more ends with its day. */
async function isOver(codec: ArchiveCodec, row: StoredRow, now: number): Promise<boolean> {
  const opened = await codec.openRow(row);
  return opened ? opened.ends !== null && opened.ends <= now : row.until + DAY <= now;
}

/** Another tab may have put a hold on it meanwhile: only what is still as it was read is deleted. */
async function remove(database: OfficeDatabase, rows: readonly StoredRow[]): Promise<number> {
  const transaction = database.transaction(['rows', 'records', 'tables'], 'readwrite');
  const one = async ({ seq = 0, id, until }: StoredRow): Promise<number> => {
    const current = await transaction.objectStore('rows').get(seq);
    if (current?.id !== id || current.until !== until) return 0;
    await Promise.all([
      transaction.objectStore('rows').delete(seq),
      transaction.objectStore('records').delete(id),
      transaction.objectStore('tables').delete(markKey(id)),
    ]);
    return 1;
  };
  const [counts] = await Promise.all([Promise.all(rows.map(one)), transaction.done]);
  return counts.reduce<number>((sum, count) => sum + count, 0);
}
