import type { FieldId, MinorPath, PersonRole, TextRef } from './plan.ts';
import type { ZonedTime } from './iso-time.ts';

/** Status of a consent in the words of the Data Privacy Vocabulary (`dpv:hasConsentStatus`, ISO/IEC TS 27560 event_state). */
export type ConsentStatus =
  | 'ConsentRequested'
  | 'ConsentGiven'
  | 'RenewedConsentGiven'
  | 'ConsentRefused'
  | 'ConsentWithdrawn'
  | 'ConsentExpired'
  | 'ConsentInvalidated';

export interface ReceiptParty {
  readonly role: 'controller' | 'department' | 'dataProtectionOfficer' | 'processor' | 'supervisoryAuthority';
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** One wording in one language, in full. */
export interface ReceiptWording {
  /** Identity of the wording: its hash is that of the German one. */
  readonly text: TextRef;
  /** Language of `statement`, BCP 47. */
  readonly language: string;
  readonly title: string | null;
  readonly statement: string;
  /** SHA-256 (hex) of the wording in `language`. */
  readonly sha256Shown: string;
}

/** A wording as the receipt carries it, so that it can be read when the text has long been replaced. */
export interface ReceiptText {
  readonly textId: string;
  readonly version: number;
  readonly sha256: string;
  readonly title: string | null;
  /** In full; null only where an older wording, replaced since, is not at hand. */
  readonly statement: string | null;
  /** Language of `statement`. */
  readonly statementLanguage: string | null;
  readonly sha256Shown: string | null;
}

/** What one person said to one wording. `decision` is null where nothing that counts was said. */
export interface ReceiptDeclaration extends ReceiptText {
  /** Only the role: names of others in the room are nobody's business. */
  readonly person: PersonRole;
  readonly by: 'self' | 'guardian' | null;
  readonly decision: 'given' | 'refused' | null;
  /** Language that was on screen. */
  readonly language: string | null;
  readonly at: ZonedTime | null;
}

export interface ReceiptPurpose {
  readonly id: string;
  readonly title: string;
  /** Article of the GDPR, such as 6-1-a. */
  readonly legalBasis: string;
  readonly need: 'required' | 'optional';
  /** Null where the purpose rests on another's statement. */
  readonly declaration: ReceiptDeclaration | null;
  /** Null where it was not asked for consent (Art. 6(1)(b) and (e)). */
  readonly status: ConsentStatus | null;
}

export interface ReceiptEvent extends ReceiptText {
  readonly at: ZonedTime;
  readonly type: 'ExplicitlyExpressedConsent';
  readonly state: ConsentStatus;
  /** Who acted (entity_id of ISO/IEC TS 27560). */
  readonly by: 'self' | 'guardian';
  readonly language: string;
  readonly appointment: string;
}

export interface ReceiptDetail {
  readonly field: FieldId;
  readonly label: string;
  readonly purpose: string;
  readonly value: string;
}

/** What this person said when somebody else wanted to come in. Who gave no answer has none here: that is a no. */
export interface FurtherPersonAnswer {
  readonly role: PersonRole;
  readonly decision: 'yes' | 'no';
  readonly at: ZonedTime;
}

/** How a declaration was made (C-09): at a device, there with a typed name, or with a pen, as a counsellor has recorded it. */
export type DeclarationForm = 'electronic' | 'electronicTypedName' | 'recordedByCounsellor';

/** What a counsellor says about the signed paper. No time of day: a form carries a day only. */
export interface ReceiptPaper {
  /** YYYY-MM-DD, as it stands beside the signature. */
  readonly signedOn: string;
  /** Where the paper is kept. */
  readonly kept: string;
  /** The counsellor who has seen it, as she calls herself. */
  readonly seenBy: string;
  /** What others in the room with the person have signed on the same paper; it names no role for them. */
  readonly others: readonly (ReceiptText & { readonly decision: 'given' | 'refused' })[];
}

/** What the service and the visit know and the gate does not: facts, ready to be printed in the language of the person. */
export interface ReceiptContext {
  /** UUIDs. */
  readonly recordId: string;
  readonly receiptId: string;
  readonly checkCode: string | null;
  /** IANA zone in which times are written. */
  readonly zone: string;
  readonly language: string;
  /** Name and version of this software. */
  readonly software: string;
  readonly service: { readonly id: string; readonly title: string };
  readonly jurisdiction: string;
  readonly controllers: readonly ReceiptParty[];
  readonly authority: ReceiptParty | null;
  readonly purposes: readonly {
    readonly id: string;
    readonly title: string;
    readonly legalBasis: string;
    readonly need: 'required' | 'optional';
    readonly textId: string | null;
  }[];
  readonly dataCategories: readonly {
    readonly id: string;
    readonly title: string;
    readonly isOptional: boolean;
    readonly isSpecial: boolean;
  }[];
  readonly fields: readonly {
    readonly id: FieldId;
    readonly label: string;
    readonly purpose: string;
    readonly visibleTo: 'counsellor' | 'system';
  }[];
  /** May the name be a pseudonym? */
  readonly isPseudonym: boolean;
  readonly storage: readonly string[];
  readonly retention: readonly { readonly subject: string; readonly period: string }[];
  readonly recipients: readonly string[];
  readonly withdrawalMethod: readonly string[];
  readonly rights: readonly string[];
  /** What this consent is not, such as a release from confidentiality. */
  readonly notIncluded: readonly { readonly id: string; readonly statement: string }[];
  /** Answers about further persons, oldest first; `at` in milliseconds since 1970. */
  readonly furtherPersons?: readonly (Omit<FurtherPersonAnswer, 'at'> & { readonly at: number })[];
  readonly session: {
    readonly type: 'single' | 'group';
    readonly access: 'personalLink' | 'conferenceName';
    /** As reported when the talk began; nothing is taken for granted. */
    readonly e2eeAtStart: 'unknown' | 'off' | 'requested' | 'reportedOnForAll' | 'impossible';
    readonly deviceCheck: 'passed' | 'warned' | 'skipped';
  };
  readonly wordings: readonly ReceiptWording[];
}

/** Proof of what was shown and said, after ISO/IEC TS 27560; requirements.md §6 names each field. Plain JSON. */
export interface Receipt {
  readonly schemaVersion: 'einlass-receipt/1';
  readonly conformsTo: 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr';
  readonly recordId: string;
  readonly receiptId: string;
  readonly checkCode: string | null;
  readonly issuedAt: ZonedTime;
  readonly language: string;
  readonly declarationForm: DeclarationForm;
  /** Null where somebody declared at a device. */
  readonly paper: ReceiptPaper | null;
  readonly principal: { readonly id: string; readonly role: PersonRole; readonly identity: 'name' | 'pseudonym' };
  readonly declarant: {
    readonly role: 'self' | 'guardian';
    readonly name: string | null;
    readonly place: string | null;
    readonly signedAt: ZonedTime | null;
    readonly relation: string | null;
    /** On whose behalf a guardian declared; null where everybody spoke for themselves. */
    readonly onBehalfOf: string | null;
  };
  readonly details: { readonly counsellor: readonly ReceiptDetail[]; readonly system: readonly ReceiptDetail[] };
  readonly notice: {
    readonly ref: string;
    readonly version: number;
    readonly sha256: string;
    readonly profile: TextRef;
    readonly deliveredVia: 'shownHere' | 'onPaper';
    readonly language: string | null;
    /** Null where the current notice was not presented. */
    readonly informedAt: ZonedTime | null;
  } | null;
  readonly purposes: readonly ReceiptPurpose[];
  readonly dataCategories: ReceiptContext['dataCategories'];
  readonly controllers: readonly ReceiptParty[];
  readonly authority: ReceiptParty | null;
  readonly collectionMethod: string;
  readonly storage: readonly string[];
  readonly retention: ReceiptContext['retention'];
  readonly recipients: readonly string[];
  readonly jurisdiction: string;
  readonly withdrawalMethod: readonly string[];
  readonly rights: readonly string[];
  /** Everything that was ever said to a consent here, oldest first; nothing is overwritten. */
  readonly events: readonly ReceiptEvent[];
  readonly validity:
    | { readonly kind: 'appointment'; readonly appointment: string }
    | { readonly kind: 'until'; readonly until: ZonedTime }
    | null;
  readonly service: ReceiptContext['service'];
  readonly acknowledgements: readonly ReceiptDeclaration[];
  readonly assurances: readonly ReceiptDeclaration[];
  readonly pledges: readonly ReceiptDeclaration[];
  readonly minor: {
    readonly policy: 'guardian' | 'capacity' | 'confidential';
    readonly age: 'adult' | 'minor' | 'unknown';
    readonly path: MinorPath | null;
    readonly declaration: ReceiptDeclaration | null;
    /** The counsellor's word; the gate cannot give it. */
    readonly capacityConfirmedBy: null;
    readonly guardian: { readonly name: string; readonly relation: string } | null;
  } | null;
  readonly session: ReceiptContext['session'] & {
    readonly appointment: string;
    readonly startsAt: ZonedTime | null;
  };
  /** Roles of the others at this device; null where nobody said. */
  readonly people: readonly PersonRole[] | null;
  readonly furtherPersons: readonly FurtherPersonAnswer[];
  readonly notIncluded: ReceiptContext['notIncluded'];
}
