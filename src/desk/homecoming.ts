import type { PersonBox } from './person-box.ts';
import type { DeskPorts } from './ports.ts';
import type { Presence } from './presence.ts';
import type { RoomState } from './room-state.ts';
import { Moment } from './waits.ts';

/** Stages of a page that is out of lobby and room. */
const OUT: readonly PersonBox['stage'][] = ['waiting', 'left', 'withdrawn'];

/** Waits until everybody's page has said that it is out of lobby and room. */
export class Homecoming {
  readonly #ports: Pick<DeskPorts, 'now'>;
  readonly #boxes: () => readonly PersonBox[];
  #since = 0;
  #awaited: ReadonlySet<string> = new Set();
  #hasUnknown = false;
  #complete = new Moment();

  constructor(ports: Pick<DeskPorts, 'now'>, boxes: () => readonly PersonBox[]) {
    this.#ports = ports;
    this.#boxes = boxes;
  }

  /** Takes note of who has to come out: whoever is in lobby or room by the room's word or by their own. */
  expect({ inside }: Presence, { people, knocking }: RoomState): void {
    const boxes = this.#boxes();
    const persons = inside.flatMap(({ person }) => person ?? []);
    const away = boxes.filter(({ stage }) => stage === 'lobby' || stage === 'room');
    this.#since = this.#ports.now();
    this.#awaited = new Set([...persons, ...away.map(({ person }) => person)].map(({ id }) => id));
    // Whoever has no mailbox that answers cannot say so: then only time tells.
    const isDeaf = boxes.some(({ line }) => line !== 'well');
    this.#hasUnknown = isDeaf || people.length > persons.length || (knocking.length > 0 && away.length === 0);
    this.#complete = new Moment();
  }

  /** Resolves when everybody is known to be out; never where somebody cannot be known. */
  get complete(): Promise<void> {
    return this.#complete.came;
  }

  /** To be called when something was heard from the mailboxes. */
  heard(): void {
    if (this.#hasUnknown) return;
    const isOut = ({ person, stage, heardAt }: PersonBox): boolean =>
      !this.#awaited.has(person.id) || (OUT.includes(stage) && heardAt !== null && heardAt >= this.#since);
    if (this.#boxes().every(isOut)) this.#complete.happen();
  }
}
