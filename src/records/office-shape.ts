import type { ErrorCode, Parsed, Problem } from '../errors.ts';
import type { Receipt } from '../gate/receipt.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import type { CopyFolder } from './copy-folder.ts';

/** The key of a counselling team. The private halves cannot be taken out of the browser. */
export interface TeamKey {
  /** RFC 7638 thumbprint of the sealing key. */
  readonly id: string;
  /** Receipts are sealed to this one. */
  readonly sealing: { readonly public: PublicKeyJwk; readonly private: CryptoKey };
  /** What is filed is signed with this one (ES256). */
  readonly signing: { readonly public: PublicKeyJwk; readonly private: CryptoKey };
}

/** What was checked of a receipt when it was filed. `unknown`: could not be checked, for example a text file was not there. */
export interface Verification {
  /** Every wording's hash recomputed from the words in the receipt. */
  readonly words: 'fit' | 'changed';
  /** The same against the texts that this site ships in that version. */
  readonly shipped: 'fit' | 'changed' | 'unknown';
  /**
   * `link`: it came through the mailbox, sealed to this team's key by somebody with the personal link. `linkFile`: it was
   * handed over as a file, and its proof shows that somebody with the personal link wrote it. `file`: it was handed over as a
   * file that anybody can have written. `paper`: a counsellor of this team wrote it, who had a signed form before her.
   * `none`: not known.
   */
  readonly origin: 'link' | 'linkFile' | 'file' | 'paper' | 'none';
}

/** Is it certain that somebody with the personal link wrote it? */
export function isVouched({ origin }: Pick<Verification, 'origin'>): boolean {
  return origin === 'link' || origin === 'linkFile';
}

/** What was added to a receipt on the counsellor's side; only ever appended. */
export type FiledEvent = {
  /** UUID. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who recorded it, as she calls herself here. */
  readonly by: string;
} & (
  | { readonly kind: 'admitted'; readonly reason: string | null }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'withdrawnOrally'; readonly note: string }
  | { readonly kind: 'corrected'; readonly field: string; readonly was: string; readonly is: string }
  | { readonly kind: 'capacityConfirmed' }
  | {
      readonly kind: 'furtherPerson';
      readonly role: string;
      readonly name: string;
      readonly decision: 'yes' | 'no' | 'noAnswer';
    }
  | {
      readonly kind: 'encryption';
      readonly state: string;
      readonly decision: string;
      /** Why the counsellor decided to speak without it; null where nothing was waived, and in records from before it was asked. */
      readonly reason: string | null;
    }
  /** `on` null: it had been recorded, and nobody said any more whether it still was. */
  | { readonly kind: 'recording'; readonly on: boolean | null }
  | { readonly kind: 'introduced' }
  | { readonly kind: 'held'; readonly reason: string }
  | { readonly kind: 'released' }
);

type WithoutStamp<E> = E extends FiledEvent ? Omit<E, 'id'> : never;
export type NewFiledEvent = WithoutStamp<FiledEvent>;

export interface FiledReceipt {
  /** The receipt's recordId: one per visit. */
  readonly id: string;
  readonly receipt: Receipt;
  /** Earlier issues of the same record, oldest first. */
  readonly earlier: readonly Receipt[];
  readonly verification: Verification;
  readonly events: readonly FiledEvent[];
  /** Milliseconds since 1970; null: kept until somebody decides (no period known, or on hold). */
  readonly until: number | null;
  readonly hold: { readonly reason: string; readonly since: number } | null;
}

/** One row of the list: what can be shown without opening the receipt. */
export interface FiledRow {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly checkCode: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isWithdrawn: boolean;
  readonly isHeld: boolean;
}

/** All parts given must fit. Empty: everything, newest first. */
export interface ReceiptQuery {
  /** Beginning of any word of the name, at least two letters; case and accents do not matter. */
  readonly name?: string;
  /** YYYY-MM-DD, in the office's time zone. */
  readonly day?: string;
  readonly service?: string;
  readonly checkCode?: string;
}

/** A row as it is shown. */
export interface ListedRow extends FiledRow {
  /** Does the site's archive folder hold it as it is now, as far as this device knows? */
  readonly isCopied: boolean;
}

export interface ReceiptPage {
  readonly rows: readonly ListedRow[];
  /** To be handed back for the next page; null: that was all. */
  readonly next: string | null;
}

export interface ReceiptArchive {
  /** Files a receipt, or a later issue of one that is there. */
  file(receipt: Receipt, verification: Verification, until: number | null): Promise<Parsed<FiledReceipt>>;
  search(query: ReceiptQuery, from?: string): Promise<Parsed<ReceiptPage>>;
  get(id: string): Promise<Parsed<FiledReceipt>>;
  /** Appends an event; `held` and `released` set and lift the legal hold. */
  append(id: string, event: NewFiledEvent): Promise<Parsed<FiledReceipt>>;
  /** Files once more what was read from here before, events included; what lies here by then is put together with it. */
  putBack(filed: FiledReceipt): Promise<Parsed<FiledReceipt>>;
  /** Deletes what is past its time and not on hold; returns how many. Runs when the office is unlocked. */
  purge(): Promise<number>;
  count(): Promise<number>;
  /** One signed file (JWS inside JSON) for one receipt, or for all. */
  exportJson(ids: readonly string[] | 'all'): Promise<Parsed<string>>;
  exportCsv(ids: readonly string[] | 'all'): Promise<Parsed<string>>;
  /** Reads an export again: each record verifies on its own; one that does not is refused by name, the others are filed. */
  importJson(text: string): Promise<Parsed<{ readonly filed: number; readonly refused: readonly Problem[] }>>;
}

/** What came of sending copies: how many records are still not in the folder as they are now, and why the rest is not. */
export interface SentCopies {
  readonly left: number;
  readonly trouble: ErrorCode | null;
}

export interface FetchedCopies {
  /** Copies that lie in the folder; one record can have several, one for each state. */
  readonly found: number;
  /** Records that are here now because of them. */
  readonly filed: number;
  /** Copies of what is past its time: not brought back. */
  readonly expired: number;
  readonly refused: readonly Problem[];
}

/** Sealed copies of what is filed, in an archive folder of the site. Nothing here throws or rejects. */
export interface Copies {
  /** How many records are not there as they are now, as far as this device knows. */
  outstanding(): Promise<number>;
  /** Sends what is outstanding; `sent` hears the number of every record whose copy is made. */
  send(folder: CopyFolder, sent: (recordId: string) => void): Promise<Parsed<SentCopies>>;
  /** Brings back what is not here; `progress` hears how many of the copies are dealt with. */
  fetch(folder: CopyFolder, progress: (done: number, of: number) => void): Promise<Parsed<FetchedCopies>>;
  /** Calls when something is outstanding that was not before; one listener at a time. */
  listen(listener: () => void): void;
}

/** Named JSON values of the office – appointments, settings – encrypted like everything else. */
export interface OfficeTable {
  /** Leaves out what cannot be read. */
  all(): Promise<readonly unknown[]>;
  /** How many values were damaged, changed or moved. Each lies there as it is, and takes no other with it. */
  unreadable(): Promise<number>;
  put(id: string, value: unknown): Promise<'saved' | 'failed'>;
  remove(id: string): Promise<void>;
}

/** What the counsellor's browser keeps, once it is unlocked. */
export interface Office {
  readonly key: TeamKey;
  readonly appointments: OfficeTable;
  readonly settings: OfficeTable;
  readonly receipts: ReceiptArchive;
  readonly copies: Copies;
  /** The key file as it may be given to colleagues or put into a safe; opens with the passphrase only. */
  keyFile(): string;
  /** Calls `lost`, once, when what this office keeps is gone from the device: site data cleared, or deleted in another tab. */
  whenLost(lost: () => void): void;
  /**
   * After a loss: takes the device into use again under the same keys; what was kept has to be put back one by one. Refuses
   * with KEY_FILE_FOREIGN where others have settled in the meantime, with STORAGE_UNAVAILABLE where nothing can be written.
   */
  settleAgain(): Promise<Parsed<'settled'>>;
  /** Forgets every key in this page's memory. What is stored stays, and cannot be read without the passphrase. */
  lock(): void;
}

export type OfficeTrouble =
  | 'KEY_PASSPHRASE_WRONG'
  | 'KEY_PASSPHRASE_SHORT'
  | 'KEY_FILE_FOREIGN'
  | 'KEY_FILE_DAMAGED'
  | 'KEY_FILE_NEWER'
  | 'STORAGE_CLEARED'
  | 'STORAGE_UNAVAILABLE';

/** The counsellor's storage while nobody has unlocked it. Nothing here throws or rejects. */
export interface LockedOffice {
  /** `new`: no key on this device yet. */
  readonly state: 'new' | 'locked';
  /** Makes a team key under a passphrase and keeps it here. */
  found(passphrase: string): Promise<Parsed<Office>>;
  /** Takes over a colleague's key file. */
  join(keyFile: string, passphrase: string): Promise<Parsed<Office>>;
  unlock(passphrase: string): Promise<Parsed<Office>>;
  /** Deletes everything of the office on this device. */
  wipe(): Promise<'wiped' | 'incomplete'>;
}
