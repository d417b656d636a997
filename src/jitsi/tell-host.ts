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
 * Tells the Jitsi host (`https://meet.example.de`) that this browser has passed the gate, so that its door opens
 * (config/nginx/jitsi.conf): the host answers with a cookie which no script can read. Whoever calls it has used up a permit
 * first. Never throws. Nothing is bypassed by a server that answers nothing: it is the server that opens or refuses the line.
 */
export async function tellHost(jitsiOrigin: string, world: Partial<HostWorld> = {}): Promise<HostAnswer> {
  const { fetch: ask, clock, limit } = { ...WORLD, ...world };
  const abort = new AbortController();
  const asked = ask(`${jitsiOrigin}/einlass`, {
    method: 'POST',
    credentials: 'include',
    redirect: 'error',
    cache: 'no-store',
    signal: abort.signal,
  });
  const answer = await withLimit(asked, limit, clock);
  if (answer === NO_ANSWER) {
    abort.abort();
    return 'unasked';
  }
  if (answer.ok) return 'welcome';
  return UNKNOWN_THERE.includes(answer.status) ? 'unasked' : 'refused';
}
