import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Names of everything that this origin keeps in this browser. */
export async function leftBehind(page: Page): Promise<readonly string[]> {
  const cookies = (await page.context().cookies()).map(({ name }) => `cookie ${name}`);
  const stored = await page.evaluate(async () => [
    ...Object.keys(sessionStorage).map((name) => `sessionStorage ${name}`),
    ...Object.keys(localStorage).map((name) => `localStorage ${name}`),
    ...(await indexedDB.databases()).map(({ name }) => `database ${name ?? ''}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
  ]);
  return [...cookies, ...stored];
}

/** Waits until what was just entered is written down: the records are others than `before` and change no more. */
export async function isKept(page: Page, before: string): Promise<void> {
  let last = before;
  await expect
    .poll(
      async () => {
        const now = await records(page);
        const isQuiet = now === last && now !== before;
        last = now;
        return isQuiet;
      },
      { message: 'the entry is written down', intervals: [100, 150, 200] },
    )
    .toBe(true);
}

/** The sealed records as they lie in the database; empty where there is none. */
export async function records(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const [known] = await indexedDB.databases();
    if (known?.name === undefined) return '';
    const { name } = known;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('the database does not open'));
    });
    const all = await new Promise<unknown[]>((resolve, reject) => {
      const asking = database.transaction('entries').objectStore('entries').getAll();
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(new Error('the records cannot be read'));
    });
    database.close();
    const plain = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
      return ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer)] : value;
    };
    return JSON.stringify(all, (_, value: unknown) => plain(value));
  });
}
