import type { Problem } from '../errors.ts';
import type { SendResult } from '../mailbox/mailbox-shape.ts';
import type { CounsellorMessage } from '../mailbox/messages.ts';
import type { DeskPorts } from './ports.ts';

/** Milliseconds before what did not arrive is written again: longer each time, up to the longest. */
const AGAIN = 15_000;
const SLOWEST = 60_000;

export interface OutboxHost {
  /** Writes once into the mailbox of `to`. Never rejects. */
  write(to: string, message: CounsellorMessage): Promise<SendResult>;
  /** Nothing is left that has still to arrive. */
  cleared(): void;
}

/** The word that counts on its topic. */
interface Word {
  readonly to: string;
  readonly topic: string;
  readonly message: CounsellorMessage;
}

/**
 * What the desk says to people, each in their own mailbox. What a mailbox out of reach, or a full one, did not take is
 * written again until it arrives, is overtaken by a later word, or nobody needs it any more.
 */
export class Outbox {
  readonly #ports: Pick<DeskPorts, 'later'>;
  readonly #host: OutboxHost;
  /** By addressee and topic. */
  readonly #words = new Map<string, Word>();

  constructor(ports: Pick<DeskPorts, 'later'>, host: OutboxHost) {
    this.#ports = ports;
    this.#host = host;
  }

  /** Is there nothing that has still to arrive? */
  get isClear(): boolean {
    return this.#words.size === 0;
  }

  /** Resolves with what became of the first try. Never rejects; `absent` where there is no mailbox. */
  async send(to: string, message: CounsellorMessage): Promise<SendResult> {
    const word: Word = { to, message, topic: `${to} ${topicOf(message)}` };
    this.#words.set(word.topic, word);
    return this.#try(word, 1);
  }

  /** Writes the same to several people. Never rejects. */
  async sendTo(people: readonly string[], message: CounsellorMessage): Promise<readonly SendResult[]> {
    return Promise.all(people.map((person) => this.send(person, message)));
  }

  /** The person is in the room: what was said to somebody waiting is not needed any more. */
  met(person: string): void {
    this.#drop(({ to, message: { kind } }) => to === person && (kind === 'note' || kind === 'refused'));
  }

  /** How it stands with the room is not what people were to be told, and nothing else is known yet. */
  retract(): void {
    this.#drop(({ message }) => topicOf(message) === STANDING);
  }

  /** Writes nothing again. */
  close(): void {
    this.#drop(() => true);
  }

  async #try(word: Word, tries: number): Promise<SendResult> {
    const { to, message, topic } = word;
    const sent = await this.#host.write(to, message);
    if (!this.#isWanted(word)) return sent;
    if (sent.ok || !mayArriveLater(sent.why) || !isWorthRepeating(message)) {
      this.#words.delete(topic);
      this.#tell();
      return sent;
    }
    this.#ports.later(Math.min(AGAIN * tries, SLOWEST), () => {
      if (this.#isWanted(word)) void this.#try(word, tries + 1);
    });
    return sent;
  }

  #isWanted(word: Word): boolean {
    return this.#words.get(word.topic) === word;
  }

  #drop(isVoid: (word: Word) => boolean): void {
    for (const [topic, word] of this.#words) if (isVoid(word)) this.#words.delete(topic);
    this.#tell();
  }

  #tell(): void {
    if (this.isClear) this.#host.cleared();
  }
}

/** What to tell the counsellor of what became of a word to several people; null: it arrived, or its page is closing. */
export function undelivered(what: string, sent: readonly SendResult[]): Problem | null {
  const failed = sent.flatMap((result) => (result.ok || result.why === 'closed' ? [] : [result.why]));
  const [why] = failed;
  if (why === undefined) return null;
  const isMissing = failed.every((one) => one === 'absent');
  return { code: isMissing ? 'MAILBOX_MISSING' : 'MAILBOX_UNREACHABLE', detail: `${what}: ${why}` };
}

const STANDING = 'standing';

/** Of one topic the last word counts: a room that is called back is not open, a cancelled appointment is not moved. */
function topicOf(message: CounsellorMessage): string {
  switch (message.kind) {
    case 'opened':
    case 'busy':
    case 'backToGate':
    case 'ended':
    case 'cancelled':
    case 'moved':
      return STANDING;
    case 'note':
      return `note ${message.text}`;
    case 'refused':
    case 'joined':
      return message.kind;
    case 'question':
    case 'questionClosed':
      return `${message.kind} ${message.id}`;
  }
}

/** A mailbox that is out of reach or full may be well again; one that does not exist will not. */
function mayArriveLater(why: Extract<SendResult, { ok: false }>['why']): boolean {
  return why === 'unreachable' || why === 'full';
}

/** Whoever was not reached by a question has not answered it, and that stands already. Of a reminder the desk says itself that it failed. */
function isWorthRepeating({ kind }: CounsellorMessage): boolean {
  return kind !== 'question' && kind !== 'joined';
}
