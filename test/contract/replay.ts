import { expect } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { HostPage } from './host-page.ts';
import type { HostOptions } from './host-page.ts';
import { Bindings, movesOf, readTrace } from './traces.ts';
import type { Move, Trace } from './traces.ts';

/** How long nothing more may happen at the end. "No event" can only be seen by looking for a while. */
const SILENCE_MS = 500;
/** How long a getter may stay without an answer before it counts as pending; recorded with 3 s. */
const PATIENCE_MS = 1000;

/** The place where a recording is replayed: the practice room, or a real Jitsi. */
export interface Stage {
  readonly browser: Browser;
  /** The client's browser when it is to be another one. */
  readonly clientBrowser?: Browser;
  readonly host: Omit<HostOptions, 'context' | 'initScript'>;
  readonly room: string;
  /** Plays a fault; undefined where nobody may touch the server. */
  readonly fault: ((fault: Readonly<Record<string, unknown>>) => Promise<void>) | undefined;
}

/** What a recording needs besides its own words. */
export interface Special {
  /** Abilities taken from the client's browser. */
  readonly client?: Pick<HostOptions, 'context' | 'initScript'>;
  /** Events that may be missing, because in a real Jitsi they depend on luck. */
  readonly mayMiss?: readonly { readonly who: string; readonly event: string; readonly index: number }[];
  /** The fault that stands for a step of the server. */
  readonly faults?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * Does everything that was done in a recording, each step when all that was recorded before it has happened, and compares what
 * every page hears: the same events, in the same order, with the same payloads, ids consistent over all pages, and nothing more.
 */
export async function replay(number: string, stage: Stage, special: Special = {}): Promise<void> {
  const trace = readTrace(number);
  const run = new Run(trace, stage, special);
  try {
    for (const move of movesOf(trace)) await run.move(move);
    await run.heardUntil(Infinity);
    await run.nothingMore();
  } finally {
    await run.close();
  }
}

class Run {
  readonly #trace: Trace;
  readonly #stage: Stage;
  readonly #special: Special;
  readonly #bindings: Bindings;
  readonly #pages = new Map<string, HostPage>();
  /** How many events of each page were compared, in the recording and on the page. */
  readonly #compared = new Map<string, { expected: number; actual: number }>();

  constructor(trace: Trace, stage: Stage, special: Special) {
    this.#trace = trace;
    this.#stage = stage;
    this.#special = special;
    this.#bindings = new Bindings(stage.room);
  }

  async move({ at, who, what }: Move): Promise<void> {
    await this.heardUntil(at);
    if ('query' in what) return this.#query(who, what.query, what.answer);
    if (who === 'server') return this.#server(what.step);
    const page = await this.#pageOf(who);
    const made = /^new JitsiMeetExternalAPI(?: \(again\))?, displayName "(.*)"$/.exec(what.step);
    if (made) return page.start(made[1] ?? '', this.#stage.room);
    const command = /^executeCommand\((.*)\)$/.exec(what.step);
    if (command) {
      const [name, ...values] = JSON.parse(`[${this.#bindings.fill(command[1] ?? '')}]`) as [string, ...unknown[]];
      return page.command(name, ...values);
    }
    const other: Readonly<Record<string, () => Promise<void>>> = {
      'api.dispose()': () => page.dispose(),
      'reload of the host page': () => page.reload(),
      'clicks the hang-up button in the toolbar': () => page.pressHangUp(),
      'page moves the iframe to another parent element': () => page.moveFrame(),
    };
    const act = other[what.step];
    if (!act) throw new Error(`nobody knows how to "${what.step}"`);
    await act();
  }

  /** Waits until every page has heard what was recorded before `at`; fails at the first thing that was not recorded so. */
  async heardUntil(at: number): Promise<void> {
    for (const [who, { events }] of Object.entries(this.#trace.participants)) {
      const wanted = events.filter(([time]) => time < at).length;
      await expect
        .poll(() => this.#compare(who, wanted), {
          message: `${this.#trace.scenario}: ${who}`,
          timeout: 12_000,
          intervals: [20, 50, 100],
        })
        .toBe('as recorded');
    }
  }

  async nothingMore(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
    for (const [who, page] of this.#pages)
      expect(page.events.slice(this.#compared.get(who)?.actual ?? 0), `${who}: not recorded`).toEqual([]);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pages.values()].map((page) => page.close()));
  }

  #compare(who: string, wanted: number): string {
    const recorded = this.#trace.participants[who]?.events ?? [];
    const heard = this.#pages.get(who)?.events ?? [];
    const compared = this.#compared.get(who) ?? { expected: 0, actual: 0 };
    this.#compared.set(who, compared);
    while (compared.expected < wanted) {
      const [, name, payload] = recorded[compared.expected] ?? [0, '', undefined];
      const actual = heard[compared.actual];
      const mayMiss =
        this.#special.mayMiss?.some(
          (one) => one.who === who && one.event === name && one.index === compared.expected,
        ) === true;
      if (!actual && mayMiss && compared.expected === wanted - 1) return 'as recorded';
      if (!actual) return `still waiting for ${name} ${this.#bindings.fill(JSON.stringify(payload))}`;
      if (actual[0] !== name && mayMiss) {
        compared.expected += 1;
        continue;
      }
      if (actual[0] !== name) return `${actual[0]} ${JSON.stringify(actual[1])} instead of ${name}`;
      const difference = this.#bindings.difference(payload, actual[1]);
      if (difference !== undefined) return `${name}${difference}`;
      compared.expected += 1;
      compared.actual += 1;
    }
    return 'as recorded';
  }

  async #query(who: string, query: string, answer: unknown): Promise<void> {
    const page = await this.#pageOf(who);
    const actual = await page.ask(query, PATIENCE_MS);
    if (typeof answer === 'string' && answer.startsWith('PENDING')) return expect(actual, query).toBe('PENDING');
    expect(this.#bindings.difference(answer, actual), `${who}: ${query}`).toBeUndefined();
  }

  async #server(step: string): Promise<void> {
    const fault = this.#special.faults?.[step];
    if (!this.#stage.fault || !fault) throw new Error(`nothing stands for the server's "${step}"`);
    await this.#stage.fault({ room: this.#stage.room, ...fault });
  }

  async #pageOf(who: string): Promise<HostPage> {
    const known = this.#pages.get(who);
    if (known) return known;
    const page = await HostPage.open(this.#stage.browser, {
      ...this.#stage.host,
      ...(who === 'client' ? this.#special.client : {}),
    });
    this.#pages.set(who, page);
    return page;
  }
}
