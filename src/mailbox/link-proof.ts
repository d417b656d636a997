import { fromBase64url, toBase64url } from './base64url.ts';
import { linkProofKey } from './keys.ts';

const LENGTH = 32;

/** Vouches for a text with the personal secret: 43 characters that only somebody with the link, or the desk, can make. */
export async function linkProof(secret: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', await linkProofKey(secret), new TextEncoder().encode(text));
  return toBase64url(new Uint8Array(mac));
}

/**
 * Did somebody with this personal secret vouch for exactly this text? The secret is 16 bytes as base64url; with one that is
 * none the answer is no. Never rejects for want of anything but WebCrypto.
 */
export async function isLinkProof(proof: string, secret: string, text: string): Promise<boolean> {
  const [mac, key] = [fromBase64url(proof), fromBase64url(secret)];
  if (!mac?.exact || mac.bytes.length !== LENGTH || !key?.exact || key.bytes.length === 0) return false;
  return crypto.subtle.verify('HMAC', await linkProofKey(key.bytes), mac.bytes, new TextEncoder().encode(text));
}
