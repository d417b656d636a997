import { fromBase64url, toBase64url } from './base64url.ts';

/** A public key on the curve P-256, as WebCrypto and JOSE write it. */
export interface PublicKeyJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** A point of the curve with half of it left out: 33 instead of 64 bytes, so that a link stays short enough to type off. */
export interface CompressedPoint {
  readonly x: Uint8Array;
  readonly yIsOdd: boolean;
}

// Parameters of P-256: NIST SP 800-186 §3.2.1.3. The field prime is 3 mod 4, which makes the square root one power.
const P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
}

function toNumber(bytes: Uint8Array): bigint {
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function toBytes(number: bigint): Uint8Array {
  return Uint8Array.from(number.toString(16).padStart(64, '0').match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Completes a point. Returns null when no point of the curve has this x, so that a forged key is refused here. */
export function expandPoint({ x, yIsOdd }: CompressedPoint): PublicKeyJwk | null {
  const xNumber = toNumber(x);
  if (x.length !== 32 || xNumber >= P) return null;
  const square = (((xNumber * xNumber - 3n) % P) * xNumber + B) % P;
  const positive = square < 0n ? square + P : square;
  const root = power(positive, (P + 1n) / 4n);
  if ((root * root) % P !== positive || root === 0n) return null;
  const y = (root & 1n) === (yIsOdd ? 1n : 0n) ? root : P - root;
  return { kty: 'EC', crv: 'P-256', x: toBase64url(x), y: toBase64url(toBytes(y)) };
}

/** Leaves out what {@link expandPoint} can find again. Returns null when the key is not a point of the curve. */
export function compressPoint(key: PublicKeyJwk): CompressedPoint | null {
  const x = fromBase64url(key.x)?.bytes;
  const y = fromBase64url(key.y)?.bytes;
  if (x?.length !== 32 || y?.length !== 32) return null;
  const point = { x, yIsOdd: ((y[31] ?? 0) & 1) === 1 };
  return expandPoint(point)?.y === key.y ? point : null;
}
