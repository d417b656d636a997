import { describe, expect, it, vi } from 'vitest';
import { NO_ANSWER, withLimit } from '../../../src/jitsi/clock.ts';
import { loadMeetingApi } from '../../../src/jitsi/load.ts';
import type { LoadWorld } from '../../../src/jitsi/load.ts';
import { allowOneScript } from '../../../src/jitsi/trusted-script.ts';
import { HandClock, settle } from './support.ts';

const Api = function Api(): void {
  // Never called here: only whether it arrives matters.
};
const HOST = 'beratung.stadt.example:8443';
const ADDRESS = `https://${HOST}/jitsi/external_api.js`;
const script = (status = 200, type = 'text/javascript; charset=utf-8'): Response =>
  new Response(status === 204 ? null : 'var x', { status, headers: { 'content-type': type } });

function worldOf(more: Partial<Omit<LoadWorld, 'clock'>> = {}) {
  return {
    fetch: vi.fn(() => Promise.resolve(script())),
    fetchApi: vi.fn(() => Promise.resolve(Api as unknown)),
    allowScript: vi.fn(() => true),
    clock: new HandClock(),
    limit: 1_000,
    ...more,
  };
}

describe('loading the IFrame API', () => {
  it('comes from the own host, is checked first, and asks for one address only', async () => {
    const world = worldOf();
    expect(await loadMeetingApi(HOST, world)).toEqual({ ok: true, value: Api });
    expect(world.fetch).toHaveBeenCalledExactlyOnceWith(ADDRESS, expect.anything());
    expect(world.allowScript).toHaveBeenCalledExactlyOnceWith(ADDRESS);
    expect(world.fetchApi).toHaveBeenCalledExactlyOnceWith(`${HOST}/jitsi`);
    expect(world.clock.waiting).toBe(0);
  });

  it.each<[string, () => Promise<Response>]>([
    ['the host is down', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['404', () => Promise.resolve(script(404))],
    ['502', () => Promise.resolve(script(502))],
    ['an error page with status 200', () => Promise.resolve(script(200, 'text/html'))],
    ['no type at all', () => Promise.resolve(script(200, ''))],
    [
      'the line breaks in the middle',
      () =>
        Promise.resolve(
          new Response(new ReadableStream({ start: (to) => to.error(new Error('cut')) }), {
            headers: { 'content-type': 'text/javascript' },
          }),
        ),
    ],
  ])('%s: refused before web-sdk could remember it, and it may be tried again', async (_, answer) => {
    const world = worldOf({ fetch: answer });
    expect(await loadMeetingApi(HOST, world)).toMatchObject({
      ok: false,
      needsReload: false,
      problem: { code: 'JITSI_UNREACHABLE' },
    });
    expect(world.fetchApi).not.toHaveBeenCalled();
    expect(world.allowScript).not.toHaveBeenCalled();
    expect(await loadMeetingApi(HOST, worldOf())).toMatchObject({ ok: true });
  });

  it.each<[string, Partial<Omit<LoadWorld, 'clock'>>, boolean]>([
    ['Trusted Types say no', { allowScript: () => false }, true],
    ['the script fails', { fetchApi: () => Promise.reject(new Error('Script load error')) }, true],
    ['the script sets nothing', { fetchApi: () => Promise.resolve(undefined) }, true],
    ['the script sets something else', { fetchApi: () => Promise.resolve({ JitsiMeetExternalAPI: 1 }) }, true],
  ])('%s: only a fresh page helps', async (_, more, needsReload) => {
    expect(await loadMeetingApi(HOST, worldOf(more))).toMatchObject({
      ok: false,
      needsReload,
      problem: { code: 'JITSI_UNREACHABLE' },
    });
  });

  it.each<[string, (never: Promise<never>) => Partial<Omit<LoadWorld, 'clock'>>]>([
    ['the check', (never) => ({ fetch: () => never })],
    ['the script', (never) => ({ fetchApi: () => never })],
  ])('%s never answers: the wait has an end and may be tried again', async (_, hang) => {
    const world = worldOf(hang(new Promise(() => undefined)));
    const answer = loadMeetingApi(HOST, world);
    await settle();
    world.clock.turn(1_000);
    expect(await answer).toMatchObject({ ok: false, needsReload: false });
  });

  it('a check that is given up is aborted', async () => {
    let signal: AbortSignal | null | undefined;
    const world = worldOf({ fetch: (_, options) => ((signal = options.signal), new Promise(() => undefined)) });
    const answer = loadMeetingApi(HOST, world);
    world.clock.turn(1_000);
    await answer;
    expect(signal?.aborted).toBe(true);
  });
});

describe('a wait with a limit', () => {
  it.each<[string, () => Promise<string>, unknown]>([
    ['an answer', () => Promise.resolve('yes'), 'yes'],
    ['an error', () => Promise.reject(new Error('no')), NO_ANSWER],
  ])('%s', async (_, answer, result) => {
    const clock = new HandClock();
    expect(await withLimit(answer(), 10, clock)).toBe(result);
    expect(clock.waiting).toBe(0);
  });
});

describe('the default policy of Trusted Types', () => {
  interface Rules {
    createScriptURL: (address: string) => string | null;
    createHTML?: unknown;
    createScript?: unknown;
  }

  function page() {
    const policies: [string, Rules][] = [];
    return {
      policies,
      view: { trustedTypes: { createPolicy: (name: string, rules: Rules) => policies.push([name, rules]) } },
    };
  }

  it('passes exactly one address, no markup and no code', () => {
    const { policies, view } = page();
    expect(allowOneScript(ADDRESS, view)).toBe(true);
    expect(policies).toHaveLength(1);
    const [name, rules] = policies[0] ?? [];
    expect(name).toBe('default');
    expect(rules?.createScriptURL(ADDRESS)).toBe(ADDRESS);
    for (const other of [
      `${ADDRESS}?x`,
      `${ADDRESS}#x`,
      ADDRESS.toUpperCase(),
      '/jitsi/external_api.js',
      'https://evil.example/a.js',
      'data:,1',
      '',
    ]) {
      expect(rules?.createScriptURL(other)).toBeNull();
    }
    expect(Object.keys(rules ?? {})).toEqual(['createScriptURL']);
  });

  it('makes one policy for a page, and no second address', () => {
    const { policies, view } = page();
    expect([
      allowOneScript(ADDRESS, view),
      allowOneScript(ADDRESS, view),
      allowOneScript('https://evil.example/a.js', view),
    ]).toEqual([true, true, false]);
    expect(policies).toHaveLength(1);
  });

  it('is not needed where there are no Trusted Types', () => {
    expect(allowOneScript(ADDRESS, {})).toBe(true);
  });

  it('says no when the page already has a default policy', () => {
    const view = {
      trustedTypes: {
        createPolicy: () => {
          throw new TypeError('Policy with name "default" already exists.');
        },
      },
    };
    expect(allowOneScript(ADDRESS, view)).toBe(false);
  });
});
