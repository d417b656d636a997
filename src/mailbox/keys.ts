import { base32 } from './base32.ts';

/**
 * What is derived from the personal secret, each under its own label of HKDF-SHA-256 (RFC 5869), so that knowing one says
 * nothing about the others. The labels are part of the format: changing one makes every link that is out there useless.
 */
const LABELS = {
  folder: 'einlass/1/mailbox-folder',
  message: 'einlass/1/message',
  checkCode: 'einlass/1/check-code',
  linkProof: 'einlass/1/link-proof',
} as const;
const CHECK_CODE_DOMAIN = 'einlass/1/check-code/room,name,profile';
const CHECK_CODE_LENGTH = 6;

/** What the check code vouches for. */
export interface CheckCodeSubject {
  /** Room name as Jitsi gets it. */
  readonly room: string;
  /** The name exactly as shown in front of the code: `shownName` of mailbox/name. */
  readonly displayName: string;
  readonly profileVersion: string;
}

const utf8 = new TextEncoder();

async function derivationKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

function parameters(label: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8.encode(label) };
}

/** The folder of this person's mailbox: 26 lower-case letters and digits that nobody without the secret can guess. */
export async function mailboxFolder(secret: Uint8Array<ArrayBuffer>): Promise<string> {
  const bits = await crypto.subtle.deriveBits(parameters(LABELS.folder), await derivationKey(secret), 128);
  return base32(new Uint8Array(bits)).toLowerCase();
}

/**
 * The key for messages in this person's mailbox: AES-256-GCM, which hides and vouches for them in one. It cannot be
 * taken out of the browser.
 */
export async function messageKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const algorithm = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(parameters(LABELS.message), await derivationKey(secret), algorithm, false, [
    'encrypt',
    'decrypt',
  ]);
}

/**
 * The key with which somebody who holds the personal link vouches for a file that travels outside of the mailbox, and with
 * which the desk, which made the link, sees that: HMAC-SHA-256. It cannot be taken out of the browser.
 */
export async function linkProofKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return crypto.subtle.deriveKey(parameters(LABELS.linkProof), await derivationKey(secret), hmac, false, [
    'sign',
    'verify',
  ]);
}

/**
 * The code that client and counsellor compare (design §5): six characters of Crockford base32 from an HMAC-SHA-256 over
 * room, shown name and profile version, each with its length in front so that no two subjects give the same bytes.
 *
 * The first character is always a letter: digits of the HMAC's base32 are skipped until one comes. Otherwise a browser
 * draws leading digits behind an Arabic or Hebrew name on the wrong side (Unicode bidi rules W2 and N1) and the code
 * falls apart on the counsellor's screen. 22 · 32^5 codes remain.
 */
export async function checkCode(secret: Uint8Array<ArrayBuffer>, subject: CheckCodeSubject): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const key = await crypto.subtle.deriveKey(parameters(LABELS.checkCode), await derivationKey(secret), hmac, false, [
    'sign',
  ]);
  const text = [CHECK_CODE_DOMAIN, subject.room, subject.displayName, subject.profileVersion];
  const code = base32(new Uint8Array(await crypto.subtle.sign('HMAC', key, lengthPrefixed(text))));
  // 46 digits in a row have a chance of 10^-23; the code then begins with a digit and is as valid.
  const first = Math.min(Math.max(code.search(/[A-Z]/), 0), code.length - CHECK_CODE_LENGTH);
  return code.slice(first, first + CHECK_CODE_LENGTH);
}

function lengthPrefixed(parts: readonly string[]): Uint8Array<ArrayBuffer> {
  const encoded = parts.map((part) => utf8.encode(part));
  const bytes = new Uint8Array(encoded.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}

/** The code for the eye, in two groups: `K7F 2QX`. */
export function displayCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/** The code for screen readers, character by character: `K, 7, F, 2, Q, X`. Without commas some read it as a word. */
export function spellCode(code: string): string {
  return [...code].join(', ');
}
