/**
 * What the practice server itself saw of its rooms: whatever a page believes of a room, here stands who was in it with whom.
 * Tests ask it whether anybody was ever heard by somebody whom nobody had let in.
 */
import type { Room } from './room-state.ts';

export interface Seen {
  readonly name: string;
  /** A moderator let this person in from the lobby. */
  readonly wasAdmitted: boolean;
  /** Microphone or camera is on. */
  readonly sends: boolean;
}

/** Several people in one room, until the next moment. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly people: readonly Seen[];
}

/** Rooms, and moments of one room, beyond which the oldest is forgotten: a practice server may run for weeks. */
const MOST = 500;

export class Witness {
  readonly #now: () => number;
  readonly #moments = new Map<string, Moment[]>();
  readonly #knocking = new Map<string, readonly string[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Looks into a room that has changed. Somebody alone is no moment: nobody is there who could hear. */
  look({ name, inside, knocking }: Room): void {
    if (knocking.length === 0) this.#knocking.delete(name);
    else
      this.#knocking.set(
        name,
        knocking.map((one) => one.name),
      );
    if (inside.length < 2) return;
    const people = inside.map(({ name: shown, wasAdmitted, muted }): Seen => ({
      name: shown,
      wasAdmitted,
      sends: !muted.audio || !muted.video,
    }));
    const before = this.#moments.get(name) ?? [];
    this.#moments.set(name, [...before, { at: this.#now(), people }].slice(-MOST));
    const [oldest] = this.#moments.keys();
    if (this.#moments.size > MOST && oldest !== undefined) this.#moments.delete(oldest);
  }

  /** The names of those who knock at a room now. */
  knockingAt(room: string): readonly string[] {
    return this.#knocking.get(room) ?? [];
  }

  /** Every moment of a room in which several people were in it, oldest first. */
  of(room: string): readonly Moment[] {
    return this.#moments.get(room) ?? [];
  }
}
