import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRecords, type RecordMode, type RecordStore } from '../../../src/records/records.ts';
import { databaseNames, freshBrowser, HOUR, NOW, rawRows, SECRETS, visibleText } from './support.ts';

beforeEach(freshBrowser);
afterEach(freshBrowser);

const open = (mode: RecordMode, now = NOW): Promise<RecordStore> => openRecords(mode, () => now);

describe('a first visit', () => {
  test.each<RecordMode>(['session', 'remember', 'shared'])(
    'writes nothing in mode %s before something is saved',
    async (mode) => {
      const store = await open(mode);
      expect(await store.loadVisit()).toBeNull();
      expect(await store.loadRemembered(SECRETS.service)).toBeNull();
      expect(await store.endedRooms()).toStrictEqual([]);
      await store.forgetRemembered(SECRETS.service);
      expect(store).toMatchObject({ mode, works: 'yes', reason: null, problems: [] });
      expect(await databaseNames()).toStrictEqual([]);
      expect([sessionStorage.length, localStorage.length, document.cookie]).toStrictEqual([0, 0, '']);
    },
  );
});

describe('a visit', () => {
  test.each<RecordMode>(['session', 'remember'])('survives a reload in mode %s', async (mode) => {
    expect(await (await open(mode)).saveVisit(SECRETS)).toBe('saved');
    expect(await (await open(mode)).loadVisit()).toStrictEqual(SECRETS);
  });

  test('is the one that was saved last, however quickly', async () => {
    const store = await open('session');
    const saved = await Promise.all([1, 2, 3, 4, 5].map((step) => store.saveVisit({ step })));
    expect(saved).toStrictEqual(Array(5).fill('saved'));
    expect(await (await open('session')).loadVisit()).toStrictEqual({ step: 5 });
    expect(await rawRows('entries')).toHaveLength(1);
  });

  test('cannot be read in another tab, nor from a copy of the database', async () => {
    await (await open('session')).saveVisit(SECRETS);
    sessionStorage.clear();
    expect(await rawRows('entries')).toHaveLength(1);
    const store = await open('session');
    expect(await store.loadVisit()).toBeNull();
    expect(store.problems).toStrictEqual([]);
  });

  test('of one tab does not disturb that of another', async () => {
    await (await open('session')).saveVisit('first');
    const part = { ...sessionStorage };
    sessionStorage.clear();
    await (await open('session')).saveVisit('second');
    sessionStorage.clear();
    for (const [name, value] of Object.entries(part)) sessionStorage.setItem(name, String(value));
    expect(await (await open('session')).loadVisit()).toBe('first');
  });

  test.each([
    ['after 24 hours', NOW + 24 * HOUR],
    ['when the clock was set back by a day', NOW - 24 * HOUR],
  ])('is gone %s, and its record with it', async (_, now) => {
    await (await open('session')).saveVisit(SECRETS);
    expect(await (await open('session', now)).loadVisit()).toBeNull();
    expect(await rawRows('entries')).toStrictEqual([]);
  });

  test('is still there after 23 hours', async () => {
    await (await open('session')).saveVisit(SECRETS);
    expect(await (await open('session', NOW + 23 * HOUR)).loadVisit()).toStrictEqual(SECRETS);
  });

  test('is a copy: changing the value later changes nothing', async () => {
    const store = await open('shared');
    const value = { step: 1 };
    await store.saveVisit(value);
    value.step = 2;
    expect(await store.loadVisit()).toStrictEqual({ step: 1 });
  });

  test('that JSON cannot say is refused and nothing is lost', async () => {
    const store = await open('session');
    await store.saveVisit('before');
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const value of [undefined, () => 1, circle, 1n]) expect(await store.saveVisit(value)).toBe('failed');
    expect(store.works).toBe('yes');
    expect(await store.loadVisit()).toBe('before');
  });
});

describe('what is remembered', () => {
  test('is there in the next session, for its service only', async () => {
    expect(await (await open('remember')).saveRemembered(SECRETS.service, SECRETS, NOW + HOUR)).toBe('saved');
    sessionStorage.clear();
    for (const mode of ['remember', 'session'] as const) {
      const store = await open(mode);
      expect(await store.loadRemembered(SECRETS.service)).toStrictEqual(SECRETS);
      expect(await store.loadRemembered('coburg')).toBeNull();
    }
  });

  test('is not kept in mode session', async () => {
    const store = await open('session');
    expect(await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR)).toBe('notKept');
    expect(await databaseNames()).toStrictEqual([]);
  });

  test('is gone after its time, also while the page stays open', async () => {
    let now = NOW;
    const store = await openRecords('remember', () => now);
    await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
    now += HOUR;
    expect(await store.loadRemembered(SECRETS.service)).toBeNull();
    await open('session', now);
    expect(await rawRows('entries')).toStrictEqual([]);
  });

  test('is forgotten on request, one service at a time', async () => {
    const store = await open('remember');
    await store.saveRemembered('a', 1, NOW + HOUR);
    await store.saveRemembered('b', 2, NOW + HOUR);
    await (await open('session')).forgetRemembered('a');
    expect([await store.loadRemembered('a'), await store.loadRemembered('b')]).toStrictEqual([null, 2]);
  });
});

describe('rooms that have ended', () => {
  test('are known for a week', async () => {
    const store = await open('session');
    expect(await store.markEnded('aa')).toBe('saved');
    await store.markEnded('bb');
    await store.markEnded('aa');
    expect((await store.endedRooms()).sort()).toStrictEqual(['aa', 'bb']);
    sessionStorage.clear();
    expect((await (await open('session', NOW + 6 * 24 * HOUR)).endedRooms()).sort()).toStrictEqual(['aa', 'bb']);
    expect(await (await open('session', NOW + 7 * 24 * HOUR)).endedRooms()).toStrictEqual([]);
    expect(await rawRows('entries')).toStrictEqual([]);
  });
});

describe('a shared device', () => {
  test('keeps nothing, but the page that is open does', async () => {
    const store = await open('shared');
    expect(await store.saveVisit(SECRETS)).toBe('saved');
    expect(await store.markEnded('aa')).toBe('saved');
    expect(await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR)).toBe('notKept');
    expect([await store.loadVisit(), await store.endedRooms()]).toStrictEqual([SECRETS, ['aa']]);
    expect(await databaseNames()).toStrictEqual([]);
    expect([sessionStorage.length, localStorage.length]).toStrictEqual([0, 0]);
    expect(await (await open('shared')).loadVisit()).toBeNull();
  });

  test('does not even look at what others left', async () => {
    await (await open('remember')).saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
    expect(await (await open('shared')).loadRemembered(SECRETS.service)).toBeNull();
  });
});

describe('read raw, the database', () => {
  beforeEach(async () => {
    const store = await open('remember');
    await store.saveVisit(SECRETS);
    await store.saveRemembered(SECRETS.service, SECRETS, NOW + HOUR);
    await store.markEnded('0123456789abcdef');
  });

  test('has ciphertext only, and names that say nothing', async () => {
    const rows = [...(await rawRows('entries')), ...(await rawRows('keys'))];
    expect(rows).toHaveLength(4);
    const seen = `${rows.map(visibleText).join()} ${(await databaseNames()).join()} ${Object.entries(sessionStorage).join()}`;
    for (const word of [...Object.values(SECRETS), '0123456789abcdef']) expect(seen).not.toContain(word);
    expect(seen).not.toMatch(/berat|einlass|jitsi|video|hannover/i);
  });

  test('has keys that cannot be taken out', async () => {
    const [row] = await rawRows('keys');
    const keys = Object.values(row?.value as Record<string, CryptoKey>);
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    }
  });

  test('seals the same visit differently every time', async () => {
    const before = (await rawRows('entries')).map(visibleText);
    await (await open('session')).saveVisit(SECRETS);
    const after = (await rawRows('entries')).map(visibleText);
    expect(after.filter((row) => !before.includes(row))).toHaveLength(1);
  });
});
