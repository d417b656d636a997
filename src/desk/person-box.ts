import type { InvitedPerson } from '../appointment/appointment.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { MailboxLine } from '../mailbox/mailbox-shape.ts';
import type { FiledReceipt, Verification } from '../records/office-shape.ts';
import type { CounsellorMailbox } from './ports.ts';
import type { ExpectedView } from './view.ts';

/** A receipt that arrived in this person's mailbox, in its latest issue. */
export interface HeldReceipt {
  readonly receipt: Receipt;
  readonly verification: Verification;
  /** Null as long as the archive has not taken it. */
  readonly filed: FiledReceipt | null;
}

/** What is known of one invited person from the mailbox. Nothing in it is believed more than that. */
export interface PersonBox {
  readonly person: InvitedPerson;
  /** Null: this installation has none, or it could not be opened. */
  readonly mailbox: CounsellorMailbox | null;
  readonly line: MailboxLine;
  readonly stage: ExpectedView['stage'];
  /** When this person's page last said where it stands, in milliseconds since 1970; never later than now. */
  readonly seen: number | null;
  /** When that was read here, in milliseconds since 1970; the clock of the other device does not matter. */
  readonly heardAt: number | null;
  /** The visit that this person's page announced last; null: none. */
  readonly session: string | null;
  readonly e2ee: boolean | null;
  /** The consent was taken back, and no receipt came since. */
  readonly isWithdrawn: boolean;
  /** The last receipt that came could not be opened. */
  readonly isUnreadable: boolean;
  /** One for each record, the latest last. Two people with one link send one each. */
  readonly receipts: readonly HeldReceipt[];
}

/** A box of which nothing has been heard. */
export function emptyBox(person: InvitedPerson): PersonBox {
  return {
    person,
    mailbox: null,
    line: 'unknown',
    stage: 'unknown',
    seen: null,
    heardAt: null,
    session: null,
    e2ee: null,
    isWithdrawn: false,
    isUnreadable: false,
    receipts: [],
  };
}

/** The line to the mailboxes in one word: what is worst of what is known. */
export function lineOf(boxes: readonly PersonBox[]): MailboxLine {
  const order: readonly MailboxLine[] = ['absent', 'unreachable', 'well'];
  return order.find((line) => boxes.some((box) => box.line === line)) ?? 'unknown';
}

/** The latest receipt of this person that vouches for the code; null: none does. */
export function receiptFor({ receipts }: PersonBox, code: string | null): HeldReceipt | null {
  return receipts.filter(({ receipt }) => code !== null && receipt.checkCode === code).at(-1) ?? null;
}

/** Is this person's page known to wait at the gate, and not yet to knock? It says so one after the other, its receipt in between. */
export function isSaying(box: PersonBox | null): boolean {
  return box?.line === 'well' && box.stage === 'waiting';
}
