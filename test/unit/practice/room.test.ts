import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { emptyRoom, isForgotten, nameForOthers } from '../../../src/practice/room-state.ts';
import type { Room, Telling } from '../../../src/practice/room-state.ts';
import { handle } from '../../../src/practice/room.ts';
import type { Notice, Request } from '../../../src/practice/protocol.ts';

/** A room that is acted on step by step; `heard` collects what each connection was told. */
function stage() {
  let counter = 0;
  let room: Room = emptyRoom('raum');
  const heard: Telling[] = [];
  const around = { newId: () => `id${(counter += 1)}`, now: () => 1_000 };
  const act = (who: string, request: Request): void => {
    const outcome = handle(room, who, request, around);
    room = outcome.room;
    heard.push(...outcome.tell);
  };
  const enter = (who: string, name = who, more: Partial<Extract<Request, { type: 'enter' }>> = {}): void =>
    act(who, { type: 'enter', name, canEncrypt: true, muted: { audio: false, video: false }, ...more });
  return {
    act,
    enter,
    get room() {
      return room;
    },
    idOf: (who: string) => room.inside.find((one) => one.connection === who)?.id ?? 'nobody',
    knockOf: (who: string) => room.knocking.find((one) => one.connection === who)?.id ?? 'nobody',
    told: (who: string): Notice['type'][] => heard.filter((one) => one.to === who).map((one) => one.notice.type),
    last: (who: string): Notice | undefined => heard.filter((one) => one.to === who).at(-1)?.notice,
    hush: () => heard.splice(0),
  };
}

/** Counsellor inside with the lobby on, the client knocking. */
function lobbyStage() {
  const it = stage();
  it.enter('counsellor');
  it.act('counsellor', { type: 'toggleLobby', on: true });
  it.enter('client', 'Anna · K7F2');
  it.act('client', { type: 'knock', name: 'Anna · K7F2' });
  return it;
}

/** The same, and the client admitted. */
function callStage() {
  const it = lobbyStage();
  it.act('counsellor', { type: 'answer', id: it.knockOf('client'), admit: true });
  it.enter('client', 'Anna · K7F2');
  return it;
}

describe('roles', () => {
  test('the first person becomes moderator, the second does not', () => {
    const it = stage();
    it.enter('client');
    it.enter('counsellor');
    expect(it.room.inside.map((one) => one.role)).toEqual(['moderator', 'participant']);
    expect(it.told('client')).toEqual(['joined', 'role', 'occupantJoined']);
    expect(it.told('counsellor')).toEqual(['joined']);
  });

  test('when the moderator leaves, the next in line is promoted and hears who waits', () => {
    const it = callStage();
    it.enter('second', 'Ben');
    it.act('second', { type: 'knock', name: 'Ben' });
    it.hush();
    it.act('counsellor', { type: 'leave' });
    expect(it.told('client')).toEqual(['occupantLeft', 'role', 'knocking']);
    expect(it.told('second')).toEqual([]);
  });

  test('a counsellor who comes back stands in her own lobby', () => {
    const it = callStage();
    it.act('counsellor', { type: 'leave' });
    it.enter('counsellor again', 'Beratung');
    expect(it.last('counsellor again')).toEqual({ type: 'membersOnly', passwordFailed: false });
    expect(it.room.inside.map((one) => one.connection)).toEqual(['client']);
  });

  test('a token makes a moderator at once, behind the lobby like everybody, who hears who waits (§b.8, §c)', () => {
    const it = lobbyStage();
    it.enter('colleague', 'Frau Beraterin', { token: true });
    expect(it.last('colleague')?.type).toBe('membersOnly');
    it.act('colleague', { type: 'knock', name: 'Frau Beraterin' });
    it.act('counsellor', { type: 'answer', id: it.knockOf('colleague'), admit: true });
    it.hush();
    it.enter('colleague', 'Frau Beraterin', { token: true });
    expect(it.told('colleague')).toEqual(['joined', 'knocking']);
    expect(it.room.inside.map((one) => one.role)).toEqual(['moderator', 'moderator']);
    expect(it.told('counsellor')).toEqual(['occupantJoined']);
  });

  test('a promoted person may do what a moderator may', () => {
    const it = callStage();
    it.act('counsellor', { type: 'grantModerator', id: it.idOf('client') });
    it.act('client', { type: 'kick', id: it.idOf('counsellor') });
    expect(it.last('counsellor')?.type).toBe('kicked');
  });
});

describe('who may not', () => {
  const forbidden: readonly [string, (it: ReturnType<typeof callStage>) => Request][] = [
    ['switch the lobby', () => ({ type: 'toggleLobby', on: false })],
    ['answer a knock', (it) => ({ type: 'answer', id: it.knockOf('second'), admit: true })],
    ['kick', (it) => ({ type: 'kick', id: it.idOf('counsellor') })],
    ['end the meeting', () => ({ type: 'end' })],
    ['make moderators', (it) => ({ type: 'grantModerator', id: it.idOf('client') })],
    ['lock the room', () => ({ type: 'lock', password: 'x' })],
    ['set the subject', () => ({ type: 'subject', subject: 'x' })],
    ['mute everybody', () => ({ type: 'muteEveryone', media: 'audio' })],
    ['enter twice', () => ({ type: 'enter', name: 'x', canEncrypt: true, muted: { audio: false, video: false } })],
    ['knock from inside', () => ({ type: 'knock', name: 'x' })],
  ];
  test.each(forbidden)('a participant may not %s: nothing changes, nobody is told', (_what, request) => {
    const it = callStage();
    it.enter('second', 'Ben');
    it.act('second', { type: 'knock', name: 'Ben' });
    const before = it.room;
    it.hush();
    it.act('client', request(it));
    expect(it.room).toEqual(before);
    expect(it.hush()).toEqual([]);
  });

  test.each(['toggleLobby', 'chat', 'encrypt', 'signal'] as const)('somebody in the lobby cannot use %s', (type) => {
    const it = lobbyStage();
    const before = it.room;
    it.hush();
    const requests: Record<typeof type, Request> = {
      toggleLobby: { type: 'toggleLobby', on: false },
      chat: { type: 'chat', text: 'hallo', to: '' },
      encrypt: { type: 'encrypt', on: true },
      signal: { type: 'signal', to: it.idOf('counsellor'), data: {} },
    };
    it.act('client', requests[type]);
    expect(it.room).toEqual(before);
    expect(it.hush()).toEqual([]);
  });
});

describe('lobby', () => {
  test('without a lobby people walk in', () => {
    const it = stage();
    it.enter('counsellor');
    it.enter('client');
    expect(it.told('client')).toEqual(['joined']);
  });

  test('with a lobby they knock and the moderator hears name and lobby id', () => {
    const it = lobbyStage();
    expect(it.told('client')).toEqual(['membersOnly']);
    expect(it.last('counsellor')).toEqual({ type: 'knocking', id: it.knockOf('client'), name: 'Anna · K7F2' });
  });

  test('admitted: note, then inside under another id; only this person gets in', () => {
    const it = lobbyStage();
    const knock = it.knockOf('client');
    it.hush();
    it.act('counsellor', { type: 'answer', id: knock, admit: true });
    expect(it.told('counsellor')).toEqual(['lobbyNote', 'knockGone']);
    it.enter('stranger', 'Fremd');
    expect(it.last('stranger')?.type).toBe('membersOnly');
    it.enter('client', 'Anna · K7F2');
    expect(it.last('client')?.type).toBe('joined');
    expect(it.idOf('client')).not.toBe(knock);
  });

  test('an admission counts once', () => {
    const it = callStage();
    it.act('client', { type: 'leave' });
    it.enter('client', 'Anna · K7F2');
    expect(it.last('client')?.type).toBe('membersOnly');
  });

  test('refused', () => {
    const it = lobbyStage();
    it.act('counsellor', { type: 'answer', id: it.knockOf('client'), admit: false });
    expect(it.last('client')).toEqual({ type: 'refused' });
    it.enter('client', 'Anna');
    expect(it.last('client')?.type).toBe('membersOnly');
  });

  test('an answer to somebody who is gone says nothing to anybody', () => {
    const it = lobbyStage();
    const knock = it.knockOf('client');
    it.act('client', { type: 'leave' });
    it.hush();
    it.act('counsellor', { type: 'answer', id: knock, admit: true });
    expect(it.hush()).toEqual([]);
  });

  test('switched off it lets everybody in', () => {
    const it = lobbyStage();
    it.act('counsellor', { type: 'toggleLobby', on: false });
    expect(it.last('client')).toEqual({ type: 'mayEnter' });
    it.enter('client');
    expect(it.last('client')?.type).toBe('joined');
  });

  test('switched on twice it is confirmed once', () => {
    const it = lobbyStage();
    it.hush();
    it.act('counsellor', { type: 'toggleLobby', on: true });
    expect(it.hush()).toEqual([]);
  });

  test('the last one inside leaves: the lobby is destroyed and the room forgotten', () => {
    const it = lobbyStage();
    it.act('counsellor', { type: 'leave' });
    expect(it.last('client')).toEqual({ type: 'lobbyDestroyed' });
    expect(isForgotten(it.room)).toBe(true);
    expect(it.room.lobby).toBe(false);
  });

  test.each(['', '   ', '\n'])('a blank name (%j) is refused and knocks in vain', (name) => {
    const it = stage();
    it.enter('counsellor');
    it.act('counsellor', { type: 'toggleLobby', on: true });
    it.hush();
    it.enter('client', name);
    it.act('client', { type: 'knock', name });
    expect(it.told('client')).toEqual(['nameRequired']);
    expect(it.told('counsellor')).toEqual([]);
  });

  test('nobody can knock where there is no lobby', () => {
    const it = stage();
    it.enter('counsellor');
    it.act('client', { type: 'knock', name: 'Anna' });
    expect(it.room.knocking).toEqual([]);
  });
});

describe('password', () => {
  const cases: readonly [string, boolean, string | undefined, Notice['type'], boolean?][] = [
    ['asked for when none was given', false, undefined, 'passwordRequired'],
    ['asked for again when it is wrong', false, 'falsch', 'passwordRequired'],
    ['an empty one is wrong', false, '', 'passwordRequired'],
    ['the right one joins', false, 'geheim123', 'joined'],
    ['in the lobby the right one passes the lobby', true, 'geheim123', 'joined'],
    ['in the lobby a wrong one stays outside', true, 'falsch', 'membersOnly'],
  ];
  test.each(cases)('%s', (_what, lobby, password, expected) => {
    const it = stage();
    it.enter('counsellor');
    it.act('counsellor', { type: 'lock', password: 'geheim123' });
    if (lobby) it.act('counsellor', { type: 'toggleLobby', on: true });
    it.enter('client', 'Anna', password === undefined ? {} : { password });
    expect(it.told('client').at(0)).toBe(expected);
  });

  test('an empty password of the room lets an empty one not through its lobby', () => {
    const it = lobbyStage();
    it.enter('stranger', 'Fremd', { password: '' });
    expect(it.last('stranger')).toEqual({ type: 'membersOnly', passwordFailed: true });
  });
});

test('everybody inside knows whether the room is locked, and is told by nothing else', () => {
  const it = callStage();
  it.hush();
  it.act('counsellor', { type: 'lock', password: 'geheim123' });
  expect(it.last('client')).toEqual({ type: 'locked', on: true });
  it.act('counsellor', { type: 'lock', password: '' });
  expect(it.told('counsellor')).toEqual(['locked', 'locked']);
  expect(it.last('counsellor')).toEqual({ type: 'locked', on: false });
});

describe('leaving, kicking, ending', () => {
  test('a kick names both and takes one out', () => {
    const it = callStage();
    const id = it.idOf('client');
    it.hush();
    it.act('counsellor', { type: 'kick', id });
    expect(it.last('client')).toEqual({ type: 'kicked', by: { id: it.idOf('counsellor'), name: 'counsellor' } });
    expect(it.told('counsellor')).toEqual(['kickedOther', 'occupantLeft']);
    expect(it.idOf('client')).toBe('nobody');
  });

  test.each(['nobody', ''])('a kick of %j does nothing', (id) => {
    const it = callStage();
    it.hush();
    it.act('counsellor', { type: 'kick', id });
    expect(it.hush()).toEqual([]);
  });

  test('the end tells those inside and those waiting, and forgets all', () => {
    const it = callStage();
    it.enter('second', 'Ben');
    it.act('second', { type: 'knock', name: 'Ben' });
    it.act('counsellor', { type: 'end' });
    expect([it.last('counsellor')?.type, it.last('client')?.type, it.last('second')?.type]).toEqual([
      'ended',
      'ended',
      'lobbyDestroyed',
    ]);
    expect(it.room).toEqual(emptyRoom('raum'));
  });
});

describe('encryption', () => {
  test('anybody switches it for all who can', () => {
    const it = stage();
    it.enter('counsellor');
    it.enter('client', 'Anna', { canEncrypt: false });
    it.enter('second', 'Ben');
    it.act('client', { type: 'encrypt', on: true });
    expect(it.room.inside.map((one) => one.encrypting)).toEqual([true, false, true]);
    it.enter('late', 'Cem');
    expect(it.room.inside.at(-1)?.encrypting).toBe(true);
    it.act('second', { type: 'encrypt', on: false });
    expect(it.room.inside.some((one) => one.encrypting)).toBe(false);
  });
});

describe('chat', () => {
  test('private lines reach one person and are never replayed, public ones are', () => {
    const it = callStage();
    it.act('counsellor', { type: 'chat', text: 'privat', to: it.idOf('client') });
    expect(it.last('client')).toMatchObject({ type: 'chat', line: { text: 'privat', private: true, stamp: null } });
    it.act('client', { type: 'chat', text: 'an <b>alle</b> & so', to: '' });
    expect(it.last('counsellor')).toMatchObject({
      type: 'chat',
      line: { text: 'an <b>alle</b> & so', private: false },
    });
    it.act('counsellor', { type: 'toggleLobby', on: false });
    it.enter('late', 'Ben');
    expect(it.last('late')).toMatchObject({
      type: 'joined',
      history: [{ text: 'an <b>alle</b> & so', stamp: '1970-01-01T00:00:01.000Z' }],
    });
  });

  test('a private line to somebody who is not there reaches nobody', () => {
    const it = callStage();
    it.hush();
    it.act('client', { type: 'chat', text: 'hallo', to: 'nobody' });
    expect(it.hush()).toEqual([]);
  });
});

describe('names (jitsi-observed b.5)', () => {
  const names: readonly [string, string][] = [
    ['Anna · #A1B2C3D4', 'Anna · #A1B2C3D4'],
    ['  Anna   Müller  ', 'Anna   Müller'],
    ['Anna\n#A1\tB2', 'Anna\n#A1\tB2'],
    ['<b>Anna</b> & "Co"', '<b>Anna</b> &amp; "Co"'],
    [
      'Anna-Magdalena von der Lindenhof-Hohenstein und Berg · K7F2',
      'Anna-Magdalena von der Lindenhof-Hohenstein und Be',
    ],
    ['x'.repeat(80), 'x'.repeat(50)],
    ['\u202eAnna', '\u202eAnna'],
  ];
  test.each(names)('%j arrives as %j', (sent, arrived) => {
    expect(nameForOthers(sent)).toBe(arrived);
  });
});

test('law: whatever anybody does, an occupied room has a moderator and nobody is inside and waiting at once', () => {
  const who = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.constantFrom(
    'enter',
    'knock',
    'leave',
    'on',
    'off',
    'admit',
    'refuse',
    'kick',
    'end',
    'grant',
    'lock',
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(who, step, who), { maxLength: 60 }), (steps) => {
      const it = stage();
      for (const [actor, what, other] of steps) {
        const requests: Record<typeof what, Request> = {
          enter: { type: 'enter', name: actor, canEncrypt: true, muted: { audio: false, video: false } },
          knock: { type: 'knock', name: actor },
          leave: { type: 'leave' },
          on: { type: 'toggleLobby', on: true },
          off: { type: 'toggleLobby', on: false },
          admit: { type: 'answer', id: it.knockOf(other), admit: true },
          refuse: { type: 'answer', id: it.knockOf(other), admit: false },
          kick: { type: 'kick', id: it.idOf(other) },
          end: { type: 'end' },
          grant: { type: 'grantModerator', id: it.idOf(other) },
          lock: { type: 'lock', password: 'x' },
        };
        it.act(actor, requests[what as keyof typeof requests]);
        const inside = it.room.inside.map((one) => one.connection);
        const waiting = it.room.knocking.map((one) => one.connection);
        if (inside.length > 0 && !it.room.inside.some((one) => one.role === 'moderator'))
          throw new Error('nobody is moderator');
        if (new Set([...inside, ...waiting]).size !== inside.length + waiting.length)
          throw new Error('somebody is in two places');
        if (inside.length === 0 && waiting.length > 0) throw new Error('a lobby without a room');
      }
    }),
    { numRuns: 2000 },
  );
});
