import { LAST_NUMBER } from './address.ts';
import type { Line } from './line.ts';
import type { Log, SealedEntry } from './log.ts';
import type { SendResult } from './mailbox-shape.ts';
import { cutMessage } from './parts.ts';
import type { WriteAnswer } from './transport.ts';
import { pause } from './world.ts';
import type { MailboxWorld } from './world.ts';

/** Milliseconds before each further try: about half a minute in all. */
const WAITS = [1000, 2000, 4000, 8000, 16_000] as const;
/** A page that has just come waits less long for what it said before. */
const RECALL_WAITS = WAITS.slice(0, 2);
/** Each reads past eight foreign entries. */
const ROUNDS = 8;

export interface WriterOptions {
  readonly log: Log;
  readonly write: (number: number, wire: Uint8Array<ArrayBuffer>) => Promise<WriteAnswer>;
  readonly line: Line;
  readonly world: MailboxWorld;
  readonly closing: AbortSignal;
}

/** Writes this side's log. Other tabs and devices of the same side may write it too. One call at a time; never rejects. */
export class Writer {
  readonly #options: WriterOptions;
  /** The last number of which both were true: it may not be written, and something doubtful can be read there. */
  #occupied = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Appends one message, in as many entries as it needs. */
  async append(content: Uint8Array): Promise<SendResult> {
    const parts = cutMessage(content);
    if (parts === null) return { ok: false, why: 'tooLarge' };
    for (const part of parts) {
      const result = await this.#appendEntry(part);
      if (!result.ok) return result;
    }
    return { ok: true };
  }

  /** Reads the own log to its end; gives up after three tries. */
  async readOwn(): Promise<void> {
    for (const wait of [...RECALL_WAITS, 0]) {
      if ((await this.#readToEnd()) !== 'trouble' || wait === 0) return;
      await this.#pause(wait);
    }
  }

  /**
   * Writes without asking first: whether the number is free, and whether there is a mailbox, the server says then anyhow.
   * A try whose answer was lost is repeated with the same bytes at the same number, and recognised there if it had been
   * stored; only when somebody else's entry lies there are they sealed anew for the next number. A number is passed over
   * only when the server both refuses to write there and shows what is there: a hole would be the end to every reader.
   */
  async #appendEntry(plain: Uint8Array<ArrayBuffer>): Promise<SendResult> {
    const { log, line, write, closing } = this.#options;
    let sealed: SealedEntry | undefined;
    for (let tries = 0; !closing.aborted;) {
      if (sealed !== undefined && log.knows(sealed.hash)) return { ok: true };
      const number = Math.max(log.settled, this.#occupied + 1);
      if (number > LAST_NUMBER) return { ok: false, why: 'full' };
      if (sealed?.number !== number) sealed = await log.seal(plain, number);
      const answer = await write(sealed.number, sealed.wire);
      if (closing.aborted) break;
      line.wrote(answer === 'trouble' || answer === 'absent' ? answer : 'answered');
      if (answer === 'stored') {
        log.adopt(sealed);
        return { ok: true };
      }
      if (answer === 'taken') {
        await this.#readToEnd();
        if (log.isDoubtful(number)) this.#occupied = number;
        if (log.settled > number || this.#occupied === number) continue;
        // Taken and still nothing to read: somebody is writing it this very moment.
      } else if (answer !== 'trouble') return { ok: false, why: answer };
      const wait = WAITS[tries++];
      if (wait === undefined) return { ok: false, why: 'unreachable' };
      await this.#pause(wait);
    }
    return { ok: false, why: 'closed' };
  }

  async #readToEnd(): Promise<'end' | 'trouble'> {
    const { log, line, closing } = this.#options;
    for (let rounds = 0; rounds < ROUNDS; rounds += 1) {
      const result = await log.readOn();
      if (closing.aborted) return 'trouble';
      line.read(result === 'trouble' ? 'trouble' : 'answered');
      if (result !== 'more') return result;
    }
    // More rubbish than anybody would write here by hand; what is still to come is read another time.
    return 'end';
  }

  /** Shorter where a look meanwhile shows that the mailbox answers again. */
  async #pause(ms: number): Promise<void> {
    const { line, world, closing } = this.#options;
    // Two tabs that met once shall not meet again.
    const time = pause(world.clock, ms * (1 + world.random() / 4), closing);
    await Promise.race([time, line.wellAgain()]);
  }
}
