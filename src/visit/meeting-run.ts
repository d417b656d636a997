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

export interface RunListener {
  phaseChanged(phase: MeetingPhase): void;
  /** The way through this appointment is over. */
  ended(ending: EndingKind): void;
  /** The meeting broke; the gate still stands open, one click leads back (issue: "one click to return"). */
  backToGate(reason: Problem): void;
}

/** From a permit to the end of one meeting: claims the appointment for this tab, waits for the frame's place, enters. */
export class MeetingRun {
  readonly #ports: VisitPorts;
  readonly #listener: RunListener;
  #phase: MeetingPhase | null = null;
  #entering: Entering | null = null;
  #meeting: Meeting | null = null;
  #claim: { release(): void } | null = null;
  /** Set when our own page asked for the end, so that the ending is told as what it was. */
  #because: EndingKind | null = null;

  constructor(ports: VisitPorts, listener: RunListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  /** Null while no meeting is on. */
  get phase(): MeetingPhase | null {
    return this.#phase;
  }

  /** Prepares to enter. Returns why not, or null; then the page shows a place for the frame and calls `place`. */
  async enter(entering: Entering): Promise<Problem | null> {
    if (this.#phase) return null;
    this.#claim = await this.#ports.claim(entering.permit.room);
    if (!this.#claim) return { code: 'MEETING_OPEN_ELSEWHERE', detail: 'another tab of this browser' };
    this.#entering = entering;
    this.#because = null;
    this.#phase = BEFORE_MEETING;
    return null;
  }

  /** Opens the meeting in `container`, once per entering. `frameTitle` names the frame for screen readers. */
  async place(container: HTMLElement, frameTitle: string): Promise<void> {
    const entering = this.#entering;
    if (!entering) return;
    this.#entering = null;
    const { permit, site, profile, name, code, language } = entering;
    let meetings;
    try {
      meetings = await this.#ports.loadMeetings();
    } catch {
      // The line broke while our own code was on its way; nothing of Jitsi has been asked for yet.
      return this.#over({ kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor: 'script', needsReload: false });
    }
    // Left while the code was on its way: then there is nothing to open.
    if (this.#because) return this.#over({ kind: 'leftByMyself' });
    this.#meeting = meetings.openMeeting({
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
      onEvent: (event) => this.#on(event, name),
    });
  }

  givePassword(password: string): void {
    this.#meeting?.givePassword(password);
  }

  /** Hangs up and resolves when camera and microphone are free. */
  async leave(because?: EndingKind): Promise<void> {
    this.#because = because ?? 'left';
    if (this.#phase) this.#set({ ...this.#phase, stage: 'leaving' });
    await this.#meeting?.leave();
  }

  leaveNow(): void {
    this.#meeting?.leaveNow();
  }

  #on(event: MeetingEvent, name: string): void {
    if (event.kind === 'over') return this.#over(event.ending);
    // After admission the code has done its work, and the others need not see it (design §5).
    if (event.kind === 'admitted') this.#meeting?.rename(shownName(name, NAMELESS));
    if (this.#phase) this.#set(nextPhase(this.#phase, event));
    // Jitsi never says that the line is well again, so the notice goes by itself.
    if (event.kind === 'networkTrouble') this.#ports.later(TROUBLE_SHOWN, () => this.#clearTrouble());
  }

  #clearTrouble(): void {
    if (this.#phase?.trouble) this.#set({ ...this.#phase, trouble: null });
  }

  #set(phase: MeetingPhase): void {
    this.#phase = phase;
    this.#listener.phaseChanged(phase);
  }

  #over(ending: Ending): void {
    this.#phase = null;
    this.#meeting = null;
    this.#claim?.release();
    this.#claim = null;
    const because = this.#because;
    if (because) return this.#listener.ended(because);
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
          : this.#listener.backToGate({ code: 'ROOM_CLOSED', detail: ending.where });
      default:
        return this.#listener.backToGate({ code: ending.code, detail: ending.kind });
    }
  }
}
