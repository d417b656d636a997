import { vi } from 'vitest';
import { DATABASE_NAME } from '../../../src/records/database.ts';
import { wipeDevice } from '../../../src/records/wipe.ts';

export const SECRETS = { name: 'Anna Geheim', service: 'hannover-einzel', note: 'Beratung' };
export const NOW = Date.UTC(2026, 10, 22, 9);
export const HOUR = 60 * 60 * 1_000;

export async function freshBrowser(): Promise<void> {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await wipeDevice();
}

/** Opens the database without the code under test. */
export async function rawDatabase(version?: number, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE_NAME, version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  return settled(request);
}

/** Every row of one table, read raw. */
export async function rawRows(table: 'keys' | 'entries'): Promise<{ id: string; value: unknown }[]> {
  const database = await rawDatabase();
  const store = database.transaction(table).objectStore(table);
  const [ids, values] = await Promise.all([settled(store.getAllKeys()), settled<unknown[]>(store.getAll())]);
  database.close();
  return ids.map((id, index) => ({ id: id as string, value: values[index] }));
}

/** Writes or, without a value, deletes one row raw. */
export async function rawPut(table: 'keys' | 'entries', id: string, value?: unknown): Promise<void> {
  const database = await rawDatabase();
  const store = database.transaction(table, 'readwrite').objectStore(table);
  await (value === undefined ? settled(store.delete(id)) : settled(store.put(value, id)));
  database.close();
}

export async function databaseNames(): Promise<(string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name);
}

export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no reason given'));
  });
}

/** All bytes of a value that IndexedDB gave back, as Latin-1 text, so that readable words would be found in it. */
export function visibleText(value: unknown): string {
  if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value));
  if (value instanceof Uint8Array) return String.fromCharCode(...value);
  if (typeof value === 'object' && value !== null) return Object.entries(value).flat().map(visibleText).join(' ');
  return String(value);
}
