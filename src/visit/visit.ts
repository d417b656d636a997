import type { BrowserVerdict } from '../browser/checks.ts';
import { EinlassError, type ErrorCode, type Problem } from '../errors.ts';
import { openGate } from '../gate/open.ts';
import type { StepKind } from '../gate/plan.ts';
import { currentStep, isSeen, missingFor, progress, shownStep } from '../gate/position.ts';
import { reduce } from '../gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState } from '../gate/state.ts';
import { checkCode } from '../mailbox/keys.ts';
import { cleanRoomName } from '../mailbox/link.ts';
import { shownName } from '../mailbox/name.ts';
import { loadService } from '../service/load.ts';
import { arrive, arriveByName, type Arrival } from './arrival.ts';
import { Keeping } from './keeping.ts';
import { MeetingRun, NAMELESS } from './meeting-run.ts';
import type { VisitPorts } from './ports.ts';
import type { EndingKind, StepContext, StepNotice, View, Wish } from './view.ts';

/**
 * One person's visit in one tab: takes wishes, asks the gate, keeps what may be kept, opens the meeting, and says what
 * to show. It decides nothing that the gate decides: the step is derived anew on every look.
 */
export class Visit {
  readonly #ports: VisitPorts;
  readonly #show: (view: View) => void;
  readonly #keeping: Keeping;
  readonly #run: MeetingRun;
  #language: string;
  #fragment = '';
  #arrival: Arrival | null = null;
  #state: GateState = EMPTY_STATE;
  /** The step that the person wishes to look at; null follows the gate. */
  #wished: StepKind | null = null;
  #notice: StepNotice = null;
  #ending: EndingKind | null = null;
  #code: string | null = null;
  #returning = false;
  #view: View = { kind: 'loading' };

  constructor(ports: VisitPorts, language: string, show: (view: View) => void) {
    this.#ports = ports;
    this.#language = language;
    this.#show = show;
    this.#keeping = new Keeping(ports);
    this.#run = new MeetingRun(ports, {
      phaseChanged: () => this.#look(),
      ended: (ending) => this.#afterMeeting(ending),
      backToGate: (reason) => this.#backToGate(reason),
    });
  }

  /** What is on screen now. */
  get view(): View {
    return this.#view;
  }

  /** Begins with the fragment of the address. Called again, it begins anew: an edited link is another visit. */
  async start(fragment: string): Promise<void> {
    this.#fragment = fragment;
    this.#reset();
    this.#set({ kind: 'loading' });
    const arriving = await arrive(fragment, this.#language, this.#ports.now(), this.#ports.fetchText);
    if (arriving.kind === 'problem') return this.#set({ ...arriving, service: null });
    if (arriving.kind === 'entrance') return this.#set(arriving);
    await this.#begin(arriving.arrival);
  }

  /** Does what the person wishes, as far as the gate lets it. Resolves when it is on screen. Never throws. */
  async wish(wish: Wish): Promise<void> {
    switch (wish.kind) {
      case 'tell':
        return this.#tell(wish);
      case 'back':
        return this.#back();
      case 'look':
        this.#wished = wish.step;
        return this.#look();
      case 'language':
        return this.#switchLanguage(wish.language);
      case 'storage':
        await this.#keeping.switchTo(wish.mode, this.#state);
        return this.#look();
      case 'chooseService':
        return this.#chooseService(wish.service, wish.roomName);
      case 'decline':
        return this.#decline();
      case 'restart':
      case 'retry':
        return this.start(this.#fragment);
      case 'enter':
        return this.#enter();
      case 'frameReady':
        return this.#run.place(wish.place);
      case 'password':
        return this.#run.givePassword(wish.password);
      case 'leave':
        return this.#run.leave();
      case 'withdraw':
        return this.#withdraw();
      case 'wipe':
        await this.#keeping.wipe();
        return this.#end('wiped');
      case 'quickExit':
        return this.#quickExit();
    }
  }

  async #begin(arrival: Arrival): Promise<void> {
    this.#arrival = arrival;
    const kept = await this.#keeping.open(arrival, this.#fragment);
    if (kept.ended) return this.#problem('APPOINTMENT_ENDED');
    this.#returning = kept.returning;
    const { appointment, startsAt, role } = arrival;
    const session = this.#ports.randomId();
    const before = kept.state ?? EMPTY_STATE;
    // A clock set back, or wrong by years, is not let in by what it says: the latest time seen counts (gate/position).
    this.#state = this.#reduced(before, { type: 'arrived', visit: { session, appointment, startsAt, role }, at: this.#ports.now() });
    const verdict = this.#verdict();
    const browser = { join: verdict.join === 'yes', e2ee: verdict.e2ee === 'yes', acknowledged: false };
    this.#state = this.#reduced(this.#state, { type: 'browserChecked', browser, at: this.#ports.now() });
    await this.#renewCode();
    this.#look();
  }

  async #tell(wish: Extract<Wish, { kind: 'tell' }>): Promise<void> {
    if (!this.#arrival || this.#ending) return;
    const shown = this.#view.kind === 'step' ? this.#view.step : null;
    for (const told of wish.told) {
      const event = { ...told, at: this.#ports.now(), language: this.#language } as GateEvent;
      this.#state = this.#reduced(this.#state, event);
    }
    this.#wished = wish.stay ? shown : null;
    if (!wish.stay) this.#notice = null;
    await this.#renewCode();
    this.#look();
    await this.#keeping.keep(this.#state);
    if (this.#keeping.takeNews()) this.#look();
  }

  #back(): void {
    if (!this.#arrival || this.#view.kind !== 'step') return;
    const { plan } = this.#arrival.service;
    const before = plan.steps.slice(0, plan.steps.indexOf(this.#view.step));
    this.#wished = before.filter((step) => isSeen(step, plan, this.#state, this.#ports.now())).at(-1) ?? null;
    this.#look();
  }

  async #switchLanguage(language: string): Promise<void> {
    if (!(await this.#ports.switchLanguage(language))) return;
    this.#language = language;
    if (this.#arrival) {
      const { site, service, role } = this.#arrival;
      const now = this.#ports.now();
      const again = await loadService(this.#ports.fetchText, site, service.profile.id, language, { now, role });
      // The line broke: the interface speaks the new language, the texts stay in the old one, marked as such.
      if (again.ok) this.#arrival = { ...this.#arrival, service: again.value };
      return this.#look();
    }
    await this.start(this.#fragment);
  }

  async #chooseService(service: string, roomName: string): Promise<void> {
    if (this.#view.kind !== 'entrance') return;
    const { site } = this.#view;
    const name = cleanRoomName(roomName);
    if (name === '') return;
    const arrival = await arriveByName(site, service, name, this.#language, this.#ports.now(), this.#ports.fetchText);
    if (!arrival.ok) return this.#set({ kind: 'problem', problem: arrival.problem, site, service: null });
    await this.#begin(arrival.value);
  }

  async #decline(): Promise<void> {
    this.#state = this.#reduced(this.#state, { type: 'declined', at: this.#ports.now() });
    // "Leaves nothing behind": not on the page, not on the device.
    await this.#keeping.wipe();
    this.#end('declined');
  }

  async #enter(): Promise<void> {
    if (!this.#arrival || this.#view.kind !== 'step') return;
    const { site, service, secret } = this.#arrival;
    const opening = openGate(service.plan, this.#state, this.#ports.now());
    this.#wished = null;
    if (!opening.open) return this.#look();
    const name = this.#state.displayName ?? '';
    const trouble = await this.#run.enter({
      permit: opening.permit,
      site,
      profile: service.profile,
      name,
      code: secret ? this.#code : null,
      language: this.#language,
      frameTitle: this.#ports.frameTitle(),
    });
    if (trouble) this.#notice = { kind: 'notEntered', reason: trouble };
    this.#look();
  }

  async #withdraw(): Promise<void> {
    this.#state = this.#reduced(this.#state, { type: 'withdrawn', language: this.#language, at: this.#ports.now() });
    const withdrawn = this.#state;
    await this.#run.leave('withdrawn');
    await this.#keeping.keepWithdrawal(withdrawn);
    this.#end('withdrawn');
  }

  #quickExit(): void {
    this.#run.leaveNow();
    const address = this.#arrival?.site.quickExit ?? (this.#view.kind === 'problem' ? this.#view.site?.quickExit : undefined);
    // Wiping goes on while the page is being replaced; what needs no waiting is gone before this line ends.
    void this.#keeping.wipe();
    this.#state = EMPTY_STATE;
    this.#ports.replacePage(address ?? 'about:blank');
  }

  #afterMeeting(ending: EndingKind): void {
    if (this.#ending === 'withdrawn') return;
    if (ending === 'endedByCounsellor') {
      this.#state = this.#reduced(this.#state, { type: 'ended', at: this.#ports.now() });
      void this.#keeping.markEnded();
    }
    this.#end(ending);
  }

  #backToGate(reason: Problem): void {
    // Consent is kept, assurances are kept for this session; only the browser is asked anew where that is the matter.
    this.#notice = { kind: 'backFromMeeting', reason };
    this.#wished = null;
    this.#look();
  }

  #end(ending: EndingKind): void {
    this.#ending = ending;
    this.#look();
  }

  #problem(code: ErrorCode): void {
    const { site, service } = this.#arrival ?? { site: null, service: null };
    this.#set({ kind: 'problem', problem: { code, detail: '' }, site, service });
  }

  #look(): void {
    const arrival = this.#arrival;
    if (!arrival) return;
    const now = this.#ports.now();
    const { plan } = arrival.service;
    if (this.#ending) {
      return this.#set({ kind: 'ending', ending: this.#ending, context: this.#context('waiting', now), receipt: this.#receipt(now) });
    }
    if (this.#run.phase) return this.#set({ kind: 'meeting', context: this.#context('waiting', now), meeting: this.#run.phase });
    const current = currentStep(plan, this.#state, now);
    if (current.kind === 'ending') {
      return this.#end(current.ending === 'ended' ? 'endedByCounsellor' : current.ending);
    }
    if (current.missing.some(({ what }) => what === 'expired')) return this.#problem('APPOINTMENT_EXPIRED');
    const shown = shownStep(plan, this.#state, now, this.#wished);
    if (shown.kind === 'step') {
      this.#set({ kind: 'step', step: shown.step, context: this.#context(shown.step, now), notice: this.#notice });
    }
  }

  #context(step: StepKind, now: number): StepContext {
    if (!this.#arrival) throw new EinlassError('UNEXPECTED', { detail: 'a look before the arrival' });
    const { site, service } = this.#arrival;
    const { plan } = service;
    const first = plan.steps.find((candidate) => isSeen(candidate, plan, this.#state, now));
    return {
      site,
      service,
      plan,
      state: this.#state,
      now,
      language: this.#language,
      missing: missingFor(step, plan, this.#state, now),
      progress: progress(plan, this.#state, now, step),
      mayGoBack: step !== first,
      verdict: this.#verdict(),
      storage: { mode: this.#keeping.mode, trouble: this.#keeping.trouble },
      checkCode: this.#code,
      returning: this.#returning,
    };
  }

  #verdict(): BrowserVerdict {
    return this.#ports.checkBrowser({ encodedTransform: this.#arrival?.service.profile.e2ee.encodedTransform ?? false });
  }

  #reduced(state: GateState, event: GateEvent): GateState {
    return this.#arrival ? reduce(this.#arrival.service.plan, state, event) : state;
  }

  /** The code belongs to the name, so it is made anew when the name changes. */
  async #renewCode(): Promise<void> {
    const { displayName } = this.#state;
    const secret = this.#arrival?.secret;
    if (!this.#arrival || !secret || !displayName) {
      this.#code = null;
      return;
    }
    this.#code = await checkCode(secret, {
      room: this.#arrival.appointment,
      displayName: shownName(displayName, NAMELESS),
      profileVersion: String(this.#arrival.service.profile.version),
    });
  }

  #reset(): void {
    this.#arrival = null;
    this.#state = EMPTY_STATE;
    this.#wished = null;
    this.#notice = null;
    this.#ending = null;
    this.#code = null;
    this.#returning = false;
  }

  #set(view: View): void {
    this.#view = view;
    this.#show(view);
  }
}
