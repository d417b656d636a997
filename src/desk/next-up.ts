import type { Appointment } from '../appointment/appointment.ts';
import type { CounsellorMailbox, DeskPorts } from './ports.ts';
import type { RoomView } from './view.ts';

/** Milliseconds before its start in which an appointment is the next one. */
const SOON = 7_200_000;
/** Milliseconds for which a word from the gate counts: a waiting page speaks up now and then. */
const FRESH = 180_000;

interface Waiting {
  readonly isWaiting: boolean;
  readonly seen: number;
}

/** The next appointment: who of it waits already, and that they were told that somebody else is still being counselled. */
export class NextUp {
  readonly #ports: DeskPorts;
  readonly #changed: () => void;
  readonly #mailboxes = new Map<string, CounsellorMailbox>();
  readonly #heard = new Map<string, Waiting>();
  #appointment: Appointment | null = null;
  #isTold = false;
  #isClosed = false;

  constructor(ports: DeskPorts, changed: () => void) {
    this.#ports = ports;
    this.#changed = changed;
  }

  get view(): RoomView['next'] {
    const appointment = this.#appointment;
    if (!appointment) return null;
    const now = this.#ports.now();
    const waiting = [...this.#heard.values()].filter(({ isWaiting, seen }) => isWaiting && now - seen < FRESH).length;
    return { appointment, waiting, told: this.#isTold };
  }

  /** Finds the next one after `current` and reads its mailboxes. Never rejects. */
  async start(appointments: readonly Appointment[], current: Appointment): Promise<void> {
    const now = this.#ports.now();
    const next = appointments
      .filter(({ id, state, startsAt }) => id !== current.id && state === 'planned' && startsAt >= current.startsAt)
      .filter(({ startsAt }) => startsAt > now - SOON && startsAt <= now + SOON)
      .sort((one, other) => one.startsAt - other.startsAt)[0];
    if (!next || this.#appointment || this.#isClosed) return;
    this.#appointment = next;
    this.#changed();
    await Promise.all(next.people.map(({ id, secret }) => this.#listen(id, secret)));
  }

  /** Tells everybody of the next appointment that the counsellor is still in a conversation. */
  async tell(): Promise<void> {
    const at = this.#ports.now();
    const sent = await Promise.all([...this.#mailboxes.values()].map((mailbox) => mailbox.send({ kind: 'busy', at })));
    if (!sent.some(({ ok }) => ok)) return;
    this.#isTold = true;
    this.#changed();
  }

  close(): void {
    this.#isClosed = true;
    for (const mailbox of this.#mailboxes.values()) mailbox.close();
    this.#mailboxes.clear();
    this.#appointment = null;
  }

  async #listen(person: string, secret: string): Promise<void> {
    let mailbox: CounsellorMailbox | null;
    try {
      mailbox = await this.#ports.openMailbox(secret);
    } catch {
      // The code did not arrive, or the line is broken: nobody is known to wait.
      return;
    }
    if (!mailbox) return;
    if (this.#isClosed) return mailbox.close();
    this.#mailboxes.set(person, mailbox);
    mailbox.listen({
      heard: (message) => {
        if (message.kind !== 'here') return;
        const seen = Math.min(message.at, this.#ports.now());
        this.#heard.set(person, { isWaiting: message.stage === 'waiting', seen });
        this.#changed();
      },
      lineChanged: () => undefined,
      refused: () => undefined,
    });
    // After a crash of this page: what was said has been said.
    if ((await mailbox.recall()).some(({ kind }) => kind === 'busy')) {
      this.#isTold = true;
      this.#changed();
    }
  }
}
