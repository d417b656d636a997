import { entryName } from './address.ts';
import type { LogName } from './address.ts';
import { toBase64url } from './base64url.ts';

const IV = 12;
const TAG = 16;
/** How much longer an entry is on the wire than what is sealed in it, in bytes. */
export const SEAL_OVERHEAD = IV + TAG;

/** What stands in the place of the entry before, for the first one in a log. */
export const BEGINNING = '';

/** Where an entry belongs. It is not written down in the entry: it opens in this one place only. */
export interface Place {
  readonly folder: string;
  readonly log: LogName;
  readonly number: number;
  /** {@link entryHash} of the sealed entry before it, or {@link BEGINNING}. */
  readonly previous: string;
}

const utf8 = new TextEncoder();

/** Every field but the last has one length, so no two places give the same bytes. */
function additionalData({ folder, log, number, previous }: Place): Uint8Array<ArrayBuffer> {
  return utf8.encode(`einlass/1/mailbox-entry ${folder}/${entryName(log, number)} ${previous}`);
}

/**
 * Seals one entry for one place with AES-256-GCM (NIST SP 800-38D): IV of 12 random bytes, ciphertext, tag. With at most
 * 9999 entries in each of two logs of one key, a repeated random IV is out of question (§8.3: up to 2^32).
 */
export async function sealEntry(
  key: CryptoKey,
  place: Place,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const algorithm = { name: 'AES-GCM', iv, additionalData: additionalData(place) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain));
  const wire = new Uint8Array(IV + sealed.length);
  wire.set(iv);
  wire.set(sealed, IV);
  return wire;
}

/** What was sealed for exactly this place; null for anything else, whatever its bytes are. Never rejects. */
export async function openEntry(
  key: CryptoKey,
  place: Place,
  wire: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (wire.length < SEAL_OVERHEAD) return null;
  const algorithm = { name: 'AES-GCM', iv: wire.subarray(0, IV), additionalData: additionalData(place) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, wire.subarray(IV)));
  } catch {
    // The one thing that fails here is the tag: not sealed with this key for this place.
    return null;
  }
}

/** Names a sealed entry: SHA-256 as base64url, 43 characters. */
export async function entryHash(wire: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', wire)));
}
