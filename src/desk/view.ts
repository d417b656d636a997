import type { Appointment, InvitedPerson } from '../appointment/appointment.ts';
import type { ServiceLimits } from '../appointment/draft.ts';
import type { ErrorCode, Problem } from '../errors.ts';
import type { Assessment } from '../gate/assessment.ts';
import type { PersonRole } from '../gate/plan.ts';
import type { RoomEnding } from '../jitsi/room-event.ts';
import type { E2eeReport } from '../jitsi/plugin-port.ts';
import type { MailboxLine } from '../mailbox/mailbox-shape.ts';
import type { GermanWords } from '../records/german-words.ts';
import type {
  FetchedCopies,
  FiledEvent,
  FiledReceipt,
  ListedRow,
  ReceiptQuery,
  Verification,
} from '../records/office-shape.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';

/** A service as the forms of this page need it. */
export interface OfferedService extends ServiceLimits {
  readonly title: string;
}

/** What every page of the desk may read. A new object on every change. */
export interface DeskContext {
  readonly site: Site;
  readonly language: string;
  readonly services: readonly OfferedService[];
  /** Milliseconds since 1970 at the time of this look. */
  readonly now: number;
  /** How the counsellor calls herself here; goes into the receipt's events and is her name in the room. Empty: not yet said. */
  readonly counsellor: string;
  /** Short name of the team key, to compare by phone. */
  readonly keyName: string;
  /** Was the key file saved outside this browser? Losing it means losing every receipt. */
  readonly isKeySaved: boolean;
  readonly mailbox: MailboxLine;
  /** The site's archive folder; null: it has none. */
  readonly archive: ArchiveView | null;
  /** Trouble of the last act on this page, to be shown at its top; null: none. */
  readonly problem: Problem | null;
  /** Everything that lay in this browser is gone; null: nothing is. */
  readonly loss: LossView | null;
}

/** What the page still holds of what is gone from the browser. */
export interface LossView {
  /** It is just being put back. */
  readonly isBusy: boolean;
  /** How many appointments. */
  readonly appointments: number;
  /** Whose receipts, one name for each; foreign words. */
  readonly receipts: readonly string[];
}

/** What is known of the site's archive folder, which holds sealed copies of what is filed. */
export interface ArchiveView {
  /** Records that are not there as they are now; null: not yet counted. */
  readonly outstanding: number | null;
  /** Why the last try left something outstanding; it is tried again later. Null: it did not. */
  readonly trouble: ErrorCode | null;
  /** Copies are being brought back, so many of them so far; `of` is 0 until it is known. Null: not now. */
  readonly fetching: { readonly done: number; readonly of: number } | null;
  /** What came of bringing them back the last time. */
  readonly fetched: (Omit<FetchedCopies, 'refused'> & { readonly refused: number }) | null;
}

/** One invited person with everything that can be handed over. */
export interface Invitation {
  readonly person: InvitedPerson;
  readonly link: string;
  /** Neutral subject and plain text, without topic and names. */
  readonly mail: { readonly subject: string; readonly text: string; readonly href: string };
}

/** A record without a receipt to stand on: whom it was about, by the name they came with, and what happened. */
export interface NoteView {
  readonly name: string;
  readonly event: FiledEvent;
}

/** The record of a signed form, as far as the pages need it; the rest is a receipt like any other. */
export interface PaperView {
  /** Number of the record, which is the id of the invited person. */
  readonly record: string;
  /** Changes when another form is recorded for the same person. */
  readonly issue: string;
  /** YYYY-MM-DD */
  readonly signedOn: string;
  readonly seenBy: string;
  readonly isWithdrawn: boolean;
}

/** One person who knocks, with what that person has accepted. */
export interface KnockerView {
  /** Jitsi's id in the lobby. */
  readonly id: string;
  /** Cleaned, without the code. Foreign words: text, never markup. */
  readonly name: string;
  /** As it was shown; null where the name carries none. */
  readonly code: string | null;
  /** Whom the code belongs to; null: nobody who was invited. */
  readonly invited: InvitedPerson | null;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly there: 'yes' | 'maybe';
  /** `checking`: the code is being compared, or the mailbox looked into for the first time since the knock. */
  readonly assessment: Assessment | { readonly state: 'checking' };
  /** From the receipt; null where there is none. */
  readonly accepted: {
    readonly record: string;
    readonly profileVersion: number;
    readonly language: string;
    /** Milliseconds since 1970. */
    readonly at: number;
    /** Others at that device; null: nobody said. */
    readonly people: readonly PersonRole[] | null;
    readonly needsCapacity: boolean;
    /** Which way it came, and whether somebody with the personal link vouches for it. */
    readonly origin: Verification['origin'];
  } | null;
  /** This person's browser by its own word; null: not known. */
  readonly e2ee: boolean | null;
  /** Would admitting this person break what the profile requires of encryption? */
  readonly breaksE2ee: boolean;
  /** May be admitted with one key: complete, nobody else has to be asked, nothing is broken by it. */
  readonly mayAdmit: boolean;
  /** May be admitted against a signed form: recognised, nobody else has to be asked, and nothing was refused or withdrawn. */
  readonly mayAdmitOnPaper: boolean;
  /** The signed form that is recorded of this person and answers what is asked now; null: there is none. */
  readonly paper: PaperView | null;
  /** Must the clients in the room agree first, and have they? `cannotAsk`: no mailbox brings them a question. */
  readonly others: 'notNeeded' | 'toAsk' | 'cannotAsk' | 'asking' | 'agreed' | 'refused' | 'noAnswer';
  readonly doing: 'admitting' | 'refusing' | null;
  /** The last try did not work: no confirmation in time, or the person is gone. */
  readonly failed: 'noAnswer' | 'gone' | 'notAllowed' | null;
}

/** Somebody in the room. */
export interface InsideView {
  readonly id: string;
  readonly name: string;
  readonly invited: InvitedPerson | null;
  readonly record: string | null;
  readonly e2eeSupported: boolean | null;
  readonly e2eeEnabled: boolean | null;
  /** Moderates without being this counsellor: to be solved at once. */
  readonly isIntruder: boolean;
  readonly hasPledged: boolean | null;
}

/** Somebody invited who has not knocked: what their page says, as far as the mailbox knows. */
export interface ExpectedView {
  readonly person: InvitedPerson;
  readonly stage: 'unknown' | 'waiting' | 'lobby' | 'room' | 'left' | 'withdrawn';
  /** Milliseconds since 1970 of the last sign of life; null: none. */
  readonly seen: number | null;
}

export interface RoomView {
  readonly appointment: Appointment;
  readonly service: Service;
  readonly stage: 'connecting' | 'takingLong' | 'open' | 'recovering' | 'over';
  readonly ending: RoomEnding | null;
  /** What the recovery is doing: clients are asked back, the room empties, it opens anew. */
  readonly recovery: 'callingBack' | 'emptying' | 'opening' | null;
  readonly knocking: readonly KnockerView[];
  readonly inside: readonly InsideView[];
  readonly expected: readonly ExpectedView[];
  readonly e2ee: {
    readonly report: E2eeReport;
    /** What the counsellor last asked for; null: nothing yet. */
    readonly asked: boolean | null;
    readonly switching: boolean;
    readonly failed: boolean;
    /** Encryption is required and not reported on for all: not yet time to speak. Nobody can waive that. */
    readonly mustWait: boolean;
    /** It is preferred, somebody is there, and not all report it: the counsellor switches it on or decides without. */
    readonly mayWaive: boolean;
    /** Why the counsellor decided to speak without it, as recorded; null: she did not. */
    readonly waived: string | null;
  };
  readonly recording: boolean;
  /** The opening round (R-070, L-19); null: not begun. */
  readonly round: {
    readonly done: readonly ('introduced' | 'noRecording' | 'encryption')[];
    readonly closedAt: number | null;
  };
  /** The question to the clients that is open now. */
  readonly question: {
    readonly knocker: string;
    readonly answers: readonly { readonly person: InvitedPerson; readonly decision: 'yes' | 'no' | null }[];
  } | null;
  /** Who has joined the group since the counsellor closed the last reminder of the pledge; null: nobody. */
  readonly reminder: {
    readonly names: readonly string[];
    /** Did it reach the screens of all the others? Null: not known yet. */
    readonly told: boolean | null;
  } | null;
  /** The next appointment's people who wait already; they can be told "noch im Gespräch". */
  readonly next: { readonly appointment: Appointment; readonly waiting: number; readonly told: boolean } | null;
  readonly sound: 'on' | 'muted';
  readonly networkTrouble: boolean;
  /** Somebody was in the room before it was opened: her camera and microphone are still off. */
  readonly isSilent: boolean;
  /** Milliseconds since 1970 when the first client was admitted; null: not yet. */
  readonly talkingSince: number | null;
  /** Links to hand over while the room is open: a further person may be invited in the middle of it. */
  readonly invitations?: readonly Invitation[];
}

export type DeskPage =
  | { readonly page: 'appointments'; readonly appointments: readonly Appointment[] }
  | { readonly page: 'newAppointment'; readonly template: Appointment | null }
  | {
      readonly page: 'appointment';
      readonly appointment: Appointment;
      readonly service: Service;
      readonly invitations: readonly Invitation[];
      /** Signed forms of those invited. */
      readonly papers: readonly PaperView[];
      /** What was recorded about somebody of whom no receipt came, oldest first. */
      readonly notes: readonly NoteView[];
    }
  /** Device check and own declaration (R-010, C-26) before the room. */
  | { readonly page: 'opening'; readonly appointment: Appointment; readonly service: Service }
  | { readonly page: 'room'; readonly room: RoomView }
  | {
      readonly page: 'receipts';
      readonly query: ReceiptQuery;
      readonly rows: readonly ListedRow[];
      readonly more: boolean;
      readonly count: number;
    }
  /** `german`: what stands in German for sentences that were agreed to in another language. */
  | { readonly page: 'receipt'; readonly filed: FiledReceipt; readonly german: GermanWords }
  | { readonly page: 'settings' };

/** What the counsellor's page shows. */
export type DeskView =
  | { readonly kind: 'loading' }
  | { readonly kind: 'broken'; readonly problem: Problem; readonly site: Site | null }
  /** No key on this device yet, or nobody has unlocked it. */
  | {
      readonly kind: 'door';
      readonly site: Site;
      readonly state: 'new' | 'locked';
      readonly busy: boolean;
      readonly problem: Problem | null;
    }
  | { readonly kind: 'desk'; readonly context: DeskContext; readonly page: DeskPage };
