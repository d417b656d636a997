import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASE_NAME } from '../../../src/records/database.ts';
import { openRecords, type RecordStore, type RecordTrouble } from '../../../src/records/records.ts';
import { databaseNames, freshBrowser, HOUR, NOW, rawDatabase, SECRETS } from './support.ts';

beforeEach(freshBrowser);
afterEach(freshBrowser);

const open = (): Promise<RecordStore> => openRecords('remember', () => NOW);

/** A request that stays silent; idb takes only what calls itself an IDBRequest. */
function silent(): IDBOpenDBRequest {
  return Object.setPrototypeOf(new EventTarget(), IDBOpenDBRequest.prototype) as IDBOpenDBRequest;
}

/** A request that fails a moment later, as IndexedDB’s own do. */
function failing(name: string): () => IDBOpenDBRequest {
  return () => {
    const request = silent();
    Object.defineProperty(request, 'error', { value: new DOMException('', name) });
    queueMicrotask(() => request.dispatchEvent(new Event('error')));
    return request;
  };
}

function throwing(name: string): () => never {
  return () => {
    throw new DOMException('', name);
  };
}

/** The person gets through: what is on screen stays, the store says what it cannot do, and nothing throws. */
async function expectPageGoesOn(store: RecordStore, reason: RecordTrouble): Promise<void> {
  expect(await store.saveVisit(SECRETS)).toBe('failed');
  expect(store).toMatchObject({ works: 'no', reason });
  expect(await store.loadVisit()).toStrictEqual(SECRETS);
  expect(await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR)).toBe('failed');
  expect(await store.loadRemembered(SECRETS.service)).toBeNull();
  expect(await store.markEnded('aa')).toBe('failed');
  expect(await store.endedRooms()).toStrictEqual(['aa']);
  await store.forgetRemembered(SECRETS.service);
  expect(store).toMatchObject({ works: 'no', reason });
}

describe('blocked from the start', () => {
  test.each<[string, () => IDBOpenDBRequest, RecordTrouble]>([
    ['open throws a SecurityError', throwing('SecurityError'), 'blocked'],
    ['open fails with InvalidStateError (older Firefox, private)', failing('InvalidStateError'), 'blocked'],
    ['open fails with SecurityError', failing('SecurityError'), 'blocked'],
    ['open fails with QuotaExceededError', failing('QuotaExceededError'), 'full'],
    ['open fails with UnknownError (damaged files)', failing('UnknownError'), 'broken'],
  ])('%s', async (_, fail, reason) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(fail);
    const store = await open();
    expect(store).toMatchObject({ works: 'no', reason });
    await expectPageGoesOn(store, reason);
  });

  test.each([null, undefined])('there is no indexedDB but %s', async (nothing) => {
    vi.stubGlobal('indexedDB', nothing);
    const store = await open();
    expect(store).toMatchObject({ works: 'no', reason: 'blocked' });
    await expectPageGoesOn(store, 'blocked');
  });

  test('sessionStorage throws: no visit is kept, and this is known before the first save', async () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(throwing('SecurityError'));
    const store = await open();
    expect(store).toMatchObject({ works: 'no', reason: 'blocked' });
    expect(await store.saveVisit(SECRETS)).toBe('failed');
    expect(store).toMatchObject({ works: 'no', reason: 'blocked' });
    expect(await store.loadVisit()).toStrictEqual(SECRETS);
  });

  test('open stays silent: the page waits some seconds, not for ever', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(silent);
    const started = performance.now();
    const store = await open();
    expect(store).toMatchObject({ works: 'no', reason: 'broken' });
    expect(performance.now() - started).toBeGreaterThan(2_000);
  });
});

describe('failing in the middle', () => {
  test.each<[string, RecordTrouble]>([
    ['QuotaExceededError', 'full'],
    ['UnknownError', 'broken'],
    ['DataError', 'broken'],
  ])('put throws %s', async (name, reason) => {
    const store = await open();
    expect(await store.saveVisit('before')).toBe('saved');
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(throwing(name));
    await expectPageGoesOn(store, reason);
    vi.restoreAllMocks();
    expect(await store.saveVisit('after')).toBe('saved');
    expect(store).toMatchObject({ works: 'yes', reason: null });
    expect(await (await open()).loadVisit()).toBe('after');
  });

  test('the transaction is aborted for lack of space after put succeeded', async () => {
    const store = await open();
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
      const request = put.call(this, value, key);
      request.addEventListener('success', () => this.transaction.abort());
      return request;
    });
    expect(await store.saveVisit(SECRETS)).toBe('failed');
    expect(store).toMatchObject({ works: 'no', reason: 'broken' });
    vi.restoreAllMocks();
    expect(await (await open()).loadVisit()).toBeNull();
  });

  test('sessionStorage is full', async () => {
    const store = await open();
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(throwing('QuotaExceededError'));
    expect(await store.saveVisit(SECRETS)).toBe('failed');
    expect(store).toMatchObject({ works: 'no', reason: 'full' });
  });

  test('a key cannot be stored (older Firefox, private)', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(throwing('DataCloneError'));
    const store = await open();
    await expectPageGoesOn(store, 'broken');
    expect(store.problems).toStrictEqual([]);
    vi.restoreAllMocks();
    expect(await store.saveVisit(SECRETS)).toBe('saved');
  });

  test('a read fails: nothing is there, and later saves work again', async () => {
    const store = await open();
    await store.saveRemembered('a', 1, NOW + HOUR);
    vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(throwing('UnknownError'));
    expect(await store.loadRemembered('a')).toBeNull();
    expect(store).toMatchObject({ works: 'no', reason: 'broken' });
    vi.restoreAllMocks();
    expect(await store.saveVisit(1)).toBe('saved');
    expect(await store.loadRemembered('a')).toBe(1);
    expect(store.works).toBe('yes');
  });

  test('WebCrypto fails', async () => {
    const store = await open();
    await store.saveVisit('before');
    vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValue(new DOMException('', 'OperationError'));
    expect(await store.saveVisit(SECRETS)).toBe('failed');
    expect(store).toMatchObject({ works: 'no', reason: 'broken' });
    vi.restoreAllMocks();
    expect(await (await open()).loadVisit()).toBe('before');
  });

  test('the connection is cut between two saves: the next save makes a new one', async () => {
    const store = await open();
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.saveVisit('before');
    (transaction.mock.contexts.at(-1) as IDBDatabase).close();
    expect(await store.saveVisit('after')).toBe('saved');
    expect(store.works).toBe('yes');
    expect(await (await open()).loadVisit()).toBe('after');
  });
});

describe('two tabs', () => {
  test('that start together agree on the keys', async () => {
    const [one, two] = await Promise.all([open(), open()]);
    await Promise.all([one.saveRemembered('a', 1, NOW + HOUR), two.saveRemembered('b', 2, NOW + HOUR)]);
    const later = await open();
    expect([await later.loadRemembered('a'), await later.loadRemembered('b')]).toStrictEqual([1, 2]);
    expect(later.problems).toStrictEqual([]);
  });

  test('one wipes: the other gives way and writes nothing any more', async () => {
    const one = await open();
    await one.saveVisit(SECRETS);
    const two = await open();
    await two.loadVisit();
    expect(await one.wipe()).toBe('wiped');
    expect(await two.saveVisit(SECRETS)).toBe('failed');
    expect(two).toMatchObject({ works: 'no', reason: 'blocked' });
    expect(await databaseNames()).toStrictEqual([]);
    expect(sessionStorage.length).toBe(0);
  });

  test('one wants a newer version: the other lets go, and what it saves then fails', async () => {
    const store = await open();
    await store.saveVisit('before');
    (await rawDatabase(2)).close();
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(DATABASE_NAME);
      request.onsuccess = resolve;
    });
    expect(await store.saveVisit('after')).toBe('saved');
  });
});
