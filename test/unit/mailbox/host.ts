import { setImmediate } from 'node:timers/promises';
import { openClientMailbox, openCounsellorMailbox } from '../../../src/mailbox/mailbox.ts';
import type { MailboxOptions } from '../../../src/mailbox/mailbox.ts';
import { mailboxFolder } from '../../../src/mailbox/keys.ts';
import type { Mailbox, MailboxLine } from '../../../src/mailbox/mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from '../../../src/mailbox/messages.ts';
import type { MailboxClock, MailboxWorld } from '../../../src/mailbox/world.ts';
import { bytes } from './support.ts';

export const SECRET = bytes(16, 101);
export const FOLDER = await mailboxFolder(SECRET);

/** Requests and calls of WebCrypto under way. The real one works beside this thread, so only counting says when all is quiet. */
let running = 0;
const subtle = crypto.subtle as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
for (const name of ['encrypt', 'decrypt', 'digest', 'deriveKey', 'deriveBits', 'importKey']) {
  const real = subtle[name]?.bind(crypto.subtle);
  subtle[name] = async (...given) => {
    running += 1;
    try {
      return await real?.(...given);
    } finally {
      running -= 1;
    }
  };
}

/** Resolves when nothing moves any more before the clock is turned. */
export async function quiet(): Promise<void> {
  // Ten turns: bodies are streams, which take a few of their own.
  for (let still = 0; still < 10; still = running === 0 ? still + 1 : 0) await setImmediate();
}

/** Stands still until it is turned, and lets everything settle at each hand's breadth. */
export class HandClock implements MailboxClock {
  #now = 0;
  readonly #timers = new Set<{ at: number; act: () => void }>();

  now(): number {
    return this.#now;
  }

  get waiting(): number {
    return this.#timers.size;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  async turn(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await quiet();
      const [next] = [...this.#timers].sort((one, other) => one.at - other.at);
      if (next === undefined || next.at > until) break;
      this.#now = next.at;
      this.#timers.delete(next);
      next.act();
    }
    this.#now = until;
  }
}

export interface Asked {
  readonly method: string;
  /** `c0001`. */
  readonly name: string;
  readonly at: number;
}

/** A number answers with that status; `drop` breaks the line, `lose` only after the request was carried out, `hang` never answers. */
export type Trouble = number | 'drop' | 'lose' | 'hang' | Response | undefined;

/** The server of config/nginx/ablage.conf as a page sees it, with a hand in it that can do everything a server can do. */
export class Host {
  readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly asked: Asked[] = [];
  readonly clock = new HandClock();
  trouble: (asked: Asked) => Trouble = () => undefined;

  /** The names in the folder, in order. */
  get names(): string[] {
    return [...this.entries.keys()].sort();
  }

  world(changes: Partial<MailboxWorld> = {}): MailboxWorld {
    return {
      fetch: (address, init) => this.#answer(address, init),
      clock: this.clock,
      random: () => 0,
      isVisible: () => true,
      base: '/ablage',
      ...changes,
    };
  }

  async #answer(address: string, init: RequestInit): Promise<Response> {
    const [, folder, name = ''] = /^\/ablage\/([0-9a-z]{26})\/([cb][0-9]{4})$/.exec(address) ?? [];
    if (folder !== FOLDER) throw new Error(`nobody may ask for ${address}`);
    const asked = { method: init.method ?? 'GET', name, at: this.clock.now() };
    this.asked.push(asked);
    running += 1;
    await setImmediate();
    running -= 1;
    const trouble = this.trouble(asked);
    if (trouble instanceof Response) return trouble;
    if (typeof trouble === 'number') return new Response(null, { status: trouble });
    if (trouble === 'drop') throw new TypeError('Failed to fetch');
    if (trouble === 'hang') {
      await new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    }
    const response = this.#carryOut(asked, init.body as Uint8Array<ArrayBuffer> | undefined);
    if (trouble === 'lose') throw new TypeError('Failed to fetch');
    return response;
  }

  #carryOut({ method, name }: Asked, body: Uint8Array<ArrayBuffer> | undefined): Response {
    const entry = this.entries.get(name);
    if (method === 'GET') return entry ? served(entry) : new Response(null, { status: 404 });
    if (body === undefined || body.length > 32 * 1024) return new Response(null, { status: 413 });
    if (entry) return new Response(null, { status: 409 });
    this.entries.set(name, body.slice());
    return new Response(null, { status: 201 });
  }
}

export function served(entry: Uint8Array<ArrayBuffer>): Response {
  return new Response(entry, { headers: { 'Content-Type': 'application/octet-stream' } });
}

/** One side of the mailbox and everything that it was told. */
export interface Side<Out, In> {
  readonly mailbox: Mailbox<Out, In>;
  readonly heard: In[];
  readonly lines: MailboxLine[];
  /** What was refused, as `c0001 does not authenticate`. */
  readonly refused: string[];
  listen(): void;
}

function sideOf<Out, In>(mailbox: Mailbox<Out, In>): Side<Out, In> {
  const [heard, lines, refused]: [In[], MailboxLine[], string[]] = [[], [], []];
  const listener = {
    heard: (message: In) => void heard.push(message),
    lineChanged: (line: MailboxLine) => void lines.push(line),
    refused: ({ detail }: { readonly detail: string }) => void refused.push(detail),
  };
  return { mailbox, heard, lines, refused, listen: () => mailbox.listen(listener) };
}

export function clientSide(
  host: Host,
  changes: Partial<MailboxWorld> = {},
  options?: MailboxOptions,
): Side<ClientMessage, CounsellorMessage> {
  return sideOf(openClientMailbox(SECRET, host.world(changes), options));
}

export function counsellorSide(
  host: Host,
  changes: Partial<MailboxWorld> = {},
  options?: MailboxOptions,
): Side<CounsellorMessage, ClientMessage> {
  return sideOf(openCounsellorMailbox(SECRET, host.world(changes), options));
}

/** Waits for `result`, turning the clock as long as it takes. */
export async function inTime<T>(host: Host, result: Promise<T>): Promise<T> {
  let isDone = false;
  const done = (): void => void (isDone = true);
  result.then(done, done);
  for (await quiet(); !isDone; await quiet()) await host.clock.turn(1000);
  return result;
}

export const note = (text: string): CounsellorMessage => ({ kind: 'note', at: 1, text });
export const proof = (sealed: string): ClientMessage => ({ kind: 'receipt', at: 1, sealed });
export const rubbish = (length = 512): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));
