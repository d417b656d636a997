import { counsellorCopy, type Receipt } from '../gate/receipt.ts';
import type { Mailbox } from '../mailbox/mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from '../mailbox/messages.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import { hear, NOTHING_HEARD, wordOf, type CounsellorWord, type Heard, type Question } from './counsellor-word.ts';
import type { VisitPorts } from './ports.ts';

export type ClientMailbox = Mailbox<ClientMessage, CounsellorMessage>;
export type Stage = Extract<ClientMessage, { kind: 'here' }>['stage'];
type Answer = Extract<ClientMessage, { kind: 'answer' }>;

export interface CorrespondenceListener {
  /** `word` says something new. */
  changed(): void;
  /** Everybody back to the gate. */
  calledBack(): void;
  over(how: 'ended' | 'cancelled'): void;
  /** This person answered, now or before a reload; once for every question. */
  answered(answer: { readonly role: Question['role']; readonly decision: 'yes' | 'no'; readonly at: number }): void;
}

export interface CorrespondenceOptions {
  readonly session: string;
  readonly e2ee: 'yes' | 'no';
  /** Where receipts are sealed to; null: nowhere, and they are handed over as files. */
  readonly key: PublicKeyJwk | null;
}

/** Milliseconds between two signs of life while somebody waits, and how many of them: every one stays in the mailbox. */
const SIGN_OF_LIFE = 120_000;
const SIGNS_MAX = 60;
/** Milliseconds after the beginning in which the log of before may still be coming in, and how long a word has to stand then. */
const CATCHING_UP = 10_000;
const SETTLED = 1_000;
/** Milliseconds after which a receipt that did not arrive is sent again, and how often: half an hour where the server answers. */
const SEND_AGAIN = 15_000;
const SENDS_MAX = 120;

/** What a client's page and the counsellor's page say to each other about one visit. Nothing in here throws or rejects. */
export class Correspondence {
  readonly #mailbox: ClientMailbox;
  readonly #ports: Pick<VisitPorts, 'now' | 'later' | 'sealReceipt'>;
  readonly #options: CorrespondenceOptions;
  readonly #listener: CorrespondenceListener;
  readonly #answers = new Map<string, Answer>();
  #heard: Heard = NOTHING_HEARD;
  #answer: CounsellorWord['answer'] = null;
  #undelivered: Receipt | null = null;
  #here: { readonly stage: Stage; readonly language: string } | null = null;
  #signs = 0;
  #beganAt = 0;
  #calls = 0;
  #queue: Promise<void> = Promise.resolve();
  /** Nothing is heard any more, and nothing new said. */
  #isOver = false;
  #isClosed = false;

  constructor(
    mailbox: ClientMailbox,
    ports: Pick<VisitPorts, 'now' | 'later' | 'sealReceipt'>,
    options: CorrespondenceOptions,
    listener: CorrespondenceListener,
  ) {
    this.#mailbox = mailbox;
    this.#ports = ports;
    this.#options = options;
    this.#listener = listener;
  }

  get word(): CounsellorWord {
    return wordOf(this.#heard, { answer: this.#answer, undelivered: this.#undelivered });
  }

  /** Begins to listen, once it knows again what was answered before a reload. */
  async begin(): Promise<void> {
    for (const said of await this.#mailbox.recall()) {
      if (said.kind === 'answer' && !this.#answers.has(said.question)) this.#answers.set(said.question, said);
    }
    if (this.#isOver) return;
    this.#beganAt = this.#ports.now();
    this.#mailbox.listen({
      heard: (message) => this.#hear(message),
      lineChanged: (line) => this.#set({ ...this.#heard, line }),
      // Ignored by the mailbox; a person who waits can do nothing about it.
      refused: () => undefined,
    });
  }

  /** Tells where the person stands, when that has changed. */
  stand(stage: Stage, language: string): void {
    if (this.#isOver || (this.#here?.stage === stage && this.#here.language === language)) return;
    this.#here = { stage, language };
    this.#sayHere();
  }

  /** A new entering: the reason of an earlier refusal is not that of the next one. */
  enter(receipt: Receipt | null): void {
    this.#set({ ...this.#heard, refusal: null });
    this.hand(receipt);
  }

  /** Sends the receipt as it is now; where it does not arrive, `word` says so, and it is sent again for a while. */
  hand(receipt: Receipt | null): void {
    if (!receipt || this.#isOver) return;
    const copy = counsellorCopy(receipt);
    this.#say(() => this.#deliver(copy, 1));
  }

  /** Answers a question, once; the first answer stays. */
  answer(question: string, decision: 'yes' | 'no'): void {
    const asked = this.#heard.questions.find(({ id }) => id === question);
    if (!asked || this.#isOver || this.#answers.has(question)) return;
    const said: Answer = { kind: 'answer', at: this.#ports.now(), question, decision };
    this.#answers.set(question, said);
    this.#answer = { decision, sent: 'sending' };
    this.#say(async () => {
      const { ok } = await this.#mailbox.send(said);
      this.#answer = { decision, sent: ok ? 'sent' : 'failed' };
      this.#tell();
    });
    this.#settleQuestion(asked, said);
  }

  /** Tells that the consents were taken back, with the receipt that shows it. */
  withdraw(receipt: Receipt | null): void {
    if (this.#isOver) return;
    const at = this.#ports.now();
    this.#say(async () => void (await this.#mailbox.send({ kind: 'withdrawn', at })));
    this.hand(receipt);
  }

  /** Reads at once. */
  lookNow(): void {
    if (!this.#isOver) void this.#mailbox.lookNow();
  }

  /** Says what still has to be said, hears nothing more, and closes. */
  finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#queue.then(() => this.#mailbox.close());
  }

  /** Closes at once; what was not said stays unsaid. */
  close(): void {
    this.#isOver = true;
    this.#isClosed = true;
    this.#mailbox.close();
  }

  #hear(message: CounsellorMessage): void {
    if (this.#isOver) return;
    const { over } = this.#heard;
    this.#heard = hear(this.#heard, message);
    if (message.kind === 'question') {
      this.#answer = null;
      const said = this.#answers.get(message.id);
      if (said) return this.#settleQuestion(message, said);
    }
    this.#tell();
    if (message.kind === 'backToGate') this.#callBack();
    if (over === null && this.#heard.over !== null) this.#listener.over(this.#heard.over);
  }

  /**
   * At once – unless the page has only just begun to read: after a reload the whole log comes in, and of a call from before
   * the one that stands at its end counts.
   */
  #callBack(): void {
    const call = (this.#calls += 1);
    if (this.#ports.now() - this.#beganAt >= CATCHING_UP) return this.#listener.calledBack();
    this.#ports.later(SETTLED, () => {
      if (!this.#isOver && call === this.#calls && this.#heard.room === 'calledBack') this.#listener.calledBack();
    });
  }

  #settleQuestion({ id, role }: Pick<Question, 'id' | 'role'>, { decision, at }: Answer): void {
    this.#heard = { ...this.#heard, questions: this.#heard.questions.filter((open) => open.id !== id) };
    this.#listener.answered({ role, decision, at });
    this.#tell();
  }

  #sayHere(): void {
    const here = this.#here;
    if (!here) return;
    const { session, e2ee } = this.#options;
    const at = this.#ports.now();
    this.#say(async () => void (await this.#mailbox.send({ kind: 'here', at, session, e2ee, ...here })));
    if (here.stage !== 'waiting' && here.stage !== 'lobby') return;
    this.#ports.later(SIGN_OF_LIFE, () => {
      if (this.#isOver || this.#here !== here || this.#signs >= SIGNS_MAX) return;
      this.#signs += 1;
      this.#sayHere();
    });
  }

  async #deliver(copy: Receipt, tries: number): Promise<void> {
    const sealed = await this.#seal(copy);
    const sent = sealed === null ? null : await this.#mailbox.send({ kind: 'receipt', at: this.#ports.now(), sealed });
    const undelivered = sent?.ok ? null : copy;
    if (undelivered !== this.#undelivered) {
      this.#undelivered = undelivered;
      this.#tell();
    }
    // A mailbox that is out of reach or full may be well again; one that does not exist will not.
    if (!sent || sent.ok || (sent.why !== 'unreachable' && sent.why !== 'full') || tries >= SENDS_MAX) return;
    this.#ports.later(SEND_AGAIN, () => {
      // A later receipt says more than this one.
      if (!this.#isOver && this.#undelivered === copy) this.#say(() => this.#deliver(copy, tries + 1));
    });
  }

  async #seal(receipt: Receipt): Promise<string | null> {
    const { key } = this.#options;
    if (!key) return null;
    try {
      return await this.#ports.sealReceipt(receipt, key);
    } catch {
      // The code for it did not arrive, or the key is none; the person is told, and hands over a file.
      return null;
    }
  }

  /** One after the other: the receipt is there before the page says that its person stands in the lobby. */
  #say(act: () => Promise<void>): void {
    this.#queue = this.#queue.then(() => (this.#isClosed ? undefined : act()));
  }

  #set(heard: Heard): void {
    if (this.#isOver) return;
    this.#heard = heard;
    this.#tell();
  }

  #tell(): void {
    if (!this.#isOver) this.#listener.changed();
  }
}
