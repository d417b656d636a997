import type { Appointment } from '../appointment/appointment.ts';
import type { Problem } from '../errors.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';
import type { Papers } from './papers.ts';
import type { Declaration, DeskRoom } from './ports.ts';
import { ROOM_BEFORE, type RoomState } from './room-state.ts';
import { ROUND_BEFORE, type Round } from './round.ts';

export interface SessionStart {
  readonly appointment: Appointment;
  readonly service: Service;
  readonly site: Site;
  readonly language: string;
}

export interface SessionHost {
  readonly papers: Papers;
  counsellor(): string;
  sound(): 'on' | 'muted';
  appointments(): readonly Appointment[];
  /** The room was ended for all: the appointment is over for good. */
  ended(appointment: Appointment): Promise<void>;
  trouble(problem: Problem): void;
  /** Everything that was said has arrived, or is not needed any more. */
  arrived(): void;
  look(): void;
}

/** What the parts of one room's session know together. Only in memory; gone with the session. */
export class RoomMemory {
  appointment: Appointment;
  service: Service;
  state: RoomState = ROOM_BEFORE;
  round: Round = ROUND_BEFORE;
  /** Something was recorded in this room, also if that is over now: the alarm stays. */
  wasRecorded = false;
  /** When the first client was let in, in milliseconds since 1970. */
  talkingSince: number | null = null;
  declaration: Declaration | null = null;
  /** For as long as this room may have to be opened anew; kept nowhere else. */
  moderatorToken: string | null = null;
  isClosed = false;
  /** The room is being ended for all, or was. */
  isEnding = false;

  constructor({ appointment, service }: SessionStart) {
    this.appointment = appointment;
    this.service = service;
  }
}

/** What the parts of a session ask of it. */
export interface SessionCore {
  /** The room while people can be admitted to it; null: not now. */
  room(): DeskRoom | null;
  changed(): void;
  trouble(problem: Problem): void;
}
