import { fetchExternalApi } from '@jitsi/web-sdk/lib/init.js';
import { refused } from '../errors.ts';
import type { Problem } from '../errors.ts';
import type { MeetingApiConstructor } from './api.ts';
import { NO_ANSWER, realClock, withLimit } from './clock.ts';
import type { Clock } from './clock.ts';
import { allowOneScript } from './trusted-script.ts';

/** Where the gate's own host serves Jitsi's script; below it web-sdk looks for `external_api.js`. */
const FOLDER = 'jitsi';

export type Loaded =
  | { readonly ok: true; readonly value: MeetingApiConstructor }
  /** `needsReload`: this page cannot load the script any more (web-sdk remembers a failure for ever). */
  | { readonly ok: false; readonly problem: Problem; readonly needsReload: boolean };

/** What the loader touches outside; tests pass their own. */
export interface LoadWorld {
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  readonly fetchApi: (domain: string) => Promise<unknown>;
  readonly allowScript: (address: string) => boolean;
  readonly clock: Clock;
  /** Milliseconds for the check and for the script, each. */
  readonly limit: number;
}

const WORLD: LoadWorld = {
  fetch: (address, options) => fetch(address, options),
  fetchApi: (domain) => fetchExternalApi(domain),
  allowScript: (address) => allowOneScript(address),
  clock: realClock,
  limit: 15_000,
};

/**
 * Loads Jitsi's IFrame API from the gate's own host (`beratung.example.de` or with a port) through @jitsi/web-sdk.
 *
 * The script is fetched once as a check, whole, before web-sdk may try: web-sdk keeps its first failure for ever, and it
 * would take an error page sent with status 200 for the script. The second reading comes from the browser's cache.
 *
 * Returns a refusal with JITSI_UNREACHABLE when the script does not come; never throws. It may be tried again, unless
 * `needsReload` is true. To be called by `openMeeting` only, which asks for a permit first.
 */
export async function loadMeetingApi(gateHost: string, world: Partial<LoadWorld> = {}): Promise<Loaded> {
  const { fetch: get, fetchApi, allowScript, clock, limit } = { ...WORLD, ...world };
  const address = `https://${gateHost}/${FOLDER}/external_api.js`;

  const missing = await whatIsMissing(address, get, clock, limit);
  if (missing !== undefined) return failed(missing, false);
  if (!allowScript(address)) return failed('the page does not allow the script (Trusted Types)', true);

  let broken = false;
  const api = await withLimit(
    fetchApi(`${gateHost}/${FOLDER}`).catch(() => {
      broken = true;
      return undefined;
    }),
    limit,
    clock,
  );
  if (api === NO_ANSWER) return failed('the script did not come in time', false);
  if (typeof api !== 'function') return failed(broken ? 'the script failed' : 'the script is not the IFrame API', true);
  return { ok: true, value: api as MeetingApiConstructor };
}

/**
 * Brings the script into the browser's cache, from the gate's own host and without running it, so that entering does not
 * wait for it. Never throws.
 */
export async function fetchMeetingApiAhead(): Promise<void> {
  try {
    await (await fetch(`/${FOLDER}/external_api.js`, { credentials: 'same-origin' })).arrayBuffer();
  } catch {
    // Nobody has entered yet: whoever does tries again and hears about it.
  }
}

async function whatIsMissing(
  address: string,
  get: LoadWorld['fetch'],
  clock: Clock,
  limit: number,
): Promise<string | undefined> {
  const abort = new AbortController();
  const read = async (): Promise<string | undefined> => {
    const response = await get(address, { signal: abort.signal, credentials: 'same-origin', redirect: 'error' });
    if (!response.ok) return `status ${response.status}`;
    if (!/javascript/i.test(response.headers.get('content-type') ?? '')) return 'not a script';
    await response.arrayBuffer();
    return undefined;
  };
  const answer = await withLimit(read(), limit, clock);
  if (answer !== NO_ANSWER) return answer;
  abort.abort();
  return 'no answer';
}

function failed(detail: string, needsReload: boolean): Loaded {
  return { ...refused('JITSI_UNREACHABLE', `external_api.js: ${detail}`), needsReload };
}
