import { entryAddress, ENTRY_MAX } from './address.ts';
import type { LogName } from './address.ts';
import type { MailboxWorld } from './world.ts';

/** An entry, none there, or no answer that a mailbox would give. */
export type ReadAnswer =
  { readonly kind: 'entry'; readonly wire: Uint8Array<ArrayBuffer> } | { readonly kind: 'nothing' | 'trouble' };

/**
 * `taken`: somebody has written there, or is about to. `absent`: this server takes no entries at all. `trouble`: no answer,
 * or one that says nothing; the entry may have been stored all the same.
 */
export type WriteAnswer = 'stored' | 'taken' | 'absent' | 'tooLarge' | 'full' | 'trouble';

/** Milliseconds until a request counts as unanswered. Writing takes a full entry through 10 kbit/s. */
const READ_LIMIT = 15_000;
const WRITE_LIMIT = 40_000;
/** A browser finishes these even while the page goes; all such requests of a page together may carry 64 kB (Fetch §4.6). */
const KEEPALIVE_MAX = 2048;

const WRITE_ANSWERS: Readonly<Record<number, WriteAnswer>> = {
  201: 'stored',
  409: 'taken',
  // What a server says that only serves files. Anything else, also another kind of "yes", is not a mailbox's answer.
  404: 'absent',
  405: 'absent',
  501: 'absent',
  413: 'tooLarge',
  507: 'full',
};

/** The mailbox as HTTP: one folder, entries by log and number. Nothing here rejects. */
export class Transport {
  readonly #world: MailboxWorld;
  readonly #folder: string;
  readonly #closing: AbortSignal;

  constructor(world: MailboxWorld, folder: string, closing: AbortSignal) {
    this.#world = world;
    this.#folder = folder;
    this.#closing = closing;
  }

  async read(log: LogName, number: number): Promise<ReadAnswer> {
    const answer = await this.#ask(log, number, { method: 'GET' }, READ_LIMIT, async (response) => {
      if (response.status === 404) return { kind: 'nothing' } as const;
      // A proxy's apology comes as a page, and as 200 from some: that says nothing about the entry.
      const type = response.headers.get('Content-Type') ?? '';
      if (response.status !== 200 || !/^application\/octet-stream *(;|$)/i.test(type)) return null;
      return { kind: 'entry', wire: await readAtMost(response, ENTRY_MAX) } as const;
    });
    return answer ?? { kind: 'trouble' };
  }

  async write(log: LogName, number: number, wire: Uint8Array<ArrayBuffer>): Promise<WriteAnswer> {
    const init = { method: 'PUT', body: wire, keepalive: wire.length <= KEEPALIVE_MAX };
    const answer = await this.#ask(log, number, init, WRITE_LIMIT, (response) =>
      Promise.resolve(WRITE_ANSWERS[response.status] ?? 'trouble'),
    );
    return answer ?? 'trouble';
  }

  async #ask<T>(
    log: LogName,
    number: number,
    init: RequestInit,
    limit: number,
    take: (response: Response) => Promise<T | null>,
  ): Promise<T | null> {
    if (this.#closing.aborted) return null;
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    const stop = this.#world.clock.after(limit, abort);
    this.#closing.addEventListener('abort', abort);
    try {
      const response = await this.#world.fetch(entryAddress(this.#world.base, this.#folder, log, number), {
        ...init,
        signal: controller.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
      return await take(response);
    } catch {
      // No line, too late, or the line broke in the middle: to the caller all the same, no answer.
      return null;
    } finally {
      stop();
      this.#closing.removeEventListener('abort', abort);
    }
  }
}

/** The body, or no bytes at all when it is longer than an entry can be. Reads no more than it must to know. */
async function readAtMost(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  const body = new Uint8Array(most);
  let length = 0;
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) return body.slice(0, length);
    if (length + read.value.length > most) {
      await reader?.cancel();
      return new Uint8Array();
    }
    body.set(read.value, length);
    length += read.value.length;
  }
}
