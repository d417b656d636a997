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
/** Before a look that somebody asked for. */
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
 * A look that somebody asked for may come one ahead of that, and the next one of itself then waits the longer.
 */
export class Reader {
  readonly #options: ReaderOptions;
  #isLooking = false;
  #isWanted = false;
  #lastLook = Number.NEGATIVE_INFINITY;
  /** When the next look is due, counting 4 s for each that was made. */
  #due = Number.NEGATIVE_INFINITY;
  /** Whoever asked for a look that has not begun. */
  #asking: (() => void)[] = [];
  #failures = 0;
  #stop = (): void => undefined;

  constructor(options: ReaderOptions) {
    this.#options = options;
    options.closing.addEventListener('abort', () => {
      this.#stop();
      this.#answer(this.#asking.splice(0));
    });
  }

  /** Begins with a look at once, unless the page is in the background. */
  start(): void {
    this.#tick();
  }

  /**
   * Looks at once, also from the background, and resolves when that look is through or the mailbox is closed. Never rejects.
   * A second after the last look at the earliest, and one look ahead of the ordinary ones at the most.
   */
  lookNow(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#options.closing.aborted) return resolve();
      this.#asking.push(resolve);
      this.#isWanted = true;
      if (!this.#isLooking) this.#later(this.#untilAsked());
    });
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
    this.#due = Math.max(this.#due, this.#lastLook) + GENTLE;
    const asking = this.#asking.splice(0);
    try {
      const result = await log.readOn();
      if (closing.aborted) return;
      this.#failures = result === 'trouble' ? this.#failures + 1 : 0;
      line.read(result === 'trouble' ? 'trouble' : 'answered');
    } finally {
      // Whatever happened in this look, there is a next one.
      this.#isLooking = false;
      this.#later(this.#isWanted ? this.#untilAsked() : this.#wait());
      this.#answer(asking);
    }
  }

  #wait(): number {
    const { line, world } = this.#options;
    const base = line.state === 'absent' ? SLOWEST : Math.min(SLOWEST, GENTLE * 2 ** Math.min(this.#failures, 4));
    return Math.max(base, this.#due - world.clock.now()) + world.random() * JITTER;
  }

  #untilAsked(): number {
    return Math.max(0, Math.max(this.#lastLook + LEAST, this.#due - GENTLE) - this.#options.world.clock.now());
  }

  #answer(asking: readonly (() => void)[]): void {
    for (const resolve of asking) resolve();
  }

  #later(ms: number): void {
    this.#stop();
    if (this.#options.closing.aborted) return;
    this.#stop = this.#options.world.clock.after(ms, () => this.#tick());
  }
}
