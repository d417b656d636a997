import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import { toBase64url } from '../mailbox/base64url.ts';
import type { TeamKey } from './office-shape.ts';

/** What everything in the office's database is sealed and found with. Cannot be taken out of the browser. */
export interface OfficeKeys {
  /** AES-256-GCM. */
  readonly seal: CryptoKey;
  /** HMAC-SHA-256: names of records, and the words of the blind index. */
  readonly index: CryptoKey;
}

// The labels are part of the format: changing one makes everything unreadable that lies in an office.
const LABELS = { seal: 'einlass/office/1/seal', index: 'einlass/office/1/index' } as const;
const KEY_BYTES = 32;
const NAME_BYTES = 15;

const utf8 = new TextEncoder();

/** Makes a random data key; returns the keys derived from it, and the key itself sealed to the team (compact JWE). */
export async function makeOfficeKeys(team: TeamKey): Promise<{ readonly keys: OfficeKeys; readonly wrapped: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const to = await crypto.subtle.importKey(
    'jwk',
    { ...team.sealing.public },
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    [],
  );
  const wrapped = await new CompactEncrypt(bytes).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' }).encrypt(to);
  const keys = await derived(bytes);
  bytes.fill(0);
  return { keys, wrapped };
}

/** Opens a data key. Null when it is sealed to another team, or no data key. */
export async function openOfficeKeys(wrapped: string, team: TeamKey): Promise<OfficeKeys | null> {
  try {
    const { plaintext } = await compactDecrypt(wrapped, team.sealing.private, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext.length === KEY_BYTES ? await derived(Uint8Array.from(plaintext)) : null;
  } catch {
    // Of another team or changed: JOSE does not tell them apart, and either way nothing here can be read with this key.
    return null;
  }
}

/** A word that means nothing without the key: 20 characters of an HMAC, the same for the same text. */
export async function blind({ index }: OfficeKeys, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', index, utf8.encode(text));
  return toBase64url(new Uint8Array(mac, 0, NAME_BYTES));
}

async function derived(bytes: Uint8Array<ArrayBuffer>): Promise<OfficeKeys> {
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
  const parameters = (label: string): HkdfParams => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: utf8.encode(label),
  });
  const [seal, index] = await Promise.all([
    crypto.subtle.deriveKey(parameters(LABELS.seal), root, { name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]),
    crypto.subtle.deriveKey(parameters(LABELS.index), root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
      'sign',
    ]),
  ]);
  return { seal, index };
}
