import type { RoomPermit } from '../gate/room-permit.ts';
import type { Appointment, InvitedPerson } from '../appointment/appointment.ts';
import type { Parsed } from '../errors.ts';
import type { Assessment } from '../gate/assessment.ts';
import type { DeviceChoice } from '../gate/permit.ts';
import type { GatePlan } from '../gate/plan.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { MeetingRules } from '../jitsi/options.ts';
import type { RoomEvent } from '../jitsi/room-event.ts';
import type { Mailbox } from '../mailbox/mailbox-shape.ts';
import type { ClientMessage, CounsellorMessage } from '../mailbox/messages.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import type { CopyFolder } from '../records/copy-folder.ts';
import type { GermanWords } from '../records/german-words.ts';
import type { LockedOffice, TeamKey, Verification } from '../records/office-shape.ts';
import type { ReceiptFile } from '../records/receipt-file-read.ts';
import type { FetchText } from '../service/files.ts';
import type { Service } from '../service/load.ts';
import type { Profile } from '../service/profile-schema.ts';
import type { Site } from '../service/site-schema.ts';
import type { Invitation, OfferedService } from './view.ts';
import type { OwnDeclaration } from './wish.ts';
import type { AppointmentDraft } from '../appointment/draft.ts';

export type CounsellorMailbox = Mailbox<CounsellorMessage, ClientMessage>;

/** The counsellor's own declaration, and what it was given for. */
export interface Declaration extends OwnDeclaration {
  /** UUID of the appointment that it is given for; it holds for no other. */
  readonly appointment: string;
  /** Room name as Jitsi gets it. */
  readonly room: string;
  /** What the counsellor chose when she tried her devices. */
  readonly devices: DeviceChoice;
  /** Milliseconds since 1970. */
  readonly givenAt: number;
}

/** A room of the counsellor. Commands return at once; what becomes of each is told by `confirmed` or `failed`. */
export interface DeskRoom {
  admit(id: string): void;
  refuse(id: string): void;
  switchE2ee(on: boolean): void;
  setPassword(password: string): void;
  remove(id: string): void;
  endForAll(): void;
  /** Hangs up and resolves when camera and microphone are free. Never rejects. */
  leave(): Promise<unknown>;
  /** The same without waiting. */
  leaveNow(): void;
}

export interface DeskRoomRequest {
  readonly permit: RoomPermit;
  /** The counsellor's name as the others see it. */
  readonly displayName: string;
  readonly language: string;
  readonly rules: MeetingRules;
  /** The appointment's own, for a room that still has it from before; null: none. */
  readonly password: string | null;
  /** From the city's identity provider; handed on to Jitsi, kept nowhere else. */
  readonly moderatorToken: string | null;
  /** Visible and never moved while the room is open. */
  readonly container: HTMLElement;
  readonly frameTitle: string;
  readonly jitsiOrigin: string;
  readonly onEvent: (event: RoomEvent) => void;
}

/** What is asked about one receipt: is it all that this service asks of that person in this appointment? */
export interface AssessmentInput {
  readonly receipt: Receipt;
  readonly verification: Verification;
  /** What the service asks now of somebody in that role. */
  readonly plan: GatePlan;
  readonly appointment: Appointment;
  readonly person: InvitedPerson;
  /** The check code that is shown, that this person's secret gives, and that the receipt vouches for. */
  readonly code: string;
  /** The visit that this person's page announced last; null: none was. */
  readonly session: string | null;
  /** Room name as Jitsi gets it. */
  readonly room: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Appointments as values; none of these has an effect. */
export interface AppointmentActs {
  /** One appointment, or all of a series; refused where the draft asks for what this service does not offer. */
  create(draft: AppointmentDraft, service: OfferedService): Parsed<readonly Appointment[]>;
  /** Reads what was stored. Never throws. */
  parse(value: unknown): Parsed<Appointment>;
  changed(appointment: Appointment, startsAt: number, minutes: number): Parsed<Appointment>;
  invited(appointment: Appointment, role: InvitedPerson['role'], label: string): Parsed<Appointment>;
  cancelled(appointment: Appointment): Appointment;
  ended(appointment: Appointment): Appointment;
  /** Room name as Jitsi gets it. */
  roomNameOf(appointment: Appointment): string;
  /** The personal link, with the key that the receipt is sealed to where the profile names none. */
  linkOf(appointment: Appointment, person: InvitedPerson, service: Service, sealing: PublicKeyJwk): Parsed<string>;
  mailOf(
    appointment: Appointment,
    person: InvitedPerson,
    link: string,
    service: Service,
    site: Site,
  ): Invitation['mail'];
}

/** Everything outside that a desk touches, handed in so that a test can hand in something else. */
export interface DeskPorts {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `act` after that many milliseconds. */
  later(milliseconds: number, act: () => void): void;
  /** A UUID. */
  randomId(): string;
  fetchText: FetchText;
  switchLanguage(code: string): Promise<boolean>;
  /** Rejects only when the code for it cannot be loaded. */
  openOffice(): Promise<LockedOffice>;
  /** The mailbox behind a personal secret (base64url), or null where this installation has none. */
  openMailbox(secret: string): Promise<CounsellorMailbox | null>;
  /** Null where the declaration does not suffice. */
  permitFor(declaration: Declaration): RoomPermit | null;
  /** Rejects only when the code for it cannot be loaded; nothing of Jitsi has been asked for then. */
  openRoom(request: DeskRoomRequest): Promise<DeskRoom>;
  /** Takes this appointment's room for this tab; null where another tab of this browser has it. Never rejects. */
  claim(name: string): Promise<{ release(): void } | null>;
  /** Opens a compact JWE with the team key. Never throws. */
  openSealedReceipt(sealed: string, key: TeamKey): Promise<Parsed<Receipt>>;
  /** The archive folder under this path of our own origin. */
  openFolder(path: string): CopyFolder;
  /** Reads a receipt that was sent as a file. Rejects only when the code for it cannot be loaded. */
  readReceiptFile(text: string): Promise<Parsed<ReceiptFile>>;
  /** Whose personal link vouches for the file; null: nobody's of these. Rejects only when the code cannot be loaded. */
  ownerOfFile(file: ReceiptFile, people: readonly InvitedPerson[]): Promise<InvitedPerson | null>;
  /** Compares every wording with its hash, and with the texts that this site ships. Never throws. */
  verifyReceipt(receipt: Receipt, fetchText: FetchText): Promise<Omit<Verification, 'origin'>>;
  /** The German sentences for those that a receipt quotes in another language. Rejects only when the code cannot be loaded. */
  germanWords(receipt: Receipt, fetchText: FetchText): Promise<GermanWords>;
  /** Until when a receipt is kept, in milliseconds since 1970; null: until somebody decides. */
  retentionOf(profile: Profile, receipt: Receipt): number | null;
  /** Never throws. */
  assess(input: AssessmentInput): Assessment;
  /** Cleans a name from the lobby and takes the check code off its end; `code` is null where there is none. */
  splitLobbyName(shown: string): { readonly name: string; readonly code: string | null };
  /** Whose check code stands behind this name, under any of these versions of the profile; null: nobody's. */
  matchKnocker(
    shown: string,
    people: readonly InvitedPerson[],
    room: string,
    profileVersions: readonly number[],
  ): Promise<InvitedPerson | null>;
  readonly appointments: AppointmentActs;
  /** Hands a file to the person in front of the screen. */
  saveFile(name: string, type: string, text: string): void;
  playSound(kind: 'knock' | 'alarm'): void;
  /** How many knock, for the title of the tab; 0 takes the number away. */
  setTitle(knocking: number): void;
}
