import type { Identity } from './identities.ts';
import type { PersonBox } from './person-box.ts';
import type { DeskPorts } from './ports.ts';
import type { RoomState } from './room-state.ts';

/**
 * Milliseconds after the knock in which a receipt may still be coming. A mailbox that does not answer at all ends its look
 * before, 15 s after the question; a slow one needs one answer for every entry.
 */
const LOOKING = 30_000;

export interface LooksHost {
  identityOf(shown: string): Identity;
  /** Of everybody invited. */
  boxes(): readonly PersonBox[];
  /** Looks into one person's mailbox at once; resolves when what lay there is dealt with. Never rejects. */
  lookFor(person: string): Promise<void>;
  /** Has this person's page said that it waits, and not yet that it knocks? What it says in between is the receipt. */
  isSaying(person: string): boolean;
  changed(): void;
}

/** `begun`: looking. `read`: what lay there has been dealt with. */
interface Look {
  stage: 'due' | 'begun' | 'read';
  person: string | null;
}

/**
 * The first look for everybody who has just knocked: their page sends its receipt before it says that it knocks, so nobody
 * should have to be shown as not verifiable until that can have been read.
 */
export class FirstLooks {
  readonly #ports: Pick<DeskPorts, 'later'>;
  readonly #host: LooksHost;
  /** By id in the lobby. It begins when the code has been compared. */
  readonly #open = new Map<string, Look>();

  constructor(ports: Pick<DeskPorts, 'later'>, host: LooksHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** Is somebody's first look still to come, or on its way, or the receipt that it is for still being written? */
  isOn(id: string): boolean {
    const look = this.#open.get(id);
    if (look?.stage !== 'read') return look !== undefined;
    return look.person !== null && this.#host.isSaying(look.person);
  }

  /** These people have just knocked. */
  knocked(ids: readonly string[]): void {
    for (const id of ids) this.#open.set(id, { stage: 'due', person: null });
  }

  /** To be called when somebody knocked, or a code was compared: begins what can begin. */
  goOn(knocking: RoomState['knocking']): void {
    for (const { id, name } of knocking) {
      const look = this.#open.get(id);
      const identity = this.#host.identityOf(name);
      if (look?.stage === 'due' && identity.isKnown) void this.#look(id, look, identity);
    }
  }

  async #look(id: string, look: Look, { person, code }: Identity): Promise<void> {
    look.stage = 'begun';
    look.person = person?.id ?? null;
    if (code !== null) {
      this.#ports.later(LOOKING, () => this.#end(id, look));
      // A code that is nobody's may be made with a version that only a receipt names, and any of them may bring that.
      const people = person ? [person.id] : this.#host.boxes().map((box) => box.person.id);
      await Promise.all(people.map((one) => this.#host.lookFor(one)));
    }
    look.stage = 'read';
    this.#host.changed();
  }

  #end(id: string, look: Look): void {
    if (this.#open.get(id) !== look) return;
    this.#open.delete(id);
    this.#host.changed();
  }
}
