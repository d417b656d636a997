/**
 * Every way in which this program can break a promise, with the number that people read out on the phone
 * ("Hinweis EINLASS-12"). A number is never given to another code, so that old notes in an office stay true.
 */
export const ERROR_NUMBERS = {
  LINK_MISSING: 1,
  LINK_MALFORMED: 2,
  LINK_TRUNCATED: 3,
  LINK_TOO_LONG: 4,
  LINK_VERSION_UNKNOWN: 5,
  SERVICE_UNKNOWN: 6,
  APPOINTMENT_EXPIRED: 7,
  APPOINTMENT_ENDED: 8,
  PROFILE_INVALID: 9,
  TEXTS_INVALID: 10,
  SITE_INVALID: 11,
  SERVER_UNREACHABLE: 12,
  JITSI_UNREACHABLE: 13,
  JITSI_HOST_REFUSED: 14,
  BROWSER_UNSUPPORTED: 15,
  STORAGE_UNAVAILABLE: 16,
  RECORD_UNREADABLE: 17,
  PERMIT_MISSING: 18,
  MEETING_FAILED: 19,
  BECAME_MODERATOR: 20,
  MEETING_OPEN_ELSEWHERE: 21,
  ROOM_CLOSED: 22,
  LOBBY_MISSING: 23,
  UNEXPECTED: 99,
} as const;

/** The codes that a client can read on a page. */
export type ClientErrorCode = keyof typeof ERROR_NUMBERS;

/**
 * Codes that only the counsellor's page shows. Their numbers, from 40 on, stand in `elements/counsellor/office-problem-words.ts`,
 * so that no client's phone has to load them.
 */
export type OfficeErrorCode =
  | 'KEY_PASSPHRASE_WRONG'
  | 'KEY_FILE_FOREIGN'
  | 'KEY_FILE_DAMAGED'
  | 'KEY_FILE_NEWER'
  | 'KEY_PASSPHRASE_SHORT'
  | 'RECEIPT_UNREADABLE'
  | 'RECEIPT_FOREIGN'
  | 'RECEIPT_CHANGED'
  | 'RECEIPT_UNKNOWN'
  | 'EXPORT_INVALID'
  | 'MAILBOX_ENTRY_INVALID'
  | 'MAILBOX_UNREACHABLE'
  | 'LOBBY_UNCONFIRMED'
  | 'OWN_LOBBY'
  | 'NOT_MODERATOR'
  | 'DECLARATION_MISSING'
  | 'STORAGE_CLEARED'
  | 'RECEIPT_FILE_FOREIGN'
  | 'RECEIPT_FILE_TOO_LARGE'
  | 'RECEIPT_OTHER_APPOINTMENT'
  | 'RECEIPT_OTHER_PERSON'
  | 'RECEIPT_LESS_PROVEN'
  | 'ARCHIVE_UNREACHABLE'
  | 'ARCHIVE_REFUSED'
  | 'MAILBOX_MISSING'
  | 'PAPER_INSUFFICIENT';

export type ErrorCode = ClientErrorCode | OfficeErrorCode;

/**
 * The one exception class. It is thrown only when a promise is broken; expected outcomes (declined, refused,
 * unsupported, malformed input) are values. `cause` keeps what was caught; people never see it, they see the
 * message that belongs to the code.
 */
export class EinlassError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, options?: { cause?: unknown; detail?: string }) {
    super(
      options?.detail ? `${code}: ${options.detail}` : code,
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'EinlassError';
    this.code = code;
  }
}

/** Why foreign input was refused: a stable code for the page, a detail for the person who maintains the file. */
export interface Problem {
  readonly code: ErrorCode;
  readonly detail: string;
}

/** The result of parsing anything foreign: a value, or the reason why not. Parsing never throws. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** A refusal as a value. */
export function refused(code: ErrorCode, detail: string): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, detail } };
}
