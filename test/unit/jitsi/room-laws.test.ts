import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../../../src/jitsi/room-event.ts';
import type { Room } from '../../../src/jitsi/room.ts';
import { reduceRoom } from '../../../src/jitsi/room-reduce.ts';
import { ROOM_ROWS } from '../../../src/jitsi/room-signals.ts';
import { ROOM_BEFORE } from '../../../src/jitsi/room-state.ts';
import { answered, comesIn, destroyed, knock, LOBBY_ON, MODERATOR, roomStage } from './room-support.ts';
import type { RoomStage } from './room-support.ts';

type Act = (on: RoomStage) => void;

const person = fc.constantFrom('P1', 'P2', 'P3', 'local');
const knocker = fc.constantFrom('L1', 'L2');
const name = fc.constantFrom('Anna · K7F2', 'Ben', '');
const error = (what: string, isFatal = false, params: unknown[] = []): Act => {
  return (on) => on.fire('errorOccurred', { error: { name: what, isFatal, params } });
};

/** What Jitsi, the plugin, time and the page around may do. */
const fromOutside: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom<Act>(
      (on) => on.fire('ready'),
      (on) => on.fire('videoConferenceJoined', { id: 'P1' }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Act>(
      (on) => on.fire(...MODERATOR),
      (on) => on.fire(...LOBBY_ON),
    ),
  },
  fc.tuple(knocker, name).map(
    ([id, who]): Act =>
      (on) =>
        knock(on, id, who),
  ),
  fc.tuple(person, name).map(
    ([id, who]): Act =>
      (on) =>
        comesIn(on, id, who),
  ),
  fc.tuple(fc.constantFrom('GRANTED' as const, 'DENIED' as const), knocker, name).map(
    ([what, id, who]): Act =>
      (on) =>
        answered(on, what, id, who),
  ),
  person.map(
    (id): Act =>
      (on) =>
        on.fire('participantLeft', { id }),
  ),
  person.map(
    (id): Act =>
      (on) =>
        on.fire('participantKickedOut', { kicked: { id, local: id === 'local' } }),
  ),
  fc.tuple(person, fc.constantFrom('moderator', 'participant')).map(
    ([id, role]): Act =>
      (on) =>
        on.fire('participantRoleChanged', { id, role }),
  ),
  fc
    .record({
      lobby: fc.record({ enabled: fc.boolean(), list: fc.array(fc.record({ id: knocker, name }), { maxLength: 2 }) }),
      e2ee: fc.record({
        supported: fc.boolean(),
        enabled: fc.boolean(),
        participants: fc.array(fc.record({ id: person, role: fc.constantFrom('moderator', 'participant') }), {
          maxLength: 2,
        }),
      }),
      locked: fc.boolean(),
      recording: fc.boolean(),
      connected: fc.boolean(),
    })
    .map(
      (picture): Act =>
        (on) =>
          on.plugin(picture),
    ),
  fc.constantFrom<Act>(
    (on) => on.fire('videoConferenceLeft'),
    (on) => on.fire('readyToClose'),
    (on) => on.fire('passwordRequired'),
    (on) => on.frame()?.gone(),
    (on) => destroyed(on),
    error('conference.connectionError.membersOnly', false, ['r@lobby', false]),
    error('conference.connectionError.membersOnly', false, ['r@lobby', true]),
    error('conference.focusLeft', true),
    error('connection.droppedError'),
    (on) =>
      on.fire('nonParticipantMessageReceived', {
        message: { type: 'lobby-notify', event: 'LOBBY-ENABLED', value: false },
      }),
  ),
  {
    weight: 2,
    arbitrary: fc.constantFrom(100, 1_500, 4_000, 9_000, 60_000).map(
      (ms): Act =>
        (on) =>
          on.clock.turn(ms),
    ),
  },
);

/** What the counsellor may do, except to admit. */
const asked: fc.Arbitrary<(room: Room) => void> = fc.oneof(
  knocker.map((id) => (room: Room) => room.refuse(id)),
  person.map((id) => (room: Room) => room.remove(id)),
  fc.boolean().map((on) => (room: Room) => room.switchE2ee(on)),
  fc.constantFrom('', 'x').map((password) => (room: Room) => room.setPassword(password)),
  fc.constantFrom<(room: Room) => void>(
    (room) => void room.endForAll(),
    (room) => void room.leave(),
    (room) => room.leaveNow(),
  ),
);
const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fromOutside },
    {
      weight: 1,
      arbitrary: asked.map(
        (ask): Act =>
          (on) =>
            ask(on.room),
      ),
    },
  ),
  { maxLength: 40 },
);
/** Half of the walks begin in an open room, which chance alone seldom reaches. */
const OPENING: readonly Act[] = [
  (on) => on.fire('ready'),
  (on) => on.fire('videoConferenceJoined', { id: 'P1' }),
  (on) => on.fire(...MODERATOR),
  (on) => on.fire(...LOBBY_ON),
];
const walks = fc.tuple(fc.boolean(), acts).map(([isOpen, walk]) => [...(isOpen ? OPENING : []), ...walk]);

async function walked(walk: readonly Act[]): Promise<RoomStage> {
  const on = await roomStage({ password: 'p' });
  for (const act of walk) {
    const isOver = on.room.phase() === 'over';
    const [events, commands] = [on.events.length, on.commands().length];
    act(on);
    // After the end nothing is sent and nothing is told.
    if (isOver) expect([on.events.length, on.commands().length]).toEqual([events, commands]);
    expect(on.room.phase() === 'over').toBe(on.events.at(-1)?.kind === 'over');
    if (on.room.phase() === 'over') expect([on.clock.waiting, on.hearing(), on.api().disposed]).toEqual([0, 0, 1]);
  }
  return on;
}

describe('any order of anything', () => {
  it('one end and the last; the lobby never off; nobody admitted whom nobody asked to admit', async () => {
    await fc.assert(
      fc.asyncProperty(walks, async (walk) => {
        const on = await walked(walk);
        on.room.leaveNow();
        expect(on.of('over')).toHaveLength(1);
        expect(on.events.at(-1)?.kind).toBe('over');
        for (const [command, ...values] of on.commands()) {
          if (command === 'toggleLobby') expect(values).toEqual([true]);
          if (command === 'answerKnockingParticipant') expect(values[1]).toBe(false);
        }
        expect(on.kinds()).not.toContain('admittedAs');
        expect(on.of('opened').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 400 },
    );
  });

  it('whoever is let in was asked for in an open room, at most once each; every admission is answered', async () => {
    const admits = fc.array(
      fc.oneof(
        fromOutside,
        knocker.map(
          (id): Act =>
            (on) =>
              on.room.admit(id),
        ),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(admits, async (walk) => {
        const on = await walked([...OPENING, ...walk]);
        on.room.leaveNow();
        const sent = on.commands().filter(([command]) => command === 'answerKnockingParticipant');
        const about = (event: RoomEvent): boolean => 'command' in event && event.command === 'admit';
        for (const [, id] of sent) expect(on.events.filter(about)).toContainEqual(expect.objectContaining({ id }));
        for (const { lobbyId } of on.of('admittedAs')) expect(sent.map(([, id]) => id)).toContain(lobbyId);
        const linked = on.of('admittedAs').map(({ lobbyId }) => lobbyId);
        expect(new Set(linked).size).toBe(linked.length);
      }),
      { numRuns: 400 },
    );
  });

  it('takes any JSON as an event without throwing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...ROOM_ROWS), fc.jsonValue()), { maxLength: 20 }), (lines) => {
        let state = ROOM_BEFORE;
        for (const [row, payload] of lines) {
          const signal = row.read(payload);
          if (signal !== undefined) state = reduceRoom(state, signal, 0).state;
        }
      }),
      { numRuns: 500 },
    );
  });
});
