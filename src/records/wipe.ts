import { DATABASE_NAME, deleteDatabase, findDatabase } from './database.ts';
import { within } from './limit.ts';
import { OFFICE_DATABASE } from './office-name.ts';

/** 'incomplete': something did not let itself be deleted; the person should close the browser and clear its data. */
export type WipeResult = 'wiped' | 'incomplete';

const PART_MS = 2_000;

/**
 * Deletes everything that this site ever kept in this browser: sessionStorage, localStorage (also `jitsiLocalStorage`,
 * which Jitsi's API puts into it unasked, jitsi-pitfalls 2.16), databases and caches. Each part on its own, so that one
 * that fails or stays silent stops no other. The two storages are empty before this function first waits: without the
 * session's half of its key the visit cannot be read any more, whatever becomes of the rest. Never rejects.
 *
 * The office's archive is left alone: a counsellor who tries a link out in her own browser and declines must not lose the
 * receipts of others. It holds nothing of what a client entered here, and is sealed under a passphrase.
 */
export async function wipeDevice(): Promise<WipeResult> {
  const atOnce = [clear(() => sessionStorage), clear(() => localStorage)];
  const parts = [emptyTables, deleteDatabases, deleteCaches].map((part) => finish(part));
  return [...atOnce, ...(await Promise.all(parts))].every(Boolean) ? 'wiped' : 'incomplete';
}

function clear(storage: () => Storage): boolean {
  try {
    storage().clear();
    return true;
  } catch {
    // Blocked storage holds nothing of ours, but nobody can be sure since when it is blocked.
    return false;
  }
}

async function finish(part: () => Promise<unknown>): Promise<boolean> {
  try {
    await within(2 * PART_MS, part());
    return true;
  } catch {
    // The caller is told by the result; the other parts go on.
    return false;
  }
}

/** Empties our tables, because another tab can keep a database from being deleted, but not from being emptied. */
async function emptyTables(): Promise<void> {
  const database = await findDatabase(() => undefined);
  if (typeof database === 'string') return;
  const transaction = database.transaction(['keys', 'entries'], 'readwrite');
  try {
    const emptied = [transaction.objectStore('keys').clear(), transaction.objectStore('entries').clear()];
    await within(PART_MS, Promise.all([...emptied, transaction.done]));
  } finally {
    database.close();
  }
}

/** Ours is asked for at once: the page may be replaced before the browser has answered which others there are. */
async function deleteDatabases(): Promise<void> {
  await Promise.all([deleteDatabase(DATABASE_NAME, PART_MS), deleteOthers()]);
}

async function deleteOthers(): Promise<void> {
  // Missing in Firefox before 126, where only our own is known by name; there is no other.
  if (typeof indexedDB.databases !== 'function') return;
  const names = (await within(PART_MS, indexedDB.databases())).flatMap(({ name }) => name ?? []);
  const others = names.filter((name) => name !== DATABASE_NAME && name !== OFFICE_DATABASE);
  await Promise.all(others.map((name) => deleteDatabase(name, PART_MS)));
}

async function deleteCaches(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const names = await within(PART_MS, caches.keys());
  await within(PART_MS, Promise.all(names.map((name) => caches.delete(name))));
}
