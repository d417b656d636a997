import type { ErrorCode } from '../errors.ts';
import type { MeetingEvent } from '../jitsi/meeting-event.ts';
import type { E2eeReport } from '../jitsi/plugin-port.ts';

/** Where the meeting stands, for the page. What nobody reports is unknown, never a guess (house rule 7). */
export interface MeetingPhase {
  readonly stage: 'connecting' | 'lobby' | 'waitingForCounsellor' | 'password' | 'name' | 'in' | 'leaving';
  readonly wrongPassword: boolean;
  readonly e2ee: E2eeReport;
  /** `true` while a recording is reported, `false` after one stopped, `lost` when nobody says any more; `null`: never reported. */
  readonly recording: boolean | 'lost' | null;
  /** The way in takes unusually long: perhaps a question of the browser waits for an answer. */
  readonly takingLong: boolean;
  readonly trouble: ErrorCode | null;
  readonly deviceTrouble: readonly ('camera' | 'microphone')[];
  readonly people: number;
}

export const BEFORE_MEETING: MeetingPhase = {
  stage: 'connecting',
  wrongPassword: false,
  e2ee: { state: 'unknown' },
  recording: null,
  takingLong: false,
  trouble: null,
  deviceTrouble: [],
  people: 0,
};

/** Returns the phase after an event of the meeting. Endings are not phases: the visit shows them as pages of their own. */
export function nextPhase(phase: MeetingPhase, event: MeetingEvent): MeetingPhase {
  switch (event.kind) {
    case 'connecting':
      return { ...phase, stage: 'connecting' };
    case 'inLobby':
      return { ...phase, stage: 'lobby', takingLong: false, trouble: null };
    case 'waitingForCounsellor':
      return { ...phase, stage: 'waitingForCounsellor', takingLong: false, trouble: null };
    case 'admitted':
      return { ...phase, stage: 'in', takingLong: false, trouble: null };
    case 'passwordAsked':
      return { ...phase, stage: 'password', wrongPassword: event.wrong };
    case 'nameAsked':
      return { ...phase, stage: 'name' };
    case 'takingLong':
      return { ...phase, takingLong: true };
    case 'networkTrouble':
      return { ...phase, trouble: 'SERVER_UNREACHABLE' };
    case 'deviceTrouble':
      return phase.deviceTrouble.includes(event.device)
        ? phase
        : { ...phase, deviceTrouble: [...phase.deviceTrouble, event.device] };
    case 'peopleChanged':
      return { ...phase, people: event.count };
    case 'recordingStarted':
      return { ...phase, recording: true };
    case 'recordingStopped':
      return { ...phase, recording: false };
    case 'recordingUnknown':
      return { ...phase, recording: 'lost' };
    case 'e2eeChanged':
      return { ...phase, e2ee: event.report };
    default:
      return phase;
  }
}
