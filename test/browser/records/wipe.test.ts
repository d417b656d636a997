import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openRecords, type RecordMode, type RecordStore } from '../../../src/records/records.ts';
import { DATABASE_NAME } from '../../../src/records/database.ts';
import { databaseNames, freshBrowser, HOUR, NOW, rawDatabase, rawRows, SECRETS, settled } from './support.ts';

beforeEach(freshBrowser);
afterEach(freshBrowser);

const open = (mode: RecordMode = 'remember'): Promise<RecordStore> => openRecords(mode, () => NOW);

async function fill(): Promise<RecordStore> {
  const store = await open();
  await store.saveVisit(SECRETS);
  await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
  await store.markEnded('aa');
  localStorage.setItem('jitsiLocalStorage', '{"displayName":"Anna Geheim"}');
  (await caches.open('x')).put('/x', new Response('x')).catch(() => undefined);
  (await settled(indexedDB.open('left-by-somebody'))).close();
  return store;
}

async function left(): Promise<unknown[]> {
  return [await databaseNames(), sessionStorage.length, localStorage.length, await caches.keys()];
}

const NOTHING = [[], 0, 0, []];

function broken(): never {
  throw new DOMException('', 'SecurityError');
}

describe('wiping', () => {
  test('leaves nothing', async () => {
    const store = await fill();
    expect(await store.wipe()).toBe('wiped');
    expect(await left()).toStrictEqual(NOTHING);
  });

  test('leaves nothing, also from a store that keeps nothing itself', async () => {
    await fill();
    expect(await (await open('shared')).wipe()).toBe('wiped');
    expect(await left()).toStrictEqual(NOTHING);
  });

  test('on a device that has nothing leaves nothing', async () => {
    expect(await (await open('session')).wipe()).toBe('wiped');
    expect(await left()).toStrictEqual(NOTHING);
  });

  test('makes the visit unreadable and clears the storages before anything is waited for', async () => {
    const store = await fill();
    const wiped = store.wipe();
    expect([sessionStorage.length, localStorage.length]).toStrictEqual([0, 0]);
    await wiped;
  });

  test('asks for the deletion of ours before it knows of any others: the page may be gone by then', async () => {
    const store = await fill();
    const asked = vi.spyOn(indexedDB, 'deleteDatabase');
    vi.spyOn(indexedDB, 'databases').mockReturnValue(new Promise(() => undefined));
    const wiped = store.wipe();
    await vi.waitFor(() => expect(asked).toHaveBeenCalledWith(DATABASE_NAME), { timeout: 1000 });
    vi.mocked(indexedDB.databases).mockRestore();
    await vi.waitFor(async () => expect(await databaseNames()).not.toContain(DATABASE_NAME));
    expect(await wiped).toBe('incomplete');
  });

  test('outlives a save that is under way, and ends the store', async () => {
    const store = await fill();
    const saving = [store.saveVisit('under way'), store.saveVisit('waiting'), store.markEnded('bb')];
    expect(await store.wipe()).toBe('wiped');
    await Promise.all(saving);
    expect(await left()).toStrictEqual(NOTHING);
    expect(await store.saveVisit(SECRETS)).toBe('failed');
    expect(await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR)).toBe('failed');
    expect(await store.markEnded('cc')).toBe('failed');
    expect([
      await store.loadVisit(),
      await store.loadRemembered(SECRETS.service),
      await store.endedRooms(),
    ]).toStrictEqual([null, null, []]);
    expect(await left()).toStrictEqual(NOTHING);
  });

  test('ends the store: it neither sees nor deletes what comes after', async () => {
    const store = await fill();
    await store.wipe();
    const next = await open();
    await next.saveRemembered('a', 1, NOW + HOUR);
    expect(await store.loadRemembered('a')).toBeNull();
    await store.forgetRemembered('a');
    expect(await next.loadRemembered('a')).toBe(1);
  });

  test('twice is as good as once', async () => {
    const store = await fill();
    expect(await Promise.all([store.wipe(), store.wipe()])).toStrictEqual(['wiped', 'wiped']);
    expect(await left()).toStrictEqual(NOTHING);
  });

  test('is followed by a clean start', async () => {
    await (await fill()).wipe();
    const store = await open('session');
    expect(store).toMatchObject({ works: 'yes', problems: [] });
    expect(await store.saveVisit('new')).toBe('saved');
    expect(await (await open('session')).loadVisit()).toBe('new');
  });
});

describe('where one part fails, the others are done', () => {
  test.each<[string, () => unknown, number]>([
    ['sessionStorage', () => vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(broken), 1],
    ['localStorage', () => vi.spyOn(window, 'localStorage', 'get').mockImplementation(broken), 2],
    ['the caches', () => vi.spyOn(CacheStorage.prototype, 'keys').mockImplementation(broken), 3],
    ['the list of databases', () => vi.spyOn(indexedDB, 'databases').mockImplementation(broken), 0],
  ])('%s', async (_, breakIt, part) => {
    const store = await fill();
    breakIt();
    expect(await store.wipe()).toBe('incomplete');
    vi.restoreAllMocks();
    const remains = await left();
    for (const [index, nothing] of NOTHING.entries()) {
      if (index !== part) expect(remains[index]).toStrictEqual(nothing);
    }
  });

  test('deleting databases: ours is empty all the same', async () => {
    const store = await fill();
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(broken);
    expect(await store.wipe()).toBe('incomplete');
    expect([await rawRows('entries'), await rawRows('keys')]).toStrictEqual([[], []]);
    expect([sessionStorage.length, localStorage.length, await caches.keys()]).toStrictEqual([0, 0, []]);
  });

  test('another program holds on to the database: it is emptied and the person is told', async () => {
    const store = await fill();
    const holder = await rawDatabase();
    expect(await store.wipe()).toBe('incomplete');
    expect(await settled(holder.transaction('entries').objectStore('entries').count())).toBe(0);
    holder.close();
    await vi.waitFor(async () => expect(await databaseNames()).not.toContain(DATABASE_NAME));
  });

  test('no caches, no list of databases (Firefox before 126): ours is gone', async () => {
    const store = await fill();
    Object.defineProperty(indexedDB, 'databases', { value: undefined, configurable: true });
    expect(await store.wipe()).toBe('wiped');
    Reflect.deleteProperty(indexedDB, 'databases');
    expect(await databaseNames()).toStrictEqual(['left-by-somebody']);
  });
});
