import type { DeviceChoice } from './permit.ts';
import { takeRoomSeal, type RoomPermit } from './room-permit.ts';

const sealRoomPermit = takeRoomSeal();

/** What a counsellor declares before the room opens, each by an act of her own (R-010, C-26). */
export interface CounsellorDeclaration {
  /** UUID of the appointment that it was given for. */
  readonly appointment: string;
  /** Nothing is recorded here. */
  readonly noRecording: boolean;
  /** Nobody else is in the room or can listen. */
  readonly aloneInRoom: boolean;
  /** Bound to secrecy (§ 203 StGB, or the authority's own duty). */
  readonly boundToSecrecy: boolean;
  /** Milliseconds since 1970. */
  readonly givenAt: number;
}

/** The room that shall be opened, and with what. */
export interface RoomWanted {
  /** UUID of the appointment. */
  readonly appointment: string;
  /** Room name as Jitsi gets it. */
  readonly room: string;
  readonly devices: DeviceChoice;
}

/** What keeps the room closed. `time`: given in the future, too long ago, or nobody knows when. */
export type DeclarationLack =
  'declaration' | 'noRecording' | 'aloneInRoom' | 'boundToSecrecy' | 'otherAppointment' | 'room' | 'time';

export type RoomOpening =
  | { readonly open: true; readonly permit: RoomPermit }
  | { readonly open: false; readonly missing: readonly DeclarationLack[] };

/** A declaration holds for one appointment on one day, with its recoveries; the next morning somebody else may sit there. */
const HOLDS_MS = 12 * 60 * 60 * 1000;

/**
 * Opens a room for its counsellor. Returns a permit for one entry when – and only when – every statement was given, for
 * this very appointment, not longer than 12 h before `now` (milliseconds since 1970). To come back after a fault needs
 * another permit, which the same declaration gives. Never throws; unknown means closed.
 */
export function openForCounsellor(
  declaration: CounsellorDeclaration | null,
  wanted: RoomWanted,
  now: number,
): RoomOpening {
  const missing = declaration === null ? (['declaration'] as const) : lacksOf(declaration, wanted, now);
  if (missing.length > 0) return { open: false, missing };
  const { appointment, room, devices } = wanted;
  return { open: true, permit: sealRoomPermit({ appointment, room, issuedAt: now, devices }) };
}

function lacksOf(given: CounsellorDeclaration, wanted: RoomWanted, now: number): readonly DeclarationLack[] {
  const age = now - given.givenAt;
  const holds: readonly (readonly [DeclarationLack, boolean])[] = [
    // Compared with true: what comes out of a form or the console may be anything.
    ['noRecording', given.noRecording === true],
    ['aloneInRoom', given.aloneInRoom === true],
    ['boundToSecrecy', given.boundToSecrecy === true],
    ['otherAppointment', wanted.appointment !== '' && given.appointment === wanted.appointment],
    ['room', wanted.room !== ''],
    ['time', age >= 0 && age <= HOLDS_MS],
  ];
  return holds.filter(([, isSo]) => !isSo).map(([lack]) => lack);
}
