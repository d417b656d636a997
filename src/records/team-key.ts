import { compactDecrypt } from 'jose/jwe/compact/decrypt';
import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import { base32 } from '../mailbox/base32.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import type { TeamKey } from './office-shape.ts';
import { thumbprint } from './thumbprint.ts';

/** A passphrase that is shorter protects too little: the file can be tried on any number of computers. */
export const PASSPHRASE_MIN = 12;

/** OWASP's count for PBKDF2-HMAC-SHA-512 is 210 000 (2023); about a second on an office computer is bearable. */
const PBKDF2_COUNT = 600_000;
/** A foreign file must not keep the page busy for minutes. */
const PBKDF2_MOST = 2_000_000;
const NAME_BYTES = 5;

const part = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const privateJwk = v.strictObject({ kty: v.literal('EC'), crv: v.literal('P-256'), x: part, y: part, d: part });
const contentSchema = v.strictObject({ sealing: privateJwk, signing: privateJwk });

type PrivateJwk = v.InferOutput<typeof privateJwk>;

/** A fresh key and the only file from which it can be had again. */
export interface NewTeamKey {
  readonly key: TeamKey;
  readonly file: string;
}

/** Does this passphrase have enough characters? Counted as people see them, whatever keyboard they came from. */
export function isLongEnough(passphrase: string): boolean {
  return [...normalised(passphrase)].length >= PASSPHRASE_MIN;
}

/** Makes a team key. Refuses a passphrase under {@link PASSPHRASE_MIN} characters with KEY_PASSPHRASE_SHORT. */
export async function makeTeamKey(passphrase: string): Promise<Parsed<NewTeamKey>> {
  if (!isLongEnough(passphrase)) return refused('KEY_PASSPHRASE_SHORT', `fewer than ${PASSPHRASE_MIN} characters`);
  const pairs = await Promise.all([
    crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']),
    crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']),
  ]);
  const [sealing, signing] = await Promise.all(pairs.map(({ privateKey }) => exported(privateKey)));
  const content = v.parse(contentSchema, { sealing, signing });
  const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM' })
    .setKeyManagementParameters({ p2c: PBKDF2_COUNT })
    .encrypt(secretOf(passphrase));
  return { ok: true, value: { key: await teamKeyOf(content), file: await writeKeyFile(jwe) } };
}

/**
 * Opens a key file. Refuses with KEY_FILE_FOREIGN (something else, or too large), KEY_FILE_NEWER (of a later version of
 * this software), KEY_FILE_DAMAGED (ours, and a byte of it is not as it was written) or KEY_PASSPHRASE_WRONG. Never throws.
 */
export async function openTeamKeyFile(text: string, passphrase: string): Promise<Parsed<TeamKey>> {
  const file = await readKeyFile(text);
  if (!file.ok) return file;
  let plain: Uint8Array;
  try {
    const opened = await compactDecrypt(file.value, secretOf(passphrase), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: PBKDF2_MOST,
    });
    plain = opened.plaintext;
  } catch (error) {
    // The checksum fits, so the file is as it was written: what does not decrypt was sealed under other words.
    const isWrong = error instanceof Error && 'code' in error && error.code === 'ERR_JWE_DECRYPTION_FAILED';
    return isWrong ? refused('KEY_PASSPHRASE_WRONG', 'does not open') : refused('KEY_FILE_DAMAGED', String(error));
  }
  try {
    return { ok: true, value: await teamKeyOf(v.parse(contentSchema, JSON.parse(new TextDecoder().decode(plain)))) };
  } catch (error) {
    return refused('KEY_FILE_DAMAGED', String(error));
  }
}

/** Eight characters of a key's id, to compare by phone: `K7F2-QX3M`. */
export function keyName(id: string): string {
  const bytes = fromBase64url(id)?.bytes ?? new Uint8Array();
  const name = base32(bytes.slice(0, NAME_BYTES));
  return `${name.slice(0, 4)}-${name.slice(4)}`;
}

function normalised(passphrase: string): string {
  return passphrase.normalize('NFKC').trim();
}

function secretOf(passphrase: string): Uint8Array {
  return new TextEncoder().encode(normalised(passphrase));
}

async function exported(key: CryptoKey): Promise<PrivateJwk> {
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', key);
  return v.parse(privateJwk, { kty, crv, x, y, d });
}

async function teamKeyOf({ sealing, signing }: v.InferOutput<typeof contentSchema>): Promise<TeamKey> {
  const load = (jwk: PrivateJwk, name: string, usage: KeyUsage): Promise<CryptoKey> =>
    crypto.subtle.importKey('jwk', jwk, { name, namedCurve: 'P-256' }, false, [usage]);
  const [sealingKey, signingKey, id] = await Promise.all([
    load(sealing, 'ECDH', 'deriveBits'),
    load(signing, 'ECDSA', 'sign'),
    thumbprint(publicOf(sealing)),
  ]);
  return {
    id,
    sealing: { public: publicOf(sealing), private: sealingKey },
    signing: { public: publicOf(signing), private: signingKey },
  };
}

function publicOf({ kty, crv, x, y }: PrivateJwk): PublicKeyJwk {
  return { kty, crv, x, y };
}
