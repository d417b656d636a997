import type { IDBPObjectStore } from 'idb';
import { deleteDatabase, DATABASE_NAME, findDatabase, makeDatabase, type Database, type Tables } from './database.ts';
import { within } from './limit.ts';
import { hiddenName, makeKeys, openText, parseEntry, parseKeys, sealText, sessionKey, type Keys } from './sealing.ts';

/** Where a record lies. `session` and `name` never appear in the database in the clear. */
export type Place =
  | { readonly kind: 'visit'; readonly session: string }
  | { readonly kind: 'remembered'; readonly name: string }
  | { readonly kind: 'ended'; readonly name: string };

/** What was read: JSON text, or nothing, or something that is not ours and has been deleted. */
export type Read = { readonly text: string } | 'absent' | 'unreadable';

/** Sealed records in one open database. Every function rejects when the database fails or stays silent. */
export interface Vault {
  read(place: Place): Promise<Read>;
  write(place: Place, text: string, until: number): Promise<void>;
  remove(place: Place): Promise<void>;
  /** Texts of all ended rooms that open; what does not open is deleted and counted. */
  readEnded(): Promise<{ readonly texts: readonly string[]; readonly unreadable: number }>;
  /**
   * Deletes what is past its time, visits that claim a longer life than `visitMs` (a clock set back, or a forgery), and
   * what is no record at all; returns how many of the last.
   */
  purge(visitMs: number): Promise<number>;
  close(): void;
}

type EntriesStore = IDBPObjectStore<Tables, ['entries'], 'entries', 'readwrite'>;

const PREFIX = { visit: 'v', remembered: 'r', ended: 'e' } as const;
const KEYS_ID = 'k';
const STEP_MS = 4_000;
const DELETE_MS = 2_000;

/** The outcome of opening: `unreadable` counts databases that were not ours and have been deleted. */
export interface Opened {
  readonly vault: Vault | null;
  readonly unreadable: number;
}

/**
 * Opens the records of this browser; with `make` they are made if there are none, without it nothing is written and
 * `vault` is null. Rejects when storage is blocked, broken or silent.
 */
export async function openVault(make: boolean, clock: () => number, onDeleted: () => void): Promise<Opened> {
  const first = await tryVault(make, clock, onDeleted);
  if (first !== 'foreign') return { vault: first, unreadable: 0 };
  // Not our tables or not our keys: nothing in it can ever be opened.
  await deleteDatabase(DATABASE_NAME, DELETE_MS);
  const second = make ? await tryVault(make, clock, onDeleted) : null;
  if (second === 'foreign') throw new TypeError('a new database that is not ours');
  return { vault: second, unreadable: 1 };
}

async function tryVault(make: boolean, clock: () => number, onDeleted: () => void): Promise<Vault | null | 'foreign'> {
  const found = await (make ? makeDatabase(onDeleted) : findDatabase(onDeleted));
  if (typeof found === 'string') return found === 'absent' ? null : found;
  try {
    const keys = await keysOf(found, make);
    if (keys !== 'none' && keys !== 'foreign') return vaultOf(found, keys, clock);
    found.close();
    return keys === 'none' ? null : keys;
  } catch (error) {
    found.close();
    throw error;
  }
}

/**
 * The keys of this browser, made on request. Two tabs that start together agree on those of the first. 'none' when there
 * are neither keys nor records (the first save failed half way); 'foreign' when the keys cannot be those of the records.
 */
async function keysOf(database: Database, make: boolean): Promise<Keys | 'none' | 'foreign'> {
  // Before the transaction: it would end while the keys are being made.
  const fresh = make ? await makeKeys() : null;
  const transaction = database.transaction(['keys', 'entries'], fresh ? 'readwrite' : 'readonly');
  const work = async (): Promise<Keys | 'none' | 'foreign'> => {
    const stored = await transaction.objectStore('keys').get(KEYS_ID);
    if (stored !== undefined) return parseKeys(stored) ?? 'foreign';
    if ((await transaction.objectStore('entries').count()) > 0) return 'foreign';
    if (fresh) await transaction.objectStore('keys').put?.(fresh, KEYS_ID);
    return fresh ?? 'none';
  };
  const [keys] = await within(STEP_MS, Promise.all([work(), transaction.done]));
  return keys;
}

function vaultOf(database: Database, keys: Keys, clock: () => number): Vault {
  const idOf = async (place: Place): Promise<string> =>
    `${PREFIX[place.kind]}.${await hiddenName(keys, place.kind === 'visit' ? place.session : place.name)}`;

  const keyOf = (place: Place): CryptoKey | Promise<CryptoKey> =>
    place.kind === 'visit' ? sessionKey(keys, place.session) : keys.seal;

  const change = async (act: (entries: EntriesStore) => Promise<unknown>): Promise<void> => {
    const transaction = database.transaction('entries', 'readwrite');
    await within(STEP_MS, Promise.all([act(transaction.store), transaction.done]));
  };

  const openAt = async (key: CryptoKey, id: string, stored: unknown): Promise<Read> => {
    if (stored === undefined) return 'absent';
    const entry = parseEntry(stored);
    const text = entry && (await openText(key, id, entry));
    // Past its time and not yet purged.
    if (entry && text !== null) return entry.until > clock() ? { text } : 'absent';
    await change((entries) => entries.delete(id));
    return 'unreadable';
  };

  return {
    async read(place) {
      const id = await idOf(place);
      const stored = await within(STEP_MS, database.get('entries', id));
      return openAt(await keyOf(place), id, stored);
    },

    async write(place, text, until) {
      const id = await idOf(place);
      const entry = await sealText(await keyOf(place), id, text, until);
      await change((entries) => entries.put(entry, id));
    },

    async remove(place) {
      const id = await idOf(place);
      await change((entries) => entries.delete(id));
    },

    async readEnded() {
      const range = IDBKeyRange.bound(`${PREFIX.ended}.`, `${PREFIX.ended}/`);
      const transaction = database.transaction('entries', 'readonly');
      const [ids, values] = await within(
        STEP_MS,
        Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range), transaction.done]),
      );
      const read = await Promise.all(ids.map((id, index) => openAt(keys.seal, id, values[index] ?? null)));
      return {
        texts: read.flatMap((one) => (typeof one === 'string' ? [] : [one.text])),
        unreadable: read.filter((one) => one === 'unreadable').length,
      };
    },

    async purge(visitMs) {
      const now = clock();
      let unreadable = 0;
      await change(async (entries) => {
        for (let cursor = await entries.openCursor(); cursor; cursor = await cursor.continue()) {
          const entry = parseEntry(cursor.value);
          if (entry === null) unreadable++;
          const isVisit = cursor.key.startsWith(`${PREFIX.visit}.`);
          const latest = isVisit ? now + visitMs : Infinity;
          if (entry === null || entry.until <= now || entry.until > latest) await cursor.delete();
        }
      });
      return unreadable;
    },

    close() {
      database.close();
    },
  };
}
