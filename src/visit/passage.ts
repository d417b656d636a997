import type { BrowserVerdict } from '../browser/checks.ts';
import type { ErrorCode } from '../errors.ts';
import { openGate } from '../gate/open.ts';
import type { StepKind } from '../gate/plan.ts';
import type { Receipt } from '../gate/receipt.ts';
import { reduce } from '../gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState } from '../gate/state.ts';
import { checkCode } from '../mailbox/keys.ts';
import { shownName } from '../mailbox/name.ts';
import { loadService, type Service } from '../service/load.ts';
import type { Arrival } from './arrival.ts';
import type { Kept } from './keeping.ts';
import type { Situation } from './look.ts';
import type { MeetingPhase } from './meeting-phase.ts';
import { NAMELESS, type Break, type Entering } from './meeting-run.ts';
import type { VisitPorts } from './ports.ts';
import { ReceiptMaker } from './receipt-maker.ts';
import type { EndingKind, StepNotice, Told } from './view.ts';

/** What of a look the page knows and the passage does not. */
export type Surroundings = Pick<Situation, 'meeting' | 'storage' | 'language' | 'desk'>;

/**
 * One passage through the gate, from the arrival until another one begins: what is known of it, and nothing decided.
 * An act that took a while compares its passage with the current one; what belongs to an earlier one is dropped whole.
 */
export class Passage {
  readonly receipts: ReceiptMaker;
  wished: StepKind | null = null;
  notice: StepNotice = null;
  ending: EndingKind | null = null;
  leftovers = false;
  /** Stays on screen although the meeting is over, while the page waits for a word of the counsellor. */
  held: MeetingPhase | null = null;
  readonly closed: ErrorCode | null;
  readonly #ports: VisitPorts;
  #arrival: Arrival;
  #state: GateState;
  #returning: boolean;
  #code: string | null = null;
  #codeOf: string | null = null;
  #renewing: Promise<void> = Promise.resolve();
  #isUnsupported = false;

  constructor(ports: VisitPorts, arrival: Arrival, kept: Kept) {
    this.#ports = ports;
    this.#arrival = arrival;
    this.#returning = kept.returning;
    this.receipts = new ReceiptMaker(ports);
    this.#state = kept.state ?? EMPTY_STATE;
    // Whoever was there when it ended may look at the ending once more; everybody else is told that it is over.
    this.closed = kept.ended && this.#state.ending === null ? 'APPOINTMENT_ENDED' : null;
    const { appointment, startsAt, role } = arrival;
    this.#apply({
      type: 'arrived',
      visit: { session: ports.randomId(), appointment, startsAt, role },
      at: ports.now(),
    });
    this.#checkBrowser(false);
  }

  get arrival(): Arrival {
    return this.#arrival;
  }

  get state(): GateState {
    return this.#state;
  }

  /** Takes the service as it is shown, also in another language; resolves when receipts know its wordings. */
  async learn(service: Service): Promise<void> {
    this.#arrival = { ...this.#arrival, service };
    await this.receipts.learn(service);
  }

  /** Loads the service in another language. Answers like `loadService`. */
  textsIn(language: string): ReturnType<typeof loadService> {
    const { site, service, role } = this.#arrival;
    return loadService(this.#ports.fetchText, site, service.profile.id, language, { now: this.#ports.now(), role });
  }

  /** Tells the gate what a step reports. */
  tell(told: Told): void {
    // What this browser can is never hearsay: a step adds only that it was read.
    if (told.type === 'browserChecked') return this.#checkBrowser(told.browser.acknowledged);
    this.#apply({ ...told, language: this.#languageOf(told), at: this.#ports.now() } as GateEvent);
  }

  decline(): void {
    this.#apply({ type: 'declined', at: this.#ports.now() });
  }

  withdraw(): void {
    this.#apply({ type: 'withdrawn', language: this.#arrival.service.wordings.language, at: this.#ports.now() });
  }

  end(): void {
    this.#apply({ type: 'ended', at: this.#ports.now() });
  }

  /** Hands the person this receipt as a file, under a name that says nothing about counselling (W-12). */
  async save(receipt: Receipt): Promise<void> {
    const text = await this.#ports.writeReceiptFile(receipt, this.#arrival.secret);
    this.#ports.saveFile(`nachweis-${receipt.receiptId.slice(0, 8)}.json`, text);
  }

  /** What the meeting is entered with, a permit of its own each time; null while the gate is shut. */
  open(): Entering | null {
    const { site, service } = this.#arrival;
    const opening = openGate(service.plan, this.#state, this.#ports.now());
    if (!opening.open) return null;
    const { language } = service.wordings;
    const name = this.#state.displayName ?? NAMELESS;
    return { permit: opening.permit, site, profile: service.profile, name, code: this.#code, language };
  }

  /** Called back to the gate by the counsellor, whose page says why. */
  callBack(): void {
    this.notice = null;
    this.wished = null;
  }

  /** Back from a meeting that broke. What was said is kept; the gate still stands open, one click leads back. */
  comeBack({ reason, needsReload }: Break): void {
    this.notice = { kind: 'backFromMeeting', reason, ...(needsReload ? { needsReload } : {}) };
    this.wished = null;
    // The meeting itself says that this browser cannot take part, whatever our checks found.
    if (reason.code === 'BROWSER_UNSUPPORTED') this.#isUnsupported = true;
    if (this.#isUnsupported) this.#checkBrowser(false);
  }

  /** Does trying again make sense only after the page was loaded anew? */
  get needsReload(): boolean {
    return this.notice?.kind === 'backFromMeeting' && this.notice.needsReload === true;
  }

  /** Leaves nothing of the person on the page. */
  forget(): void {
    this.#state = EMPTY_STATE;
    this.#returning = false;
    this.#code = null;
    this.#codeOf = null;
    // A code that is still being made must not wait for itself.
    this.#renewing = Promise.resolve();
  }

  /** The code belongs to the name, so it is made anew when the name changes. Resolves when it fits the last one. */
  renewCode(): Promise<void> {
    const { displayName } = this.#state;
    if (displayName !== this.#codeOf) {
      this.#codeOf = displayName;
      this.#code = null;
      this.#renewing = this.#makeCode(displayName);
    }
    return this.#renewing;
  }

  async #makeCode(displayName: string | null): Promise<void> {
    const { appointment, secret, service } = this.#arrival;
    if (!secret || !displayName) return;
    const code = await checkCode(secret, {
      room: appointment,
      displayName: shownName(displayName, NAMELESS),
      profileVersion: String(service.profile.version),
    });
    // Another name may have been given meanwhile; whoever waits for the code waits for that one.
    if (displayName === this.#codeOf) this.#code = code;
    else await this.#renewing;
  }

  situation({ meeting, storage, language, desk }: Surroundings): Situation {
    return {
      arrival: this.#arrival,
      state: this.#state,
      wished: this.wished,
      notice: this.notice,
      ending: this.ending,
      leftovers: this.leftovers,
      closed: this.closed,
      meeting: meeting ?? (this.ending ? null : this.held),
      desk,
      language,
      verdict: this.#verdict(),
      storage,
      checkCode: this.#code,
      returning: this.#returning,
      now: this.#ports.now(),
    };
  }

  #apply(event: GateEvent): void {
    this.#state = reduce(this.#arrival.service.plan, this.#state, event);
  }

  #checkBrowser(acknowledged: boolean): void {
    const { join, e2ee } = this.#verdict();
    const browser = { join: join === 'yes', e2ee: e2ee === 'yes', acknowledged };
    this.#apply({ type: 'browserChecked', browser, at: this.#ports.now() });
  }

  #verdict(): BrowserVerdict {
    const verdict = this.#ports.checkBrowser({ encodedTransform: this.#arrival.service.profile.e2ee.encodedTransform });
    if (!this.#isUnsupported) return verdict;
    return { ...verdict, join: 'no', e2ee: 'no', failed: [...new Set([...verdict.failed, 'peerConnection' as const])] };
  }

  /** The language in which the wording was on screen: German where it has no translation. */
  #languageOf(told: Told): string {
    const { wordings, plan } = this.#arrival.service;
    const minors = plan.minors.policy === 'none' ? {} : plan.minors.statements;
    const path = told.type === 'minorAnswered' ? told.answer.path : undefined;
    const text = 'text' in told ? told.text : path && minors[path]?.text;
    return text && wordings.has(text.id) ? wordings.text(text.id).language : wordings.language;
  }
}
