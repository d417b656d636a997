import type { Page } from '@playwright/test';

/** A record as it lies in the database; bytes as lists of numbers. */
export interface RawRecord {
  readonly id: string;
  readonly iv: readonly number[];
  readonly data: readonly number[];
  readonly until: number;
}

const DATABASE = 'app-data';

/** Reads all records, sealed as they are. */
export async function readRecords(page: Page): Promise<RawRecord[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('entries').objectStore('entries');
    const all = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const [ids, values] = await Promise.all([
      all(store.getAllKeys()),
      all(store.getAll() as IDBRequest<{ iv: Uint8Array; data: ArrayBuffer; until: number }[]>),
    ]);
    database.close();
    return values.map(({ iv, data, until }, index) => ({
      id: String(ids[index]),
      iv: [...iv],
      data: [...new Uint8Array(data)],
      until,
    }));
  }, DATABASE);
}

/** Writes records as they are given in place of all that are there. The database must exist. */
export async function writeRecords(page: Page, records: readonly RawRecord[]): Promise<void> {
  await page.evaluate(
    async ({ name, all }) => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      const transaction = database.transaction('entries', 'readwrite');
      const store = transaction.objectStore('entries');
      store.clear();
      for (const { id, iv, data, until } of all) {
        store.put({ iv: new Uint8Array(iv), data: new Uint8Array(data).buffer, until }, id);
      }
      await new Promise((resolve) => (transaction.oncomplete = resolve));
      database.close();
    },
    { name: DATABASE, all: [...records] },
  );
}

/**
 * Opens this tab's visit with the browser's own keys, which the console can use, and seals what `edit` makes of it: a
 * text as it stands, anything else as JSON.
 */
export async function rewriteVisit(page: Page, edit: (visit: Record<string, unknown>) => unknown): Promise<void> {
  const visit = JSON.parse(await resealed(page, null)) as Record<string, unknown>;
  const edited = edit(visit);
  await resealed(page, typeof edited === 'string' ? edited : JSON.stringify(edited));
}

/** The text of this tab's visit as it was; seals `text` in its place, unless that is null. */
async function resealed(page: Page, text: string | null): Promise<string> {
  return page.evaluate(
    async ({ name, next }) => {
      const utf8 = new TextEncoder();
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      const get = async <T>(table: string, id: string): Promise<T> =>
        new Promise((resolve) => {
          const asking = database.transaction(table).objectStore(table).get(id);
          asking.onsuccess = () => resolve(asking.result as T);
        });
      const { derive } = await get<{ derive: CryptoKey }>('keys', 'k');
      const sign = async (words: string): Promise<ArrayBuffer> =>
        crypto.subtle.sign('HMAC', derive, utf8.encode(words));
      const part = sessionStorage.getItem('t') ?? '';
      const hidden = [...new Uint8Array(await sign(`name\0${part}`))];
      const id = `v.${hidden.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
      const bits = await sign(`session\0${part}`);
      const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
      const entry = await get<{ iv: BufferSource; data: ArrayBuffer; until: number }>('entries', id);
      const { iv, data, until } = entry;
      const how = { name: 'AES-GCM', iv, additionalData: utf8.encode(`${id}\0${String(until)}`) };
      const before = new TextDecoder().decode(await crypto.subtle.decrypt(how, key, data));
      if (next !== null) {
        const sealed = await crypto.subtle.encrypt(how, key, utf8.encode(next));
        const transaction = database.transaction('entries', 'readwrite');
        transaction.objectStore('entries').put({ iv, data: sealed, until }, id);
        await new Promise((resolve) => (transaction.oncomplete = resolve));
      }
      database.close();
      return before;
    },
    { name: DATABASE, next: text },
  );
}
