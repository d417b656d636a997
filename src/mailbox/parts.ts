import { ENTRY_MAX } from './address.ts';
import { toBase64url } from './base64url.ts';
import { SEAL_OVERHEAD } from './sealing.ts';

/** Sizes on the wire, in bytes. Everything short looks alike: "opened", "busy" and "withdrawn" cannot be told apart. */
export const SIZES = [512, 4096, 16_384, ENTRY_MAX] as const;
const ID = 8;
/** Identity of the message, index of this part, number of parts, length of what follows; then padding. */
const HEAD = ID + 1 + 1 + 2;
const CAPACITY = ENTRY_MAX - SEAL_OVERHEAD - HEAD;
/** The longest sealed receipt (`messages.ts`) takes seven. */
const PARTS_MAX = 8;
/** Messages whose rest is still to come. A tab that dies in the middle of one leaves it behind for good. */
const OPEN_MAX = 4;

/**
 * A message as the plain bytes of one or more entries, each padded with zeros to one of {@link SIZES}. Null when it is
 * longer than eight entries. Two calls with the same content give two messages.
 */
export function cutMessage(content: Uint8Array): readonly Uint8Array<ArrayBuffer>[] | null {
  const count = Math.max(1, Math.ceil(content.length / CAPACITY));
  if (count > PARTS_MAX) return null;
  const id = crypto.getRandomValues(new Uint8Array(ID));
  return Array.from({ length: count }, (_, index) => {
    const piece = content.subarray(index * CAPACITY, (index + 1) * CAPACITY);
    const needed = HEAD + piece.length + SEAL_OVERHEAD;
    const size = SIZES.find((one) => one >= needed) ?? ENTRY_MAX;
    const plain = new Uint8Array(size - SEAL_OVERHEAD);
    plain.set(id);
    plain[ID] = index;
    plain[ID + 1] = count;
    new DataView(plain.buffer).setUint16(ID + 2, piece.length);
    plain.set(piece, HEAD);
    return plain;
  });
}

/** `part`: more is to come. `repeated`: this message was whole before. `broken`: no part of a message as we write it. */
export type Joined =
  | { readonly kind: 'whole'; readonly content: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'part' | 'repeated' | 'broken' };

interface Open {
  readonly count: number;
  readonly pieces: Uint8Array[];
}

/** Puts messages together again. Parts of different messages may stand between each other, as two tabs write them. */
export class Joiner {
  readonly #open = new Map<string, Open>();
  readonly #whole = new Set<string>();

  add(plain: Uint8Array<ArrayBuffer>): Joined {
    if (plain.length < HEAD) return { kind: 'broken' };
    const id = toBase64url(plain.subarray(0, ID));
    const [index = 0, count = 0] = plain.subarray(ID, ID + 2);
    const length = new DataView(plain.buffer, plain.byteOffset).getUint16(ID + 2);
    if (index >= count || count > PARTS_MAX || HEAD + length > plain.length) return { kind: 'broken' };
    if (this.#whole.has(id)) return { kind: 'repeated' };
    const open = this.#open.get(id) ?? { count, pieces: [] };
    // One writer writes its parts in their order, and none of them twice.
    if (open.count !== count || open.pieces.length !== index) return { kind: 'broken' };
    open.pieces.push(plain.slice(HEAD, HEAD + length));
    this.#open.set(id, open);
    if (open.pieces.length < count) {
      this.#forgetOldest();
      return { kind: 'part' };
    }
    this.#open.delete(id);
    this.#whole.add(id);
    return { kind: 'whole', content: concatenated(open.pieces) };
  }

  #forgetOldest(): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size > OPEN_MAX && oldest !== undefined) this.#open.delete(oldest);
  }
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    content.set(piece, at);
    at += piece.length;
  }
  return content;
}
