import type { Problem } from '../errors.ts';

/**
 * What the line to the mailbox is like. `absent`: this server has none (purely static hosting), which is no fault;
 * `unknown` until the first answer.
 */
export type MailboxLine = 'unknown' | 'well' | 'unreachable' | 'absent';

/** What became of a message. `failed` after all tries; it is not tried again by itself. */
export type SendResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'unreachable' | 'absent' | 'tooLarge' | 'full' | 'closed' };

export interface MailboxListener<In> {
  /** Each authentic message once, in the order in which it was written. */
  heard(message: In): void;
  lineChanged(line: MailboxLine): void;
  /** An entry that does not authenticate, is no message or is out of order: ignored, and reported once. */
  refused(problem: Problem): void;
}

/** One person's mailbox from one side: two append-only logs, one to write and one to read. */
export interface Mailbox<Out, In> {
  /** Appends a message; messages of one mailbox are written one after the other. Never rejects. */
  send(message: Out): Promise<SendResult>;
  /** What this side has written before, oldest first: after a reload the page knows again what it said. Never rejects. */
  recall(): Promise<readonly Out[]>;
  /**
   * Begins to read from the beginning, with at most one look per 4 s, slower when nothing answers; what has been written
   * already is read without pauses. One listener at a time: another one hears what comes from then on.
   */
  listen(listener: MailboxListener<In>): void;
  /**
   * Reads at once, for example when the page comes to the front, and resolves when everything that lay there was heard; at
   * once while nobody listens. It does not add to the looks: the next one waits the longer. Never rejects.
   */
  lookNow(): Promise<void>;
  /** Stops reading and writing for good. */
  close(): void;
}
