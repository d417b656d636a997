import { describe, expect, it } from 'vitest';
import type { Permit } from '../../../src/gate/permit.ts';
import type { Meeting } from '../../../src/jitsi/meeting.ts';
import type { Loaded } from '../../../src/jitsi/load.ts';
import type { Ending } from '../../../src/jitsi/meeting-event.ts';
import { newPermit, ORIGIN, play, recorded, settle, stage } from './support.ts';
import type { Stage } from './support.ts';

/** What holds after every ending, however it came. */
function expectOver(on: Stage, ending: Partial<Ending>): void {
  expect(on.events.at(-1)).toMatchObject({ kind: 'over', ending });
  expect(on.kinds().filter((kind) => kind === 'over')).toHaveLength(1);
  expect(on.kinds().filter((kind) => kind === ending.kind)).toHaveLength(1);
  expect(on.made.map((api) => api.disposed)).toEqual(on.made.map(() => 1));
  expect(on.hearing()).toBe(0);
  expect(on.frame()).toBeUndefined();
  expect(on.clock.waiting).toBe(0);
  expect(on.forgotten()).toBeGreaterThan(0);
  expect(on.meeting.phase()).toBe('over');
}

async function inLobby(): Promise<Stage> {
  const on = await stage();
  play(on, recorded('04-lobby-knocker-leaves'));
  return on;
}

async function inRoom(): Promise<Stage> {
  const on = await stage();
  play(on, recorded('02-lobby-admit'));
  return on;
}

const leaveInCall = (on: Stage): void => void on.meeting.leave();

describe('endings as a real Jitsi reported them (jitsi-observed b, c, f, g)', () => {
  it.each<[string, Partial<Ending>, string[]]>([
    ['01-plain-join-two', { kind: 'noLobby', code: 'LOBBY_MISSING' }, ['connecting', 'noLobby', 'over']],
    ['03-lobby-reject', { kind: 'refused' }, ['connecting', 'inLobby', 'refused', 'over']],
    [
      '06-lobby-closed-under-knocker',
      { kind: 'ended', by: 'server', where: 'lobby' },
      ['connecting', 'inLobby', 'ended', 'over'],
    ],
    ['10-moderator-leaves-client-promoted', { kind: 'becameModerator' }, []],
    ['11-moderator-reloads-lands-in-lobby', { kind: 'becameModerator' }, []],
    ['12-prosody-restart-mid-call', { kind: 'fatal', code: 'MEETING_FAILED' }, []],
    ['12b-prosody-restart-counsellor-back-first', { kind: 'fatal', code: 'MEETING_FAILED' }, []],
    ['15-xmpp-down-at-start', { kind: 'unreachable', waitingFor: 'door' }, ['connecting', 'unreachable', 'over']],
    ['16-client-hangup-button-and-command', { kind: 'leftByMyself' }, []],
    ['17-counsellor-kicks-client', { kind: 'kicked', by: 'Beratung Süd' }, []],
    ['18-end-conference', { kind: 'ended', by: 'counsellor', where: 'room' }, []],
    ['22-password-required', { kind: 'noLobby' }, ['connecting', 'passwordAsked', 'passwordAsked', 'noLobby', 'over']],
    ['25-iframe-reparented', { kind: 'becameModerator' }, []],
    ['28-unsupported-browser', { kind: 'unsupported' }, ['connecting', 'unsupported', 'over']],
    ['29-knock-before-counsellor', { kind: 'becameModerator' }, ['connecting', 'becameModerator', 'over']],
  ])('%s', async (scenario, ending, kinds) => {
    const on = await stage();
    play(on, recorded(scenario));
    on.clock.turn(60_000);
    expectOver(on, ending);
    if (kinds.length > 0) expect(on.kinds()).toEqual(kinds);
    await expect(on.meeting.over).resolves.toMatchObject(ending);
  });

  it.each<[string, string[]]>([
    ['02-lobby-admit', ['connecting', 'inLobby', 'admitted', 'peopleChanged']],
    ['04-lobby-knocker-leaves', ['connecting', 'inLobby']],
    ['07-lobby-switched-off-while-knocking', ['connecting', 'inLobby', 'admitted', 'peopleChanged']],
    ['08-blank-display-name', ['connecting', 'nameAsked']],
    ['13-proxy-outage-6s', ['connecting', 'inLobby', 'admitted', 'peopleChanged']],
    [
      '19-camera-and-microphone-denied',
      ['connecting', 'deviceTrouble', 'deviceTrouble', 'inLobby', 'admitted', 'peopleChanged'],
    ],
    ['21-e2ee-on-with-unsupporting-client', ['connecting', 'inLobby', 'admitted', 'peopleChanged']],
    ['24-recording-command-refused', ['connecting', 'inLobby', 'admitted', 'peopleChanged']],
    ['27-three-participants-group', ['connecting', 'inLobby', 'admitted', 'peopleChanged', 'peopleChanged']],
  ])('%s goes on', async (scenario, kinds) => {
    const on = await stage();
    play(on, recorded(scenario));
    expect(on.kinds().slice(0, kinds.length)).toEqual(kinds);
    on.clock.turn(3_600_000);
    expect(on.kinds()).not.toContain('over');
    expect(on.api().disposed).toBe(0);
  });

  it('16-client-hangup-button-and-command: somebody who goes is told once, though Jitsi says it twice (m.4)', async () => {
    const on = await stage();
    play(on, recorded('16-client-hangup-button-and-command'));
    expect(on.events.filter((event) => event.kind === 'peopleChanged')).toEqual([
      { kind: 'peopleChanged', count: 2, names: ['Beratung Süd'] },
      { kind: 'peopleChanged', count: 1, names: [] },
    ]);
  });

  it('14-jitsi-host-unreachable-at-start: silence has an end', async () => {
    const on = await stage();
    play(on, recorded('14-jitsi-host-unreachable-at-start'));
    on.clock.turn(19_999);
    expect(on.kinds()).toEqual(['connecting']);
    on.clock.turn(1);
    expectOver(on, { kind: 'unreachable', waitingFor: 'page' });
  });
});

describe('entry', () => {
  const forged = { room: 'k7f2qx', session: 's', issuedAt: 0, devices: { camera: 'on', microphone: 'on' } };

  it.each<[string, unknown]>([
    ['an object that looks like a permit', forged],
    ['a copy of a permit', { ...newPermit() }],
    ['a permit that went through JSON', JSON.parse(JSON.stringify(newPermit()))],
    ['nothing', undefined],
    ['a word', 'open'],
    ['null', null],
  ])('%s loads nothing', async (_, permit) => {
    const on = await stage({ permit: permit as Permit });
    expect(on.loads()).toBe(0);
    expect(on.told).toEqual([]);
    expect(on.made).toHaveLength(0);
    expectOver(on, { kind: 'permitMissing', code: 'PERMIT_MISSING' });
  });

  it('a permit opens one meeting, not two', async () => {
    const permit = newPermit();
    const first = await stage({ permit });
    const second = await stage({ permit });
    expect(first.made).toHaveLength(1);
    expect(second.loads()).toBe(0);
    expectOver(second, { kind: 'permitMissing' });
  });

  it.each(['http://meet.stadt.example', 'meet.stadt.example', '', 'data:text/html,x'])(
    'an origin like %j loads nothing',
    async (jitsiOrigin) => {
      const on = await stage({ jitsiOrigin });
      expect(on.loads()).toBe(0);
      expectOver(on, { kind: 'fatal', code: 'SITE_INVALID' });
    },
  );

  it('a script that does not come is a value, with the way on', async () => {
    const problem = { code: 'JITSI_UNREACHABLE', detail: 'status 502' } as const;
    const on = await stage({}, { ok: false, problem, needsReload: true });
    expect(on.made).toHaveLength(0);
    expectOver(on, { kind: 'unreachable', waitingFor: 'script', needsReload: true });
  });

  it('tells the Jitsi host once, and makes no frame before it has answered', async () => {
    let answer: (host: 'welcome') => void = () => undefined;
    const on = await stage({}, undefined, new Promise((resolve) => (answer = resolve)));
    expect([on.told, on.made.length]).toEqual([[ORIGIN], 0]);
    answer('welcome');
    await settle();
    expect([on.told, on.made.length]).toEqual([[ORIGIN], 1]);
  });

  it('tells the Jitsi host that it is over when the frame is gone, also where it never came', async () => {
    const on = await stage();
    expect(on.left).toEqual([]);
    on.meeting.leaveNow();
    expect(on.left).toEqual([ORIGIN]);

    let answer: (host: 'welcome') => void = () => undefined;
    const late = await stage({}, undefined, new Promise((resolve) => (answer = resolve)));
    late.meeting.leaveNow();
    answer('welcome');
    await settle();
    // Once when she left, and once more because the host has only now opened its door.
    expect([late.left, late.made.length]).toEqual([[ORIGIN, ORIGIN], 0]);
  });

  it('a host that refuses is told apart from one that is gone, and gets no frame', async () => {
    const on = await stage({}, undefined, 'refused');
    expect(on.made).toHaveLength(0);
    expectOver(on, { kind: 'fatal', code: 'JITSI_HOST_REFUSED' });
  });

  it('a host that does not ask is entered all the same', async () => {
    expect((await stage({}, undefined, 'unasked')).made).toHaveLength(1);
  });

  it('a script that is not the API ends the meeting', async () => {
    const Broken = function Broken(): never {
      throw new Error('another program');
    };
    const on = await stage({}, { ok: true, value: Broken as never });
    expectOver(on, { kind: 'fatal', code: 'MEETING_FAILED' });
  });

  it('passes the room, the name and the chosen camera; names the frame and its language', async () => {
    const { domain, options, frame } = (await stage()).api();
    expect(domain).toBe(new URL(ORIGIN).host);
    expect(options).toMatchObject({
      roomName: 'k7f2qx',
      userInfo: { displayName: 'Anna · K7F2QX' },
      devices: { videoInput: 'Kamera' },
    });
    expect(frame).toMatchObject({ title: 'Videogespräch', lang: 'de' });
  });

  it('whoever leaves while the script is on its way never gets a frame', async () => {
    let frames = 0;
    const Api = function Api(): void {
      frames += 1;
    };
    let arrive: (loaded: Loaded) => void = () => undefined;
    const on = await stage({}, new Promise((resolve) => (arrive = resolve)));
    await on.meeting.leave();
    arrive({ ok: true, value: Api as never });
    await settle();
    expect(frames).toBe(0);
    expectOver(on, { kind: 'leftByMyself' });
  });
});

describe('waits', () => {
  it('an open frame that comes to no door', async () => {
    const on = await stage();
    on.api().fire('ready');
    on.clock.turn(29_999);
    expect(on.kinds()).toEqual(['connecting']);
    on.clock.turn(1);
    expect(on.kinds()).toEqual(['connecting', 'takingLong']);
    on.clock.turn(44_999);
    expect(on.api().commands).toEqual([]);
    on.clock.turn(1);
    expect(on.api().commands).toEqual([['hangup']]);
    on.clock.turn(500);
    expectOver(on, { kind: 'unreachable', waitingFor: 'door' });
  });

  it('somebody who takes a minute to allow the camera still gets to the door', async () => {
    const on = await stage();
    on.api().fire('ready');
    on.clock.turn(60_000);
    play(
      on,
      recorded('04-lobby-knocker-leaves').filter(([, event]) => event === 'errorOccurred'),
    );
    on.clock.turn(600_000);
    expect(on.kinds()).toEqual(['connecting', 'takingLong', 'inLobby']);
  });

  it('a password that is not answered by Jitsi', async () => {
    const on = await stage();
    on.api().fire('ready');
    on.api().fire('passwordRequired');
    on.clock.turn(600_000);
    expect(on.meeting.givePassword('geheim')).toBe(true);
    on.clock.turn(76_000);
    expectOver(on, { kind: 'unreachable', waitingFor: 'door' });
  });

  it('the lobby waits as long as the person does', async () => {
    const on = await inLobby();
    on.clock.turn(86_400_000);
    expect(on.kinds().at(-1)).toBe('inLobby');
  });

  it('"left" without a word of explanation', async () => {
    const on = await inRoom();
    on.api().fire('videoConferenceLeft');
    expect(on.api().disposed).toBe(0);
    on.clock.turn(1_000);
    expectOver(on, { kind: 'ended', by: 'server', where: 'room' });
  });

  it('other limits when asked for', async () => {
    const on = await stage({ limits: { page: 50 } });
    on.clock.turn(50);
    expectOver(on, { kind: 'unreachable', waitingFor: 'page' });
  });
});

describe('leaving', () => {
  it('hangs up, waits for the goodbye, disposes', async () => {
    const on = await inRoom();
    const left = on.meeting.leave();
    expect(on.api().commands).toEqual([['hangup']]);
    expect(on.api().disposed).toBe(0);
    on.api().fire('videoConferenceLeft');
    expect(on.api().disposed).toBe(1);
    on.api().fire('readyToClose');
    await expect(left).resolves.toEqual({ kind: 'leftByMyself' });
    expectOver(on, { kind: 'leftByMyself' });
  });

  it.each<[string, (on: Stage) => void, number]>([
    ['no goodbye within 3 s', leaveInCall, 3_000],
    ['left twice', (on) => [on, on].forEach(leaveInCall), 3_000],
    ['left, then at once', (on) => (leaveInCall(on), on.meeting.leaveNow()), 0],
    ['at once', (on) => on.meeting.leaveNow(), 0],
    ['at once, twice', (on) => (on.meeting.leaveNow(), on.meeting.leaveNow()), 0],
    ['the frame is taken away meanwhile', (on) => (leaveInCall(on), on.frame()?.gone()), 0],
    ['Jitsi goes to its welcome page', (on) => (leaveInCall(on), on.api().fire('ready')), 0],
  ])('%s', async (_, act, ms) => {
    const on = await inRoom();
    act(on);
    on.clock.turn(ms);
    expectOver(on, { kind: 'leftByMyself' });
    await expect(on.meeting.over).resolves.toEqual({ kind: 'leftByMyself' });
  });

  it('in the lobby too', async () => {
    const on = await inLobby();
    void on.meeting.leave();
    on.api().fire('readyToClose');
    expectOver(on, { kind: 'leftByMyself' });
  });

  it('a listener that throws keeps nothing open', async () => {
    const on = await stage({
      onEvent: ({ kind }) => {
        if (kind === 'leftByMyself') throw new Error('the page broke');
      },
    });
    expect(() => on.meeting.leaveNow()).toThrow('the page broke');
    expect(on.made.map((api) => api.disposed)).not.toContain(0);
    await expect(on.meeting.over).resolves.toEqual({ kind: 'leftByMyself' });
  });

  it('a listener that leaves on every event ends once', async () => {
    const later: { meeting?: Meeting } = {};
    const on = await stage({ onEvent: () => later.meeting?.leaveNow() });
    later.meeting = on.meeting;
    on.api().fire('ready');
    on.api().fire('passwordRequired');
    expect(on.api().disposed).toBe(1);
  });
});

describe('a room without a lobby', () => {
  async function joins(on: Stage, others: readonly string[]): Promise<void> {
    on.api().fire('ready');
    for (const id of others) on.api().fire('participantJoined', { id, displayName: 'Beratung' });
    on.api().fire('videoConferenceJoined', { id: 'P9' });
    await settle();
  }

  it('somebody else is there: out within 500 ms, and never told to be in', async () => {
    const on = await stage();
    await joins(on, ['P1']);
    expect(on.api().commands).toEqual([['hangup']]);
    expect(on.meeting.rename('Anna')).toBe(false);
    on.clock.turn(499);
    expectOver(on, { kind: 'noLobby', code: 'LOBBY_MISSING' });
    expect(on.kinds()).toEqual(['connecting', 'noLobby', 'over']);
  });

  it('alone: as soon as somebody comes in', async () => {
    const on = await stage();
    await joins(on, []);
    expect(on.kinds()).toEqual(['connecting']);
    on.api().fire('participantJoined', { id: 'P1', displayName: 'Beratung' });
    on.clock.turn(499);
    expectOver(on, { kind: 'noLobby' });
  });

  it('alone, and it stays so: not for long', async () => {
    const on = await stage();
    await joins(on, []);
    on.clock.turn(2_500);
    expectOver(on, { kind: 'noLobby' });
    expect(on.kinds()).not.toContain('admitted');
  });

  it('alone, and a lobby that is said too late makes it no better', async () => {
    const on = await stage();
    await joins(on, []);
    const error = { name: 'conference.connectionError.membersOnly', params: ['lobby', false], isFatal: false };
    on.api().fire('errorOccurred', { error });
    on.clock.turn(2_500);
    expectOver(on, { kind: 'noLobby' });
    expect(on.kinds()).not.toContain('inLobby');
  });
});

describe('a moderator by accident', () => {
  it.each<[string, (on: Stage) => void]>([
    ['promoted in the room', (on) => on.api().fire('participantRoleChanged', { id: 'P2', role: 'moderator' })],
    ['called local', (on) => on.api().fire('participantRoleChanged', { id: 'local', role: 'moderator' })],
    ['said by the plugin only', (on) => on.hear(pluginSays(on, { role: 'moderator' }))],
  ])('%s: out within 500 ms', async (_, promote) => {
    const on = await inRoom();
    promote(on);
    expect(on.api().commands).toEqual([['hangup']]);
    expect(on.events.at(-1)).toEqual({ kind: 'becameModerator', code: 'BECAME_MODERATOR' });
    on.clock.turn(499);
    expectOver(on, { kind: 'becameModerator' });
  });

  it('known before the own id is', async () => {
    const on = await stage();
    on.api().fire('ready');
    on.api().fire('participantRoleChanged', { id: 'P9', role: 'moderator' });
    on.api().fire('videoConferenceJoined', { id: 'P9' });
    on.clock.turn(499);
    expectOver(on, { kind: 'becameModerator' });
    expect(on.kinds()).not.toContain('admitted');
  });

  it.each<[string, unknown]>([
    ['somebody else', { id: 'P1', role: 'moderator' }],
    ['participant', { id: 'P2', role: 'participant' }],
    ['none', { id: 'P2', role: 'none' }],
    ['no role', { id: 'P2' }],
  ])('%s is no reason to go', async (_, payload) => {
    const on = await inRoom();
    on.api().fire('participantRoleChanged', payload);
    on.clock.turn(60_000);
    expect(on.kinds()).not.toContain('over');
  });
});

describe('a frame that is not what it was', () => {
  it.each<[string, (on: Stage) => void]>([
    ['a second ready', (on) => on.api().fire('ready')],
    ['a second document', (on) => on.frame()?.reloaded()],
    ['taken out of the page', (on) => on.frame()?.gone()],
    ['a second join', (on) => on.api().fire('videoConferenceJoined', { id: 'P7' })],
  ])('%s leads back to the gate', async (_, happen) => {
    const on = await inRoom();
    happen(on);
    on.clock.turn(499);
    expectOver(on, { kind: 'secondReady', code: 'MEETING_FAILED' });
  });

  it('says nothing any more after the end', async () => {
    const on = await inRoom();
    on.meeting.leaveNow();
    const before = on.events.length;
    for (const event of ['ready', 'videoConferenceJoined', 'readyToClose', 'videoConferenceLeft'])
      on.api().fire(event, { id: 'P2' });
    on.clock.turn(60_000);
    expect(on.events).toHaveLength(before);
    expectOver(on, { kind: 'leftByMyself' });
  });
});

describe('commands', () => {
  it('a password only when one is asked', async () => {
    const on = await stage();
    on.api().fire('ready');
    expect(on.meeting.givePassword('früh')).toBe(false);
    on.api().fire('passwordRequired');
    expect(on.meeting.givePassword('falsch')).toBe(true);
    expect(on.meeting.givePassword('nochmal')).toBe(false);
    on.api().fire('passwordRequired');
    expect(on.api().commands).toEqual([['password', 'falsch']]);
    expect(on.events.filter((event) => event.kind === 'passwordAsked')).toEqual([
      { kind: 'passwordAsked', wrong: false },
      { kind: 'passwordAsked', wrong: true },
    ]);
  });

  it('another name only in the room: in the lobby the counsellor would still read the old one', async () => {
    const lobby = await inLobby();
    expect(lobby.meeting.rename('Anna')).toBe(false);
    expect(lobby.api().commands).toEqual([]);
    const room = await inRoom();
    expect(room.meeting.rename('Anna')).toBe(true);
    expect(room.api().commands).toEqual([['displayName', 'Anna']]);
    room.meeting.leaveNow();
    expect(room.meeting.rename('Berta')).toBe(false);
  });
});

describe('encryption and recording', () => {
  it('unknown until the plugin knows, and told once for each change', async () => {
    const on = await inRoom();
    const before = on.events.length;
    on.hear(
      pluginSays(on, {
        supported: true,
        enabled: false,
        participants: [{ id: 'P1', supported: true, enabled: false }],
      }),
    );
    on.hear(
      pluginSays(on, {
        supported: true,
        enabled: false,
        participants: [{ id: 'P1', supported: true, enabled: false }],
      }),
    );
    on.hear(
      pluginSays(on, { supported: true, enabled: true, participants: [{ id: 'P1', supported: true, enabled: true }] }),
    );
    on.api().fire('participantJoined', { id: 'P3', displayName: 'Neu' });
    expect(on.events.slice(before)).toEqual([
      { kind: 'e2eeChanged', report: { state: 'off' } },
      { kind: 'e2eeChanged', report: { state: 'reportedByAll' } },
      { kind: 'peopleChanged', count: 3, names: ['Beratung Süd', 'Neu'] },
      { kind: 'e2eeChanged', report: { state: 'requested' } },
    ]);
  });

  it('a recording is told from either side, and its end only when both say so', async () => {
    const on = await inRoom();
    const before = on.events.length;
    on.api().fire('recordingStatusChanged', { on: false, mode: 'file', error: 'refused' });
    on.api().fire('recordingStatusChanged', { on: true, mode: 'file' });
    on.hear(pluginSays(on, { recording: true }));
    on.api().fire('recordingStatusChanged', { on: false, mode: 'file' });
    on.hear(pluginSays(on, { recording: false }));
    expect(on.events.slice(before)).toEqual([{ kind: 'recordingStarted' }, { kind: 'recordingStopped' }]);
  });

  it('a recording that the plugin loses sight of is not told to have stopped', async () => {
    const on = await inRoom();
    const before = on.events.length;
    on.hear(pluginSays(on, { recording: true }));
    on.hear(pluginSays(on, {}));
    on.hear(pluginSays(on, {}));
    on.hear(pluginSays(on, { recording: false }));
    expect(on.events.slice(before).map(({ kind }) => kind)).toEqual([
      'recordingStarted',
      'recordingUnknown',
      'recordingStopped',
    ]);
  });
});

function pluginSays(
  on: Stage,
  { role, recording, ...e2ee }: Record<string, unknown>,
): { source: unknown; origin: string; data: unknown } {
  const data = {
    einlass: 1,
    kind: 'state',
    lobby: {},
    e2ee: { participants: [], ...e2ee },
    ...(role ? { role } : {}),
    ...(recording === undefined ? {} : { recording }),
  };
  return { source: on.api().window, origin: ORIGIN, data };
}
