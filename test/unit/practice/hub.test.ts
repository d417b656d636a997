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
      apartMs: 0,
    });
    expect(sent.at(-1)).toEqual({ type: 'serverGone', error: 'focusLeft', reloadAfter: 500 });
    expect(counsellor.heard().at(-1)).toBe('serverGone');
    expect(person(hub, client.session).session).not.toBe(client.session);
  });

  test('recording 12: the counsellor learns of a restart later, and a client is first in a room without lobby meanwhile', () => {
    const counsellor = person(hub);
    counsellor.enter('Frau Sommer');
    hub.receive(counsellor.session, { type: 'toggleLobby', on: true });
    const client = person(hub);
    client.enter();
    expect(client.heard().at(-1)).toBe('membersOnly');
    hub.restart('raum', { error: 'focusLeft', reloadAfterMs: 0, first: 'others', apartMs: 4_000 });
    expect(client.heard().at(-1)).toBe('serverGone');
    const again = person(hub);
    again.enter();
    expect(again.heard().slice(-2)).toEqual(['joined', 'role']);
    hub.receive(counsellor.session, { type: 'chat', text: 'Hallo?', to: '' });
    expect(again.heard()).not.toContain('chat');
    vi.advanceTimersByTime(3_999);
    expect(counsellor.heard()).not.toContain('serverGone');
    vi.advanceTimersByTime(1);
    expect(counsellor.heard().at(-1)).toBe('serverGone');
  });

  test('ghosts can be given up before their time', () => {
    const counsellor = person(hub);
    counsellor.enter();
    const client = person(hub);
    client.enter();
    hub.lost(client.session, client.line, false);
    new Faults(hub).play({ fault: 'ghosts-gone', room: 'anderer' });
    expect(counsellor.heard()).not.toContain('occupantLeft');
    new Faults(hub).play({ fault: 'ghosts-gone', room: 'raum' });
    expect(counsellor.heard().at(-1)).toBe('occupantLeft');
  });

  test('a fault of one room leaves the others alone', () => {
    const client = person(hub);
    const faults = new Faults(hub);
    const restart = {
      fault: 'restart-server',
      error: 'focusLeft',
      reloadAfterMs: 0,
      first: 'others',
      apartMs: 0,
    } as const;
    faults.play({ ...restart, room: 'anderer' });
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

describe('the witness', () => {
  const together = () =>
    hub.witness
      .of('raum')
      .map(({ people }) => people.map(({ name, wasAdmitted, sends }) => [name, wasAdmitted, sends]));

  test('saw who was let in and who walked in, and whether they could be heard', () => {
    const counsellor = person(hub);
    counsellor.enter('Frau Sommer');
    expect(together()).toEqual([]);
    person(hub).enter('Fremd');
    expect(together().at(-1)).toEqual([
      ['Frau Sommer', false, true],
      ['Fremd', false, true],
    ]);
    hub.receive(counsellor.session, { type: 'muted', media: 'audio', muted: true });
    expect(together().at(-1)?.[0]).toEqual(['Frau Sommer', false, true]);
    hub.receive(counsellor.session, { type: 'muted', media: 'video', muted: true });
    expect(together().at(-1)?.[0]).toEqual(['Frau Sommer', false, false]);
  });

  test('knows who knocks, and no longer who went', () => {
    const counsellor = person(hub);
    counsellor.enter('Frau Sommer');
    hub.receive(counsellor.session, { type: 'toggleLobby', on: true });
    const client = person(hub);
    client.enter();
    hub.receive(client.session, { type: 'knock', name: 'Anna' });
    expect(hub.witness.knockingAt('raum')).toEqual(['Anna']);
    hub.receive(client.session, { type: 'leave' });
    expect(hub.witness.knockingAt('raum')).toEqual([]);
  });

  test('an admitted person is one, also after a restart for which nobody is', () => {
    const counsellor = person(hub);
    counsellor.enter('Frau Sommer');
    hub.receive(counsellor.session, { type: 'toggleLobby', on: true });
    const client = person(hub);
    const sent: unknown[] = [];
    const { send } = counsellor.line;
    counsellor.line.send = (message) => (sent.push(message), send(message));
    client.enter();
    hub.receive(client.session, { type: 'knock', name: 'Anna' });
    const { id } = sent.find((one) => (one as Notice).type === 'knocking') as { id: string };
    hub.receive(counsellor.session, { type: 'answer', id, admit: true });
    client.enter();
    expect(together().at(-1)?.[1]).toEqual(['Anna', true, true]);
    hub.restart('raum', { error: 'focusLeft', reloadAfterMs: 0, first: 'others', apartMs: 0 });
    person(hub).enter('Anna');
    person(hub).enter('Frau Sommer');
    expect(together().at(-1)).toEqual([
      ['Anna', false, true],
      ['Frau Sommer', false, true],
    ]);
  });
});
