import { describe, expect, it } from 'vitest';
import type { RoomPermit } from '../../../src/gate/room-permit.ts';
import type { Loaded } from '../../../src/jitsi/load.ts';
import type { RoomEnding } from '../../../src/jitsi/room-event.ts';
import type { Room } from '../../../src/jitsi/room.ts';
import {
  comesIn,
  destroyed,
  joinedRoom,
  knock,
  LOBBY_ON,
  MODERATOR,
  newRoomPermit,
  openedRoom,
  roomStage,
} from './room-support.ts';
import type { RoomStage } from './room-support.ts';
import { newPermit, ORIGIN, settle } from './support.ts';

/** What holds after every ending, however it came. */
function expectOver(on: RoomStage, ending: Partial<RoomEnding>): void {
  expect(on.events.at(-1)).toMatchObject({ kind: 'over', ending });
  expect(on.of('over')).toHaveLength(1);
  expect(on.made.map((api) => api.disposed)).toEqual(on.made.map(() => 1));
  expect(on.hearing()).toBe(0);
  expect(on.frame()).toBeUndefined();
  expect(on.clock.waiting).toBe(0);
  expect(on.forgotten()).toBeGreaterThan(0);
  expect(on.room.phase()).toBe('over');
  expect(on.commands()).not.toContainEqual(['toggleLobby', false]);
}

const membersOnly = (on: RoomStage, waitsForHost = false): void =>
  on.fire('errorOccurred', {
    error: { name: 'conference.connectionError.membersOnly', params: ['r@lobby.meet.jitsi', waitsForHost] },
  });
const failure = (on: RoomStage, name: string, isFatal = false): void =>
  on.fire('errorOccurred', { error: { name, isFatal } });

describe('entry', () => {
  it.each<[string, unknown]>([
    ['a copy of a permit', { ...newRoomPermit() }],
    ['a permit that went through JSON', JSON.parse(JSON.stringify(newRoomPermit()))],
    ["a client's permit", newPermit()],
    ['nothing', undefined],
    ['null', null],
  ])('%s loads nothing', async (_, permit) => {
    const on = await roomStage({ permit: permit as RoomPermit });
    expect(on.loads()).toBe(0);
    expect(on.made).toHaveLength(0);
    expectOver(on, { kind: 'permitMissing' });
  });

  it('a permit opens one room, not two', async () => {
    const permit = newRoomPermit();
    const first = await roomStage({ permit });
    const second = await roomStage({ permit });
    expect(first.made).toHaveLength(1);
    expect(second.loads()).toBe(0);
    expectOver(second, { kind: 'permitMissing' });
  });

  it.each(['http://meet.stadt.example', '', 'data:text/html,x'])(
    'an origin like %j loads nothing',
    async (jitsiOrigin) => {
      const on = await roomStage({ jitsiOrigin });
      expect(on.loads()).toBe(0);
      expectOver(on, { kind: 'fatal', code: 'SITE_INVALID' });
    },
  );

  it.each(['x', 'a.b.c&config.lobby.autoKnock=false', 'a.b.c#x', 'a b.c.d'])(
    'a token like %j goes nowhere',
    async (jwt) => {
      const on = await roomStage({ jwt });
      expect(on.loads()).toBe(0);
      expectOver(on, { kind: 'refusedByHost' });
    },
  );

  it('a token is given to the frame, and shows in no event', async () => {
    const on = await openedRoom({ jwt: 'eyJ.eyJ.sig-_' });
    expect(on.api().options.jwt).toBe('eyJ.eyJ.sig-_');
    expect(JSON.stringify(on.events)).not.toContain('eyJ');
    expect((await openedRoom({ jwt: null })).api().options).not.toHaveProperty('jwt');
  });

  it('a script that does not come is a value, with the way on', async () => {
    const problem = { code: 'JITSI_UNREACHABLE', detail: 'status 502' } as const;
    const on = await roomStage({}, { ok: false, problem, needsReload: true });
    expectOver(on, { kind: 'unreachable', needsReload: true });
  });

  it('the Jitsi host is told once; where it refuses there is no frame', async () => {
    expect((await openedRoom()).told).toEqual([ORIGIN]);
    const refused = await roomStage({}, undefined, 'refused');
    expect(refused.made).toHaveLength(0);
    expectOver(refused, { kind: 'refusedByHost' });
    expect((await roomStage({}, undefined, 'unasked')).made).toHaveLength(1);
  });

  it('a script that is not the API ends the room', async () => {
    const Broken = function Broken(): never {
      throw new Error('another program');
    };
    expectOver(await roomStage({}, { ok: true, value: Broken as never }), { kind: 'fatal', code: 'MEETING_FAILED' });
  });

  it('whoever leaves while the script is on its way never gets a frame', async () => {
    let arrive: (loaded: Loaded) => void = () => undefined;
    const on = await roomStage({}, new Promise((resolve) => (arrive = resolve)));
    await on.room.leave();
    arrive({ ok: true, value: (() => expect.unreachable()) as never });
    await settle();
    expectOver(on, { kind: 'left' });
  });

  it('hides every way to admit that Jitsi itself has, and names the subject neutrally', async () => {
    const { options } = (await roomStage({ displayName: ' ' })).api();
    const { configOverwrite } = options;
    expect(configOverwrite).toMatchObject({
      notifications: [],
      subject: 'Termin',
      lobby: { autoKnock: true, enableChat: false },
      securityUi: { hideLobbyButton: true, disableLobbyPassword: true },
      e2ee: { disabled: false, externallyManagedKey: false },
      prejoinConfig: { enabled: false },
      startWithAudioMuted: true,
      startWithVideoMuted: true,
    });
    const buttons = configOverwrite['toolbarButtons'] as string[];
    expect(buttons).toContain('microphone');
    for (const button of ['participants-pane', 'security', 'invite', 'recording', 'hangup', 'chat'])
      expect(buttons).not.toContain(button);
    expect(options.userInfo).toEqual({ displayName: 'Beratung' });
  });
});

describe('opening', () => {
  it('asks for the lobby on the own join and when she moderates, and is open when it is confirmed', async () => {
    const on = await joinedRoom();
    expect(on.commands()).toEqual([['toggleLobby', true]]);
    on.fire(...MODERATOR);
    expect(on.commands()).toHaveLength(2);
    expect(on.kinds()).toEqual(['connecting']);
    on.fire(...LOBBY_ON);
    expect(on.kinds()).toEqual(['connecting', 'confirmed', 'opened']);
    on.clock.turn(3_600_000);
    expect(on.room.phase()).toBe('open');
  });

  it.each<[string, (on: RoomStage) => void]>([
    ['confirmed before the role is told', (on) => (on.fire(...LOBBY_ON), on.fire(...MODERATOR))],
    ['role and lobby by the plugin alone', (on) => on.plugin({ lobby: { enabled: true } })],
    [
      'a lobby that was on before, by the plugin',
      (on) => (on.fire(...MODERATOR), on.plugin({ lobby: { enabled: true } })),
    ],
    ['at the third try', (on) => (on.fire(...MODERATOR), on.clock.turn(8_999), on.fire(...LOBBY_ON))],
  ])('%s', async (_, happen) => {
    const on = await joinedRoom();
    happen(on);
    expect(on.of('opened')).toHaveLength(1);
    on.clock.turn(60_000);
    expect(on.kinds()).not.toContain('over');
  });

  it.each<[string, (on: RoomStage) => void]>([
    ['a confirmation without the right to it', (on) => on.fire(...LOBBY_ON)],
    ['the right without a confirmation', (on) => on.fire(...MODERATOR)],
    ['a picture from outside', (on) => on.plugin({ lobby: { enabled: true }, connected: false })],
    ['a picture that does not know', (on) => on.plugin({})],
    ['a picture that says no', (on) => on.plugin({ lobby: { enabled: false } })],
    ['switched off', (on) => (on.fire(...MODERATOR), lobbyOff(on))],
  ])('%s does not open it', async (_, happen) => {
    const on = await joinedRoom();
    happen(on);
    expect(on.kinds()).not.toContain('opened');
    on.clock.turn(60_000);
    expectOver(on, { kind: 'lobbyFailed' });
  });

  it('gives up after three tries and hangs up: an open room is no room', async () => {
    const on = await joinedRoom();
    on.fire(...MODERATOR);
    on.clock.turn(9_000);
    expect(on.commands().filter(([name]) => name === 'toggleLobby')).toHaveLength(4);
    expect(on.commands().at(-1)).toEqual(['hangup']);
    expect(on.of('failed')).toEqual([{ kind: 'failed', command: 'lobby', id: null, why: 'noAnswer' }]);
    on.clock.turn(400);
    expectOver(on, { kind: 'lobbyFailed' });
  });

  it('names who was inside already', async () => {
    const on = await roomStage();
    on.fire('ready');
    comesIn(on, 'P9', 'Ben');
    on.fire('videoConferenceJoined', { id: 'P1' });
    on.fire(...MODERATOR);
    on.fire(...LOBBY_ON);
    expect(on.of('cameInUnasked')).toEqual([{ kind: 'cameInUnasked', id: 'P9', name: 'Ben' }]);
  });

  it.each<[string, (on: RoomStage) => void]>([
    ['by the server', lobbyOff],
    ['by the plugin', (on) => on.plugin({ lobby: { enabled: false } })],
  ])('switched off under the open room, %s: on again, and nothing is asked for meanwhile', async (_, happen) => {
    const on = await openedRoom();
    knock(on);
    happen(on);
    expect(on.commands().at(-1)).toEqual(['toggleLobby', true]);
    on.room.admit('L1');
    expect(on.events.at(-1)).toMatchObject({ kind: 'failed', command: 'admit', why: 'notAllowed' });
    comesIn(on, 'P7', 'Fremd');
    expect(on.of('cameInUnasked')).toHaveLength(1);
    on.fire(...LOBBY_ON);
    expect(on.of('confirmed')).toHaveLength(2);
    expect(on.of('opened')).toHaveLength(1);
    on.clock.turn(60_000);
    expect(on.room.phase()).toBe('open');
  });
});

function lobbyOff(on: RoomStage): void {
  const message = { type: 'lobby-notify', event: 'LOBBY-ENABLED', value: false };
  on.fire('nonParticipantMessageReceived', { id: 'P1', message });
}

describe('endings before the room is open', () => {
  it.each<[string, (on: RoomStage) => void, number, Partial<RoomEnding>]>([
    ['silence', () => undefined, 20_000, { kind: 'unreachable', needsReload: false }],
    ['no door', (on) => on.fire('ready'), 75_400, { kind: 'unreachable' }],
    ['no server', (on) => (on.fire('ready'), failure(on, 'connection.otherError', true)), 400, { kind: 'unreachable' }],
    [
      'a browser that cannot',
      (on) => on.fire('browserSupport', { supported: false }),
      0,
      { kind: 'fatal', code: 'BROWSER_UNSUPPORTED' },
    ],
    [
      'a token that is not believed',
      (on) => (on.fire('ready'), failure(on, 'connection.passwordRequired')),
      0,
      { kind: 'refusedByHost' },
    ],
    ['a full room', (on) => (on.fire('ready'), failure(on, 'conference.max_users')), 0, { kind: 'refusedByHost' }],
    [
      'a server that waits for its host',
      (on) => (on.fire('ready'), membersOnly(on, true)),
      400,
      { kind: 'refusedByHost' },
    ],
    ['own lobby, nobody answers', (on) => (on.fire('ready'), membersOnly(on)), 10_400, { kind: 'ownLobby' }],
    [
      'own lobby, the others leave',
      (on) => (on.fire('ready'), membersOnly(on), destroyed(on, 'Lobby room closed.')),
      0,
      { kind: 'ownLobby' },
    ],
    [
      'own lobby, sent away',
      (on) => (on.fire('ready'), membersOnly(on), failure(on, 'conference.connectionError.accessDenied')),
      400,
      { kind: 'refusedByHost' },
    ],
    [
      'a locked room without its password',
      (on) => (on.fire('ready'), on.fire('passwordRequired')),
      400,
      { kind: 'refusedByHost' },
    ],
    ['no name', (on) => (on.fire('ready'), failure(on, 'conference.display_name_required')), 0, { kind: 'fatal' }],
  ])('%s', async (_, happen, ms, ending) => {
    const on = await roomStage();
    happen(on);
    if (ms > 0) {
      on.clock.turn(ms - 1);
      expect(on.kinds()).not.toContain('over');
      on.clock.turn(1);
    }
    expectOver(on, ending);
    await expect(on.room.over).resolves.toMatchObject(ending);
  });

  it('takes long, and then goes on', async () => {
    const on = await roomStage();
    on.fire('ready');
    on.clock.turn(60_000);
    on.fire('videoConferenceJoined', { id: 'P1' });
    expect(on.kinds()).toEqual(['connecting', 'takingLong']);
    on.fire(...MODERATOR);
    on.fire(...LOBBY_ON);
    expect(on.kinds()).toContain('opened');
  });

  it('a second counsellor inside admits her; the lobby, on already, is confirmed by the plugin', async () => {
    const on = await roomStage();
    on.fire('ready');
    membersOnly(on);
    expect(on.kinds()).toEqual(['connecting', 'inOwnLobby']);
    on.clock.turn(9_000);
    comesIn(on, 'P5', 'Beratung Nord');
    on.fire('videoConferenceJoined', { id: 'P1' });
    on.fire(...MODERATOR);
    on.plugin({ lobby: { enabled: true }, e2ee: { participants: [{ id: 'P5', role: 'moderator' }] } });
    expect(on.kinds()).toEqual([
      'connecting',
      'inOwnLobby',
      'peopleChanged',
      'confirmed',
      'opened',
      'cameInUnasked',
      'silenced',
      'peopleChanged',
      'otherModerator',
    ]);
    on.clock.turn(60_000);
    expect(on.room.phase()).toBe('open');
  });

  it('others inside, and she is no moderator: she does not stay', async () => {
    const on = await roomStage();
    on.fire('ready');
    comesIn(on);
    on.fire('videoConferenceJoined', { id: 'P1' });
    on.clock.turn(4_000);
    expect(on.commands().at(-1)).toEqual(['hangup']);
    on.clock.turn(400);
    expectOver(on, { kind: 'notModerator' });
  });

  it("gives the appointment's own password once, when it is asked", async () => {
    const on = await roomStage({ password: '7391' });
    on.fire('ready');
    expect(on.commands()).toEqual([]);
    on.fire('passwordRequired');
    expect(on.commands()).toEqual([['password', '7391']]);
    on.fire('passwordRequired');
    on.clock.turn(400);
    expectOver(on, { kind: 'refusedByHost' });
  });
});

describe('endings of an open room', () => {
  it.each<[string, (on: RoomStage) => void, number, Partial<RoomEnding>]>([
    ['a second ready', (on) => on.fire('ready'), 400, { kind: 'fatal', code: 'MEETING_FAILED' }],
    ['a second join', (on) => on.fire('videoConferenceJoined', { id: 'P7' }), 400, { kind: 'fatal' }],
    ['the focus is gone', (on) => failure(on, 'conference.focusLeft', true), 400, { kind: 'fatal' }],
    ['the frame was moved', (on) => on.frame()?.reloaded(), 400, { kind: 'fatal' }],
    ['the frame is gone', (on) => on.frame()?.gone(), 400, { kind: 'fatal' }],
    ['"left" without a reason', (on) => on.fire('videoConferenceLeft'), 1_400, { kind: 'fatal' }],
    ['the room was destroyed', (on) => destroyed(on, 'gone'), 400, { kind: 'fatal' }],
    ['ended by another moderator', (on) => destroyed(on), 0, { kind: 'endedForAll' }],
    [
      'kicked',
      (on) => on.fire('participantKickedOut', { kicked: { id: 'local', local: true } }),
      0,
      { kind: 'kicked' },
    ],
    ['the hang-up button', (on) => on.fire('readyToClose'), 0, { kind: 'left' }],
    ['left at once', (on) => on.room.leaveNow(), 0, { kind: 'left' }],
    ['left, without a goodbye', (on) => void on.room.leave(), 3_000, { kind: 'left' }],
    ['left, with one', (on) => (void on.room.leave(), on.fire('videoConferenceLeft')), 0, { kind: 'left' }],
    [
      'lost the right to admit',
      (on) => on.fire('participantRoleChanged', { id: 'P1', role: 'participant' }),
      400,
      { kind: 'notModerator' },
    ],
  ])('%s', async (_, happen, ms, ending) => {
    const on = await openedRoom();
    happen(on);
    on.clock.turn(ms);
    expectOver(on, ending);
    await expect(on.room.over).resolves.toMatchObject(ending);
    const before = on.events.length;
    for (const event of ['ready', 'videoConferenceJoined', 'readyToClose']) on.fire(event, { id: 'P1' });
    on.room.admit('L1');
    on.room.leaveNow();
    await on.room.endForAll();
    on.clock.turn(60_000);
    expect(on.events).toHaveLength(before);
  });

  it('a listener that throws keeps nothing open and still hears the end', async () => {
    const heard: string[] = [];
    const on = await openedRoom({
      onEvent: ({ kind }) => {
        heard.push(kind);
        if (kind === 'failed') throw new Error('the page broke');
      },
    });
    knock(on);
    on.room.admit('L1');
    expect(() => on.room.leaveNow()).toThrow('the page broke');
    expect(heard.at(-1)).toBe('over');
    expect(on.api().disposed).toBe(1);
  });

  it('a listener that leaves on "opened" hears one thing after the other, and nothing after the end', async () => {
    const later: { room?: Room } = {};
    const heard: string[] = [];
    const on = await joinedRoom({
      onEvent: ({ kind }) => {
        heard.push(`(${kind}`);
        if (kind === 'opened') later.room?.leaveNow();
        heard.push(')');
      },
    });
    later.room = on.room;
    comesIn(on);
    on.fire(...MODERATOR);
    on.fire(...LOBBY_ON);
    expect(heard.join('')).toBe('(connecting)(peopleChanged)(confirmed)(opened)(cameInUnasked)(silenced)(over)');
  });
});
