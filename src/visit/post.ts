import { openGate } from '../gate/open.ts';
import type { Receipt } from '../gate/receipt.ts';
import { parseLink } from '../mailbox/link.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import { Correspondence, type Stage } from './correspondence.ts';
import { NOTHING_HEARD, wordOf, type CounsellorWord } from './counsellor-word.ts';
import type { Situation } from './look.ts';
import { BEFORE_MEETING } from './meeting-phase.ts';
import type { Passage } from './passage.ts';
import type { VisitPorts } from './ports.ts';
import type { EndingKind, View } from './view.ts';

export interface PostHost {
  situation(): Situation | null;
  /** There is something new to show. */
  look(): void;
  calledBack(): void;
  over(how: 'ended' | 'cancelled'): void;
}

/** Milliseconds for which a refused person waits for the reason; it travels apart from Jitsi's own word. */
const PATIENCE = 5_000;
/** Endings after which the counsellor may still have something to say, because the person may come back. */
const LISTEN_ON: ReadonlySet<EndingKind> = new Set(['left', 'refused', 'kicked']);

/**
 * One passage's line to the counsellor's page. It is opened when the person stands at the open gate and not before: until then
 * nobody shall know that somebody was here. Reads from each view where the person stands.
 */
export class Post {
  readonly #ports: VisitPorts;
  readonly #passage: Passage;
  readonly #host: PostHost;
  readonly #key: PublicKeyJwk | null;
  #opening: Promise<Correspondence | null> | null = null;
  #word: CounsellorWord | null = null;
  /** The receipt as it was last handed over, by what it is made of. */
  #handed: unknown = null;
  #wasHere = false;
  #awaiting: (() => void) | null = null;

  constructor(ports: VisitPorts, passage: Passage, fragment: string, host: PostHost) {
    this.#ports = ports;
    this.#passage = passage;
    this.#host = host;
    const link = parseLink(fragment);
    const linked = link.ok && link.value.kind === 'personal' ? link.value.sealingKey : undefined;
    this.#key = passage.arrival.service.profile.teamKey ?? linked ?? null;
  }

  /** Null as long as there is nobody to say anything. */
  get word(): CounsellorWord | null {
    return this.#word;
  }

  /** To be told of everything that is shown. */
  see(view: View, situation: Situation): void {
    if (view.kind === 'ending') return this.#seeEnding(view.ending, situation);
    const stage = stageOf(view);
    if (!stage) return;
    if (stage === 'waiting') {
      // Also who looks at this step from the console sends nothing before the gate is open.
      if (!openGate(situation.arrival.service.plan, situation.state, situation.now).open) return;
      this.#open();
    }
    this.#with((to) => to.stand(stage, situation.language));
    if (stage === 'room') this.#renew(situation);
  }

  /** The person goes in. Waits for nothing: no failure of the post keeps anybody out. */
  enter(): void {
    const receipt = this.#make(this.#host.situation());
    this.#with((to) => to.enter(receipt));
  }

  answer(question: string, decision: 'yes' | 'no'): void {
    this.#with((to) => to.answer(question, decision));
  }

  /** The consents were taken back: told to whoever was told of them, also after the end. */
  withdraw(): void {
    if (!this.#wasHere) return;
    this.#open();
    const receipt = this.#make(this.#host.situation());
    this.#with((to) => to.withdraw(receipt));
  }

  /** Hands on how the meeting ended. Who was not admitted learns why, where that can be said: a moment is waited for it. */
  meetingEnded(ending: EndingKind, end: (ending: EndingKind) => void): void {
    const passage = this.#passage;
    const mayHear = this.#opening !== null && this.#word !== null && this.#word.door !== 'unknown';
    if (ending !== 'refused' || !mayHear || this.#word?.refusal) return end(ending);
    passage.held = { ...BEFORE_MEETING, stage: 'leaving' };
    const finish = (): void => {
      if (this.#awaiting !== finish) return;
      this.#awaiting = null;
      passage.held = null;
      if (passage.ending === null) end(ending);
    };
    this.#awaiting = finish;
    this.#ports.later(PATIENCE, finish);
    this.#with((to) => to.lookNow());
    this.#host.look();
  }

  /** Says what still has to be said, and hears nothing more. */
  finish(): void {
    this.#awaiting = null;
    this.#with((to) => to.finish());
    this.#opening = null;
  }

  /** Falls silent at once. */
  close(): void {
    this.#awaiting = null;
    this.#with((to) => to.close());
    this.#opening = null;
  }

  #seeEnding(ending: EndingKind, situation: Situation): void {
    if (ending === 'declined') return this.close();
    if (ending === 'wiped') return this.finish();
    // A visit of before a reload may still be withdrawn, and was told of then.
    if (ending === 'endedByCounsellor') this.#wasHere = true;
    this.#with((to) => to.stand('left', situation.language));
    if (ending !== 'withdrawn') this.#renew(situation);
    if (!LISTEN_ON.has(ending)) this.finish();
  }

  #open(): void {
    if (this.#opening) return;
    const { site, secret } = this.#passage.arrival;
    // Whose key seals the receipt is also who reads it: with no key there is no desk behind this link that would answer.
    if (site.mailbox !== true || !secret || !this.#key) return;
    this.#wasHere = true;
    this.#word ??= wordOf(NOTHING_HEARD, { answer: null, undelivered: null });
    this.#opening = this.#begin(secret);
  }

  async #begin(secret: Uint8Array<ArrayBuffer>): Promise<Correspondence | null> {
    const { state } = this.#passage;
    // The code for it may not arrive: then it is as without a mailbox.
    const mailbox = await this.#ports.openMailbox(secret).catch(() => null);
    if (!mailbox || !state.visit) {
      this.#word = wordOf({ ...NOTHING_HEARD, line: 'absent' }, { answer: null, undelivered: null });
      this.#host.look();
      return null;
    }
    const options = { session: state.visit.session, e2ee: state.browser?.e2ee ? 'yes' : 'no', key: this.#key } as const;
    const correspondence: Correspondence = new Correspondence(mailbox, this.#ports, options, {
      changed: () => {
        this.#word = correspondence.word;
        if (this.#word.refusal) this.#awaiting?.();
        this.#host.look();
      },
      calledBack: () => this.#host.calledBack(),
      over: (how) => this.#host.over(how),
      answered: (answer) => this.#passage.receipts.answered(answer),
    });
    void correspondence.begin();
    return correspondence;
  }

  /** Acts stay in order, and wait for the mailbox; the page does not wait for them. */
  #with(act: (to: Correspondence) => void): void {
    void this.#opening?.then((correspondence) => correspondence && act(correspondence));
  }

  #renew(situation: Situation): void {
    if (!this.#opening || this.#handed === null || this.#handed === this.#fingerprint(situation)) return;
    const receipt = this.#make(situation);
    this.#with((to) => to.hand(receipt));
  }

  #make(situation: Situation | null): Receipt | null {
    if (!situation) return null;
    this.#handed = this.#fingerprint(situation);
    return this.#passage.receipts.make(situation);
  }

  /** What has to change before a receipt is worth sending again. */
  #fingerprint({ state }: Situation): string {
    return `${String(state.acceptances.length)} ${String(this.#passage.receipts.edition)}`;
  }
}

function stageOf(view: View): Stage | null {
  if (view.kind === 'step') return view.step === 'waiting' ? 'waiting' : null;
  if (view.kind !== 'meeting') return null;
  const { stage } = view.meeting;
  if (stage === 'in') return 'room';
  return stage === 'lobby' || stage === 'waitingForCounsellor' ? 'lobby' : null;
}
