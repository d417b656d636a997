/** What of a receipt is not as it has to be; `text` is the id of the wording concerned. */
export type Lack =
  /** The current wording was not agreed to: not given, refused, withdrawn, or given to an older version. */
  | {
      readonly lack: 'notGiven' | 'refused' | 'withdrawn' | 'olderVersion' | 'expired';
      readonly text: string;
      /** The wording as the counsellor may read it; null where it is not at hand. */
      readonly title: string | null;
      /** Who in that room has not given it. */
      readonly person: string;
    }
  | { readonly lack: 'noticeNotShown' | 'noticeOlder' | 'detailsMissing' | 'guardianMissing' | 'peopleUnknown' };

/** Why a receipt proves nothing about the person who knocks. */
export type Doubt =
  /** Nothing arrived: no mailbox, no file, or not yet. */
  | 'noReceipt'
  /** The mailbox does not answer: whether a receipt lies there is not known. */
  | 'mailboxSilent'
  /** The name carries no code, or one that fits nobody who was invited. */
  | 'noCode'
  | 'foreignCode'
  /** The code belongs to another invited person than the receipt. */
  | 'otherPersonsCode'
  /** Somebody with the same code is already here or knocks as well. */
  | 'codeTwice'
  /** The receipt is for another appointment, another service, or not to be read. */
  | 'otherAppointment'
  | 'otherService'
  | 'unreadable'
  /** It came as a file, and nothing shows that somebody with the personal link wrote it. */
  | 'notVouched'
  /** A hash does not fit its wording: changed on the way, or not from this site. */
  | 'wordingChanged';

/**
 * What the counsellor may know about somebody who knocks. Only `complete` makes plain admission available; everything
 * else takes a recorded reason. Never throws away the difference between "no" and "not known".
 */
export type Assessment =
  | { readonly state: 'complete' }
  | { readonly state: 'incomplete'; readonly lacks: readonly Lack[] }
  | { readonly state: 'notVerifiable'; readonly doubts: readonly Doubt[] };
