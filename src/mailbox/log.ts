import { LAST_NUMBER } from './address.ts';
import type { LogName } from './address.ts';
import { BEGINNING, entryHash, openEntry, sealEntry } from './sealing.ts';
import type { ReadAnswer } from './transport.ts';

/** How many earlier entries an entry may name as the one before it. */
const HEADS_MAX = 64;
/** Foreign entries that one look reads past; a server gone mad would otherwise be asked 9999 times. */
const STEPS_MAX = 8;

export interface LogOptions {
  readonly key: CryptoKey;
  readonly folder: string;
  readonly log: LogName;
  readonly read: (number: number) => Promise<ReadAnswer>;
  /** Hears what was sealed in each authentic entry, once, in their order. */
  readonly take: (plain: Uint8Array<ArrayBuffer>, number: number) => void;
  /** Hears of the first of some entries that do not authenticate, once. */
  readonly doubt: (number: number) => void;
}

export interface SealedEntry {
  readonly number: number;
  readonly hash: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly wire: Uint8Array<ArrayBuffer>;
}

/**
 * One log, read from the beginning. The rule (config/decisions/0004):
 *
 * 1. An entry counts only when it opens as this number of this log of this folder, after an authentic entry that was
 *    read here before. Foreign bytes, an entry from another place, a replayed one, and all that follow one that was cut
 *    out do not open, and are heard never.
 * 2. Entries that do not open are doubtful: reported, kept out, and read again at every look, because a disturbed line
 *    leaves no trace on the server.
 * 3. They are passed over for good by the first later entry that opens. Its writer names, as the one before it, an entry
 *    from before the doubtful ones: so whoever has the key found nothing of worth in their place either. Somebody without
 *    the key can put rubbish in the way, but can neither speak nor silence the log.
 * 4. The entry before it may be an older one than the last: two tabs of one side wrote without seeing each other. Both
 *    are heard, so nothing is lost.
 *
 * A missing entry is the end: that a server withholds the rest cannot be told from silence.
 */
export class Log {
  readonly #options: LogOptions;
  /** Hashes of the last authentic entries, the latest first. */
  #heads: readonly string[] = [BEGINNING];
  /** The number after the last authentic entry. From here up to `#next` everything is doubtful. */
  #settled = 1;
  #next = 1;
  #looks = 0;
  #lastDoubt = 0;

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** The number after the last authentic entry: the next one to write, unless something doubtful lies there. */
  get settled(): number {
    return this.#settled;
  }

  /** Does something lie there that was read and did not open? */
  isDoubtful(number: number): boolean {
    return number >= this.#settled && number < this.#next;
  }

  /** Was this very entry read, or written from here, as authentic? Of the last 64. */
  knows(hash: string): boolean {
    return this.#heads.includes(hash);
  }

  /** Seals bytes as the entry of this number, behind the last authentic one. Nothing changes before {@link adopt}. */
  async seal(plain: Uint8Array<ArrayBuffer>, number: number): Promise<SealedEntry> {
    const { key, folder, log } = this.#options;
    const wire = await sealEntry(key, { folder, log, number, previous: this.#heads[0] ?? BEGINNING }, plain);
    return { number, hash: await entryHash(wire), plain, wire };
  }

  /** Goes on behind an entry that was opened here, or stored from here. */
  adopt({ number, hash, plain }: Omit<SealedEntry, 'wire'>): void {
    this.#heads = [hash, ...this.#heads].slice(0, HEADS_MAX);
    this.#settled = number + 1;
    this.#next = number + 1;
    this.#options.take(plain, number);
  }

  /** Reads up to the end. `more` when it stopped among too many doubtful entries. Never rejects. */
  async readOn(): Promise<'end' | 'more' | 'trouble'> {
    for (const number of this.#doubtful()) {
      const found = await this.#look(number);
      if (found === 'trouble') return 'trouble';
      if (found === 'nothing') {
        // Whatever stood there came from somebody on the way.
        this.#next = number;
        return 'end';
      }
      if (found === 'authentic') break;
    }
    for (let steps = 0; this.#next <= LAST_NUMBER;) {
      const found = await this.#look(this.#next);
      if (found === 'trouble') return 'trouble';
      if (found === 'nothing') return 'end';
      if (found === 'authentic') continue;
      this.#next += 1;
      steps += 1;
      if (steps >= STEPS_MAX) return 'more';
    }
    return 'end';
  }

  /** The first of the doubtful entries and another one, in turn: each look costs two requests more, however many there are. */
  #doubtful(): readonly number[] {
    const count = this.#next - this.#settled;
    if (count === 0) return [];
    this.#looks += 1;
    return count === 1 ? [this.#settled] : [this.#settled, this.#settled + 1 + (this.#looks % (count - 1))];
  }

  async #look(number: number): Promise<'authentic' | 'foreign' | 'nothing' | 'trouble'> {
    const answer = await this.#options.read(number);
    if (answer.kind !== 'entry') return answer.kind;
    const { key, folder, log } = this.#options;
    for (const previous of this.#heads) {
      const plain = await openEntry(key, { folder, log, number, previous }, answer.wire);
      if (plain === null) continue;
      this.adopt({ number, hash: await entryHash(answer.wire), plain });
      return 'authentic';
    }
    if (this.#settled > this.#lastDoubt) this.#options.doubt(number);
    this.#lastDoubt = Math.max(this.#lastDoubt, number);
    return 'foreign';
  }
}
