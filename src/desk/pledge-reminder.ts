import type { InvitedPerson } from '../appointment/appointment.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';
import type { DeskPorts } from './ports.ts';
import type { Admitted } from './presence.ts';
import type { RoomView } from './view.ts';

export interface ReminderHost {
  type(): 'single' | 'group';
  /** Everybody in the room who was let in here. */
  inside(): readonly Admitted[];
  send(people: readonly InvitedPerson[], message: CounsellorMessage): Promise<readonly SendResult[]>;
  changed(): void;
}

/** Reminds a group of what it has promised whenever somebody joins it: on the desk, and on the screens of the others. */
export class PledgeReminder {
  readonly #ports: Pick<DeskPorts, 'now'>;
  readonly #host: ReminderHost;
  /** Who was in before and comes back is nobody new. */
  readonly #known = new Set<string>();
  #view: RoomView['reminder'] = null;

  constructor(ports: Pick<DeskPorts, 'now'>, host: ReminderHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** Null: nobody has joined since the counsellor closed it. */
  get view(): RoomView['reminder'] {
    return this.#view;
  }

  /** Somebody is in the room. Whoever is the first there has nobody to be reminded. */
  arrived(admitted: Admitted): void {
    const { person, name } = admitted;
    const isNew = person === null || !this.#known.has(person.id);
    if (person) this.#known.add(person.id);
    const others = this.#host.inside().filter((one) => one !== admitted);
    if (!isNew || this.#host.type() !== 'group' || others.length === 0) return;
    const joined = { names: [...(this.#view?.names ?? []), name], told: null };
    this.#view = joined;
    void this.#tell(others, joined);
  }

  /** The counsellor has read it out, or it is not needed any more. */
  close(): void {
    this.#view = null;
    this.#host.changed();
  }

  async #tell(others: readonly Admitted[], about: NonNullable<RoomView['reminder']>): Promise<void> {
    const people = others.flatMap(({ person }) => person ?? []);
    const sent = await this.#host.send(people, { kind: 'joined', at: this.#ports.now() });
    // Closed meanwhile, or somebody else has joined: that news is told by itself.
    if (this.#view !== about) return;
    this.#view = { ...about, told: people.length === others.length && sent.every(({ ok }) => ok) };
    this.#host.changed();
  }
}
