import type { E2eeReport } from '../jitsi/plugin-port.ts';
import type { KnockingPerson, RoomEnding, RoomEvent, RoomPerson } from '../jitsi/room-event.ts';

/** What the room itself has told. */
export interface RoomState {
  readonly stage: 'connecting' | 'takingLong' | 'open' | 'over';
  readonly ending: RoomEnding | null;
  readonly knocking: readonly KnockingPerson[];
  readonly people: readonly RoomPerson[];
  readonly report: E2eeReport;
  /** null: it was recorded, and nobody says any more whether it still is. */
  readonly recording: boolean | null;
  readonly networkTrouble: boolean;
  /** Somebody was inside already when it opened, and her camera and microphone are off because of it. */
  readonly isSilent: boolean;
}

export const ROOM_BEFORE: RoomState = {
  stage: 'connecting',
  ending: null,
  knocking: [],
  people: [],
  report: { state: 'unknown' },
  recording: false,
  networkTrouble: false,
  isSilent: false,
};

/** The state after an event. Pure. A room that is over stays over. */
export function heardInRoom(state: RoomState, event: RoomEvent): RoomState {
  if (state.stage === 'over') return state;
  switch (event.kind) {
    case 'connecting':
      return { ...state, stage: 'connecting' };
    case 'takingLong':
    case 'inOwnLobby':
      return state.stage === 'open' ? state : { ...state, stage: 'takingLong' };
    case 'opened':
      return { ...state, stage: 'open' };
    case 'knockingChanged':
      return { ...state, knocking: event.knocking };
    case 'peopleChanged':
      return { ...state, people: event.people };
    case 'e2eeChanged':
      return { ...state, report: event.report };
    case 'recordingStarted':
      return { ...state, recording: true };
    case 'recordingStopped':
      return { ...state, recording: false };
    case 'recordingUnknown':
      return { ...state, recording: null };
    case 'silenced':
    case 'heard':
      return { ...state, isSilent: event.kind === 'silenced' };
    case 'networkTrouble':
      return { ...state, networkTrouble: true };
    case 'over':
      return { ...ROOM_BEFORE, stage: 'over', ending: event.ending };
    default:
      return state;
  }
}
