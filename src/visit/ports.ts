import type { BrowserVerdict } from '../browser/checks.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { Meeting, MeetingRequest } from '../jitsi/meeting.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import type { RecordStore } from '../records/records.ts';
import type { FetchText } from '../service/files.ts';
import type { ClientMailbox } from './correspondence.ts';
import type { StorageMode, View } from './view.ts';
import type { Visit } from './visit.ts';

/** What the doorstep touches outside, handed in so that a test can hand in something else. */
export interface DoorPorts {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls `act` after that many milliseconds. */
  later(milliseconds: number, act: () => void): void;
  randomId(): string;
  fetchText: FetchText;
  checkBrowser(options: { readonly encodedTransform: boolean }): BrowserVerdict;
  /** May this tab have a visit from before a reload? A quick look; wrong only towards yes. */
  mayHaveVisit(): boolean;
  /** Resolves when what is shown is on screen, in a tab that nobody looks at after a moment. Never rejects. */
  painted(): Promise<void>;
  /** Loads the code of the visit. Rejects when the line breaks. */
  loadVisit(): Promise<{ readonly Visit: VisitMaker }>;
  /** Rejects only when the code for it cannot be loaded. */
  openRecords(mode: StorageMode): Promise<RecordStore>;
  /** Loads the code that knows Jitsi, rejects when the line breaks; that code loads nothing from Jitsi before it has a permit. */
  loadMeetings(): Promise<{ openMeeting(request: MeetingRequest): Meeting }>;
  switchLanguage(code: string): Promise<boolean>;
  /** Takes the meeting of this appointment for this tab; null where another tab of this browser has it. Never rejects. */
  claim(name: string): Promise<{ release(): void } | null>;
  /** Deletes at once, before it returns, what the visit of this tab cannot be read without. Never throws. */
  forgetTab(): void;
  reloadPage(): void;
  /** Replaces the page and its history entry. */
  replacePage(address: string): void;
}

/** What a visit needs besides. It comes with the code of the visit: the first screen has no byte to spare for it. */
export interface VisitPorts extends DoorPorts {
  /** This person's mailbox; null where there is none. Rejects when the code for it cannot be loaded. */
  openMailbox(secret: Uint8Array<ArrayBuffer>): Promise<ClientMailbox | null>;
  /** Seals a receipt for the counsellors; null where it cannot be done here. Rejects when the code cannot be loaded. */
  sealReceipt(receipt: Receipt, key: PublicKeyJwk): Promise<string | null>;
  /** The receipt as a file, vouched for by the personal secret where there is one. Never rejects. */
  writeReceiptFile(receipt: Receipt, secret: Uint8Array<ArrayBuffer> | null): Promise<string>;
  /** Hands a file to the person in front of the screen. No server hears of it. */
  saveFile(name: string, text: string): void;
}

/** A visit, made of the ports of its page. */
export type VisitMaker = new (ports: DoorPorts, language: string, show: (view: View) => void) => Visit;
