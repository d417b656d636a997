import { NO_ANSWER, realClock, withLimit } from './clock.ts';
import type { Clock } from './clock.ts';

/**
 * What the Jitsi host says to somebody who has passed the gate. `unasked`: it does not ask who comes from there, or gave no
 * answer that a page may read; whether it lets anybody in, the frame will show.
 */
export type HostAnswer = 'welcome' | 'unasked' | 'refused';

/** What it touches outside; tests pass their own. */
export interface HostWorld {
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  /** Milliseconds for the answer. */
  readonly limit: number;
}

const WORLD: HostWorld = {
  fetch: (address, options) => fetch(address, options),
  clock: realClock,
  // Longer than a first connection on a bad line takes, and shorter than anybody waits for a frame.
  limit: 8000,
};

/** What a web server says that has never heard of the address. */
const UNKNOWN_THERE = [404, 405];

/**
 * The door of the Jitsi host, `https://meet.example.de`, as this page knows it. The host answers with a cookie that no script
 * can read (config/nginx/jitsi.conf); it is here for as long as a meeting is on.
 */
export class HostDoor {
  readonly #world: HostWorld;
  #isOpen = false;
  /** The goodbye that is still on its way: it must not take away the cookie of the next meeting. */
  #leaving: Promise<unknown> = Promise.resolve();

  constructor(world: Partial<HostWorld> = {}) {
    this.#world = { ...WORLD, ...world };
  }

  /**
   * Tells the host that this browser has passed the gate, so that its door opens. Whoever calls it has used up a permit first.
   * Never throws. Nothing is bypassed by a server that answers nothing: it is the server that opens or refuses the line.
   */
  async tell(jitsiOrigin: string): Promise<HostAnswer> {
    const { limit, clock } = this.#world;
    await withLimit(this.#leaving, limit, clock);
    const abort = new AbortController();
    const answer = await withLimit(this.#post(`${jitsiOrigin}/einlass`, { signal: abort.signal }), limit, clock);
    if (answer === NO_ANSWER) {
      abort.abort();
      return 'unasked';
    }
    this.#isOpen ||= answer.ok;
    if (answer.ok) return 'welcome';
    return UNKNOWN_THERE.includes(answer.status) ? 'unasked' : 'refused';
  }

  /** Gives the cookie back, also while the page is being left. Does nothing where none was given. Never throws. */
  leave(jitsiOrigin: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // Where it does not arrive, the cookie ends with the browser.
    this.#leaving = this.#post(`${jitsiOrigin}/einlass?ende`, { keepalive: true }).catch(() => undefined);
  }

  #post(address: string, options: RequestInit): Promise<Response> {
    const common: RequestInit = { method: 'POST', credentials: 'include', redirect: 'error', cache: 'no-store' };
    return this.#world.fetch(address, { ...common, ...options });
  }
}
