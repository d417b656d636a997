import { toBase64url } from '../mailbox/base64url.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';

/** RFC 7638 thumbprint of a key: SHA-256 over its required members in order, base64url. */
export async function thumbprint({ crv, kty, x, y }: PublicKeyJwk): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', text)));
}
