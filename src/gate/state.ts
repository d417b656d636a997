import type { Acceptance, PersonId } from './acceptance.ts';
import type { FieldId, MinorPath, PersonRole, TextRef } from './plan.ts';
import type { DeviceChoice } from './permit.ts';

/** One visit: an appointment reached from a link, in one tab. */
export interface Visit {
  /** Random id of this visit. */
  readonly session: string;
  /** Room name as Jitsi gets it; identifies the appointment. */
  readonly appointment: string;
  /** Start of the appointment in milliseconds since 1970, or null where a conference name was typed by hand. */
  readonly startsAt: number | null;
  /** What the link says about the person. */
  readonly role: PersonRole;
}

export interface Person {
  readonly id: PersonId;
  readonly role: PersonRole;
}

export type Details = Readonly<Partial<Record<FieldId, string>>>;

/** What a minor (or the guardian) answered on the step `minor`. */
export interface MinorAnswer {
  readonly age: 'adult' | 'minor';
  /** Years, where a date of birth or an answer says so. */
  readonly years?: number;
  readonly path?: MinorPath;
  readonly guardian?: { readonly name: string; readonly relation: string };
}

export interface Signature {
  /** The name typed under the declaration; empty where the profile asks for none. */
  readonly name: string;
  readonly place: string;
  readonly at: number;
}

export interface BrowserAnswer {
  readonly join: boolean;
  readonly e2ee: boolean;
  /** The person read what will not work and goes on. */
  readonly acknowledged: boolean;
}

export type Ending = 'declined' | 'withdrawn' | 'ended';

/**
 * What is known of a visit. The position is never part of it: `position.ts` derives it on every look (house rule 2).
 * `browser` and `devices` describe this very page load and are never stored.
 */
export interface GateState {
  readonly visit: Visit | null;
  readonly begun: boolean;
  readonly browser: BrowserAnswer | null;
  /** Answers to consents and acknowledgements that the final act has not yet turned into acceptances, by text id. */
  readonly decisions: Readonly<Record<string, PendingDecision>>;
  readonly details: Details | null;
  readonly minor: MinorAnswer | null;
  readonly signature: Signature | null;
  readonly people: readonly Person[] | null;
  readonly acceptances: readonly Acceptance[];
  readonly devices: DeviceChoice | null;
  readonly displayName: string | null;
  readonly ending: Ending | null;
  /** The latest time ever seen, so that a clock set back revives nothing. */
  readonly latest: number;
}

export interface PendingDecision {
  readonly text: TextRef;
  readonly decision: 'given' | 'refused';
  readonly language: string;
  readonly at: number;
}

export const EMPTY_STATE: GateState = Object.freeze({
  visit: null,
  begun: false,
  browser: null,
  decisions: Object.freeze({}),
  details: null,
  minor: null,
  signature: null,
  people: null,
  acceptances: Object.freeze([]),
  devices: null,
  displayName: null,
  ending: null,
  latest: 0,
});

/** What can happen at the gate. `at` is in milliseconds since 1970; the gate itself has no clock. */
export type GateEvent =
  | { readonly type: 'arrived'; readonly visit: Visit; readonly at: number }
  | { readonly type: 'begun'; readonly at: number }
  | { readonly type: 'browserChecked'; readonly browser: BrowserAnswer; readonly at: number }
  | { readonly type: 'informed'; readonly text: TextRef; readonly language: string; readonly at: number }
  | {
      readonly type: 'decided';
      readonly text: TextRef;
      readonly decision: 'given' | 'refused';
      readonly language: string;
      readonly at: number;
    }
  | { readonly type: 'detailsGiven'; readonly details: Details; readonly at: number }
  | { readonly type: 'minorAnswered'; readonly answer: MinorAnswer; readonly language: string; readonly at: number }
  | { readonly type: 'signed'; readonly name: string; readonly place: string; readonly at: number }
  | { readonly type: 'peopleNamed'; readonly people: readonly Person[]; readonly at: number }
  | {
      readonly type: 'promised';
      readonly person: PersonId;
      readonly text: TextRef;
      readonly given: boolean;
      readonly language: string;
      readonly at: number;
    }
  | {
      readonly type: 'devicesChosen';
      readonly devices: DeviceChoice;
      readonly displayName: string;
      readonly at: number;
    }
  | { readonly type: 'declined'; readonly at: number }
  | { readonly type: 'withdrawn'; readonly language: string; readonly at: number }
  | { readonly type: 'ended'; readonly at: number }
  | { readonly type: 'looked'; readonly at: number };
