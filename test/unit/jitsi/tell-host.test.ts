import { describe, expect, it, vi } from 'vitest';
import { HostDoor } from '../../../src/jitsi/tell-host.ts';
import type { HostAnswer } from '../../../src/jitsi/tell-host.ts';
import { HandClock, ORIGIN } from './support.ts';

interface Asked {
  readonly address: string;
  readonly options: RequestInit;
}

interface Door {
  readonly door: HostDoor;
  readonly asked: Asked[];
  readonly clock: HandClock;
}

function doorOf(response: (address: string) => Promise<Response>): Door {
  const asked: Asked[] = [];
  const clock = new HandClock();
  const fetch = (address: string, options: RequestInit): Promise<Response> => {
    asked.push({ address, options });
    return response(address);
  };
  return { door: new HostDoor({ fetch, clock, limit: 8000 }), asked, clock };
}

/** The one question is on its way. */
async function told(response: () => Promise<Response>): Promise<Door & { readonly answer: Promise<HostAnswer> }> {
  const { door, asked, clock } = doorOf(response);
  const answer = door.tell(ORIGIN);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  return { door, answer, asked, clock };
}

const given = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));

describe('the Jitsi host is told that the gate was passed', () => {
  it('with one POST that brings and takes its cookie, and says nothing about the person', async () => {
    const { answer, asked } = await told(given);
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
    const { answer } = await told(() => Promise.resolve(new Response(null, { status })));
    expect(await answer).toBe(meaning);
  });

  it('an answer that the browser keeps to itself is that of a server which does not ask', async () => {
    const { answer } = await told(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await answer).toBe('unasked');
  });

  it('a line that stays silent is let go after eight seconds', async () => {
    const { answer, asked, clock } = await told(() => new Promise(() => undefined));
    clock.turn(7999);
    expect(asked[0]?.options.signal?.aborted).toBe(false);
    clock.turn(1);
    expect(await answer).toBe('unasked');
    expect(asked[0]?.options.signal?.aborted).toBe(true);
  });
});

describe('the Jitsi host is told that the meeting is over', () => {
  it('once, and also while the page is being left', async () => {
    const { door, answer, asked } = await told(given);
    await answer;
    door.leave(ORIGIN);
    door.leave(ORIGIN);
    expect(asked.slice(1)).toMatchObject([
      { address: `${ORIGIN}/einlass?ende`, options: { method: 'POST', credentials: 'include', keepalive: true } },
    ]);
  });

  it.each([403, 404])('not where it gave nothing (%i)', async (status) => {
    const { door, answer, asked } = await told(() => Promise.resolve(new Response(null, { status })));
    await answer;
    door.leave(ORIGIN);
    expect(asked).toHaveLength(1);
  });

  it('and a new meeting waits until it has heard it: the goodbye must not take the new cookie', async () => {
    let heard: (response: Response) => void = () => undefined;
    const { door, asked } = doorOf((address) =>
      address.endsWith('?ende') ? new Promise((resolve) => (heard = resolve)) : given(),
    );
    await door.tell(ORIGIN);
    door.leave(ORIGIN);
    const again = door.tell(ORIGIN);
    await Promise.resolve();
    expect(asked).toHaveLength(2);
    heard(new Response(null, { status: 204 }));
    expect(await again).toBe('welcome');
    expect(asked).toHaveLength(3);
  });

  it('a goodbye that does not arrive keeps nobody from the next meeting', async () => {
    const { door } = doorOf((address) => (address.endsWith('?ende') ? Promise.reject(new TypeError()) : given()));
    await door.tell(ORIGIN);
    door.leave(ORIGIN);
    expect(await door.tell(ORIGIN)).toBe('welcome');
  });
});
