import { describe, expect, test } from 'vitest';
import {
  hiddenName,
  makeKeys,
  openText,
  parseEntry,
  parseKeys,
  sealText,
  sessionKey,
} from '../../../src/records/sealing.ts';

const PLACE = 'v.abc';
const UNTIL = 1_800_000_000_000;

describe('sealed text', () => {
  test.each(['', 'Anna', '{"a":"ü🦔"}', 'x'.repeat(100_000)])('opens again (%#)', async (text) => {
    const { seal } = await makeKeys();
    expect(await openText(seal, PLACE, await sealText(seal, PLACE, text, UNTIL))).toBe(text);
  });

  test('does not open with another key, in another place, or for another time', async () => {
    const [mine, theirs] = [await makeKeys(), await makeKeys()];
    const entry = await sealText(mine.seal, PLACE, 'Anna', UNTIL);
    expect(await openText(theirs.seal, PLACE, entry)).toBeNull();
    expect(await openText(mine.seal, 'v.abd', entry)).toBeNull();
    expect(await openText(mine.seal, PLACE, { ...entry, until: UNTIL + 1 })).toBeNull();
    expect(await openText(mine.derive, PLACE, entry)).toBeNull();
  });

  test('of a session needs the session’s half and this browser’s key', async () => {
    const [mine, theirs] = [await makeKeys(), await makeKeys()];
    const entry = await sealText(await sessionKey(mine, 'tab'), PLACE, 'Anna', UNTIL);
    expect(await openText(await sessionKey(mine, 'tab'), PLACE, entry)).toBe('Anna');
    expect(await openText(await sessionKey(mine, 'other tab'), PLACE, entry)).toBeNull();
    expect(await openText(await sessionKey(theirs, 'tab'), PLACE, entry)).toBeNull();
    expect(await openText(mine.seal, PLACE, entry)).toBeNull();
  });
});

describe('a hidden name', () => {
  test('is the same for the same text, and another for another text or browser', async () => {
    const [mine, theirs] = [await makeKeys(), await makeKeys()];
    const name = await hiddenName(mine, 'coburg');
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(await hiddenName(mine, 'coburg')).toBe(name);
    expect(await hiddenName(mine, 'gelsenkirchen')).not.toBe(name);
    expect(await hiddenName(theirs, 'coburg')).not.toBe(name);
  });
});

describe('what was stored', () => {
  const entry = { iv: new Uint8Array(12), data: new ArrayBuffer(3), until: UNTIL };

  test('is taken when it is an entry or a pair of keys', async () => {
    expect(parseEntry(entry)).toStrictEqual(entry);
    const keys = await makeKeys();
    expect(parseKeys(keys)).toStrictEqual(keys);
  });

  test.each([
    null,
    undefined,
    5,
    'x',
    [],
    {},
    { ...entry, iv: [] },
    { ...entry, until: NaN },
    { ...entry, data: entry.iv },
  ])('is no entry: %o', (stored) => {
    expect(parseEntry(stored)).toBeNull();
  });

  test('are no keys of ours', async () => {
    const { seal, derive } = await makeKeys();
    for (const stored of [
      null,
      'x',
      {},
      { seal },
      { derive },
      { seal: derive, derive: seal },
      { seal: {}, derive: {} },
    ]) {
      expect(parseKeys(stored)).toBeNull();
    }
  });
});
