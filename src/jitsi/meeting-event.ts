import type { ErrorCode } from '../errors.ts';
import type { E2eeReport } from './plugin-port.ts';

/** How a meeting ended. Each is final: after it nothing but one `over` follows. */
export type Ending =
  /** No unused permit of this page's gate: nothing was loaded. */
  | { readonly kind: 'permitMissing'; readonly code: 'PERMIT_MISSING' }
  /**
   * No sign of life in time. `waitingFor`: Jitsi's script on our own host, the page in the frame, or the door of the room.
   * `needsReload`: trying again needs a fresh page.
   */
  | {
      readonly kind: 'unreachable';
      readonly code: 'JITSI_UNREACHABLE';
      readonly waitingFor: 'script' | 'page' | 'door';
      readonly needsReload: boolean;
    }
  /** Jitsi says that this browser cannot take part. */
  | { readonly kind: 'unsupported'; readonly code: 'BROWSER_UNSUPPORTED' }
  /** The counsellor did not admit this person. May knock again. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'kicked'; readonly by?: string }
  /** The counsellor ended it for all, or the room closed by itself; `where` this person was then. */
  | { readonly kind: 'ended'; readonly by: 'counsellor' | 'server'; readonly where: 'lobby' | 'room' }
  /** Own leave button, here or inside the frame. */
  | { readonly kind: 'leftByMyself' }
  /** Got the right to admit others, which no client may have; left for that reason. */
  | { readonly kind: 'becameModerator'; readonly code: 'BECAME_MODERATOR' }
  /** Came into the room without having stood at its door: nobody decided about it. Left for that reason. */
  | { readonly kind: 'noLobby'; readonly code: 'LOBBY_MISSING' }
  /** The frame started anew, in the call or by being moved: who would be let in now is unknown. Back to the gate. */
  | { readonly kind: 'secondReady'; readonly code: 'MEETING_FAILED' }
  /** Something in the meeting broke for good. Back to the gate. */
  | { readonly kind: 'fatal'; readonly code: ErrorCode };

/** What happens in a meeting, in our words. Names come from other people: plain text, never markup. */
export type MeetingEvent =
  | Ending
  | { readonly kind: 'connecting' }
  /** Still connecting after half a minute; perhaps the browser asks for camera and microphone, or the page is in the background. */
  | { readonly kind: 'takingLong' }
  /** Knocked; the counsellor decides. */
  | { readonly kind: 'inLobby' }
  /** The room is not open yet because no counsellor has arrived. */
  | { readonly kind: 'waitingForCounsellor' }
  /** In the room, after having stood at its door. */
  | { readonly kind: 'admitted' }
  /** The room wants a password; `wrong`: the last one was not right. Answer with `givePassword`. */
  | { readonly kind: 'passwordAsked'; readonly wrong: boolean }
  /** Jitsi found the name empty and asks for one itself. */
  | { readonly kind: 'nameAsked' }
  /** The line is bad; nothing is lost yet. */
  | { readonly kind: 'networkTrouble' }
  | {
      readonly kind: 'deviceTrouble';
      readonly device: 'camera' | 'microphone';
      readonly reason: 'denied' | 'missing' | 'busy' | 'unknown';
    }
  /** `count` with this person, `names` of the others. */
  | { readonly kind: 'peopleChanged'; readonly count: number; readonly names: readonly string[] }
  | { readonly kind: 'recordingStarted' }
  | { readonly kind: 'recordingStopped' }
  /** It was recorded, and nobody says any more whether it still is. */
  | { readonly kind: 'recordingUnknown' }
  | { readonly kind: 'e2eeChanged'; readonly report: E2eeReport }
  /** The last event, exactly once in every meeting: the frame is gone, camera and microphone are free. */
  | { readonly kind: 'over'; readonly ending: Ending };
