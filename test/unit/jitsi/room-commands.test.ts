import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../../../src/jitsi/room-event.ts';
import { answered, comesIn, destroyed, joinedRoom, knock, openedRoom, roomStage } from './room-support.ts';
import type { RoomStage } from './room-support.ts';

const confirmed = (command: string, id: string | null = null): object => ({ kind: 'confirmed', command, id });
const failed = (command: string, id: string | null, why: string): object => ({ kind: 'failed', command, id, why });

/** Everything that was confirmed or failed since the room was open. */
const outcomes = (on: RoomStage): RoomEvent[] =>
  on.events.filter((event) => (event.kind === 'confirmed' && event.command !== 'lobby') || event.kind === 'failed');
/** What the counsellor asked for: not the lobby, nor her own devices, which go on by themselves. */
const sent = (on: RoomStage): unknown[][] =>
  on.commands().filter(([name]) => !['toggleLobby', 'toggleAudio', 'toggleVideo'].includes(String(name)));
const list = (...ids: string[]): { lobby: object } => ({
  lobby: { enabled: true, list: ids.map((id) => ({ id, name: 'Anna · K7F2' })) },
});

async function knocked(): Promise<RoomStage> {
  const on = await openedRoom();
  knock(on);
  return on;
}

async function talking(): Promise<RoomStage> {
  const on = await knocked();
  on.room.admit('L1');
  answered(on, 'GRANTED');
  comesIn(on);
  return on;
}

describe('who knocks', () => {
  it('is listed oldest first, with the time', async () => {
    const on = await openedRoom();
    knock(on, 'L1', 'Anna · K7F2');
    on.clock.turn(5_000);
    knock(on, 'L2', 'a\u202eb\nBen');
    const since = Date.UTC(2026, 10, 26, 12);
    expect(on.of('knockingChanged').at(-1)?.knocking).toEqual([
      { id: 'L1', name: 'Anna · K7F2', since, there: 'yes' },
      { id: 'L2', name: 'a b Ben', since: since + 5_000, there: 'yes' },
    ]);
    expect(sent(on)).toEqual([]);
  });

  it('is news when she is in, if it was told before', async () => {
    const on = await roomStage();
    on.fire('ready');
    knock(on);
    expect(on.kinds()).toEqual(['connecting']);
    on.fire('videoConferenceJoined', { id: 'P1' });
    expect(on.of('knockingChanged')).toMatchObject([{ knocking: [{ id: 'L1' }] }]);
  });

  it('without the plugin: "maybe" after a minute of silence, and "yes" again after another knock', async () => {
    const on = await knocked();
    on.clock.turn(59_999);
    expect(on.of('knockingChanged')).toHaveLength(1);
    on.clock.turn(1);
    expect(on.of('knockingChanged').at(-1)?.knocking).toMatchObject([{ id: 'L1', there: 'maybe' }]);
    knock(on);
    expect(on.of('knockingChanged').at(-1)?.knocking).toMatchObject([{ id: 'L1', there: 'yes' }]);
  });

  it('with the plugin: its list counts, keeps the time, and makes people disappear', async () => {
    const on = await knocked();
    on.clock.turn(70_000);
    on.plugin(list('L1', 'L2'));
    const since = Date.UTC(2026, 10, 26, 12);
    expect(on.of('knockingChanged').at(-1)?.knocking).toMatchObject([
      { id: 'L1', since, there: 'yes' },
      { id: 'L2', since: since + 70_000, there: 'yes' },
    ]);
    on.clock.turn(120_000);
    on.plugin(list('L2'));
    expect(on.of('knockingChanged').at(-1)?.knocking).toMatchObject([{ id: 'L2', there: 'yes' }]);
    const before = on.of('knockingChanged').length;
    on.plugin({ ...list('L2'), recording: false });
    expect(on.of('knockingChanged')).toHaveLength(before);
  });

  it('with the plugin silence means nothing: its picture may come before the knock', async () => {
    const on = await openedRoom();
    on.plugin(list('L1'));
    knock(on);
    on.clock.turn(3_600_000);
    expect(on.of('knockingChanged').at(-1)?.knocking).toMatchObject([{ id: 'L1', there: 'yes' }]);
  });

  it.each<[string, { lobby: object; connected?: boolean }]>([
    ['knows no list', { lobby: { enabled: true } }],
    ['is outside', { ...list(), connected: false }],
  ])('a picture that %s changes nothing', async (_, picture) => {
    const on = await knocked();
    on.plugin(picture);
    expect(on.of('knockingChanged')).toHaveLength(1);
  });

  it("somebody who was answered does not come back with Jitsi's slower list (trace 02)", async () => {
    const on = await knocked();
    on.plugin(list('L1'));
    on.room.admit('L1');
    answered(on, 'GRANTED');
    on.plugin(list('L1'));
    knock(on);
    expect(on.of('knockingChanged').at(-1)?.knocking).toEqual([]);
  });
});

describe('admit', () => {
  it('is confirmed by the server, and the person is known again inside', async () => {
    const on = await knocked();
    on.room.admit('L1');
    on.room.admit('L1');
    expect(sent(on)).toEqual([['answerKnockingParticipant', 'L1', true]]);
    expect(outcomes(on)).toEqual([]);
    answered(on, 'GRANTED');
    comesIn(on);
    expect(outcomes(on)).toEqual([confirmed('admit', 'L1')]);
    expect(on.of('admittedAs')).toEqual([{ kind: 'admittedAs', lobbyId: 'L1', id: 'P2' }]);
    expect(on.of('cameInUnasked')).toEqual([]);
    on.clock.turn(600_000);
    expect(outcomes(on)).toHaveLength(1);
  });

  it('the person may be faster than the confirmation', async () => {
    const on = await knocked();
    on.room.admit('L1');
    comesIn(on);
    expect(on.of('cameInUnasked')).toEqual([]);
    answered(on, 'GRANTED');
    expect(on.of('admittedAs')).toEqual([{ kind: 'admittedAs', lobbyId: 'L1', id: 'P2' }]);
  });

  it('inside without any confirmation is inside unasked', async () => {
    const on = await knocked();
    on.room.admit('L1');
    comesIn(on);
    on.clock.turn(8_000);
    expect(outcomes(on)).toEqual([failed('admit', 'L1', 'noAnswer')]);
    expect(on.of('cameInUnasked')).toEqual([{ kind: 'cameInUnasked', id: 'P2', name: 'Anna · K7F2' }]);
  });

  it('no answer within 8 s; a late one is told all the same', async () => {
    const on = await knocked();
    on.room.admit('L1');
    on.clock.turn(7_999);
    expect(outcomes(on)).toEqual([]);
    on.clock.turn(1);
    expect(outcomes(on)).toEqual([failed('admit', 'L1', 'noAnswer')]);
    answered(on, 'GRANTED');
    comesIn(on);
    expect(outcomes(on).at(-1)).toEqual(confirmed('admit', 'L1'));
    expect(on.of('admittedAs')).toHaveLength(1);
  });

  it('gone by the plugin, a moment after', async () => {
    const on = await knocked();
    on.plugin(list('L1'));
    on.room.admit('L1');
    on.plugin(list());
    on.clock.turn(1_499);
    expect(outcomes(on)).toEqual([]);
    on.clock.turn(1);
    expect(outcomes(on)).toEqual([failed('admit', 'L1', 'gone')]);
  });

  it('back on the list is not gone', async () => {
    const on = await knocked();
    on.plugin(list('L1'));
    on.room.admit('L1');
    on.plugin(list());
    on.plugin(list('L1'));
    on.clock.turn(7_999);
    expect(outcomes(on)).toEqual([]);
    on.clock.turn(1);
    expect(outcomes(on)).toEqual([failed('admit', 'L1', 'noAnswer')]);
  });

  it('off the list before the word of the server is not gone', async () => {
    const on = await knocked();
    on.plugin(list('L1'));
    on.room.admit('L1');
    on.plugin(list());
    answered(on, 'GRANTED');
    on.clock.turn(60_000);
    expect(outcomes(on)).toEqual([confirmed('admit', 'L1')]);
  });

  it.each<[string, (on: RoomStage) => void, object]>([
    ['nobody who knocks', (on) => on.room.admit('L9'), failed('admit', 'L9', 'gone')],
    ['somebody inside', (on) => (comesIn(on), on.room.admit('P2')), failed('admit', 'P2', 'gone')],
    [
      'refused in the same breath',
      (on) => (on.room.refuse('L1'), on.room.admit('L1')),
      failed('admit', 'L1', 'notAllowed'),
    ],
  ])('%s: nothing is sent', async (_, act, outcome) => {
    const on = await knocked();
    act(on);
    expect(sent(on)).not.toContainEqual(['answerKnockingParticipant', expect.anything(), true]);
    expect(outcomes(on)).toEqual([outcome]);
  });

  it.each<[string, (on: RoomStage) => void]>([
    ["Jitsi's own button admitted", (on) => (answered(on, 'GRANTED'), comesIn(on))],
    ['another counsellor admitted', (on) => comesIn(on)],
    [
      'a person of another name came in',
      (on) => (on.room.admit('L1'), answered(on, 'GRANTED'), comesIn(on, 'P2', 'Ben')),
    ],
    [
      'a second one under the same name',
      (on) => (on.room.admit('L1'), answered(on, 'GRANTED'), comesIn(on, 'P8'), comesIn(on)),
    ],
    [
      'the admission was too long ago',
      (on) => (on.room.admit('L1'), answered(on, 'GRANTED'), on.clock.turn(60_000), comesIn(on)),
    ],
    ['admitting without asking', (on) => (answered(on, 'GRANTED', 'L7'), comesIn(on))],
  ])('%s: inside unasked', async (_, happen) => {
    const on = await knocked();
    happen(on);
    expect(on.of('cameInUnasked')).toMatchObject([{ id: 'P2' }]);
  });

  it('two of one name are two', async () => {
    const on = await knocked();
    knock(on, 'L2');
    on.room.admit('L1');
    on.room.admit('L2');
    answered(on, 'GRANTED', 'L1');
    answered(on, 'GRANTED', 'L2');
    comesIn(on, 'P2');
    comesIn(on, 'P3');
    expect(on.of('admittedAs').map(({ lobbyId, id }) => [lobbyId, id])).toEqual([
      ['L1', 'P2'],
      ['L2', 'P3'],
    ]);
  });
});

describe('refuse', () => {
  it('is confirmed by the server', async () => {
    const on = await knocked();
    on.room.refuse('L1');
    answered(on, 'DENIED');
    answered(on, 'DENIED');
    expect(sent(on)).toEqual([['answerKnockingParticipant', 'L1', false]]);
    expect(outcomes(on)).toEqual([confirmed('refuse', 'L1')]);
    expect(on.of('knockingChanged').at(-1)?.knocking).toEqual([]);
  });

  it('no answer', async () => {
    const on = await knocked();
    on.room.refuse('L1');
    on.clock.turn(8_000);
    expect(outcomes(on)).toEqual([failed('refuse', 'L1', 'noAnswer')]);
  });

  it('gone', async () => {
    const on = await knocked();
    on.room.refuse('L1');
    on.plugin(list());
    on.clock.turn(1_500);
    expect(outcomes(on)).toEqual([failed('refuse', 'L1', 'gone')]);
  });
});

describe('encryption', () => {
  const plain = { supported: true, enabled: false };

  it('is on when the plugin says so', async () => {
    const on = await talking();
    on.plugin({ e2ee: { ...plain, participants: [{ id: 'P2', supported: true, enabled: false }] } });
    on.room.switchE2ee(true);
    on.room.switchE2ee(true);
    expect(sent(on).at(-1)).toEqual(['toggleE2EE', true]);
    expect(sent(on).filter(([name]) => name === 'toggleE2EE')).toHaveLength(1);
    on.plugin({ e2ee: { ...plain, enabled: true, participants: [{ id: 'P2', supported: true, enabled: true }] } });
    expect(outcomes(on).at(-1)).toEqual(confirmed('e2ee'));
    expect(on.of('e2eeChanged').at(-1)?.report).toEqual({ state: 'reportedByAll' });
    expect(on.of('peopleChanged').at(-1)?.people).toMatchObject([{ id: 'P2', e2eeSupported: true, e2eeEnabled: true }]);
  });

  it.each<[string, (on: RoomStage) => void]>([
    ['no plugin', () => undefined],
    ['a plugin that does not know', (on) => on.plugin({ e2ee: { supported: true } })],
    ['a plugin that says no', (on) => on.plugin({ e2ee: plain })],
    ['a picture from outside', (on) => on.plugin({ e2ee: { supported: true, enabled: true }, connected: false })],
    ['the end of peer to peer', (on) => on.fire('p2pStatusChanged', { isP2p: false })],
  ])('%s is no confirmation', async (_, happen) => {
    const on = await talking();
    on.room.switchE2ee(true);
    happen(on);
    on.clock.turn(8_000);
    expect(outcomes(on).at(-1)).toEqual(failed('e2ee', null, 'noAnswer'));
  });

  it('off is confirmed likewise', async () => {
    const on = await talking();
    on.plugin({ e2ee: { supported: true, enabled: true } });
    on.room.switchE2ee(false);
    expect(outcomes(on).at(-1)).toEqual(confirmed('admit', 'L1'));
    on.plugin({ e2ee: plain });
    expect(outcomes(on).at(-1)).toEqual(confirmed('e2ee'));
  });

  it('is not asked for where the policy rules it out', async () => {
    const rules = { e2ee: 'off', encodedTransform: false, chat: 'off', peerToPeer: false, password: false } as const;
    const on = await openedRoom({ rules });
    on.room.switchE2ee(true);
    expect(sent(on)).toEqual([]);
    expect(outcomes(on)).toEqual([failed('e2ee', null, 'notAllowed')]);
  });

  it('is not asked for where this browser cannot', async () => {
    const on = await talking();
    on.plugin({ e2ee: { supported: false } });
    on.room.switchE2ee(true);
    expect(sent(on).map(([name]) => name)).not.toContain('toggleE2EE');
    expect(outcomes(on).at(-1)).toEqual(failed('e2ee', null, 'notAllowed'));
  });
});

describe('password', () => {
  it.each<[string, string, object[], object]>([
    ['set', '7391', [{ locked: false }, { locked: true }], confirmed('password')],
    ['taken away', '', [{ locked: true }, { locked: false }], confirmed('password')],
    ['set, and nobody knows', '7391', [{}, {}], failed('password', null, 'noAnswer')],
    ['set, and still open', '7391', [{ locked: false }, { locked: false }], failed('password', null, 'noAnswer')],
    [
      'changed: "locked" proves nothing',
      '7391',
      [{ locked: true }, { locked: true }],
      failed('password', null, 'noAnswer'),
    ],
  ])('%s', async (_, password, [before, after], outcome) => {
    const on = await openedRoom();
    on.plugin({ ...before });
    on.room.setPassword(password);
    expect(sent(on)).toEqual([['password', password]]);
    on.plugin({ ...after });
    on.clock.turn(8_000);
    expect(outcomes(on)).toEqual([outcome]);
    expect(JSON.stringify(on.events)).not.toContain('7391');
  });
});

describe('remove', () => {
  it.each<[string, (on: RoomStage) => void]>([
    ['the kick', (on) => on.fire('participantKickedOut', { kicked: { id: 'P2', local: false }, kicker: { id: 'P1' } })],
    ['the leaving', (on) => on.fire('participantLeft', { id: 'P2' })],
  ])('is confirmed by %s, once', async (_, happen) => {
    const on = await talking();
    on.room.remove('P2');
    expect(sent(on).at(-1)).toEqual(['kickParticipant', 'P2']);
    happen(on);
    on.fire('participantLeft', { id: 'P2' });
    expect(outcomes(on).slice(1)).toEqual([confirmed('remove', 'P2')]);
    expect(on.of('peopleChanged').at(-1)?.people).toEqual([]);
  });

  it('no answer; nobody there', async () => {
    const on = await talking();
    on.room.remove('P2');
    on.room.remove('P9');
    on.clock.turn(8_000);
    expect(outcomes(on).slice(1)).toEqual([failed('remove', 'P9', 'gone'), failed('remove', 'P2', 'noAnswer')]);
  });
});

describe('end for all', () => {
  it('is confirmed by the end', async () => {
    const on = await talking();
    const over = on.room.endForAll();
    void on.room.endForAll();
    expect(sent(on).filter(([name]) => name === 'endConference')).toHaveLength(1);
    destroyed(on);
    expect(on.events.slice(-2)).toEqual([confirmed('endForAll'), { kind: 'over', ending: { kind: 'endedForAll' } }]);
    await expect(over).resolves.toEqual({ kind: 'endedForAll' });
    expect(on.api().disposed).toBe(1);
  });

  it('a server that cannot: everybody is taken out, latecomers too, and then she leaves', async () => {
    const on = await talking();
    void on.room.endForAll();
    on.clock.turn(4_000);
    expect(sent(on).at(-1)).toEqual(['kickParticipant', 'P2']);
    comesIn(on, 'P3', 'Ben');
    expect(sent(on).at(-1)).toEqual(['kickParticipant', 'P3']);
    on.fire('participantLeft', { id: 'P2' });
    expect(on.of('over')).toEqual([]);
    on.fire('participantLeft', { id: 'P3' });
    expect(outcomes(on).slice(-3)).toEqual([
      confirmed('remove', 'P2'),
      confirmed('remove', 'P3'),
      confirmed('endForAll'),
    ]);
    expect(sent(on).at(-1)).toEqual(['hangup']);
    on.fire('readyToClose');
    expect(on.events.at(-1)).toEqual({ kind: 'over', ending: { kind: 'endedForAll' } });
  });

  it('alone: to leave is the end', async () => {
    const on = await openedRoom();
    void on.room.endForAll();
    on.clock.turn(7_000);
    expect(outcomes(on)).toEqual([confirmed('endForAll')]);
    expect(on.events.at(-1)).toEqual({ kind: 'over', ending: { kind: 'endedForAll' } });
  });

  it('somebody cannot be taken out: she leaves, and it is not called an end for all', async () => {
    const on = await talking();
    void on.room.endForAll();
    on.clock.turn(11_000);
    expect(outcomes(on).slice(1)).toEqual([failed('endForAll', null, 'noAnswer'), failed('remove', 'P2', 'noAnswer')]);
    expect(on.events.at(-1)).toEqual({ kind: 'over', ending: { kind: 'left' } });
    expect(on.api().disposed).toBe(1);
  });
});

describe('not yet open, or open no more', () => {
  it('nothing but the end is sent', async () => {
    const on = await joinedRoom();
    knock(on);
    on.room.admit('L1');
    on.room.refuse('L1');
    on.room.switchE2ee(true);
    on.room.setPassword('x');
    on.room.remove('P2');
    expect(outcomes(on).map((event) => event.kind === 'failed' && event.why)).toEqual(Array(5).fill('notAllowed'));
    expect(sent(on)).toEqual([]);
    void on.room.endForAll();
    expect(sent(on)).toEqual([['endConference']]);
    on.room.admit('L1');
    expect(outcomes(on)).toHaveLength(6);
  });

  it('what was on its way when the room ended is reported as failed', async () => {
    const on = await knocked();
    on.room.admit('L1');
    on.room.switchE2ee(true);
    on.room.leaveNow();
    expect(on.events.slice(-3)).toEqual([
      failed('admit', 'L1', 'noAnswer'),
      failed('e2ee', null, 'noAnswer'),
      { kind: 'over', ending: { kind: 'left' } },
    ]);
  });
});

describe('others in the room', () => {
  it.each<[string, (on: RoomStage) => void]>([
    ['promoted', (on) => on.fire('participantRoleChanged', { id: 'P2', role: 'moderator' })],
    ['said by the plugin', (on) => on.plugin({ e2ee: { participants: [{ id: 'P2', role: 'moderator' }] } })],
  ])('somebody else moderates, %s: told once', async (_, happen) => {
    const on = await talking();
    happen(on);
    happen(on);
    expect(on.of('otherModerator')).toEqual([{ kind: 'otherModerator', id: 'P2', name: 'Anna · K7F2' }]);
    expect(on.of('peopleChanged').at(-1)?.people).toMatchObject([{ id: 'P2', moderates: true }]);
    expect(on.room.phase()).toBe('open');
  });

  it('what nobody has said is null, and another name is told', async () => {
    const on = await talking();
    expect(on.of('peopleChanged').at(-1)?.people).toEqual([
      { id: 'P2', name: 'Anna · K7F2', moderates: null, e2eeSupported: null, e2eeEnabled: null },
    ]);
    on.fire('displayNameChange', { id: 'P2', displayname: 'Anna' });
    on.fire('displayNameChange', { id: 'P9', displayname: 'Niemand' });
    expect(on.of('peopleChanged')).toHaveLength(2);
    expect(on.of('peopleChanged').at(-1)?.people).toMatchObject([{ name: 'Anna' }]);
    on.plugin({ e2ee: { participants: [{ id: 'P2', role: 'participant', supported: true }] } });
    expect(on.of('peopleChanged').at(-1)?.people).toMatchObject([
      { moderates: false, e2eeSupported: true, e2eeEnabled: null },
    ]);
  });

  it('a recording and trouble are told', async () => {
    const on = await talking();
    const before = on.events.length;
    on.fire('recordingStatusChanged', { on: true, mode: 'file' });
    on.plugin({ recording: true });
    on.fire('recordingStatusChanged', { on: false, mode: 'file' });
    on.plugin({ recording: false });
    on.plugin({ recording: true });
    on.plugin({});
    on.fire('suspendDetected');
    on.fire('cameraError', { type: 'gum.not_found' });
    expect(on.events.slice(before).map((event) => event.kind)).toEqual([
      'recordingStarted',
      'recordingStopped',
      'recordingStarted',
      'recordingUnknown',
      'networkTrouble',
      'deviceTrouble',
    ]);
  });
});
