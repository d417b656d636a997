import type { DBSchema, IDBPDatabase } from 'idb';
import { within } from './limit.ts';
import { OFFICE_DATABASE } from './office-name.ts';
import type { Entry } from './sealing.ts';

const VERSION = 1;
const OPEN_MS = 5_000;
const STORES = ['team', 'tables', 'rows', 'records'] as const;

/** What the database tells without any key: the sealed key file, the sealed data key. */
export interface StoredTeam {
  /** Opens with the passphrase. */
  readonly file: string;
  /** Opens with the key in `file`. */
  readonly wrapped: string;
}

/** The small sealed part of a receipt, enough for a list. `until` is the day of expiry, in milliseconds. */
export interface StoredRow extends Entry {
  /** Counts up: a later one was filed later. Given by the database. */
  readonly seq?: number;
  /** Blinded recordId. */
  readonly id: string;
  /** Blinded words. */
  readonly tokens: readonly string[];
}

/** The whole sealed record. */
export interface StoredRecord extends Entry {
  /** Counts the changes, so that two tabs do not overwrite each other's. */
  readonly revision: number;
}

export interface OfficeTables extends DBSchema {
  team: { key: string; value: unknown };
  tables: { key: string; value: unknown };
  // `unknown` cannot be indexed, so the two below say what was written; what is read is parsed all the same.
  rows: { key: number; value: StoredRow; indexes: { id: string; tokens: string; until: number } };
  records: { key: string; value: StoredRecord };
}

export type OfficeDatabase = IDBPDatabase<OfficeTables>;

export interface Listeners {
  /** This office is being deleted, here or in another tab; the connection has given way already. */
  readonly deleted: () => void;
  /** The browser cut the connection: site data cleared, disk gone. */
  readonly cut: () => void;
}

/**
 * Opens the office's database; `make` says whether it is made when there is none, 'absent' is returned otherwise and
 * nothing is written. 'foreign': made by a later version of this software. Rejects when storage is blocked or silent.
 */
export async function connectOffice(
  make: boolean,
  listeners: Listeners,
): Promise<OfficeDatabase | 'absent' | 'foreign'> {
  const { openDB } = await import('idb');
  let isAbsent = false;
  const opening = openDB<OfficeTables>(OFFICE_DATABASE, VERSION, {
    upgrade(database, _from, _to, transaction) {
      // The same failure arrives at openDB; here it would only be reported as not handled.
      transaction.done.catch(() => undefined);
      if (make) return createStores(database);
      isAbsent = true;
      transaction.abort();
    },
    blocking(_current, wanted, event) {
      (event.target as IDBDatabase).close();
      if (wanted === null) listeners.deleted();
      else listeners.cut();
    },
    terminated: () => listeners.cut(),
  });
  try {
    const database = await within(OPEN_MS, opening);
    if (STORES.every((name) => database.objectStoreNames.contains(name))) return database;
    database.close();
    return 'foreign';
  } catch (error) {
    if (isAbsent) return 'absent';
    if (error instanceof Error && error.name === 'VersionError') return 'foreign';
    // Should it open after all, nobody is waiting for it any more, and it would stand in the way of deleting.
    opening.then(
      (late) => late.close(),
      () => undefined,
    );
    throw error;
  }
}

function createStores(database: OfficeDatabase): void {
  database.createObjectStore('team');
  database.createObjectStore('tables');
  database.createObjectStore('records');
  const rows = database.createObjectStore('rows', { keyPath: 'seq', autoIncrement: true });
  rows.createIndex('id', 'id', { unique: true });
  rows.createIndex('tokens', 'tokens', { multiEntry: true });
  rows.createIndex('until', 'until');
}

/** Empties the tables first, because another tab can keep a database from being deleted, but not from being emptied. */
export async function deleteOffice(ms: number): Promise<void> {
  const found = await connectOffice(false, { deleted: () => undefined, cut: () => undefined });
  if (typeof found !== 'string') {
    try {
      const transaction = found.transaction(STORES, 'readwrite');
      const emptied = STORES.map((name) => transaction.objectStore(name).clear());
      await within(ms, Promise.all([...emptied, transaction.done]));
    } finally {
      found.close();
    }
  }
  const { deleteDB } = await import('idb');
  await within(ms, deleteDB(OFFICE_DATABASE));
}
