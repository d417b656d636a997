import type { Problem } from '../errors.ts';
import type { Permit } from '../gate/permit.ts';
import type { Meeting } from '../jitsi/meeting.ts';
import type { Ending, MeetingEvent } from '../jitsi/meeting-event.ts';
import { lobbyName, shownName } from '../mailbox/name.ts';
import type { Profile } from '../service/profile-schema.ts';
import type { Site } from '../service/site-schema.ts';
import { BEFORE_MEETING, nextPhase, type MeetingPhase } from './meeting-phase.ts';
import type { VisitPorts } from './ports.ts';
import type { EndingKind } from './view.ts';

/** Stands in for a name of which nothing is left when it has been cleaned; the lobby asks for one. */
export const NAMELESS = 'Ratsuchende Person';

/** Milliseconds for which a notice of a bad line stays. */
const TROUBLE_SHOWN = 10_000;

export interface Entering {
  readonly permit: Permit;
  readonly site: Site;
  readonly profile: Profile;
  /** The name that this person chose for the meeting. */
  readonly name: string;
  readonly code: string | null;
  readonly language: string;
}

/** Why a meeting broke that was not over. */
export interface Break {
  readonly reason: Problem;
  readonly needsReload: boolean;
}

export interface RunListener {
  phaseChanged(phase: MeetingPhase): void;
  /** The way through this appointment is over. */
  ended(ending: EndingKind): void;
  /** Left because the counsellor called everybody back to the gate. */
  calledBack(): void;
  /** The meeting broke; the gate still stands open, one click leads back (issue: "one click to return"). */
  backToGate(back: Break): void;
}

/** One meeting from the claim to its end. What arrives for an earlier one is late and changes nothing. */
interface Run {
  readonly entering: Entering;
  readonly claim: { release(): void };
  isPlaced: boolean;
  meeting: Meeting | null;
  /** Set when our own page asked for the end, so that the ending is told as what it was. */
  because: EndingKind | 'calledBack' | null;
  troubles: number;
}

/** From a permit to the end of one meeting: claims the appointment for this tab, waits for the frame's place, enters. */
export class MeetingRun {
  readonly #ports: VisitPorts;
  readonly #listener: RunListener;
  #phase: MeetingPhase | null = null;
  #run: Run | null = null;
  /** An entering that waits for its claim. */
  #pending: Entering | null = null;
  #isCodeMissing = false;

  constructor(ports: VisitPorts, listener: RunListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  /** Null while no meeting is on. */
  get phase(): MeetingPhase | null {
    return this.#phase;
  }

  /**
   * Prepares to enter. Returns why not, or null; then the page shows a place for the frame and calls `place`. Does nothing
   * while a meeting is on or about to be; `leave` and `leaveNow` call it off.
   */
  async enter(entering: Entering): Promise<Problem | null> {
    if (this.#run || this.#pending) return null;
    this.#pending = entering;
    const claim = await this.#ports.claim(entering.permit.room);
    if (this.#pending !== entering) {
      claim?.release();
      return null;
    }
    this.#pending = null;
    if (!claim) return { code: 'MEETING_OPEN_ELSEWHERE', detail: 'another tab of this browser' };
    this.#run = { entering, claim, isPlaced: false, meeting: null, because: null, troubles: 0 };
    this.#phase = BEFORE_MEETING;
    return null;
  }

  /** Opens the meeting in `container`, once per entering. `frameTitle` names the frame for screen readers. */
  async place(container: HTMLElement, frameTitle: string): Promise<void> {
    const run = this.#run;
    if (!run || run.isPlaced) return;
    run.isPlaced = true;
    const { permit, site, profile, name, code, language } = run.entering;
    let meetings;
    try {
      meetings = await this.#ports.loadMeetings();
    } catch {
      // The line broke while our own code was on its way; nothing of Jitsi has been asked for yet. Some browsers
      // remember a failed import for as long as the page is open, so that only a reload helps the second time.
      const needsReload = this.#isCodeMissing;
      this.#isCodeMissing = true;
      return this.#over(run, { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'script', needsReload });
    }
    this.#isCodeMissing = false;
    // Left while the code was on its way: then there is nothing to open.
    if (run !== this.#run) return;
    run.meeting = meetings.openMeeting({
      permit,
      displayName: code ? lobbyName(name, code, NAMELESS) : shownName(name, NAMELESS),
      language: language === 'de-simple' ? 'de' : language,
      rules: {
        e2ee: profile.e2ee.mode,
        encodedTransform: profile.e2ee.encodedTransform,
        chat: profile.chat,
        peerToPeer: site.jitsi.peerToPeer,
        password: profile.access.password !== 'off',
      },
      container,
      frameTitle,
      jitsiOrigin: site.jitsi.origin,
      onEvent: (event) => this.#on(run, event),
    });
  }

  givePassword(password: string): void {
    this.#run?.meeting?.givePassword(password);
  }

  /** Hangs up and resolves when camera and microphone are free. `because` is told as the ending. */
  async leave(because: EndingKind | 'calledBack' = 'left'): Promise<void> {
    this.#pending = null;
    const run = this.#run;
    if (!run) return;
    run.because = because;
    if (!run.meeting) return this.#over(run, { kind: 'leftByMyself' });
    if (this.#phase) this.#set({ ...this.#phase, stage: 'leaving' });
    await run.meeting.leave();
  }

  /** Leaves because the counsellor called everybody back; does nothing where nobody is in or already on the way out. */
  async callBack(): Promise<void> {
    if (this.#phase && this.#phase.stage !== 'leaving') await this.leave('calledBack');
  }

  /** The same without waiting: camera and microphone are free when this returns. */
  leaveNow(because: EndingKind = 'left'): void {
    this.#pending = null;
    const run = this.#run;
    if (!run) return;
    run.because = because;
    if (run.meeting) run.meeting.leaveNow();
    else this.#over(run, { kind: 'leftByMyself' });
  }

  #on(run: Run, event: MeetingEvent): void {
    if (run !== this.#run) return;
    if (event.kind === 'over') return this.#over(run, event.ending);
    // After admission the code has done its work, and the others need not see it (design §5).
    if (event.kind === 'admitted') run.meeting?.rename(shownName(run.entering.name, NAMELESS));
    if (this.#phase) this.#set(nextPhase(this.#phase, event));
    if (event.kind !== 'networkTrouble') return;
    // Jitsi never says that the line is well again, so the notice goes by itself.
    run.troubles += 1;
    const { troubles } = run;
    this.#ports.later(TROUBLE_SHOWN, () => this.#clearTrouble(run, troubles));
  }

  #clearTrouble(run: Run, troubles: number): void {
    if (run !== this.#run || run.troubles !== troubles || !this.#phase?.trouble) return;
    this.#set({ ...this.#phase, trouble: null });
  }

  #set(phase: MeetingPhase): void {
    this.#phase = phase;
    this.#listener.phaseChanged(phase);
  }

  #over(run: Run, ending: Ending): void {
    if (run !== this.#run) return;
    this.#run = null;
    this.#phase = null;
    run.claim.release();
    if (run.because === 'calledBack') return this.#listener.calledBack();
    if (run.because) return this.#listener.ended(run.because);
    switch (ending.kind) {
      case 'leftByMyself':
        return this.#listener.ended('left');
      case 'refused':
        return this.#listener.ended('refused');
      case 'kicked':
        return this.#listener.ended('kicked');
      case 'ended':
        // A room that closes over the heads of those who wait is not the end of the appointment (jitsi-observed b.3).
        return ending.by === 'counsellor' && ending.where === 'room'
          ? this.#listener.ended('endedByCounsellor')
          : this.#listener.backToGate({ reason: { code: 'ROOM_CLOSED', detail: ending.where }, needsReload: false });
      default:
        return this.#listener.backToGate({
          reason: { code: ending.code, detail: ending.kind },
          needsReload: ending.kind === 'unreachable' && ending.needsReload,
        });
    }
  }
}
