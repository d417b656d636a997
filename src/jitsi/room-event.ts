import type { ErrorCode } from '../errors.ts';
import type { E2eeReport } from './plugin-port.ts';

/** What the counsellor can do in the room. Jitsi confirms none of it by itself: each is confirmed or reported as failed. */
export type RoomCommand = 'lobby' | 'admit' | 'refuse' | 'e2ee' | 'remove' | 'password' | 'endForAll';

/** Somebody in the room. Names come from other people: plain text, never markup. */
export interface RoomPerson {
  readonly id: string;
  readonly name: string;
  /** May this person admit others? `null` while nobody has said. */
  readonly moderates: boolean | null;
  /** By the plugin's report; `null`: not known. */
  readonly e2eeSupported: boolean | null;
  readonly e2eeEnabled: boolean | null;
}

export interface KnockingPerson {
  /** Jitsi's id in the lobby; another one than after admission. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** `maybe`: without the plugin nobody tells when somebody stops knocking, and this one has knocked for long. */
  readonly there: 'yes' | 'maybe';
}

/** How a counsellor's room ended. Each is final. */
export type RoomEnding =
  | { readonly kind: 'endedForAll' }
  | { readonly kind: 'left' }
  | { readonly kind: 'kicked' }
  | { readonly kind: 'permitMissing' }
  /** She stands in her own lobby, and nobody inside can admit her (jitsi-observed b.8). */
  | { readonly kind: 'ownLobby' }
  /** Somebody else moderates: a client, by accident, or after a restart of the server (f, trace 12). */
  | { readonly kind: 'notModerator' }
  /** The lobby could not be confirmed; an open room is no room. */
  | { readonly kind: 'lobbyFailed' }
  | { readonly kind: 'refusedByHost' }
  | { readonly kind: 'unreachable'; readonly needsReload: boolean }
  | { readonly kind: 'fatal'; readonly code: ErrorCode };

/** What happens in the counsellor's room, in our words. */
export type RoomEvent =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'takingLong' }
  /** She stands in her own lobby. A second counsellor inside may admit her; without that `over` with `ownLobby` follows soon. */
  | { readonly kind: 'inOwnLobby' }
  /** She moderates and the lobby is confirmed to be on: from now on nobody comes in unseen. */
  | { readonly kind: 'opened' }
  /** Somebody was inside already when it opened: her camera and microphone stay off until she wants it otherwise or is alone. */
  | { readonly kind: 'silenced' }
  /** After `silenced`: they are on, or she may switch them on without anybody unknown hearing her. */
  | { readonly kind: 'heard' }
  /** Everybody who knocks, oldest first; the whole list on every change. */
  | { readonly kind: 'knockingChanged'; readonly knocking: readonly KnockingPerson[] }
  /** Everybody else in the room; the whole list on every change. */
  | { readonly kind: 'peopleChanged'; readonly people: readonly RoomPerson[] }
  /** A command did what it should, by an event and not by hope. `id`: whom it concerned. */
  | { readonly kind: 'confirmed'; readonly command: RoomCommand; readonly id: string | null }
  /** After `confirmed` of `admit`: the person with this id in the lobby is in the room now, under the other id. */
  | { readonly kind: 'admittedAs'; readonly lobbyId: string; readonly id: string }
  /** No confirmation in time, or the person is gone. */
  | {
      readonly kind: 'failed';
      readonly command: RoomCommand;
      readonly id: string | null;
      readonly why: 'noAnswer' | 'gone' | 'notAllowed';
    }
  | { readonly kind: 'e2eeChanged'; readonly report: E2eeReport }
  | { readonly kind: 'recordingStarted' }
  | { readonly kind: 'recordingStopped' }
  /** It was recorded, and nobody says any more whether it still is. */
  | { readonly kind: 'recordingUnknown' }
  /** Somebody else is in the room who was not admitted here: the lobby was off, or another counsellor admitted. */
  | { readonly kind: 'cameInUnasked'; readonly id: string; readonly name: string }
  /** Somebody besides this counsellor moderates. */
  | { readonly kind: 'otherModerator'; readonly id: string; readonly name: string }
  | { readonly kind: 'networkTrouble' }
  | { readonly kind: 'deviceTrouble'; readonly device: 'camera' | 'microphone' }
  /** The last event, exactly once. */
  | { readonly kind: 'over'; readonly ending: RoomEnding };
