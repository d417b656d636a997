import type { GatePlan, PersonRole } from './plan.ts';
import type { Receipt } from './receipt-shape.ts';

/** What the counsellor's page knows of the appointment and of the person who should have made the receipt. */
export interface ExpectedReceipt {
  /** Room name as Jitsi gets it. */
  readonly appointment: string;
  /** Milliseconds since 1970; null where the room was named by hand. */
  readonly startsAt: number | null;
  /** Folder in static/services. */
  readonly service: string;
  readonly role: PersonRole;
  /** The code that this person's secret gives for the shown name; null: it is nobody's who was invited. */
  readonly checkCode: string | null;
  /** The visit that this person's page announced last, where it did: a receipt of another one proves no promise. */
  readonly session?: string | null;
}

export interface AssessInput {
  /** The current plan, for that person's role. */
  readonly plan: GatePlan;
  readonly receipt: Receipt | null;
  readonly expected: ExpectedReceipt;
  /** From the name of the one who knocks; null where it carries none. */
  readonly shownCode: string | null;
  /** Do the wordings in the receipt have the hashes that they claim, and are they what this site ships? */
  readonly words: 'fit' | 'changed' | 'unknown';
  /** Is it certain that somebody with this person's link made it? A file that anybody can have written proves nothing. */
  readonly isVouched: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What every part of the assessment reads. */
export interface Held {
  readonly plan: GatePlan;
  readonly receipt: Receipt;
  readonly expected: ExpectedReceipt;
  /** When the receipt was issued, by the clock of the person. */
  readonly issuedAt: number;
  /** Now, and never before the receipt was issued: clocks of two devices differ, and none revives anything. */
  readonly now: number;
}
