import { cleanName } from '../mailbox/name.ts';
import type { Appointment, InvitedPerson } from './appointment.ts';
import { newPassword, type Random } from './random.ts';
import { dayKey, OFFICE_ZONE } from './zone.ts';

export const MINUTES_MIN = 5;
export const MINUTES_MAX = 480;
export const PEOPLE_MAX = 20;
export const SERIES_MAX = 52;
export const WEEKS_MAX = 8;
export const LABEL_MAX = 60;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 40;
/** Further ahead is a slip of the keyboard in the year. */
const AHEAD_MAX = 2 * 366 * 86_400_000;

/** What a new appointment is made from. */
export interface AppointmentDraft {
  readonly service: string;
  readonly type: Appointment['type'];
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly e2ee: Appointment['e2ee'];
  readonly password: string | null;
  readonly people: readonly { readonly role: InvitedPerson['role']; readonly label: string }[];
  /** A series repeats every so many weeks, so many times in all; null: once. */
  readonly repeat: { readonly everyWeeks: number; readonly times: number } | null;
}

/** What the profile of a service allows. */
export interface ServiceLimits {
  readonly id: string;
  readonly type: Appointment['type'];
  readonly e2ee: Appointment['e2ee'];
  readonly password: 'off' | 'optional' | 'required';
}

export type DraftFault =
  | { readonly field: 'service' | 'type'; readonly fault: 'foreign' }
  | { readonly field: 'startsAt'; readonly fault: 'invalid' | 'past' | 'tooFarAhead' | 'earlierToday' }
  | { readonly field: 'minutes'; readonly fault: 'outOfRange' }
  | { readonly field: 'e2ee'; readonly fault: 'notOffered' | 'tooWeak' }
  | { readonly field: 'password'; readonly fault: 'missing' | 'notAllowed' | 'tooShort' | 'tooLong' | 'blanks' }
  | { readonly field: 'people'; readonly fault: 'noClient' | 'oneClientOnly' | 'tooMany' }
  /** `index` counts in `people`, from 0. */
  | { readonly field: 'label'; readonly fault: 'tooLong'; readonly index: number }
  | { readonly field: 'repeat'; readonly fault: 'outOfRange' };

/** A warning is shown and may be passed; an error has to be put right first. */
export type DraftProblem = DraftFault & { readonly level: 'error' | 'warning' };

/** A label as it is kept: the rule of every name that this program shows, so no line breaks, no bidi marks. Not cut. */
export function cleanLabel(raw: string): string {
  return cleanName(raw);
}

/**
 * What stands between this draft and an appointment, field by field in the order of the form; empty: nothing. Earlier
 * today is a warning only: people call, talk begins, and the appointment is written down while they wait.
 */
export function checkDraft(
  draft: AppointmentDraft,
  limits: ServiceLimits,
  now: number,
  zone = OFFICE_ZONE,
): readonly DraftProblem[] {
  const errors: readonly (DraftFault | null)[] = [
    draft.service === limits.id ? null : { field: 'service', fault: 'foreign' },
    draft.type === limits.type ? null : { field: 'type', fault: 'foreign' },
    checkStart(draft.startsAt, now, zone),
    checkMinutes(draft.minutes),
    checkE2ee(draft.e2ee, limits.e2ee),
    checkPassword(draft.password, limits.password),
    checkPeople(draft.people, draft.type),
    ...draft.people.map(({ label }, index): DraftFault | null =>
      cleanLabel(label).length > LABEL_MAX ? { field: 'label', fault: 'tooLong', index } : null,
    ),
    checkRepeat(draft.repeat),
  ];
  return errors.flatMap((fault) =>
    fault === null ? [] : [{ ...fault, level: fault.fault === 'earlierToday' ? 'warning' : 'error' } as const],
  );
}

/** The draft with a password made for it, where the service requires one and none was chosen; otherwise the same draft. */
export function withPassword(draft: AppointmentDraft, limits: ServiceLimits, random: Random): AppointmentDraft {
  const isNeeded = limits.password === 'required' && draft.password === null;
  return isNeeded ? { ...draft, password: newPassword(random) } : draft;
}

/** What is wrong with another start; null: nothing. Also for appointments that are moved. */
export function checkStart(
  startsAt: number,
  now: number,
  zone = OFFICE_ZONE,
): Extract<DraftFault, { field: 'startsAt' }> | null {
  const field = 'startsAt';
  // Links count whole minutes since 1970.
  if (!Number.isInteger(startsAt / 60_000) || startsAt < 0) return { field, fault: 'invalid' };
  if (startsAt > now + AHEAD_MAX) return { field, fault: 'tooFarAhead' };
  // The running minute is not past.
  if (startsAt > now - 60_000) return null;
  return { field, fault: dayKey(startsAt, zone) === dayKey(now, zone) ? 'earlierToday' : 'past' };
}

/** What is wrong with another length; null: nothing. */
export function checkMinutes(minutes: number): Extract<DraftFault, { field: 'minutes' }> | null {
  return isWhole(minutes, MINUTES_MIN, MINUTES_MAX) ? null : { field: 'minutes', fault: 'outOfRange' };
}

/** An appointment may ask for more encryption than the profile, never for less. Off is off: the texts explain none. */
function checkE2ee(asked: Appointment['e2ee'], offered: Appointment['e2ee']): DraftFault | null {
  if (asked === offered) return null;
  if (offered === 'off') return { field: 'e2ee', fault: 'notOffered' };
  return asked === 'required' ? null : { field: 'e2ee', fault: 'tooWeak' };
}

function checkPassword(password: string | null, policy: ServiceLimits['password']): DraftFault | null {
  const field = 'password';
  if (password === null) return policy === 'required' ? { field, fault: 'missing' } : null;
  if (policy === 'off') return { field, fault: 'notAllowed' };
  if (password.length < PASSWORD_MIN) return { field, fault: 'tooShort' };
  if (password.length > PASSWORD_MAX) return { field, fault: 'tooLong' };
  // Nobody can tell a blank, or a letter that is not on the keyboard, over the phone.
  return /^[\x21-\x7e]+$/.test(password) ? null : { field, fault: 'blanks' };
}

function checkPeople(people: AppointmentDraft['people'], type: Appointment['type']): DraftFault | null {
  const clients = people.filter(({ role }) => role === 'client').length;
  if (people.length > PEOPLE_MAX) return { field: 'people', fault: 'tooMany' };
  if (clients === 0) return { field: 'people', fault: 'noClient' };
  return type === 'single' && clients > 1 ? { field: 'people', fault: 'oneClientOnly' } : null;
}

function checkRepeat(repeat: AppointmentDraft['repeat']): DraftFault | null {
  if (repeat === null) return null;
  const fits = isWhole(repeat.everyWeeks, 1, WEEKS_MAX) && isWhole(repeat.times, 1, SERIES_MAX);
  return fits ? null : { field: 'repeat', fault: 'outOfRange' };
}

function isWhole(number: number, min: number, max: number): boolean {
  return Number.isInteger(number) && number >= min && number <= max;
}
