import { vi } from 'vitest';
import { deleteOffice } from '../../../src/records/office-database.ts';
import { OFFICE_DATABASE } from '../../../src/records/office-name.ts';
import type { Office } from '../../../src/records/office-shape.ts';
import { openOffice } from '../../../src/records/office.ts';
import type { Parsed } from '../../../src/errors.ts';
import { settled } from './support.ts';

export const PASSPHRASE = 'ein Satz für Zuhause';
export const START = Date.UTC(2026, 10, 22, 9);
export const DAY = 24 * 60 * 60 * 1_000;

export async function freshOffice(): Promise<void> {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await deleteOffice(3_000);
}

export function must<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`${parsed.problem.code}: ${parsed.problem.detail}`);
  return parsed.value;
}

/** The code of a refusal, or 'ok'. */
export function codeOf(parsed: Parsed<unknown>): string {
  return parsed.ok ? 'ok' : parsed.problem.code;
}

export async function foundOffice(clock: () => number = () => START): Promise<Office> {
  return must(await (await openOffice(clock)).found(PASSPHRASE));
}

/** The office's database without the code under test. */
export async function rawOffice(): Promise<IDBDatabase> {
  return settled(indexedDB.open(OFFICE_DATABASE));
}

type Store = 'team' | 'tables' | 'rows' | 'records';

export async function rawAll(name: Store): Promise<unknown[]> {
  const database = await rawOffice();
  const values = await settled<unknown[]>(database.transaction(name).objectStore(name).getAll());
  database.close();
  return values;
}

/** Changes every value of a store, raw. */
export async function rawChange(name: Store, change: (value: never) => unknown): Promise<void> {
  const database = await rawOffice();
  const store = database.transaction(name, 'readwrite').objectStore(name);
  const [keys, values] = await Promise.all([settled(store.getAllKeys()), settled<unknown[]>(store.getAll())]);
  await Promise.all(
    keys.map((key, index) => {
      const value = change(values[index] as never);
      return settled(store.keyPath === null ? store.put(value, key) : store.put(value));
    }),
  );
  database.close();
}

export async function rawClear(...names: Store[]): Promise<void> {
  const database = await rawOffice();
  const transaction = database.transaction(names, 'readwrite');
  await Promise.all(names.map((name) => settled(transaction.objectStore(name).clear())));
  database.close();
}

/** Deletes the whole database as "clear site data" does: the page's own connection is cut. */
export async function clearSiteData(): Promise<void> {
  await settled(indexedDB.deleteDatabase(OFFICE_DATABASE));
}
