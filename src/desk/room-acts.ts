import { NOTE_MAX } from '../mailbox/messages.ts';
import type { Problem } from '../errors.ts';
import type { RoomEvent } from '../jitsi/room-event.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import { isBarred } from './admission.ts';
import type { Ledger } from './ledger.ts';
import { undelivered, type Outbox } from './outbox.ts';
import type { DeskPorts, DeskRoom } from './ports.ts';
import { ON_THE_WAY, type Admitted } from './presence.ts';
import type { ReceiptsInbox } from './receipts-inbox.ts';
import type { Doing, RoomPeople } from './room-people.ts';
import type { KnockerView } from './view.ts';
import { within } from './waits.ts';

/** Milliseconds for a text to reach the mailbox before Jitsi's refusal follows. */
const REFUSAL_FIRST = 2_000;
/** Milliseconds for which somebody who was gone too early stays in the list with the reason. */
const GONE_SHOWN = 15_000;

export interface ActsHost {
  /** The room while it is open and its lobby confirmed; null: nobody can be admitted now. */
  room(): DeskRoom | null;
  /** Somebody was let in. */
  admitted(admitted: Admitted): void;
  trouble(problem: Problem): void;
  changed(): void;
}

/** What the counsellor does about the people at the door. Nobody is admitted but by a wish, one by one. */
export class RoomActs {
  readonly #ports: DeskPorts;
  readonly #people: RoomPeople;
  readonly #inbox: ReceiptsInbox;
  readonly #outbox: Outbox;
  readonly #ledger: Ledger;
  readonly #host: ActsHost;
  /** Ids in the lobby of those whose admission is written down. */
  readonly #recorded = new Set<string>();

  constructor(
    ports: DeskPorts,
    people: RoomPeople,
    inbox: ReceiptsInbox,
    outbox: Outbox,
    ledger: Ledger,
    host: ActsHost,
  ) {
    this.#ports = ports;
    this.#people = people;
    this.#inbox = inbox;
    this.#outbox = outbox;
    this.#ledger = ledger;
    this.#host = host;
  }

  /**
   * Admits one person: without a reason only who may be admitted, with a reason everybody who is not barred. Everything
   * else is refused here, whoever asks: the page, or somebody at its console.
   */
  admit(id: string, reason: string | null): void {
    const knocker = this.#people.knocker(id);
    const room = this.#host.room();
    if (!knocker || !room || knocker.doing) return;
    const why = reason?.trim().slice(0, NOTE_MAX) ?? '';
    if (knocker.failed === 'gone') return;
    const isAllowed = knocker.mayAdmit || (why !== '' && !isBarred(knocker) && this.#people.isCompared(id));
    if (!isAllowed) return this.#set(knocker, null, 'notAllowed');
    this.#letIn(room, knocker, why === '' ? null : why, knocker.accepted?.record ?? null);
  }

  /**
   * Admits one person against the signed form that is recorded: only somebody who is recognised, whom nothing bars, and
   * whose form answers everything that this service asks of them now. Everything else is refused, as with {@link admit}.
   */
  admitOnPaper(id: string): void {
    const knocker = this.#people.knocker(id);
    const room = this.#host.room();
    if (!knocker || !room || knocker.doing || knocker.failed === 'gone') return;
    if (!knocker.mayAdmitOnPaper || !knocker.paper) return this.#set(knocker, null, 'notAllowed');
    this.#letIn(room, knocker, null, knocker.paper.record);
  }

  /** Admits everybody who may be admitted with one key, and nobody else. */
  admitAllComplete(): void {
    for (const { id, mayAdmit } of this.#people.knocking()) if (mayAdmit) this.admit(id, null);
  }

  /** First the words, then Jitsi's refusal: afterwards nobody looks into the mailbox any more. */
  async refuse(id: string, text: string): Promise<void> {
    const knocker = this.#people.knocker(id);
    if (!knocker || knocker.doing || !this.#host.room()) return;
    const words = text.trim().slice(0, NOTE_MAX);
    const { name, code, invited: person, accepted } = knocker;
    this.#set(knocker, 'refusing', null);
    if (words !== '' && person) {
      const message = { kind: 'refused', at: this.#ports.now(), text: words } as const;
      const sent = this.#outbox.send(person.id, message);
      void sent.then((result) => this.#report('refused', [result]));
      await within(this.#ports, REFUSAL_FIRST, sent);
    }
    const subject = this.#people.subjectOf({ name, code, person, record: accepted?.record ?? null });
    void this.#ledger.record(subject, { kind: 'refused', text: words });
    const room = this.#host.room();
    if (room) room.refuse(id);
    else this.#people.doings.delete(id);
    this.#host.changed();
  }

  /** Removes somebody from the room. */
  remove(id: string): void {
    this.#host.room()?.remove(id);
  }

  /** Writes to one person, by id in the lobby or of the invitation, or to everybody who is not in the room yet. */
  async note(to: string, text: string): Promise<void> {
    const words = text.trim().slice(0, NOTE_MAX);
    if (words === '') return;
    const people = to === 'all' ? this.#waiting() : [this.#people.knocker(to)?.invited?.id ?? to];
    this.#report('note', await this.#outbox.sendTo(people, { kind: 'note', at: this.#ports.now(), text: words }));
  }

  confirmed(command: 'admit' | 'refuse', id: string): void {
    const doing = this.#people.doings.get(id);
    this.#people.doings.delete(id);
    const admitted = this.#people.presence.byKnocker(id);
    // A colleague's admission is confirmed here as well, and is not ours to write down.
    if (command === 'admit' && doing && admitted) this.settle(admitted);
  }

  failed(command: 'admit' | 'refuse', id: string, why: Extract<RoomEvent, { kind: 'failed' }>['why']): void {
    const before = this.#people.doings.get(id);
    if (!before) return;
    // Already inside: what Jitsi did not confirm has happened all the same.
    if (command === 'admit' && this.#people.presence.inside.some(({ knocker }) => knocker === id)) {
      this.#people.doings.delete(id);
      return;
    }
    // Without an answer it may still come true; then the person is recognised all the same.
    if (command === 'admit' && why !== 'noAnswer') this.#people.presence.dismiss(id);
    const doing: Doing = { ...before, doing: null, failed: why };
    this.#people.doings.set(id, doing);
    this.#ports.later(GONE_SHOWN, () => this.#forget(id, doing));
  }

  /** Somebody who was let in is in: written down once, whichever news of it comes first. */
  settle(admitted: Admitted): void {
    const { knocker, reason } = admitted;
    if (this.#recorded.has(knocker)) return;
    this.#recorded.add(knocker);
    void this.#ledger.record(this.#people.subjectOf(admitted), { kind: 'admitted', reason });
    this.#host.admitted(admitted);
  }

  #letIn(room: DeskRoom, knocker: KnockerView, reason: string | null, record: string | null): void {
    const { id, name, code, invited: person } = knocker;
    this.#people.presence.expect({ knocker: id, name, code, person, record, reason, at: this.#ports.now() });
    this.#ports.later(ON_THE_WAY, () => this.#host.changed());
    this.#recorded.delete(id);
    this.#set(knocker, 'admitting', null);
    room.admit(id);
  }

  #report(what: string, sent: readonly SendResult[]): void {
    const problem = undelivered(what, sent);
    if (problem) this.#host.trouble(problem);
  }

  #waiting(): readonly string[] {
    const inside = new Set(this.#people.presence.inside.map(({ person }) => person?.id));
    return this.#inbox.boxes.flatMap(({ person: { id } }) => (inside.has(id) ? [] : [id]));
  }

  #forget(id: string, doing: Doing): void {
    if (this.#people.doings.get(id) !== doing) return;
    this.#people.doings.delete(id);
    this.#host.changed();
  }

  #set({ id, name, since, there }: KnockerView, doing: Doing['doing'], failed: Doing['failed']): void {
    // The raw name, so that the row can be made anew after the person is gone.
    const shown = this.#people.shownName(id) ?? name;
    this.#people.doings.set(id, { knocking: { id, name: shown, since, there }, doing, failed });
    this.#host.changed();
  }
}
