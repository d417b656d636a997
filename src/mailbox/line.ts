import type { MailboxLine } from './mailbox-shape.ts';

/** What the line to the mailbox is like; tells it when it changes. */
export class Line {
  #state: MailboxLine = 'unknown';
  readonly #changed: (line: MailboxLine) => void;
  #waiting: (() => void)[] = [];

  constructor(changed: (line: MailboxLine) => void) {
    this.#changed = changed;
  }

  get state(): MailboxLine {
    return this.#state;
  }

  /** Resolves when it is well the next time after now; never when it never is. */
  wellAgain(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Something was read, or not. A server without a mailbox also answers "there is nothing", so that alone does not
   * take back `absent`; and where there is no mailbox, no answer is no news.
   */
  read(result: 'answered' | 'trouble'): void {
    if (this.#state !== 'absent') this.#turn(result === 'trouble' ? 'unreachable' : 'well');
  }

  /** Something was written, or refused. Only writing shows whether there is a mailbox. */
  wrote(result: 'answered' | 'trouble' | 'absent'): void {
    if (result === 'trouble') this.read('trouble');
    else this.#turn(result === 'absent' ? 'absent' : 'well');
  }

  #turn(state: MailboxLine): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed(state);
    if (state === 'well') for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
