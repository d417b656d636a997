/** Camera and microphone stay off until nobody can hear her whom nobody let in. */
import { describe, expect, it } from 'vitest';
import { comesIn, joinedRoom, LOBBY_ON, MODERATOR, openedRoom } from './room-support.ts';
import type { RoomStage } from './room-support.ts';

const switched = (on: RoomStage): unknown[] =>
  on
    .commands()
    .map(([name]) => name)
    .filter((name) => name === 'toggleAudio' || name === 'toggleVideo');

const goesOut = (on: RoomStage, id = 'P2'): void => on.fire('participantLeft', { id });
const muted = (on: RoomStage, medium: 'audio' | 'video', is: boolean): void =>
  on.fire(`${medium}MuteStatusChanged`, { muted: is });

/** Somebody was first: the server was started anew, and a client came back before her. */
async function second(): Promise<RoomStage> {
  const on = await joinedRoom();
  comesIn(on);
  on.fire(...MODERATOR);
  return on;
}

describe('camera and microphone', () => {
  it('are off until the lobby is confirmed, and on from then on', async () => {
    const on = await joinedRoom();
    on.fire(...MODERATOR);
    expect(switched(on)).toEqual([]);
    on.fire(...LOBBY_ON);
    expect(switched(on)).toEqual(['toggleAudio', 'toggleVideo']);
    expect(on.kinds()).not.toContain('silenced');
  });

  it('are switched once, whatever happens to the lobby', async () => {
    const on = await openedRoom();
    on.plugin({ lobby: { enabled: false } });
    on.plugin({ lobby: { enabled: true } });
    comesIn(on);
    goesOut(on);
    expect(switched(on)).toHaveLength(2);
  });

  it.each([
    [['audio'], ['toggleVideo']],
    [['audio', 'video'], []],
  ] as const)('%j switched on by herself before: not switched off again', async (own, expected) => {
    const on = await joinedRoom();
    for (const medium of own) muted(on, medium, false);
    on.fire(...MODERATOR);
    on.fire(...LOBBY_ON);
    expect(switched(on)).toEqual(expected);
  });

  it('what Jitsi says of them before she is in does not count', async () => {
    const on = await openedRoom();
    expect(switched(on)).toHaveLength(2);
    const early = await joinedRoom();
    muted(early, 'audio', true);
    early.fire(...MODERATOR);
    early.fire(...LOBBY_ON);
    expect(switched(early)).toHaveLength(2);
  });
});

describe('somebody is inside before it opens', () => {
  it('she stays silent and is told so, until that person is out', async () => {
    const on = await second();
    on.fire(...LOBBY_ON);
    expect(on.of('silenced')).toHaveLength(1);
    comesIn(on, 'P3', 'Ben');
    goesOut(on, 'P3');
    expect(switched(on)).toEqual([]);
    goesOut(on);
    expect(switched(on)).toEqual(['toggleAudio', 'toggleVideo']);
    expect(on.of('heard')).toHaveLength(1);
  });

  it('she may decide otherwise in the frame: then nothing is switched for her', async () => {
    const on = await second();
    on.fire(...LOBBY_ON);
    muted(on, 'audio', false);
    expect(on.of('heard')).toHaveLength(1);
    goesOut(on);
    expect(switched(on)).toEqual([]);
  });

  it('gone again before it opens: nobody was there', async () => {
    const on = await second();
    goesOut(on);
    on.fire(...LOBBY_ON);
    expect(on.kinds()).not.toContain('silenced');
    expect(switched(on)).toHaveLength(2);
  });
});
