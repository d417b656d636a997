import type { FurtherRole } from '../mailbox/link.ts';

/** Somebody invited to an appointment. */
export interface InvitedPerson {
  /** UUID. */
  readonly id: string;
  readonly role: 'client' | FurtherRole;
  /** What the counsellor calls this person here; stays in this browser, and is in no link and no mail. May be empty. */
  readonly label: string;
  /** 16 random bytes, base64url: the personal secret of the link. */
  readonly secret: string;
}

/** An agreed meeting. Plain JSON, kept encrypted in the counsellor's browser. */
export interface Appointment {
  /** UUID. */
  readonly id: string;
  /** Folder in static/services. */
  readonly service: string;
  readonly type: 'single' | 'group';
  /** 16 random bytes, base64url; no two appointments share a room. */
  readonly room: string;
  /** Milliseconds since 1970, whole minutes. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly e2ee: 'off' | 'preferred' | 'required';
  /** A password told by phone; null: none (R-023, C-07). Never in a link or a mail. */
  readonly password: string | null;
  readonly people: readonly InvitedPerson[];
  readonly state: 'planned' | 'ended' | 'cancelled';
  /** How often its time was changed or it was cancelled; calendars tell an older file from a newer one by it. Absent: never. */
  readonly revision?: number;
  /** UUID that the appointments of a series share; null outside one. */
  readonly series: string | null;
}
