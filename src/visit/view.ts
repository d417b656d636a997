import type { Problem } from '../errors.ts';
import type { GatePlan, StepKind } from '../gate/plan.ts';
import type { Missing } from '../gate/position.ts';
import type { GateEvent, GateState } from '../gate/state.ts';
import type { BrowserVerdict } from '../browser/checks.ts';
import type { CounsellorWord } from './counsellor-word.ts';
import type { MeetingPhase } from './meeting-phase.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { ServiceFace } from '../service/face.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';

/** How long this device keeps what was entered: not at all, for this tab, or until the next visit. */
export type StorageMode = 'shared' | 'session' | 'remember';

/** Why nothing can be kept on this device, as far as the browser says. */
export type StorageTrouble = 'blocked' | 'full' | 'broken' | null;

/** What the first screen reads. It is there before the rest of the service and of our code has arrived (budget). */
export interface DoorContext {
  readonly site: Site;
  readonly service: ServiceFace;
  readonly language: string;
  /** Milliseconds since 1970, null where a conference name was typed by hand. */
  readonly startsAt: number | null;
  readonly mayGoBack: boolean;
  readonly verdict: BrowserVerdict;
  readonly storage: { readonly mode: StorageMode; readonly trouble: StorageTrouble };
  /** Was this person here before, so that only what changed is asked again? */
  readonly returning: boolean;
}

/** Everything that a step may read. A new object on every change; nothing in it is ever changed in place. */
export interface StepContext extends DoorContext {
  readonly service: Service;
  readonly plan: GatePlan;
  readonly state: GateState;
  /** Milliseconds since 1970 at the time of this look. */
  readonly now: number;
  readonly missing: readonly Missing[];
  readonly progress: { readonly number: number; readonly of: number };
  /** Six characters to compare by phone, or null while they cannot be known yet. */
  readonly checkCode: string | null;
  /** What the counsellor's page has said; null where there is no mailbox to say it through. */
  readonly desk: CounsellorWord | null;
  /** What this person can only hand over as a file, because this installation has no mailbox; null: nothing. */
  readonly handOver: Receipt | null;
}

/** How the way through this appointment ended, as the last page has to tell it. */
export type EndingKind =
  'declined' | 'withdrawn' | 'left' | 'endedByCounsellor' | 'cancelled' | 'refused' | 'kicked' | 'wiped';

/** What the client page shows. */
export type View =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly site: Site | null;
      readonly service: ServiceFace | null;
    }
  | {
      readonly kind: 'entrance';
      readonly site: Site;
      readonly roomName: string | null;
      readonly services: readonly ServiceChoice[];
    }
  | { readonly kind: 'door'; readonly context: DoorContext }
  | { readonly kind: 'step'; readonly step: StepKind; readonly context: StepContext; readonly notice: StepNotice }
  | { readonly kind: 'meeting'; readonly context: StepContext; readonly meeting: MeetingPhase }
  | {
      readonly kind: 'ending';
      readonly ending: EndingKind;
      readonly context: StepContext;
      readonly receipt: Receipt | null;
      /** Something on this device did not let itself be deleted. */
      readonly leftovers?: true;
    };

/** A service to choose where somebody comes with a conference name instead of a personal link. */
export interface ServiceChoice {
  readonly id: string;
  readonly title: string;
}

/** Why the person is back at the gate, so that the page can say it; null on the ordinary way. */
export type StepNotice =
  /** `needsReload`: trying again makes sense only after the page was loaded anew; `enter` and `retry` then do that. */
  | { readonly kind: 'backFromMeeting'; readonly reason: Problem; readonly needsReload?: true }
  | { readonly kind: 'notEntered'; readonly reason: Problem }
  | null;

type WithoutStamp<E> = E extends GateEvent ? Omit<E, 'at' | 'language'> : never;

/** What a step reports; the visit adds time and language. */
export type Told = WithoutStamp<GateEvent>;

/** What a person can want on this page. Elements send wishes up; the visit alone decides what comes of them. */
export type Wish =
  /** `stay`: keep showing this step even if nothing is missing any more – ticking a box never turns the page (WCAG 3.2.2). */
  | { readonly kind: 'tell'; readonly told: readonly Told[]; readonly stay?: boolean }
  | { readonly kind: 'back' }
  | { readonly kind: 'look'; readonly step: StepKind }
  | { readonly kind: 'decline' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'chooseService'; readonly service: string; readonly roomName: string }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'storage'; readonly mode: StorageMode }
  | { readonly kind: 'enter' }
  /** The place for the meeting's frame is on the page and will not be moved any more. */
  | { readonly kind: 'frameReady'; readonly place: HTMLElement; readonly title: string }
  | { readonly kind: 'password'; readonly password: string }
  /** Hands the person this receipt as a file, to keep it or to send it. */
  | { readonly kind: 'saveReceipt'; readonly receipt: Receipt }
  /** May this further person come in? `question` is the id of the one on screen. */
  | { readonly kind: 'answer'; readonly question: string; readonly decision: 'yes' | 'no' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'wipe' }
  | { readonly kind: 'quickExit' };
