const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** base64url without padding (RFC 4648 §5). */
export function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/**
 * Reads base64url. Returns null when a character is foreign. `exact` is false when the text does not end where an
 * encoder would have ended it (a lone last character, spare bits that are not zero): it was cut off or mistyped.
 * Own code and not `atob`, which throws away the difference between the two.
 */
export function fromBase64url(text: string): { bytes: Uint8Array<ArrayBuffer>; exact: boolean } | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (const character of text) {
    const value = VALUES.get(character);
    if (value === undefined) return null;
    buffer = ((buffer << 6) | value) & 0x3fff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 0xff;
    }
  }
  return { bytes, exact: bits < 6 && (buffer & ((1 << bits) - 1)) === 0 };
}
