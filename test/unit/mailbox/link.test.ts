import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EinlassError, type ErrorCode } from '../../../src/errors.ts';
import { toBase64url } from '../../../src/mailbox/base64url.ts';
import { crc32 } from '../../../src/mailbox/crc32.ts';
import {
  cleanRoomName,
  encodeLink,
  FURTHER_ROLES,
  LINK_MAX,
  parseLink,
  roomName,
  type Invited,
  type PersonalLink,
} from '../../../src/mailbox/link.ts';
import { BASE_POINT, bytes, CLIENT_LINK, LONGEST_LINK } from './support.ts';

const ORIGIN = 'https://beratung.example.de';
const GOOD = encodeLink(ORIGIN, CLIENT_LINK);
const GOOD_BYTES = new Uint8Array(Buffer.from(GOOD.split('#')[1] ?? '', 'base64url'));

/** A fragment of any bytes with a checksum that holds: made wrong, not mistyped. */
function sealed(change: (raw: Uint8Array) => void): string {
  const raw = GOOD_BYTES.slice();
  change(raw);
  new DataView(raw.buffer).setUint32(raw.length - 4, crc32(raw.subarray(0, -4)));
  return `#${toBase64url(raw)}`;
}

function codeOf(text: string): ErrorCode | 'read' {
  const parsed = parseLink(text);
  return parsed.ok ? 'read' : parsed.problem.code;
}

describe('a personal link', () => {
  const invited: readonly Invited[] = [
    { role: 'client' },
    ...FURTHER_ROLES.map((furtherRole) => ({ role: 'furtherPerson', furtherRole }) as const),
  ];

  test.each(invited)('comes back as it was written: %o', (who) => {
    for (const sealingKey of [undefined, BASE_POINT]) {
      const { room, secret, service, startsAt } = CLIENT_LINK;
      const link: PersonalLink = { ...who, room, secret, service, startsAt, ...(sealingKey ? { sealingKey } : {}) };
      expect(parseLink(encodeLink(ORIGIN, link))).toStrictEqual({ ok: true, value: { kind: 'personal', ...link } });
    }
  });

  test('keeps keys with an odd and an even y apart', async () => {
    const odd = new Set<number>();
    while (odd.size < 2) {
      const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
      const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
      odd.add((Buffer.from(y, 'base64url')[31] ?? 0) & 1);
      const sealingKey = { kty: 'EC', crv: 'P-256', x, y } as const;
      expect(parseLink(encodeLink(ORIGIN, { ...CLIENT_LINK, sealingKey }))).toMatchObject({ value: { sealingKey } });
    }
  });

  test('forgets seconds, which no appointment has', () => {
    const parsed = parseLink(encodeLink(ORIGIN, { ...CLIENT_LINK, startsAt: CLIENT_LINK.startsAt + 59_999 }));
    expect(parsed).toMatchObject({ ok: true, value: { startsAt: CLIENT_LINK.startsAt } });
  });

  test('stays within 250 characters with the longest values on a long host name with port', () => {
    const origin = 'https://videoberatung.jugend-und-familie.landeshauptstadt-hannover.example.de:8443';
    const link = encodeLink(origin, LONGEST_LINK);
    expect(link.length).toBeLessThanOrEqual(LINK_MAX);
    expect(link.length).toBe(origin.length + 2 + 154);
    expect(codeOf(link)).toBe('read');
  });

  test('shows nothing of what it carries', () => {
    expect(GOOD).toMatch(/^https:\/\/beratung\.example\.de\/#[\w-]{78}$/);
    expect(GOOD).not.toContain('hannover');
  });

  test.each<[string, Partial<PersonalLink>, string, ErrorCode]>([
    ['a service that is no folder name', { service: '../x' }, ORIGIN, 'LINK_MALFORMED'],
    ['an empty service', { service: '' }, ORIGIN, 'LINK_MALFORMED'],
    ['a service of 41 characters', { service: 'a'.repeat(41) }, ORIGIN, 'LINK_MALFORMED'],
    ['a short room', { room: bytes(15) }, ORIGIN, 'LINK_MALFORMED'],
    ['a long secret', { secret: bytes(17) }, ORIGIN, 'LINK_MALFORMED'],
    ['a start before 1970', { startsAt: -1 }, ORIGIN, 'LINK_MALFORMED'],
    ['a start that is no number', { startsAt: NaN }, ORIGIN, 'LINK_MALFORMED'],
    ['a key off the curve', { sealingKey: { ...BASE_POINT, y: BASE_POINT.x } }, ORIGIN, 'LINK_MALFORMED'],
    ['a key that is no base64url', { sealingKey: { ...BASE_POINT, x: '!' } }, ORIGIN, 'LINK_MALFORMED'],
    ['an origin with a path', {}, `${ORIGIN}/x`, 'LINK_MALFORMED'],
    ['an origin of another kind', {}, 'data:text/html', 'LINK_MALFORMED'],
    ['a host name that leaves no room', {}, `https://${'a'.repeat(200)}.de`, 'LINK_TOO_LONG'],
  ])('is not written with %s', (_, change, origin, code) => {
    const link = { ...CLIENT_LINK, ...change } as PersonalLink;
    expect(() => encodeLink(origin, link)).toThrow(EinlassError);
    expect(() => encodeLink(origin, link)).toThrow(code);
  });
});

describe('reading', () => {
  test.each([
    ['a whole address', GOOD],
    ['a fragment', GOOD.slice(GOOD.indexOf('#'))],
    ['a fragment without its sign', GOOD.slice(GOOD.indexOf('#') + 1)],
    ['an address with a path and a query', GOOD.replace('/#', '/index.html?x=1#')],
    ['a line broken by a mail program', `${GOOD.slice(0, 70)}\r\n ${GOOD.slice(70)}\n`],
    ['a full stop behind it', `${GOOD}.`],
    ['a bracket behind it', `${GOOD}>)`],
  ])('takes %s', (_, text) => {
    expect(parseLink(text)).toStrictEqual({ ok: true, value: { kind: 'personal', ...CLIENT_LINK } });
  });

  test.each<[string, string, ErrorCode]>([
    ['nothing', '', 'LINK_MISSING'],
    ['blanks', ' \n', 'LINK_MISSING'],
    ['an empty fragment', '#', 'LINK_MISSING'],
    ['an address without fragment', `${ORIGIN}/`, 'LINK_MISSING'],
    ['foreign characters', '#über-uns', 'LINK_MALFORMED'],
    ['another page’s fragment', '#impressum', 'LINK_MALFORMED'],
    ['one character', '#A', 'LINK_TRUNCATED'],
    ['one character missing', GOOD.slice(0, -1), 'LINK_TRUNCATED'],
    ['half of it missing', GOOD.slice(0, 80), 'LINK_TRUNCATED'],
    ['only the version left', '#AQ', 'LINK_TRUNCATED'],
    ['one character too many', `${GOOD}A`, 'LINK_MALFORMED'],
    ['the link twice', `${GOOD}${GOOD.split('#')[1]}`, 'LINK_TOO_LONG'],
    ['a book', `#${'A'.repeat(100_000)}`, 'LINK_TOO_LONG'],
    ['200 characters', `#${'A'.repeat(200)}`, 'LINK_TOO_LONG'],
    ['a mistyped character', GOOD.replace(/.$/, (end) => (end === 'A' ? 'E' : 'A')), 'LINK_MALFORMED'],
    ['a last character mistyped where only its spare bits differ', GOOD.replace(/w$/, 'x'), 'LINK_MALFORMED'],
    ['two characters changed round', GOOD.replace(/(#.{20})(.)(.)/, '$1$3$2'), 'LINK_MALFORMED'],
    ['everything in capitals', GOOD.toUpperCase(), 'LINK_MALFORMED'],
    ['a newer version', sealed((raw) => (raw[0] = 2)), 'LINK_VERSION_UNKNOWN'],
    ['version 0', sealed((raw) => (raw[0] = 0)), 'LINK_VERSION_UNKNOWN'],
    ['a version that was mistyped', `#Ag${GOOD.split('#')[1]?.slice(2)}`, 'LINK_MALFORMED'],
    ['an unknown role', sealed((raw) => (raw[1] = 5)), 'LINK_MALFORMED'],
    ['an unknown flag', sealed((raw) => (raw[1] = 0x20)), 'LINK_MALFORMED'],
    ['half a key without key', sealed((raw) => (raw[1] = 0x10)), 'LINK_MALFORMED'],
    ['a key announced but not there', sealed((raw) => (raw[1] = 0x08)), 'LINK_TRUNCATED'],
    ['an empty service', sealed((raw) => (raw[2] = 0)), 'LINK_MALFORMED'],
    ['a service of 41 characters', sealed((raw) => (raw[2] = 41)), 'LINK_MALFORMED'],
    ['a service with capitals', sealed((raw) => (raw[3] = 0x41)), 'LINK_MALFORMED'],
    ['a service that climbs', sealed((raw) => raw.set([0x2e, 0x2e, 0x2f], 3)), 'LINK_MALFORMED'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('refuses a key that is no point of the curve', () => {
    const raw = new Uint8Array(Buffer.from(encodeLink(ORIGIN, LONGEST_LINK).split('#')[1] ?? '', 'base64url'));
    const keyAt = raw.length - 4 - 32;
    for (const x of [new Uint8Array(32).fill(0xff), bytes(32, 2)]) {
      raw.set(x, keyAt);
      new DataView(raw.buffer).setUint32(raw.length - 4, crc32(raw.subarray(0, -4)));
      expect(parseLink(toBase64url(raw))).toMatchObject({ ok: false, problem: { code: 'LINK_MALFORMED' } });
    }
  });

  test('refuses every link with one bit flipped, and every shortened one', () => {
    for (const link of [CLIENT_LINK, LONGEST_LINK]) {
      const fragment = encodeLink(ORIGIN, link).split('#')[1] ?? '';
      const raw = new Uint8Array(Buffer.from(fragment, 'base64url'));
      for (let bit = 0; bit < raw.length * 8; bit++) {
        const flipped = raw.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(codeOf(`#${toBase64url(flipped)}`)).toMatch(/^LINK_(MALFORMED|TRUNCATED|TOO_LONG)$/);
      }
      for (let length = 1; length < fragment.length; length++)
        expect(codeOf(`#${fragment.slice(0, length)}`)).toBe('LINK_TRUNCATED');
    }
  });

  test('never throws, whatever the text (100 000)', () => {
    const started = performance.now();
    const base64url = fc.string({ unit: fc.constantFrom(...'ABCDEFGHabcdefgh0123-_'), maxLength: 220 });
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      base64url,
      base64url.map((end) => `#AQ${end}`),
      fc.webUrl({ withFragments: true }),
      fc.string({ unit: 'binary' }).map((name) => `#/r/${name}`),
      fc
        .uint8Array({ minLength: 43, maxLength: 130 })
        .map((end) => `#${toBase64url(Uint8Array.from([1, end.length % 32, end.length % 41, ...end]))}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseLink(text);
        return parsed.ok ? parsed.value.kind === 'room' : parsed.problem.code.startsWith('LINK_');
      }),
      { numRuns: 100_000 },
    );
    expect(performance.now() - started).toBeLessThan(15_000);
  }, 30_000);

  test('reads back every link that can be written', () => {
    const service = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,3}$/).filter((text) => text.length <= 40);
    const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((raw) => Uint8Array.from(raw));
    const links: fc.Arbitrary<PersonalLink> = fc
      .tuple(
        fc.constantFrom<Invited>({ role: 'client' }, { role: 'furtherPerson', furtherRole: 'helper' }),
        fc.record({ service, room: sixteen, secret: sixteen, startsAt: fc.nat().map((minutes) => minutes * 60_000) }),
      )
      .map(([who, rest]) => ({ ...who, ...rest }));
    fc.assert(
      fc.property(links, (link) => {
        expect(parseLink(encodeLink(ORIGIN, link))).toStrictEqual({ ok: true, value: { kind: 'personal', ...link } });
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a room address', () => {
  test.each([
    ['#/r/Familienberatung', 'familienberatung'],
    ['#r/Raum-7', 'raum-7'],
    ['https://beratung.example.de/#/r/Beratung%20M%C3%BCller', 'beratung-müller'],
    ['#/r/Beratung Müller', 'beratung-müller'],
    ['#/r/team_3', 'team_3'],
    ['#/r/<img src=x onerror=alert(1)>', 'img-srcx-onerroralert1'],
    ['#/r/a/../b', 'ab'],
    ['#/r/100%', '100'],
    ['#/r/%E0%A4%A', 'e0a4a'],
    ['#/r/a\u202Eb\u200B', 'ab'],
    ['#/r/ﬁ①', 'fi1'],
  ])('%s leads to room %s', (text, name) => {
    expect(parseLink(text)).toStrictEqual({ ok: true, value: { kind: 'room', name } });
  });

  test.each<[string, ErrorCode]>([
    ['#/r/', 'LINK_MALFORMED'],
    ['#/r/%20', 'LINK_MALFORMED'],
    ['#/r/<>/..', 'LINK_MALFORMED'],
    [`#/r/${'a'.repeat(61)}`, 'LINK_TOO_LONG'],
    ['#/x/raum', 'LINK_MALFORMED'],
    ['#/r', 'LINK_MALFORMED'],
  ])('%s is refused with %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test('cleaning twice changes nothing and leaves only letters, marks, digits, - and _', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const clean = cleanRoomName(raw);
        expect(cleanRoomName(clean)).toBe(clean);
        expect(clean).toMatch(/^[\p{L}\p{M}\p{N}_-]*$/u);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('the room name for Jitsi', () => {
  test('is 26 lower-case Crockford characters', () => {
    expect(roomName(new Uint8Array(16))).toBe('0'.repeat(26));
    expect(roomName(new Uint8Array(16).fill(0xff))).toBe('zzzzzzzzzzzzzzzzzzzzzzzzzw');
    expect(roomName(bytes(16, 1))).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });

  test.each([0, 15, 17])('is not made from %i bytes', (length) => {
    expect(() => roomName(bytes(length))).toThrow(EinlassError);
  });

  test('differs for rooms that differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(127), (room, bit) => {
        const other = room.slice();
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return roomName(room) !== roomName(other);
      }),
    );
  });
});
