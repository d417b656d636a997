import { EinlassError, type ErrorCode } from '../errors.ts';
import { EMPTY_STATE } from '../gate/state.ts';
import { arrive, type Arriving } from './arrival.ts';
import { Endings } from './endings.ts';
import { Keeping } from './keeping.ts';
import { look, stepBefore, type Situation } from './look.ts';
import { MeetingRun } from './meeting-run.ts';
import { Passage } from './passage.ts';
import { Post } from './post.ts';
import type { VisitPorts } from './ports.ts';
import type { EndingKind, StorageMode, View, Wish } from './view.ts';
import { goIn, goInByName, type NoWayIn, type WayIn } from './way-in.ts';

/** Endings after which the gate still stands as it stood; the others begin anew. */
const MAY_COME_BACK: readonly (EndingKind | null)[] = ['left', 'refused', 'kicked'];

/**
 * One person's visit in one tab: takes wishes, asks the gate, keeps what may be kept, opens the meeting, and says what
 * to show. It decides nothing that the gate decides: the step is derived anew on every look.
 */
export class Visit {
  readonly #ports: VisitPorts;
  readonly #show: (view: View) => void;
  readonly #keeping: Keeping;
  readonly #run: MeetingRun;
  readonly #endings: Endings;
  #language: string;
  #fragment = '';
  /** Whose door this is, so that a problem can say whom to call. */
  #known: Pick<NoWayIn, 'site' | 'service'> = { site: null, service: null };
  #passage: Passage | null = null;
  #post: Post | null = null;
  #view: View = { kind: 'loading' };
  /** Counts the arrivals: one that took too long must not overtake a later one. */
  #arrivals = 0;
  #switching: Promise<void> = Promise.resolve();
  #needsReload = false;
  #isOver = false;

  constructor(ports: VisitPorts, language: string, show: (view: View) => void) {
    this.#ports = ports;
    this.#language = language;
    this.#show = show;
    this.#keeping = new Keeping(ports);
    this.#run = new MeetingRun(ports, {
      phaseChanged: (phase) => {
        if (phase.stage === 'in') this.#passage?.receipts.hear(phase.e2ee);
        this.#look();
      },
      ended: (ending) => this.#post?.meetingEnded(ending, (how) => this.#endings.afterMeeting(how)),
      calledBack: () => {
        this.#passage?.callBack();
        this.#look();
      },
      backToGate: (back) => {
        this.#passage?.comeBack(back);
        this.#look();
      },
    });
    this.#endings = new Endings(this.#keeping, this.#run, {
      passage: () => this.#passage,
      withdrawn: () => this.#post?.withdraw(),
      look: () => this.#look(),
    });
  }

  /** What is on screen now. */
  get view(): View {
    return this.#view;
  }

  /** The language on screen. */
  get language(): string {
    return this.#language;
  }

  /** Takes over from the doorstep. Resolves when the step is on screen. Never throws. */
  async begin(arriving: Arriving, fragment: string): Promise<void> {
    await this.#safely(() => this.#arrive(arriving, fragment, false));
  }

  /** Ends this visit because another begins in the same page: it shows, keeps and does nothing any more. */
  close(): void {
    this.#isOver = true;
    this.#keeping.stop();
    this.#run.leaveNow();
    this.#drop();
  }

  /** Does what the person wishes, as far as the gate lets it. Resolves when it is on screen. Never throws. */
  async wish(wish: Wish): Promise<void> {
    if (!this.#isOver) await this.#safely(() => this.#grant(wish));
  }

  async #grant(wish: Wish): Promise<void> {
    switch (wish.kind) {
      case 'tell':
        return this.#tell(wish);
      case 'back': {
        const situation = this.#situation();
        return this.#wishFor(situation && this.#view.kind === 'step' ? stepBefore(situation, this.#view.step) : null);
      }
      case 'look':
        return this.#wishFor(wish.step);
      case 'language':
        this.#switching = this.#switching.then(() => this.#safely(() => this.#switchLanguage(wish.language)));
        return this.#switching;
      case 'storage':
        return this.#switchStorage(wish.mode);
      case 'chooseService':
        return this.#chooseService(wish);
      case 'decline':
        return this.#endings.decline();
      case 'restart':
        return this.#restart();
      case 'retry':
        return this.#retry();
      case 'enter':
        return this.#enter();
      case 'frameReady':
        return this.#run.place(wish.place, wish.title);
      case 'password':
        return this.#run.givePassword(wish.password);
      case 'saveReceipt':
        return this.#passage?.save(wish.receipt);
      case 'answer':
        return this.#post?.answer(wish.question, wish.decision);
      case 'leave':
        return this.#run.leave();
      case 'withdraw':
        return this.#endings.withdraw();
      case 'wipe':
        return this.#endings.wipe('wiped');
      case 'quickExit':
        return this.#quickExit();
    }
  }

  async #arrive(arriving: Arriving, fragment: string, afresh: boolean): Promise<void> {
    const way = this.#wayIn(fragment, afresh);
    this.#fragment = fragment;
    this.#drop();
    if (arriving.kind === 'problem') return this.#set({ ...arriving, service: null });
    if (arriving.kind === 'entrance') return this.#set(arriving);
    this.#known = { site: arriving.door.site, service: arriving.door.face };
    this.#goOn(await goIn(arriving.door, way));
  }

  async #again(afresh: boolean): Promise<void> {
    this.#run.leaveNow();
    const { isLate } = this.#wayIn(this.#fragment, afresh);
    this.#drop();
    this.#set({ kind: 'loading' });
    const arriving = await arrive(this.#fragment, this.#language, this.#ports.now(), this.#ports.fetchText);
    if (!isLate()) await this.#arrive(arriving, this.#fragment, afresh);
  }

  async #chooseService(wish: Extract<Wish, { kind: 'chooseService' }>): Promise<void> {
    if (this.#view.kind !== 'entrance') return;
    this.#goOn(await goInByName(this.#view, wish, this.#wayIn(this.#fragment, false)));
  }

  #wayIn(fragment: string, afresh: boolean): WayIn {
    const arrival = (this.#arrivals += 1);
    const isLate = (): boolean => arrival !== this.#arrivals || this.#isOver;
    return { ports: this.#ports, keeping: this.#keeping, language: this.#language, fragment, afresh, isLate };
  }

  #goOn(found: Passage | NoWayIn | null): void {
    if (!found) return;
    if (!(found instanceof Passage)) return this.#set(found);
    this.#passage = found;
    const { site, service } = found.arrival;
    this.#post = new Post(this.#ports, found, this.#fragment, {
      situation: () => this.#situation(),
      look: () => this.#look(),
      calledBack: () => void this.#run.callBack(),
      over: (how) => void this.#endings.over(how),
    });
    this.#known = { site, service };
    this.#look();
  }

  async #tell(wish: Extract<Wish, { kind: 'tell' }>): Promise<void> {
    const passage = this.#passage;
    if (!passage || passage.ending) return;
    const shown = this.#view.kind === 'step' ? this.#view.step : null;
    for (const told of wish.told) passage.tell(told);
    passage.wished = wish.stay ? shown : null;
    if (!wish.stay) passage.notice = null;
    await passage.renewCode();
    // Declined or begun anew in the meantime: what was told belongs to nobody any more.
    if (passage !== this.#passage || passage.ending) return;
    this.#look();
    await this.#keeping.keep(passage.state);
    if (this.#keeping.takeNews()) this.#look();
  }

  #wishFor(step: Situation['wished']): void {
    if (this.#passage) this.#passage.wished = step;
    this.#look();
  }

  /** Texts and interface change together or not at all: nobody agrees to words of which half are foreign. */
  async #switchLanguage(language: string): Promise<void> {
    const passage = this.#passage;
    const texts = passage && (await passage.textsIn(language));
    if (texts?.ok === false || !(await this.#ports.switchLanguage(language))) return;
    this.#language = language;
    if (!texts || passage !== this.#passage) return this.#again(false);
    await passage.learn(texts.value);
    this.#look();
  }

  async #switchStorage(mode: StorageMode): Promise<void> {
    await this.#keeping.switchTo(mode, this.#passage?.state ?? EMPTY_STATE);
    this.#look();
  }

  async #restart(): Promise<void> {
    const passage = this.#passage;
    if (!passage || !MAY_COME_BACK.includes(passage.ending)) return this.#again(true);
    passage.ending = null;
    passage.notice = null;
    this.#wishFor(null);
  }

  async #retry(): Promise<void> {
    if (this.#needsReload || this.#passage?.needsReload) return this.#ports.reloadPage();
    return this.#passage ? this.#look() : this.#again(false);
  }

  async #enter(): Promise<void> {
    const passage = this.#passage;
    if (!passage || this.#view.kind !== 'step') return;
    if (passage.needsReload) return this.#ports.reloadPage();
    await passage.renewCode();
    const entering = passage.open();
    passage.wished = null;
    if (entering) {
      this.#post?.enter();
      const trouble = await this.#run.enter(entering);
      passage.notice = trouble ? { kind: 'notEntered', reason: trouble } : null;
    }
    this.#look();
  }

  #drop(): void {
    this.#post?.finish();
    this.#post = null;
    this.#passage = null;
  }

  /** Nobody waits when somebody looks over a shoulder: all that can be done at once is done before this returns. */
  #quickExit(): void {
    const { view } = this;
    const site = 'site' in view ? view.site : this.#known.site;
    this.#ports.forgetTab();
    // The rest is wiped while the page is being replaced.
    void this.#keeping.wipe();
    this.close();
    this.#view = { kind: 'loading' };
    this.#show(this.#view);
    this.#ports.replacePage(site?.quickExit ?? 'about:blank');
  }

  async #safely(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      const code: ErrorCode = cause instanceof EinlassError ? cause.code : 'UNEXPECTED';
      this.#needsReload ||= code === 'SERVER_UNREACHABLE';
      this.#run.leaveNow();
      this.#set({ kind: 'problem', problem: { code, detail: String(cause) }, ...this.#known });
    }
  }

  #look(): void {
    const situation = this.#situation();
    if (!situation) return;
    this.#set(look(situation, () => this.#passage?.receipts.make(situation) ?? null));
    if (!this.#isOver) this.#post?.see(this.#view, situation);
  }

  #situation(): Situation | null {
    const { mode, trouble } = this.#keeping;
    const { phase } = this.#run;
    const desk = this.#post?.word ?? null;
    const language = this.#language;
    return this.#passage?.situation({ meeting: phase, language, storage: { mode, trouble }, desk }) ?? null;
  }

  #set(view: View): void {
    if (this.#isOver) return;
    this.#view = view;
    this.#show(view);
  }
}
