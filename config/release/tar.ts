/** One file of an archive, by its path inside it. */
export interface Entry {
  readonly path: string;
  readonly content: Buffer;
}

const BLOCK = 512;

/**
 * The bytes of a POSIX archive (ustar): sorted by path, owned by nobody in particular, every time the same. Made here, because
 * tar programs differ in what they write. Throws when a path does not fit into a ustar head (155 + 100 bytes).
 * @param seconds since 1970, the time of every entry
 */
export function tarOf(entries: readonly Entry[], seconds: number): Buffer {
  const sorted = [...entries].sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)));
  const parts = sorted.flatMap(({ path, content }) => [
    headOf(path, content.length, seconds),
    content,
    Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function headOf(path: string, size: number, seconds: number): Buffer {
  const head = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at);
  };
  const [prefix, name] = splitPath(path);
  head.write(name, 0);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(seconds, 136, 12);
  head.write(' '.repeat(8), 148);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  head.write(prefix, 345);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return head;
}

function splitPath(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  const cuts = [...path.matchAll(/\//g)].map((match) => match.index);
  const cut = cuts.find((at) => at <= 155 && Buffer.byteLength(path.slice(at + 1)) <= 100);
  if (cut === undefined) throw new Error(`Too long for an archive: ${path}`);
  return [path.slice(0, cut), path.slice(cut + 1)];
}
