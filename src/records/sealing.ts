import * as v from 'valibot';
import { toHex } from './hex.ts';

/** The two keys of this browser. Both can be used and stored, but not taken out. */
export interface Keys {
  /** Seals what is not bound to the session: AES-256-GCM. */
  readonly seal: CryptoKey;
  /** Gives records their names and the session its key: HMAC-SHA-256. */
  readonly derive: CryptoKey;
}

/** A record as it lies in the database. */
export interface Entry {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  /** Milliseconds since 1970; after that the record is purged. Sealed along, so that nobody can lengthen it. */
  readonly until: number;
}

const entrySchema = v.object({
  iv: v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check((iv) => iv.length === 12),
  ),
  data: v.instance(ArrayBuffer),
  until: v.pipe(v.number(), v.finite()),
});

function keySchema(name: string, usage: KeyUsage) {
  return v.pipe(
    v.instance(CryptoKey),
    v.check((key) => key.algorithm.name === name && !key.extractable && key.usages.includes(usage)),
  );
}

const utf8 = new TextEncoder();

export async function makeKeys(): Promise<Keys> {
  const [seal, derive] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  return { seal, derive };
}

/** Null when what was stored are not two keys of our kind. */
export function parseKeys(stored: unknown): Keys | null {
  const schema = v.object({ seal: keySchema('AES-GCM', 'decrypt'), derive: keySchema('HMAC', 'sign') });
  const parsed = v.safeParse(schema, stored);
  return parsed.success ? parsed.output : null;
}

/** Null when what was stored is not an entry. */
export function parseEntry(stored: unknown): Entry | null {
  const parsed = v.safeParse(entrySchema, stored);
  return parsed.success ? parsed.output : null;
}

/** A name that tells neither service nor room, not even to somebody who guesses and compares. */
export async function hiddenName({ derive }: Keys, text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', derive, utf8.encode(`name\0${text}`))));
}

/** The key of one tab session: needs this browser's key and the part that only the tab knows. */
export async function sessionKey({ derive }: Keys, sessionPart: string): Promise<CryptoKey> {
  const bits = await crypto.subtle.sign('HMAC', derive, utf8.encode(`session\0${sessionPart}`));
  return crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seals text for one place and one time limit; moved or lengthened it no longer opens. */
export async function sealText(key: CryptoKey, place: string, text: string, until: number): Promise<Entry> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(algorithm(iv, place, until), key, utf8.encode(text));
  return { iv, data, until };
}

/** Null when the record was changed, moved, or sealed with another key. */
export async function openText(key: CryptoKey, place: string, entry: Entry): Promise<string | null> {
  try {
    const text = await crypto.subtle.decrypt(algorithm(entry.iv, place, entry.until), key, entry.data);
    return new TextDecoder().decode(text);
  } catch {
    // WebCrypto says OperationError for all of these and nothing more; to us they are all the same.
    return null;
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, place: string, until: number): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8.encode(`${place}\0${until}`) };
}
