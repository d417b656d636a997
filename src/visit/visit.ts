import type { ErrorCode, Problem } from '../errors.ts';
import { openGate } from '../gate/open.ts';
import type { StepKind } from '../gate/plan.ts';
import { reduce } from '../gate/reduce.ts';
import { EMPTY_STATE, type GateEvent, type GateState } from '../gate/state.ts';
import { checkCode } from '../mailbox/keys.ts';
import { cleanRoomName } from '../mailbox/link.ts';
import { shownName } from '../mailbox/name.ts';
import { completeService, loadService } from '../service/load.ts';
import { arrive, arriveByName, type Arrival, type Arriving, type AtTheDoor } from './arrival.ts';
import { Keeping } from './keeping.ts';
import { look, stepBefore, type Situation } from './look.ts';
import { MeetingRun, NAMELESS } from './meeting-run.ts';
import type { VisitPorts } from './ports.ts';
import { ReceiptMaker } from './receipt-maker.ts';
import type { EndingKind, StepNotice, View, Wish } from './view.ts';

/**
 * One person's visit in one tab: takes wishes, asks the gate, keeps what may be kept, opens the meeting, and says what
 * to show. It decides nothing that the gate decides: the step is derived anew on every look.
 */
export class Visit {
  readonly #ports: VisitPorts;
  readonly #show: (view: View) => void;
  readonly #keeping: Keeping;
  readonly #run: MeetingRun;
  readonly #receipts: ReceiptMaker;
  #language: string;
  #fragment = '';
  #arrival: Arrival | null = null;
  #state: GateState = EMPTY_STATE;
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
    this.#receipts = new ReceiptMaker(ports);
    this.#run = new MeetingRun(ports, {
      phaseChanged: (phase) => {
        if (phase.stage === 'in') this.#receipts.hear(phase.e2ee);
        this.#look();
      },
      ended: (ending) => this.#afterMeeting(ending),
      backToGate: (reason) => this.#backToGate(reason),
    });
  }

  /** What is on screen now. */
  get view(): View {
    return this.#view;
  }

  /** Takes over from the doorstep. Resolves when the step is on screen. */
  async begin(arriving: Arriving, fragment: string): Promise<void> {
    this.#reset(fragment);
    if (arriving.kind === 'problem') return this.#set({ ...arriving, service: null });
    if (arriving.kind === 'entrance') return this.#set(arriving);
    await this.#enterGate(arriving.door);
  }

  /** Ends this visit because another begins in the same page. */
  close(): void {
    this.#run.leaveNow();
  }

  /** Does what the person wishes, as far as the gate lets it. Resolves when it is on screen. Never throws. */
  async wish(wish: Wish): Promise<void> {
    switch (wish.kind) {
      case 'tell':
        return this.#tell(wish);
      case 'back':
        if (this.#view.kind === 'step') this.#wished = this.#stepBefore(this.#view.step);
        return this.#look();
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
        return this.#again();
      case 'enter':
        return this.#enter();
      case 'frameReady':
        return this.#run.place(wish.place, wish.title);
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

  async #again(): Promise<void> {
    this.#run.leaveNow();
    this.#set({ kind: 'loading' });
    const arriving = await arrive(this.#fragment, this.#language, this.#ports.now(), this.#ports.fetchText);
    await this.begin(arriving, this.#fragment);
  }

  async #enterGate({ face, ...door }: AtTheDoor): Promise<void> {
    const visitor = { now: this.#ports.now(), role: door.role };
    const service = await completeService(this.#ports.fetchText, door.site, face, visitor);
    if (!service.ok) return this.#set({ kind: 'problem', problem: service.problem, site: door.site, service: face });
    const arrival: Arrival = { ...door, service: service.value };
    this.#arrival = arrival;
    const kept = await this.#keeping.open(arrival, this.#fragment);
    if (kept.ended) return this.#problem('APPOINTMENT_ENDED');
    this.#returning = kept.returning;
    this.#state = kept.state ?? EMPTY_STATE;
    const { appointment, startsAt, role } = arrival;
    this.#apply({ type: 'arrived', visit: { session: this.#ports.randomId(), appointment, startsAt, role }, at: this.#ports.now() });
    const verdict = this.#verdict();
    const browser = { join: verdict.join === 'yes', e2ee: verdict.e2ee === 'yes', acknowledged: false };
    this.#apply({ type: 'browserChecked', browser, at: this.#ports.now() });
    await this.#receipts.learn(arrival.service);
    await this.#renewCode();
    this.#look();
  }

  async #tell(wish: Extract<Wish, { kind: 'tell' }>): Promise<void> {
    if (!this.#arrival || this.#ending) return;
    const shown = this.#view.kind === 'step' ? this.#view.step : null;
    for (const told of wish.told) this.#apply({ ...told, at: this.#ports.now(), language: this.#language } as GateEvent);
    this.#wished = wish.stay ? shown : null;
    if (!wish.stay) this.#notice = null;
    await this.#renewCode();
    this.#look();
    await this.#keeping.keep(this.#state);
    if (this.#keeping.takeNews()) this.#look();
  }

  async #switchLanguage(language: string): Promise<void> {
    if (!(await this.#ports.switchLanguage(language))) return;
    this.#language = language;
    if (!this.#arrival) return this.#again();
    const { site, service, role } = this.#arrival;
    const visitor = { now: this.#ports.now(), role };
    const again = await loadService(this.#ports.fetchText, site, service.profile.id, language, visitor);
    // Where the line broke, the interface speaks the new language and the texts stay in the one they had.
    if (again.ok) {
      this.#arrival = { ...this.#arrival, service: again.value };
      await this.#receipts.learn(again.value);
    }
    this.#look();
  }

  async #chooseService(service: string, roomName: string): Promise<void> {
    if (this.#view.kind !== 'entrance') return;
    const { site } = this.#view;
    const name = cleanRoomName(roomName);
    if (name === '') return;
    const door = await arriveByName(site, service, name, this.#language, this.#ports.now(), this.#ports.fetchText);
    if (!door.ok) return this.#set({ kind: 'problem', problem: door.problem, site, service: null });
    await this.#enterGate(door.value);
  }

  async #decline(): Promise<void> {
    this.#apply({ type: 'declined', at: this.#ports.now() });
    // "Leaves nothing behind": not on the page, not on the device.
    await this.#keeping.wipe();
    this.#end('declined');
  }

  async #enter(): Promise<void> {
    if (!this.#arrival || this.#view.kind !== 'step') return;
    const { site, service } = this.#arrival;
    const opening = openGate(service.plan, this.#state, this.#ports.now());
    this.#wished = null;
    if (opening.open) {
      const trouble = await this.#run.enter({
        permit: opening.permit,
        site,
        profile: service.profile,
        name: this.#state.displayName ?? NAMELESS,
        code: this.#code,
        language: this.#language,
      });
      this.#notice = trouble ? { kind: 'notEntered', reason: trouble } : null;
    }
    this.#look();
  }

  async #withdraw(): Promise<void> {
    this.#apply({ type: 'withdrawn', language: this.#language, at: this.#ports.now() });
    await this.#run.leave('withdrawn');
    await this.#keeping.keepWithdrawal(this.#state);
    this.#end('withdrawn');
  }

  #quickExit(): void {
    this.#run.leaveNow();
    const view = this.#view;
    const site = this.#arrival?.site ?? (view.kind === 'problem' || view.kind === 'entrance' ? view.site : null);
    // Wiping goes on while the page is being replaced; what needs no waiting is gone before this line ends.
    void this.#keeping.wipe();
    this.#state = EMPTY_STATE;
    this.#ports.replacePage(site?.quickExit ?? 'about:blank');
  }

  #afterMeeting(ending: EndingKind): void {
    if (ending === 'endedByCounsellor') {
      this.#apply({ type: 'ended', at: this.#ports.now() });
      void this.#keeping.markEnded();
    }
    this.#end(ending);
  }

  /** Consent is kept, assurances are kept for this session; the gate still stands open, one click leads back. */
  #backToGate(reason: Problem): void {
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
    const situation = this.#situation();
    if (!situation) return;
    this.#set(look(situation, () => this.#receipts.make(situation)));
  }

  #situation(): Situation | null {
    if (!this.#arrival) return null;
    return {
      arrival: this.#arrival,
      state: this.#state,
      wished: this.#wished,
      notice: this.#notice,
      ending: this.#ending,
      meeting: this.#run.phase,
      language: this.#language,
      verdict: this.#verdict(),
      storage: { mode: this.#keeping.mode, trouble: this.#keeping.trouble },
      checkCode: this.#code,
      returning: this.#returning,
      now: this.#ports.now(),
    };
  }

  #stepBefore(step: StepKind): StepKind | null {
    const situation = this.#situation();
    return situation && stepBefore(situation, step);
  }

  #verdict(): Situation['verdict'] {
    return this.#ports.checkBrowser({ encodedTransform: this.#arrival?.service.profile.e2ee.encodedTransform ?? false });
  }

  #apply(event: GateEvent): void {
    if (this.#arrival) this.#state = reduce(this.#arrival.service.plan, this.#state, event);
  }

  /** The code belongs to the name, so it is made anew when the name changes. */
  async #renewCode(): Promise<void> {
    const { displayName } = this.#state;
    const arrival = this.#arrival;
    this.#code =
      arrival?.secret && displayName
        ? await checkCode(arrival.secret, {
            room: arrival.appointment,
            displayName: shownName(displayName, NAMELESS),
            profileVersion: String(arrival.service.profile.version),
          })
        : null;
  }

  #reset(fragment: string): void {
    this.#fragment = fragment;
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
