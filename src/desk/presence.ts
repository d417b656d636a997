import type { InvitedPerson } from '../appointment/appointment.ts';
import type { RoomPerson } from '../jitsi/room-event.ts';
import type { Identity } from './identities.ts';

/** Somebody whom this counsellor let in, or is letting in. */
export interface Admitted {
  /** Id in the lobby; Jitsi gives another one inside. */
  readonly knocker: string;
  readonly name: string;
  readonly code: string | null;
  /** Null: nobody who was invited. */
  readonly person: InvitedPerson | null;
  /** The receipt, or the record of the signed form that let this person in; null: there was none. */
  readonly record: string | null;
  readonly reason: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Milliseconds in which somebody who was let in is on the way; joining takes less than one second (jitsi-observed j). */
export const ON_THE_WAY = 5_000;
/** Milliseconds after which somebody who was let in and never came is not expected any more. */
const EXPECTED = 60_000;

/** Who of the people in the room is whom, as far as it can be known: by the code, or by a name that only one of them has. */
export class Presence {
  #coming: readonly Admitted[] = [];
  readonly #inside = new Map<string, Admitted>();
  readonly #unasked = new Set<string>();

  /** Those in the room who were let in here. */
  get inside(): readonly Admitted[] {
    return [...this.#inside.values()];
  }

  /** Whom this counsellor knows under that id of the room; null: nobody. */
  of(id: string): Admitted | null {
    return this.#inside.get(id) ?? null;
  }

  /** Is somebody else in the room, or just on the way, who came with this code? */
  hasCode(code: string, knocker: string, now: number): boolean {
    const coming = this.#coming.filter(({ at }) => now - at < ON_THE_WAY);
    return [...this.inside, ...coming].some((one) => one.code === code && one.knocker !== knocker);
  }

  /** Somebody is being let in. */
  expect(admitted: Admitted): void {
    const others = this.#coming.filter(
      ({ knocker, at }) => knocker !== admitted.knocker && admitted.at - at < EXPECTED,
    );
    this.#coming = [...others, admitted];
  }

  /** Who is let in under that id of the lobby, or was; null: nobody. */
  byKnocker(knocker: string): Admitted | null {
    return [...this.#coming, ...this.inside].find((one) => one.knocker === knocker) ?? null;
  }

  /** That did not work. */
  dismiss(knocker: string): void {
    this.#coming = this.#coming.filter((one) => one.knocker !== knocker);
  }

  /** The room says who of those in its lobby is who in it; that counts more than any name. */
  bind(knocker: string, id: string): Admitted | null {
    const admitted = this.byKnocker(knocker);
    if (!admitted) return null;
    for (const [other, one] of this.#inside) if (one === admitted) this.#inside.delete(other);
    this.#coming = this.#coming.filter((one) => one !== admitted);
    this.#unasked.delete(id);
    this.#inside.set(id, admitted);
    return admitted;
  }

  /** Somebody is in the room whom nobody let in here: whatever the name, it proves nothing. */
  cameUnasked(id: string): void {
    this.#unasked.add(id);
    this.#inside.delete(id);
  }

  /** Takes the list of people in the room; returns those who are recognised for the first time. */
  update(people: readonly RoomPerson[], identify: (shown: string) => Identity): readonly Admitted[] {
    const here = new Set(people.map(({ id }) => id));
    for (const id of this.#inside.keys()) if (!here.has(id)) this.#inside.delete(id);
    return people.flatMap(({ id, name }) => {
      if (this.#inside.has(id) || this.#unasked.has(id)) return [];
      const admitted = this.#recognise(identify(name));
      if (!admitted) return [];
      this.#inside.set(id, admitted);
      this.#coming = this.#coming.filter((one) => one !== admitted);
      return [admitted];
    });
  }

  /** Everybody is out, and nobody is let in any more until asked anew. */
  clear(): void {
    this.#coming = [];
    this.#inside.clear();
    this.#unasked.clear();
  }

  /** With the code while it is still shown; without it only where no two who were let in have this name. */
  #recognise({ name, code }: Identity): Admitted | null {
    const fits = this.#coming.filter((one) => one.name === name && (code === null || one.code === code));
    return fits.length === 1 ? (fits[0] ?? null) : null;
  }
}
