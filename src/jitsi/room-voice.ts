import { stay } from './room-state.ts';
import type { RoomState, RoomStep, Told } from './room-state.ts';

/** Camera or microphone, as Jitsi's events and commands call them. */
export type Medium = 'audio' | 'video';

const TOGGLE = { audio: 'toggleAudio', video: 'toggleVideo' } as const;

/*
 * She comes in with camera and microphone off, and they are switched on when the lobby is confirmed and nobody is inside
 * whom nobody let in: after a restart of the server a client may be there first (jitsi-observed f, trace 12), and for as long
 * as it takes to find out who moderates, a stranger would hear her.
 */

/** The room has just opened, behind a lobby: whoever is inside by then was not let in from here. */
export function openedSilently(state: RoomState): RoomStep {
  const strangers = new Set(state.people.keys());
  return stay({ ...state, strangers }, strangers.size > 0 ? [{ kind: 'silenced' }] : []);
}

/** Switches on what she chose, once, as soon as nobody is inside whom nobody let in. */
export function heard(state: RoomState): RoomStep {
  const isAlone = ![...state.strangers].some((id) => state.people.has(id));
  if (!state.isSilent || state.phase !== 'open' || !isAlone) return stay(state);
  const commands = state.wanted
    .filter((medium) => !state.switchedOn.has(medium))
    .map((medium): Told => [TOGGLE[medium]]);
  return stay({ ...state, isSilent: false }, state.strangers.size > 0 ? [{ kind: 'heard' }] : [], commands);
}

/** Jitsi says that one of the two was switched on. Inside, that is her own act: then nothing of it is switched for her. */
export function mutedChanged(state: RoomState, medium: Medium, isMuted: boolean): RoomStep {
  const isInside = state.self !== undefined;
  if (isMuted || !isInside || !state.isSilent) return stay(state);
  const switchedOn = new Set([...state.switchedOn, medium]);
  if (state.strangers.size === 0) return stay({ ...state, switchedOn });
  return stay({ ...state, switchedOn, isSilent: false }, [{ kind: 'heard' }]);
}
