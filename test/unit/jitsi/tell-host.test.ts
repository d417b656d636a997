import { describe, expect, it } from 'vitest';
import { tellHost } from '../../../src/jitsi/tell-host.ts';
import type { HostAnswer } from '../../../src/jitsi/tell-host.ts';
import { HandClock, ORIGIN } from './support.ts';

interface Asked {
  readonly address: string;
  readonly options: RequestInit;
}

function told(response: () => Promise<Response>): { answer: Promise<HostAnswer>; asked: Asked[]; clock: HandClock } {
  const asked: Asked[] = [];
  const clock = new HandClock();
  const fetch = (address: string, options: RequestInit): Promise<Response> => {
    asked.push({ address, options });
    return response();
  };
  return { answer: tellHost(ORIGIN, { fetch, clock, limit: 8000 }), asked, clock };
}

describe('the Jitsi host is told that the gate was passed', () => {
  it('with one POST that brings and takes its cookie, and says nothing about the person', async () => {
    const { answer, asked } = told(() => Promise.resolve(new Response(null, { status: 204 })));
    expect(await answer).toBe('welcome');
    expect(asked).toMatchObject([
      { address: `${ORIGIN}/einlass`, options: { method: 'POST', credentials: 'include', redirect: 'error' } },
    ]);
    expect(asked[0]?.options.body).toBeUndefined();
    expect(asked[0]?.options.headers).toBeUndefined();
  });

  it.each<[number, HostAnswer]>([
    [204, 'welcome'],
    [200, 'welcome'],
    [404, 'unasked'],
    [405, 'unasked'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [429, 'refused'],
    [500, 'refused'],
    [503, 'refused'],
  ])('%i means %s', async (status, meaning) => {
    expect(await told(() => Promise.resolve(new Response(null, { status }))).answer).toBe(meaning);
  });

  it('an answer that the browser keeps to itself is that of a server which does not ask', async () => {
    expect(await told(() => Promise.reject(new TypeError('Failed to fetch'))).answer).toBe('unasked');
  });

  it('a line that stays silent is let go after eight seconds', async () => {
    const { answer, asked, clock } = told(() => new Promise(() => undefined));
    clock.turn(7999);
    expect(asked[0]?.options.signal?.aborted).toBe(false);
    clock.turn(1);
    expect(await answer).toBe('unasked');
    expect(asked[0]?.options.signal?.aborted).toBe(true);
  });
});
