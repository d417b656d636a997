import type { InvitedPerson } from '../appointment/appointment.ts';
import type { DeskPorts } from './ports.ts';

/** Who somebody is by the name that is shown. */
export interface Identity {
  readonly name: string;
  readonly code: string | null;
  /** Whom the code belongs to; null: nobody, or not known yet. */
  readonly person: InvitedPerson | null;
  /** False while the code is being compared. */
  readonly isKnown: boolean;
}

/** Compares the check codes of shown names with those of the invited people, each name once. */
export class Identities {
  readonly #ports: Pick<DeskPorts, 'splitLobbyName' | 'matchKnocker'>;
  readonly #room: string;
  readonly #found: () => void;
  readonly #known = new Map<string, Identity>();
  #people: readonly InvitedPerson[] = [];
  #versions: readonly number[] = [];
  /** Counts what was asked about: an answer to an earlier question is late. */
  #epoch = 0;

  /** `found` is called when a name has been compared. */
  constructor(ports: Pick<DeskPorts, 'splitLobbyName' | 'matchKnocker'>, room: string, found: () => void) {
    this.#ports = ports;
    this.#room = room;
    this.#found = found;
  }

  /** Takes note of who was invited and which versions of the profile their codes may be made with. */
  expect(people: readonly InvitedPerson[], versions: readonly number[]): void {
    const isSame = people.length === this.#people.length && versions.join(' ') === this.#versions.join(' ');
    this.#people = people;
    this.#versions = versions;
    if (isSame) return;
    this.#epoch += 1;
    // Who was found stays found; who was not may be somebody by what is known now.
    for (const [shown, identity] of this.#known) if (!identity.person) this.#known.delete(shown);
  }

  /** Who that is, as far as it is known now. Never throws. */
  of(shown: string): Identity {
    const known = this.#known.get(shown);
    if (known) return known;
    const { name, code } = this.#ports.splitLobbyName(shown);
    const identity: Identity = { name, code, person: null, isKnown: code === null };
    this.#known.set(shown, identity);
    if (code !== null) void this.#match(shown, identity);
    return identity;
  }

  async #match(shown: string, identity: Identity): Promise<void> {
    const epoch = this.#epoch;
    let person: InvitedPerson | null = null;
    try {
      person = await this.#ports.matchKnocker(shown, this.#people, this.#room, this.#versions);
    } catch {
      // Whatever made the comparison impossible: nobody is recognised by it.
    }
    if (epoch !== this.#epoch) return;
    this.#known.set(shown, { ...identity, person, isKnown: true });
    this.#found();
  }
}
