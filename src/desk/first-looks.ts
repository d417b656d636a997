import type { Identity } from './identities.ts';
import type { PersonBox } from './person-box.ts';
import type { DeskPorts } from './ports.ts';
import type { RoomState } from './room-state.ts';
import { within } from './waits.ts';

/** Milliseconds after which a mailbox that has not answered is one of which nothing is known. */
const LOOKING = 6_000;

export interface LooksHost {
  identityOf(shown: string): Identity;
  /** Of everybody invited. */
  boxes(): readonly PersonBox[];
  /** Looks into one person's mailbox at once; resolves when what lay there is dealt with. Never rejects. */
  lookFor(person: string): Promise<void>;
  changed(): void;
}

/**
 * The first look for everybody who has just knocked: their page sent its receipt before it knocked, so it lies there already,
 * and nobody should have to be shown as not verifiable until the next ordinary look.
 */
export class FirstLooks {
  readonly #ports: Pick<DeskPorts, 'later'>;
  readonly #host: LooksHost;
  /** By id in the lobby: whether the look has begun. It begins when the code has been compared. */
  readonly #open = new Map<string, boolean>();

  constructor(ports: Pick<DeskPorts, 'later'>, host: LooksHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** Is somebody's first look still to come, or on its way? */
  isOn(id: string): boolean {
    return this.#open.has(id);
  }

  /** These people have just knocked. */
  knocked(ids: readonly string[]): void {
    for (const id of ids) this.#open.set(id, false);
  }

  /** To be called when somebody knocked, or a code was compared: begins what can begin. */
  goOn(knocking: RoomState['knocking']): void {
    for (const { id, name } of knocking) {
      if (this.#open.get(id) !== false) continue;
      const identity = this.#host.identityOf(name);
      if (!identity.isKnown) continue;
      this.#open.set(id, true);
      void this.#look(id, identity);
    }
  }

  async #look(id: string, { person, code }: Identity): Promise<void> {
    // A code that is nobody's may be made with a version that only a receipt names, and any of them may bring that.
    const people = person ? [person.id] : this.#host.boxes().map((box) => box.person.id);
    if (code !== null) {
      const looks = Promise.all(people.map((one) => this.#host.lookFor(one)));
      await within(this.#ports, LOOKING, looks);
    }
    this.#open.delete(id);
    this.#host.changed();
  }
}
