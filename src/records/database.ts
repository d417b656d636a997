import type { DBSchema, IDBPDatabase } from 'idb';
import { within } from './limit.ts';

/** Says nothing about counselling: the list of databases can be seen on a shared computer (W-12). */
export const DATABASE_NAME = 'app-data';
const VERSION = 1;
const OPEN_MS = 2_500;

export interface Tables extends DBSchema {
  /** One row of two keys that cannot be taken out of the browser. */
  keys: { key: string; value: unknown };
  /** Sealed records; `unknown` because anybody at this computer can write here. */
  entries: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Tables>;

/** What was found when looking for the database without making one. `foreign`: its tables are not ours. */
export type Found = Database | 'absent' | 'foreign';

/**
 * Opens the database if there is one. Writes nothing otherwise: making it is aborted half way, because
 * `indexedDB.databases()` is missing in Firefox before 126. Rejects when storage is blocked, broken or silent.
 * `onDeleted` is called when another tab wipes this device; the connection has then given way already.
 */
export async function findDatabase(onDeleted: () => void): Promise<Found> {
  let isAbsent = false;
  try {
    return await connect(onDeleted, (_, abort) => {
      isAbsent = true;
      abort();
    });
  } catch (error) {
    if (isAbsent) return 'absent';
    throw error;
  }
}

/** Opens the database and makes it if there is none. Rejects when storage is blocked, broken or silent. */
export async function makeDatabase(onDeleted: () => void): Promise<Found> {
  return connect(onDeleted, (database) => {
    database.createObjectStore('keys');
    database.createObjectStore('entries');
  });
}

/** Deletes the database. Rejects when another tab does not let go of it in time. */
export async function deleteDatabase(name: string, ms: number): Promise<void> {
  const { deleteDB } = await import('idb');
  await within(ms, deleteDB(name));
}

async function connect(
  onDeleted: () => void,
  upgrade: (database: Database, abort: () => void) => void,
): Promise<Database | 'foreign'> {
  const { openDB } = await import('idb');
  const opening = openDB<Tables>(DATABASE_NAME, VERSION, {
    upgrade(database, _from, _to, transaction) {
      // The same failure arrives at openDB; here it would only be reported as not handled.
      transaction.done.catch(() => undefined);
      upgrade(database, () => transaction.abort());
    },
    blocking(_current, wanted, event) {
      (event.target as IDBDatabase).close();
      if (wanted === null) onDeleted();
    },
  });
  let database: Database;
  try {
    database = await within(OPEN_MS, opening);
  } catch (error) {
    // A later version than ours: the site was put back to an older state, and its records can wait for nobody.
    if (error instanceof Error && error.name === 'VersionError') return 'foreign';
    // Should it open after all, nobody is waiting for it any more, and it would stand in the way of deleting.
    opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw error;
  }
  if (database.objectStoreNames.contains('keys') && database.objectStoreNames.contains('entries')) return database;
  database.close();
  return 'foreign';
}
