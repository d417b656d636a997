import { EinlassError, refused, type Parsed } from '../errors.ts';
import { base32 } from './base32.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import { crc32 } from './crc32.ts';
import { compressPoint, expandPoint, type PublicKeyJwk } from './point.ts';

export const FURTHER_ROLES = ['colleague', 'interpreter', 'relative', 'helper'] as const;
export type FurtherRole = (typeof FURTHER_ROLES)[number];

/** What the invited person is in this appointment. */
export type Invited =
  { readonly role: 'client' } | { readonly role: 'furtherPerson'; readonly furtherRole: FurtherRole };

/** What one personal link says. Nothing in it is about the person; the secret stays in the fragment and in this browser. */
export type PersonalLink = Invited & {
  /** Folder name in static/services: kebab-case, at most 40 characters. */
  readonly service: string;
  /** 16 random bytes, the same for everybody in this appointment. */
  readonly room: Uint8Array<ArrayBuffer>;
  /** 16 random bytes, another for every invited person. */
  readonly secret: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970, whole minutes. */
  readonly startsAt: number;
  /** Where the receipt is sealed to, when the profile names no team key. */
  readonly sealingKey?: PublicKeyJwk;
};

/** How somebody arrived: with a personal link, or with a room address of the Jitsi domain or a name typed by hand. */
export type ArrivalLink =
  ({ readonly kind: 'personal' } & PersonalLink) | { readonly kind: 'room'; readonly name: string };

/** Design §5: a link must fit into a text message and be typed off in an emergency. */
export const LINK_MAX = 250;
/** Longest room name that is accepted from an address or from the keyboard. */
export const ROOM_NAME_MAX = 60;

const VERSION = 1;
const SERVICE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SERVICE_MAX = 40;
const HEAD = 3;
const BODY = 16 + 16 + 4;
const KEY = 32;
const CRC = 4;
const FRAGMENT_MAX = Math.ceil(((HEAD + SERVICE_MAX + BODY + KEY + CRC) * 8) / 6);
const ROLE_BITS = 0x07;
const HAS_KEY = 0x08;
const Y_IS_ODD = 0x10;

/** Jitsi's name for a room: 26 lower-case letters and digits of Crockford base32. Throws only when not given 16 bytes. */
export function roomName(room: Uint8Array): string {
  if (room.length !== 16) throw new EinlassError('LINK_MALFORMED', { detail: 'a room has 16 bytes' });
  return base32(room).toLowerCase();
}

/**
 * Writes a personal link: version, role and flags, length of service, service, room, secret, start in minutes, half of
 * the key, CRC-32. Every later version will also begin with its number and end with the CRC-32 of all before, so that an
 * old page can tell a newer link from a mistyped one. Throws only when called with values outside {@link PersonalLink},
 * an origin that is not http(s), or values that together pass {@link LINK_MAX} characters.
 */
export function encodeLink(origin: string, link: PersonalLink): string {
  const minutes = Math.floor(link.startsAt / 60_000);
  const wrong = !/^https?:\/\/[^/?#\s]+$/.test(origin)
    ? 'origin'
    : link.service.length > SERVICE_MAX || !SERVICE.test(link.service)
      ? 'service'
      : link.room.length !== 16
        ? 'room'
        : link.secret.length !== 16
          ? 'secret'
          : !(minutes >= 0 && minutes <= 0xffffffff)
            ? 'startsAt'
            : null;
  if (wrong !== null) throw new EinlassError('LINK_MALFORMED', { detail: wrong });
  const point = link.sealingKey === undefined ? undefined : compressPoint(link.sealingKey);
  if (point === null) throw new EinlassError('LINK_MALFORMED', { detail: 'sealingKey' });

  const role = link.role === 'client' ? 0 : 1 + FURTHER_ROLES.indexOf(link.furtherRole);
  const flags = role | (point ? HAS_KEY : 0) | (point?.yIsOdd ? Y_IS_ODD : 0);
  const service = new TextEncoder().encode(link.service);
  const bytes = new Uint8Array(HEAD + service.length + BODY + (point ? KEY : 0) + CRC);
  const view = new DataView(bytes.buffer);
  bytes.set([VERSION, flags, service.length]);
  bytes.set(service, HEAD);
  let at = HEAD + service.length;
  bytes.set(link.room, at);
  bytes.set(link.secret, at + 16);
  view.setUint32(at + 32, minutes);
  at += BODY;
  if (point) bytes.set(point.x, at);
  view.setUint32(bytes.length - CRC, crc32(bytes.subarray(0, -CRC)));

  const text = `${origin}/#${toBase64url(bytes)}`;
  if (text.length > LINK_MAX) throw new EinlassError('LINK_TOO_LONG', { detail: `${text.length} characters` });
  return text;
}

/**
 * Reads a fragment or a whole address. Never throws, whatever the text. Refuses with LINK_MISSING when there is no
 * fragment, LINK_TOO_LONG when it is longer than any link, LINK_TRUNCATED when the end is missing, LINK_VERSION_UNKNOWN
 * when it is intact but newer than this page, LINK_MALFORMED for everything else.
 */
export function parseLink(fragmentOrHref: string): Parsed<ArrivalLink> {
  // A multiple of LINK_MAX: blanks and line ends of a broken mail may still go, but nobody makes us read a book.
  if (fragmentOrHref.length > 16 * LINK_MAX) return refused('LINK_TOO_LONG', `${fragmentOrHref.length} characters`);
  const fragment = fragmentOf(fragmentOrHref);
  if (fragment === '') return refused('LINK_MISSING', 'no fragment');
  const room = /^\/?r\/(.*)$/s.exec(fragment);
  return room ? parseRoom(room[1] ?? '') : parsePersonal(fragment);
}

/**
 * A room name as it is kept: lower case and NFKC like Jitsi's own (react/features/base/util/uri.ts,
 * `getBackendSafeRoomName`), blanks as `-`, of the rest only letters with their marks, digits, `-` and `_`.
 * Returns '' when nothing is left. Not cut: a shortened name would be another room.
 */
export function cleanRoomName(raw: string): string {
  return raw
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\s+/gu, '-')
    .replace(/[^\p{L}\p{M}\p{N}_-]/gu, '')
    .normalize('NFKC');
}

function fragmentOf(fragmentOrHref: string): string {
  const hash = fragmentOrHref.indexOf('#');
  if (hash < 0 && fragmentOrHref.includes('://')) return '';
  // Mail programs break long lines and swallow the full stop or bracket behind an address.
  return fragmentOrHref
    .slice(hash + 1)
    .trim()
    .replace(/[.,;:!?)>\]}"'»”]+$/u, '');
}

function parseRoom(raw: string): Parsed<ArrivalLink> {
  let decoded = raw;
  try {
    decoded = decodeURIComponent(raw);
  } catch {
    // Not percent-encoded, or wrongly: the characters themselves are then the name, and cleaning drops the percent sign.
  }
  const name = cleanRoomName(decoded);
  if (name === '') return refused('LINK_MALFORMED', 'room name is empty');
  if (name.length > ROOM_NAME_MAX) return refused('LINK_TOO_LONG', `room name has ${name.length} characters`);
  return { ok: true, value: { kind: 'room', name } };
}

function parsePersonal(fragment: string): Parsed<ArrivalLink> {
  const text = fragment.replace(/\s+/gu, '');
  const decoded = fromBase64url(text);
  if (decoded === null) return refused('LINK_MALFORMED', 'foreign characters');
  const { bytes, exact } = decoded;
  const intact = exact && bytes.length > CRC && checksumHolds(bytes);
  const [version, flags = 0, serviceLength = 0] = bytes;
  if (version === undefined) return refused('LINK_TRUNCATED', 'one character');
  if (version !== VERSION) {
    if (intact) return refused('LINK_VERSION_UNKNOWN', `version ${version}`);
    return text.length > FRAGMENT_MAX
      ? refused('LINK_TOO_LONG', `${text.length} characters`)
      : refused('LINK_MALFORMED', 'version');
  }
  if (text.length > FRAGMENT_MAX) return refused('LINK_TOO_LONG', `${text.length} characters`);
  if (bytes.length < HEAD) return refused('LINK_TRUNCATED', `${bytes.length} bytes`);
  const hasKey = (flags & HAS_KEY) !== 0;
  const length = HEAD + serviceLength + BODY + (hasKey ? KEY : 0) + CRC;
  if (serviceLength === 0 || serviceLength > SERVICE_MAX) return refused('LINK_MALFORMED', 'length of service');
  if (bytes.length < length) return refused('LINK_TRUNCATED', `${bytes.length} of ${length} bytes`);
  if (bytes.length > length || !intact) return refused('LINK_MALFORMED', 'checksum');
  return parseFields(bytes, flags, serviceLength);
}

function checksumHolds(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(bytes.length - CRC) === crc32(bytes.subarray(0, -CRC));
}

/** Reads the fields of a link that is whole. What is wrong here was made wrong, not mistyped. */
function parseFields(bytes: Uint8Array<ArrayBuffer>, flags: number, serviceLength: number): Parsed<ArrivalLink> {
  const invited = invitedOf(flags & ROLE_BITS);
  if (invited === null) return refused('LINK_MALFORMED', 'role');
  const hasKey = (flags & HAS_KEY) !== 0;
  const yIsOdd = (flags & Y_IS_ODD) !== 0;
  if ((flags & ~(ROLE_BITS | HAS_KEY | Y_IS_ODD)) !== 0 || (yIsOdd && !hasKey))
    return refused('LINK_MALFORMED', 'flags');
  const at = HEAD + serviceLength;
  const service = String.fromCharCode(...bytes.subarray(HEAD, at));
  if (!SERVICE.test(service)) return refused('LINK_MALFORMED', 'service');
  const keyAt = at + BODY;
  const sealingKey = hasKey ? expandPoint({ x: bytes.subarray(keyAt, keyAt + KEY), yIsOdd }) : undefined;
  if (sealingKey === null) return refused('LINK_MALFORMED', 'sealing key is no point of the curve');
  return {
    ok: true,
    value: {
      kind: 'personal',
      ...invited,
      service,
      room: bytes.slice(at, at + 16),
      secret: bytes.slice(at + 16, at + 32),
      startsAt: new DataView(bytes.buffer).getUint32(at + 32) * 60_000,
      ...(sealingKey ? { sealingKey } : {}),
    },
  };
}

function invitedOf(code: number): Invited | null {
  if (code === 0) return { role: 'client' };
  const furtherRole = FURTHER_ROLES[code - 1];
  return furtherRole === undefined ? null : { role: 'furtherPerson', furtherRole };
}
