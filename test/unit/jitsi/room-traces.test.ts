import { describe, expect, it } from 'vitest';
import type { RoomEnding } from '../../../src/jitsi/room-event.ts';
import type { Room } from '../../../src/jitsi/room.ts';
import { played, roomStage } from './room-support.ts';

/** What she did in a recording, at its time, beside opening the room. */
type Acts = readonly (readonly [number, (room: Room) => void])[];

const OPEN = ['connecting', 'confirmed lobby', 'opened'];
const ADMITTED = [
  ...OPEN,
  'knockingChanged',
  'confirmed admit L1',
  'knockingChanged',
  'admittedAs L1 P2',
  'peopleChanged',
];
const admit =
  (id: string) =>
  (room: Room): void =>
    room.admit(id);

const TRACES: readonly [scenario: string, acts: Acts, expected: string[], ending?: Partial<RoomEnding>][] = [
  ['02-lobby-admit', [[9896, admit('L1')]], ADMITTED],
  [
    '03-lobby-reject',
    [[10315, (room) => room.refuse('L1')]],
    [...OPEN, 'knockingChanged', 'confirmed refuse L1', 'knockingChanged'],
  ],
  ['04-lobby-knocker-leaves', [], [...OPEN, 'knockingChanged', 'knockingChanged']],
  [
    '05-lobby-two-knockers-admit-one-reject-one',
    [
      [8954, admit('L1')],
      [11036, (room) => room.refuse('L2')],
    ],
    [
      ...OPEN,
      'knockingChanged',
      'knockingChanged',
      'confirmed admit L1',
      'knockingChanged',
      'admittedAs L1 P2',
      'peopleChanged',
      'confirmed refuse L2',
      'knockingChanged',
    ],
  ],
  [
    '10-moderator-leaves-client-promoted',
    [
      [7861, admit('L1')],
      [19179, (room) => room.leaveNow()],
    ],
    [...ADMITTED, 'knockingChanged', 'over'],
    { kind: 'left' },
  ],
  ['12-prosody-restart-mid-call', [[10419, admit('L1')]], [...ADMITTED, 'over'], { kind: 'fatal' }],
  [
    '12b-prosody-restart-counsellor-back-first',
    [[5166, admit('L1')]],
    [...ADMITTED, 'peopleChanged', 'over'],
    { kind: 'fatal', code: 'MEETING_FAILED' },
  ],
  [
    '17-counsellor-kicks-client',
    [
      [8629, admit('L1')],
      [11903, (room) => room.remove('P2')],
    ],
    [...ADMITTED, 'confirmed remove P2', 'peopleChanged'],
  ],
  [
    '18-end-conference',
    [
      [8285, admit('L1')],
      [11313, (room) => void room.endForAll()],
    ],
    [...ADMITTED, 'peopleChanged', 'confirmed endForAll', 'over'],
    { kind: 'endedForAll' },
  ],
  [
    '20-e2ee-on-by-counsellor-then-off',
    [
      [9310, admit('L1')],
      [14293, (room) => room.switchE2ee(true)],
    ],
    [...ADMITTED, 'failed e2ee noAnswer'],
  ],
  [
    '21-e2ee-on-with-unsupporting-client',
    [
      [7253, admit('L1')],
      [11965, (room) => room.switchE2ee(true)],
    ],
    [...ADMITTED, 'failed e2ee noAnswer'],
  ],
  [
    '27-three-participants-group',
    [
      [5611, admit('L1')],
      [14599, admit('L2')],
    ],
    [
      ...ADMITTED,
      'knockingChanged',
      'confirmed admit L2',
      'knockingChanged',
      'admittedAs L2 P3',
      'peopleChanged',
      'peopleChanged',
    ],
  ],
  ['29-knock-before-counsellor', [], ['connecting', 'peopleChanged', 'over'], { kind: 'notModerator' }],
  [
    '30-counsellor-admits-gone-knocker',
    [[9201, admit('L1')]],
    [...OPEN, 'knockingChanged', 'failed admit L1 noAnswer', 'knockingChanged'],
  ],
];

describe("the counsellor's side as a real Jitsi reported it (jitsi-observed b, c, d, f, g)", () => {
  it.each(TRACES)('%s', async (scenario, acts, expected, ending) => {
    const on = await roomStage();
    played(on, scenario, acts);
    on.clock.turn(61_000);
    const told = on.events.map((event) => {
      const parts = 'command' in event ? [event.command, event.id, 'why' in event ? event.why : null] : [];
      const ids = event.kind === 'admittedAs' ? [event.lobbyId, event.id] : [];
      return [event.kind, ...parts, ...ids].filter((part) => part !== null).join(' ');
    });
    expect(told).toEqual(expected);
    if (ending === undefined) expect(on.room.phase()).toBe('open');
    else expect(on.events.at(-1)).toMatchObject({ kind: 'over', ending });
    expect(on.api().disposed).toBe(ending === undefined ? 0 : 1);
    expect(on.commands()).not.toContainEqual(['toggleLobby', false]);
  });

  it('11-moderator-reloads-lands-in-lobby: the second time she stands in her own lobby', async () => {
    const on = await roomStage();
    played(on, '11-moderator-reloads-lands-in-lobby', [[11143, admit('L1')]]);
    on.room.leaveNow();
    const again = await roomStage();
    played(again, '11-moderator-reloads-lands-in-lobby', [], 1);
    expect(again.kinds()).toEqual(['connecting', 'inOwnLobby']);
    again.clock.turn(10_400);
    expect(again.events.at(-1)).toEqual({ kind: 'over', ending: { kind: 'ownLobby' } });
    expect(again.commands()).toEqual([['hangup']]);
  });

  it('07-lobby-switched-off-while-knocking: switched off by somebody, it goes on again, and who slipped in is named', async () => {
    const on = await roomStage();
    played(on, '07-lobby-switched-off-while-knocking', []);
    // On the own join, as moderator, and again.
    const lobby = on.commands().filter(([name]) => name === 'toggleLobby');
    expect(lobby).toEqual(Array(3).fill(['toggleLobby', true]));
    expect(on.of('cameInUnasked')).toEqual([{ kind: 'cameInUnasked', id: 'P2', name: 'Anna · K7F2' }]);
  });
});
