import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from '../../../src/mailbox/base64url.ts';
import { checkCode } from '../../../src/mailbox/keys.ts';
import { matchKnocker } from '../../../src/mailbox/match.ts';
import { lobbyName, shownName } from '../../../src/mailbox/name.ts';
import { bytes } from './support.ts';

const ROOM = '0410620g40r40m30e209185gr3';
const FALLBACK = 'Ratsuchende Person';
const person = (id: string, seed: number) => ({ id, secret: toBase64url(bytes(16, seed)), bytes: bytes(16, seed) });
const ANNA = person('anna', 1);
const BERTA = person('berta', 2);
const PEOPLE = [ANNA, BERTA];

/** What this person's page would put into the lobby. */
async function knocks(who: typeof ANNA, name: string, room = ROOM, version = 3): Promise<string> {
  const displayName = shownName(name, FALLBACK);
  const code = await checkCode(who.bytes, { room, displayName, profileVersion: String(version) });
  return lobbyName(name, code, FALLBACK);
}

const match = async (shown: string, people = PEOPLE, room = ROOM, versions: readonly number[] = [3]) =>
  (await matchKnocker(shown, people, room, versions))?.id ?? null;

describe('who knocks', () => {
  test.each([
    ['a plain name', 'Anna'],
    ['a long one', 'Anna Theresia Margarethe von und zu Hohenstein-Wittgenstein zu Berleburg'],
    ['200 characters', 'x'.repeat(200)],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['markup characters', 'Anna & "Co" <3'],
    ['bidi', 'Anna\u202E\u2066 gnp.\u2069'],
    ['Arabic', 'علی رضا'],
    ['a dot that comes to stand alone where the name is cut', `${'x'.repeat(39)} ·y`],
    ['dots', 'Anna · K7F2QX · B'],
    ['an emoji at the edge', `${'x'.repeat(40)}😀😀`],
    ['nothing', ' <> '],
  ])('is found by a code over %s, as Jitsi passes it on', async (_, name) => {
    const shown = await knocks(ANNA, name);
    expect(await match(shown)).toBe('anna');
    expect(await match(`${shown}\n`)).toBe('anna');
    expect(await match(shown.trim().substring(0, 50).replaceAll('&', '&amp;'))).toBe('anna');
    expect(await match(await knocks(BERTA, name))).toBe('berta');
  });

  test('is found under each of the versions that are about', async () => {
    const shown = await knocks(ANNA, 'Anna', ROOM, 2);
    expect(await match(shown, PEOPLE, ROOM, [3, 2])).toBe('anna');
    expect(await match(shown, PEOPLE, ROOM, [3])).toBeNull();
    expect(await match(shown, PEOPLE, ROOM, [])).toBeNull();
  });

  test.each<[string, () => Promise<string>]>([
    ['without a code', () => Promise.resolve('Anna')],
    ['with a forged code', () => Promise.resolve('Anna · K7F2QX')],
    ['with nothing but a code', async () => (await knocks(ANNA, 'Anna')).slice(4)],
    ['with the code of another name', async () => (await knocks(ANNA, 'Anna')).replace('Anna', 'Anne')],
    ['with the code of another room', () => knocks(ANNA, 'Anna', 'room2')],
    ['with the code of somebody not invited', () => knocks(person('carl', 3), 'Anna')],
    ['with a code in small letters', async () => (await knocks(ANNA, 'Anna')).toLowerCase()],
    ['with a code that was cut', async () => (await knocks(ANNA, 'Anna')).slice(0, -1)],
    ['with something behind the code', async () => `${await knocks(ANNA, 'Anna')} x`],
    ['with two codes, the first one right', async () => `${await knocks(ANNA, 'Anna')} · ABC123`],
    ['without a name', () => Promise.resolve('')],
  ])('is nobody %s', async (_, shown) => {
    expect(await match(await shown())).toBeNull();
  });

  test('is nobody where nobody was invited, by broken secrets, and where two share one', async () => {
    const shown = await knocks(ANNA, 'Anna');
    expect(await match(shown, [])).toBeNull();
    for (const secret of ['', '!', 'AAAA', ANNA.secret.slice(0, -1), `${ANNA.secret}A`]) {
      expect(await match(shown, [{ ...ANNA, secret }])).toBeNull();
    }
    expect(await match(shown, [ANNA, { ...ANNA, id: 'twin' }])).toBeNull();
    expect(await match(shown, [{ ...ANNA, secret: '?' }, ANNA])).toBe('anna');
  });

  test('whoever knocks with a code of one’s own is found under every name, and only this one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), fc.boolean(), async (name, isAnna) => {
        expect(await match(await knocks(isAnna ? ANNA : BERTA, name))).toBe(isAnna ? 'anna' : 'berta');
      }),
      { numRuns: 300 },
    );
  });
});
