import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRecords, type RecordStore } from '../../../src/records/records.ts';
import { freshBrowser, HOUR, NOW, rawDatabase, rawPut, rawRows, SECRETS } from './support.ts';

beforeEach(freshBrowser);
afterEach(freshBrowser);

const open = (): Promise<RecordStore> => openRecords('remember', () => NOW);
const UNREADABLE = [{ code: 'RECORD_UNREADABLE' }];

interface RawEntry {
  iv: Uint8Array;
  data: ArrayBuffer;
  until: number;
}

async function onlyEntry(): Promise<{ id: string; value: RawEntry }> {
  const [row] = await rawRows('entries');
  return row as { id: string; value: RawEntry };
}

function flipped(data: ArrayBuffer, at: number): ArrayBuffer {
  const bytes = new Uint8Array(data.slice(0));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.buffer;
}

describe('a record', () => {
  test.each<[string, (entry: RawEntry) => unknown]>([
    ['with its first bit flipped', (entry) => ({ ...entry, data: flipped(entry.data, 0) })],
    ['with its last bit flipped', (entry) => ({ ...entry, data: flipped(entry.data, entry.data.byteLength - 1) })],
    ['that is empty', (entry) => ({ ...entry, data: new ArrayBuffer(0) })],
    ['with another nonce', (entry) => ({ ...entry, iv: new Uint8Array(12) })],
    ['with a nonce of the wrong length', (entry) => ({ ...entry, iv: new Uint8Array(11) })],
    ['with a longer life', (entry) => ({ ...entry, until: entry.until + 1 })],
    ['that lives for ever', (entry) => ({ ...entry, until: Infinity })],
    ['without time limit', ({ iv, data }) => ({ iv, data })],
    ['with text for data', (entry) => ({ ...entry, data: 'x' })],
    ['that is text', () => '{"begun":true}'],
    ['that is nothing', () => null],
  ])('%s is absent, deleted and reported', async (_, damage) => {
    await (await open()).saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
    const { id, value } = await onlyEntry();
    await rawPut('entries', id, damage(value));
    const store = await open();
    expect(await store.loadRemembered(SECRETS.service)).toBeNull();
    expect(store.problems).toMatchObject(UNREADABLE);
    expect(await rawRows('entries')).toStrictEqual([]);
    expect(store.works).toBe('yes');
    expect(await store.saveRemembered(SECRETS.service, 'again', NOW + HOUR)).toBe('saved');
    expect(await (await open()).loadRemembered(SECRETS.service)).toBe('again');
  });

  test('put in the place of another does not open', async () => {
    const store = await open();
    await store.saveRemembered('a', 'consent of a', NOW + HOUR);
    const a = await onlyEntry();
    await store.saveRemembered('b', 'consent of b', NOW + HOUR);
    const b = (await rawRows('entries')).find(({ id }) => id !== a.id);
    await rawPut('entries', b?.id ?? '', a.value);
    expect(await store.loadRemembered('b')).toBeNull();
    expect(await store.loadRemembered('a')).toBe('consent of a');
    expect(store.problems).toMatchObject(UNREADABLE);
  });

  test('of a visit that was changed is absent and reported', async () => {
    await (await open()).saveVisit(SECRETS);
    const { id, value } = await onlyEntry();
    await rawPut('entries', id, { ...value, data: flipped(value.data, 3) });
    const store = await open();
    expect(await store.loadVisit()).toBeNull();
    expect(store.problems).toMatchObject(UNREADABLE);
  });

  test('of an ended room that was changed takes no other with it', async () => {
    const store = await open();
    await store.markEnded('aa');
    const { id, value } = await onlyEntry();
    await store.markEnded('bb');
    await rawPut('entries', id, { ...value, data: flipped(value.data, 0) });
    const later = await open();
    expect(await later.endedRooms()).toStrictEqual(['bb']);
    expect(later.problems).toMatchObject(UNREADABLE);
  });
});

describe('the session’s half of the key', () => {
  test.each(['', 'x', '"; drop', 'a'.repeat(63), `${'a'.repeat(63)}g`, 'a'.repeat(64), 'a'.repeat(5_000)])(
    'replaced by %j opens nothing, and a new visit can be saved',
    async (part) => {
      await (await open()).saveVisit(SECRETS);
      for (const name of Object.keys(sessionStorage)) sessionStorage.setItem(name, part);
      const store = await open();
      expect(await store.loadVisit()).toBeNull();
      expect(store.works).toBe('yes');
      expect(await store.saveVisit('new')).toBe('saved');
      expect(await (await open()).loadVisit()).toBe('new');
    },
  );
});

describe('keys', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['text', async () => 'keys'],
    ['nothing', async () => null],
    ['keys that can be taken out', () => keyPair(true)],
    ['only one key', async () => ({ seal: (await keyPair(false)).seal })],
  ])('replaced by %s: everything is absent, deleted and reported, and goes on with new ones', async (_, make) => {
    await (await open()).saveVisit(SECRETS);
    const [row] = await rawRows('keys');
    await rawPut('keys', row?.id ?? '', await make());
    const store = await open();
    expect(await store.loadVisit()).toBeNull();
    expect(store.problems).toMatchObject(UNREADABLE);
    expect(await store.saveVisit('new')).toBe('saved');
    expect(await (await open()).loadVisit()).toBe('new');
  });

  test('of somebody else open nothing', async () => {
    await (await open()).saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
    const [row] = await rawRows('keys');
    await rawPut('keys', row?.id ?? '', await keyPair(false));
    expect(await (await open()).loadRemembered(SECRETS.service)).toBeNull();
  });

  test('that are gone take the records with them', async () => {
    await (await open()).saveVisit(SECRETS);
    const [row] = await rawRows('keys');
    await rawPut('keys', row?.id ?? '');
    const store = await open();
    expect(await store.loadVisit()).toBeNull();
    expect(store.problems).toMatchObject(UNREADABLE);
  });

  async function keyPair(extractable: boolean): Promise<{ seal: CryptoKey; derive: CryptoKey }> {
    return {
      seal: await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, extractable, ['encrypt', 'decrypt']),
      derive: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, extractable, ['sign']),
    };
  }
});

describe('a database of the same name', () => {
  test.each<[string, number, (database: IDBDatabase) => void]>([
    ['with other tables', 1, (database) => database.createObjectStore('other')],
    ['without tables', 1, () => undefined],
    ['of a later version', 7, (database) => database.createObjectStore('entries')],
  ])('%s is deleted, reported and replaced', async (_, version, upgrade) => {
    (await rawDatabase(version, upgrade)).close();
    const store = await open();
    expect(store.problems).toMatchObject(UNREADABLE);
    expect(await store.loadVisit()).toBeNull();
    expect(await store.saveVisit(SECRETS)).toBe('saved');
    expect(await (await open()).loadVisit()).toStrictEqual(SECRETS);
  });
});
