import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Faults } from '../../../src/practice/faults.ts';
import { Hub } from '../../../src/practice/hub.ts';
import type { Line } from '../../../src/practice/hub.ts';
import type { Notice, Welcome } from '../../../src/practice/protocol.ts';

const GHOST_MS = 60_000;

function person(hub: Hub, wanted?: string) {
  const heard: (Notice | Welcome)[] = [];
  const state = { isCut: false };
  const line: Line = {
    send: (message) => void heard.push(message),
    cut() {
      state.isCut = true;
    },
  };
  const session = hub.open('raum', line, wanted);
  return {
    session,
    line,
    heard: () => heard.map(({ type }) => type),
    isCut: () => state.isCut,
    enter: (name = 'Anna') =>
      hub.receive(session, { type: 'enter', name, canEncrypt: true, muted: { audio: false, video: false } }),
  };
}

let counter = 0;
let hub: Hub;
beforeEach(() => {
  vi.useFakeTimers();
  hub = new Hub({ newId: () => `id${(counter += 1)}`, now: Date.now, ghostAfterMs: GHOST_MS });
});
afterEach(() => {
  hub.close();
  vi.useRealTimers();
});

describe('lines', () => {
  test('a closed tab leaves at once', () => {
    const counsellor = person(hub);
    counsellor.enter();
    const client = person(hub);
    client.enter();
    hub.lost(client.session, client.line, true);
    expect(counsellor.heard().at(-1)).toBe('occupantLeft');
  });

  test('a browser that died stays a ghost for its time and not longer (recording 32)', () => {
    const counsellor = person(hub);
    counsellor.enter();
    const client = person(hub);
    client.enter();
    hub.lost(client.session, client.line, false);
    vi.advanceTimersByTime(GHOST_MS - 1);
    expect(counsellor.heard()).not.toContain('occupantLeft');
    vi.advanceTimersByTime(1);
    expect(counsellor.heard().at(-1)).toBe('occupantLeft');
  });

  test('a lost line is picked up again: nobody left, and what was missed is told', () => {
    const counsellor = person(hub);
    counsellor.enter();
    const client = person(hub);
    client.enter();
    hub.lost(client.session, client.line, false);
    hub.receive(counsellor.session, { type: 'chat', text: 'noch da?', to: '' });
    const back = person(hub, client.session);
    expect(back.session).toBe(client.session);
    expect(back.heard()).toEqual(['welcome', 'chat']);
    vi.advanceTimersByTime(GHOST_MS * 2);
    expect(counsellor.heard()).not.toContain('occupantLeft');
  });

  test.each(['unknown', ''])('a session that is not known (%j) starts anew', (wanted) => {
    expect(person(hub, wanted).session).not.toBe(wanted);
  });

  test('a session of another room is not resumed', () => {
    const client = person(hub);
    const heard: (Notice | Welcome)[] = [];
    const session = hub.open(
      'anderer',
      { send: (message) => void heard.push(message), cut: () => undefined },
      client.session,
    );
    expect(session).not.toBe(client.session);
  });

  test('an old line that closes late does not end the new one', () => {
    const client = person(hub);
    client.enter();
    hub.lost(client.session, client.line, false);
    const back = person(hub, client.session);
    hub.lost(client.session, client.line, true);
    hub.receive(back.session, { type: 'subject', subject: 'x' });
    expect(back.heard().at(-1)).toBe('subject');
  });

  test('requests of unknown sessions are ignored', () => {
    expect(() => hub.receive('nobody', { type: 'end' })).not.toThrow();
  });
});

describe('faults', () => {
  test('a restart loses the room; who is first comes back in half the time', () => {
    const counsellor = person(hub);
    counsellor.enter();
    const sent: Notice[] = [];
    const client = person(hub);
    client.line.send = (message) => void sent.push(message as Notice);
    client.enter();
    new Faults(hub).play({
      fault: 'restart-server',
      room: 'raum',
      error: 'focusLeft',
      reloadAfterMs: 500,
      first: 'others',
    });
    expect(sent.at(-1)).toEqual({ type: 'serverGone', error: 'focusLeft', reloadAfter: 500 });
    expect(counsellor.heard().at(-1)).toBe('serverGone');
    expect(person(hub, client.session).session).not.toBe(client.session);
  });

  test('a fault of one room leaves the others alone', () => {
    const client = person(hub);
    const faults = new Faults(hub);
    faults.play({ fault: 'restart-server', room: 'anderer', error: 'focusLeft', reloadAfterMs: 0, first: 'others' });
    faults.play({ fault: 'proxy-outage', room: 'anderer', lastsMs: 100 });
    faults.play({ fault: 'unreachable', room: 'anderer' });
    faults.play({ fault: 'server-down', room: 'anderer', reloadAfterMs: 0 });
    expect(client.heard()).toEqual(['welcome']);
    expect(client.isCut()).toBe(false);
    expect([faults.isUnreachable('raum'), faults.isProxyGone('raum'), faults.greeting('raum')]).toEqual([
      false,
      false,
      undefined,
    ]);
    expect([faults.isUnreachable('anderer'), faults.isProxyGone('anderer'), faults.greeting('anderer')?.type]).toEqual([
      true,
      true,
      'serverDown',
    ]);
    faults.close();
  });

  test('an outage of the proxy ends by itself, the other switches when they are switched back', () => {
    const faults = new Faults(hub);
    faults.play({ fault: 'proxy-outage', lastsMs: 100 });
    expect(faults.isProxyGone('raum')).toBe(true);
    vi.advanceTimersByTime(100);
    expect(faults.isProxyGone('raum')).toBe(false);
    faults.play({ fault: 'unreachable' });
    faults.play({ fault: 'reachable' });
    faults.play({ fault: 'server-down', reloadAfterMs: 0 });
    faults.play({ fault: 'server-up' });
    faults.play({ fault: 'reporter-off' });
    expect(faults.greeting('raum')).toEqual({ type: 'reporter', on: false });
    faults.play({ fault: 'reporter-on' });
    expect([faults.isUnreachable('raum'), faults.greeting('raum')]).toEqual([false, undefined]);
  });
});
