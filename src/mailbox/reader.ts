import type { Line } from './line.ts';
import type { Log } from './log.ts';
import type { MailboxWorld } from './world.ts';

/** Milliseconds from one look to the next, at least. */
const GENTLE = 4000;
/** Up to this much more, so that the pages of a group do not ask all at once. */
const JITTER = 1000;
/** The longest wait when nothing answers, and the usual one where there is no mailbox. */
const SLOWEST = 60_000;
/** In the background, while waiting matters. */
const BACKGROUND = 30_000;
/** Between two looks that somebody asked for. */
const LEAST = 1000;

export interface ReaderOptions {
  readonly log: Log;
  readonly line: Line;
  readonly world: MailboxWorld;
  readonly closing: AbortSignal;
  /** Does it matter enough to look from the background, every 30 s? Asked before every look. */
  readonly isPatient: () => boolean;
}

/**
 * Looks for what the other side has written. A look that finds nothing costs one request (two or three while entries
 * are doubtful), and there is at most one every 4 s; what has been written already is read without waiting in between.
 */
export class Reader {
  readonly #options: ReaderOptions;
  #isLooking = false;
  #isWanted = false;
  #lastLook = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #stop = (): void => undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
    options.closing.addEventListener('abort', () => this.#stop());
  }

  /** Begins with a look at once, unless the page is in the background. */
  start(): void {
    this.#tick();
  }

  /** Looks at once, also from the background; at most once a second. */
  lookNow(): void {
    this.#isWanted = true;
    if (!this.#isLooking) this.#later(Math.max(0, this.#lastLook + LEAST - this.#options.world.clock.now()));
  }

  #tick(): void {
    const { world, isPatient } = this.#options;
    const mayLook =
      this.#isWanted || world.isVisible() || (isPatient() && world.clock.now() - this.#lastLook >= BACKGROUND);
    // Somebody may come back any moment: see whether the page is in front again, which asks nobody anything.
    if (!mayLook) return this.#later(GENTLE);
    this.#isWanted = false;
    void this.#look();
  }

  async #look(): Promise<void> {
    const { log, line, world, closing } = this.#options;
    this.#isLooking = true;
    this.#lastLook = world.clock.now();
    try {
      const result = await log.readOn();
      if (closing.aborted) return;
      this.#failures = result === 'trouble' ? this.#failures + 1 : 0;
      line.read(result === 'trouble' ? 'trouble' : 'answered');
    } finally {
      // Whatever happened in this look, there is a next one.
      this.#isLooking = false;
      this.#later(this.#isWanted ? LEAST : this.#wait());
    }
  }

  #wait(): number {
    const { line, world } = this.#options;
    const base = line.state === 'absent' ? SLOWEST : Math.min(SLOWEST, GENTLE * 2 ** Math.min(this.#failures, 4));
    return base + world.random() * JITTER;
  }

  #later(ms: number): void {
    this.#stop();
    if (this.#options.closing.aborted) return;
    this.#stop = this.#options.world.clock.after(ms, () => this.#tick());
  }
}
