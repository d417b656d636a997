/** Identity of one wording: a released text never changes, so id, number and hash belong together (house rule 6). */
export interface TextRef {
  readonly id: string;
  /** Number of the version, counted from 1; the same in every language. */
  readonly version: number;
  /** SHA-256 (hex) of the wording in the language in which it is law here, German. */
  readonly sha256: string;
}

/**
 * What kind of declaration a statement is. They are never mixed on screen or in the receipt (Art. 7(2) GDPR):
 * `information` was presented, `acknowledgement` taken note of, `consent` given freely, `minor` is the declaration that
 * the policy for minors asks for, `assurance` is a statement of fact, `pledge` a promise of secrecy.
 */
export type StatementKind = 'information' | 'acknowledgement' | 'consent' | 'minor' | 'assurance' | 'pledge';

/** Who somebody at this device is. The client is always there; everybody else is named on the step `assurances`. */
export const PERSON_ROLES = ['client', 'guardian', 'helper', 'interpreter', 'relative', 'colleague', 'child'] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** One statement that the profile asks for. */
export interface StatementPlan {
  readonly text: TextRef;
  readonly kind: StatementKind;
  /** An optional statement has to be answered, but no is as good as yes. */
  readonly need: 'required' | 'optional';
  /** The roles that make this statement, each for itself. */
  readonly roles: readonly PersonRole[];
}

export const STEP_KINDS = [
  'arrive',
  'browser',
  'information',
  'consent',
  'details',
  'minor',
  'review',
  'assurances',
  'pledge',
  'devices',
  'waiting',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const FIELD_IDS = ['name', 'birthDate', 'street', 'postalCode', 'city', 'phone', 'email', 'note'] as const;
export type FieldId = (typeof FIELD_IDS)[number];

export interface FieldPlan {
  readonly id: FieldId;
  readonly need: 'required' | 'optional';
  /** The profile keeps it from the counsellor's eyes: her copy of a receipt does not carry it. */
  readonly hidden?: true;
}

/** The profile's way with minors (C-17). */
export type MinorsPlan =
  | { readonly policy: 'none' }
  | {
      readonly policy: 'guardian' | 'capacity' | 'confidential';
      /** From this age on (years) a minor decides alone under `capacity`; younger ones need a guardian. */
      readonly minAge: number;
      /** The declaration for each way that this policy can take. */
      readonly statements: Partial<Readonly<Record<MinorPath, StatementPlan>>>;
    };

/** Which way a minor goes: a guardian declares, the minor declares with capacity to be confirmed, or nobody else learns. */
export type MinorPath = 'guardian' | 'capacity' | 'confidential';

/** Everything that the gate has to know of a profile and its texts. Made by `service/plan.ts`. */
export interface GatePlan {
  readonly service: string;
  /** Identity of the profile itself; the receipt names it. */
  readonly profile: TextRef;
  readonly steps: readonly StepKind[];
  readonly statements: readonly StatementPlan[];
  readonly fields: readonly FieldPlan[];
  readonly minors: MinorsPlan;
  /** How long a consent holds: this appointment only, or that many milliseconds. */
  readonly consentHolds: 'appointment' | number;
  /** How long after its start an appointment's link still opens the gate, in milliseconds. */
  readonly linkHolds: number;
  readonly browserPolicy: 'inform' | 'warn' | 'block';
  readonly e2ee: 'off' | 'preferred' | 'required';
  readonly camera: 'required' | 'optional';
  readonly typedName: boolean;
  /** May other persons be in the room with the client? If not, the step `assurances` asks for nobody else. */
  readonly othersInRoom: boolean;
}

/** Compares two wordings: same text, same number, same hash. */
export function isSameText(a: TextRef, b: TextRef): boolean {
  return a.id === b.id && a.version === b.version && a.sha256 === b.sha256;
}
