/** What a room is, and whom it can tell something. */
import type { ChatLine, Notice, Occupant } from './protocol.ts';

/** Somebody inside; `connection` is the session that is told things. */
export interface Inside extends Occupant {
  readonly connection: string;
  /** A moderator answered this knock with yes. Nobody else is let in: they came first, or found no lobby, or knew the password. */
  readonly wasAdmitted: boolean;
}
export interface Knocking {
  readonly id: string;
  readonly name: string;
  readonly connection: string;
}

export interface Room {
  readonly name: string;
  /** In order of arrival: the first of them is promoted when the moderator leaves. */
  readonly inside: readonly Inside[];
  readonly knocking: readonly Knocking[];
  /** Sessions that were told to come in and are on their way; neither lobby nor password stops them. */
  readonly admitted: readonly string[];
  readonly lobby: boolean;
  readonly password: string;
  readonly subject: string;
  readonly encryption: boolean;
  /** Public lines only; private ones are never replayed (jitsi-observed §e). */
  readonly history: readonly ChatLine[];
  /** Milliseconds since 1970, 0 while nobody was inside. */
  readonly created: number;
  readonly sessionId: string;
}

export interface Telling {
  readonly to: string;
  readonly notice: Notice;
}
export interface Outcome {
  readonly room: Room;
  readonly tell: readonly Telling[];
}

/** What the rules take from outside: fresh ids (8 hex digits for people, as Jitsi's) and the time. */
export interface Surroundings {
  readonly newId: () => string;
  readonly now: () => number;
}

export function emptyRoom(name: string): Room {
  return {
    name,
    inside: [],
    knocking: [],
    admitted: [],
    lobby: false,
    password: '',
    subject: '',
    encryption: false,
    history: [],
    created: 0,
    sessionId: '',
  };
}

/** A room is forgotten with the last person inside: lobby, password and chat go with it, as in Prosody. */
export function isForgotten(room: Room): boolean {
  return room.inside.length === 0;
}

/**
 * The name as the others get it: ends trimmed, cut to 50 UTF-16 units – a surrogate pair may be cut in two – and `&`
 * escaped once too often (jitsi-observed b.5). Nothing else is cleaned.
 */
export function nameForOthers(name: string): string {
  return nameForSelf(name).replaceAll('&', '&amp;');
}

/** The own name as the own page reports it after joining. */
export function nameForSelf(name: string): string {
  return name.trim().substring(0, 50);
}

export function occupantOf({ id, name, role, canEncrypt, encrypting, muted }: Inside): Occupant {
  return { id, name, role, canEncrypt, encrypting, muted };
}
export const byConnection = (room: Room, connection: string): Inside | undefined =>
  room.inside.find((one) => one.connection === connection);
export const isModerator = (room: Room, connection: string): boolean =>
  byConnection(room, connection)?.role === 'moderator';

export function tellInside(room: Room, notice: Notice, except?: string): Telling[] {
  return room.inside.filter((one) => one.connection !== except).map((one) => ({ to: one.connection, notice }));
}
export function tellModerators(room: Room, notice: Notice): Telling[] {
  return room.inside.filter((one) => one.role === 'moderator').map((one) => ({ to: one.connection, notice }));
}
