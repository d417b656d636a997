import type { DeviceChoice } from './permit.ts';
import { PERSON_ROLES, type MinorPath, type PersonRole } from './plan.ts';
import type { BrowserAnswer, MinorAnswer, Person, Visit } from './state.ts';

/*
 * What an event carries is taken by value and only in its right shape: elements can be called from the console, and an
 * object that is changed after it was told must not change what was declared. Each function returns null for anything
 * else and never throws for plain data.
 */

/** The last instant that a calendar can name (ECMA-262, time values). Beyond it nobody has an age. */
const LAST_INSTANT = 8.64e15;
const DEVICE_STATES = ['on', 'off', 'none'] as const;
const MINOR_PATHS: readonly MinorPath[] = ['guardian', 'capacity', 'confidential'];
const OLDEST_MINOR = 17;

/** Says whether this is an instant that a calendar can name, in milliseconds since 1970. */
export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= LAST_INSTANT;
}

/** A language as BCP 47 writes it, or null: what was on screen is never guessed. */
export function soundLanguage(value: unknown): string | null {
  return typeof value === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value) ? value : null;
}

export function soundVisit(value: unknown): Visit | null {
  if (!isRecord(value)) return null;
  const { session, appointment, startsAt, role } = value;
  if (!isWord(session) || !isWord(appointment) || !isRole(role)) return null;
  if (startsAt !== null && !isInstant(startsAt)) return null;
  return { session, appointment, startsAt, role };
}

export function soundBrowser(value: unknown): BrowserAnswer | null {
  if (!isRecord(value)) return null;
  const { join, e2ee, acknowledged } = value;
  if (typeof join !== 'boolean' || typeof e2ee !== 'boolean' || typeof acknowledged !== 'boolean') return null;
  return { join, e2ee, acknowledged };
}

export function soundDevices(value: unknown): DeviceChoice | null {
  if (!isRecord(value)) return null;
  const camera = DEVICE_STATES.find((state) => state === value['camera']);
  const microphone = DEVICE_STATES.find((state) => state === value['microphone']);
  if (!camera || !microphone) return null;
  const { cameraId, microphoneId, speakerId } = value;
  return {
    camera,
    microphone,
    ...(isWord(cameraId) ? { cameraId } : {}),
    ...(isWord(microphoneId) ? { microphoneId } : {}),
    ...(isWord(speakerId) ? { speakerId } : {}),
  };
}

/** The others in the room: each with an id of its own. A second client would have consented to nothing, so there is none. */
export function soundPeople(value: unknown): readonly Person[] | null {
  if (!Array.isArray(value)) return null;
  const people = value.map(soundPerson).filter((person) => person !== null);
  const ids = new Set(people.map(({ id }) => id));
  return people.length === value.length && ids.size === value.length ? people : null;
}

function soundPerson(value: unknown): Person | null {
  if (!isRecord(value)) return null;
  const { id, role } = value;
  return isWord(id) && id !== 'self' && isRole(role) && role !== 'client' ? { id, role } : null;
}

export function soundAnswer(value: unknown): MinorAnswer | null {
  if (!isRecord(value)) return null;
  const { age, years, guardian } = value;
  if (age === 'adult') return { age };
  if (age !== 'minor') return null;
  const path = MINOR_PATHS.find((candidate) => candidate === value['path']);
  if (
    years !== undefined &&
    !(typeof years === 'number' && Number.isInteger(years) && years >= 0 && years <= OLDEST_MINOR)
  )
    return null;
  const named = guardian === undefined ? undefined : soundGuardian(guardian);
  if (named === null) return null;
  return {
    age,
    ...(years === undefined ? {} : { years }),
    ...(path ? { path } : {}),
    ...(named ? { guardian: named } : {}),
  };
}

function soundGuardian(value: unknown): { readonly name: string; readonly relation: string } | null {
  if (!isRecord(value)) return null;
  const { name, relation } = value;
  return typeof name === 'string' && typeof relation === 'string' ? { name, relation } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRole(value: unknown): value is PersonRole {
  return PERSON_ROLES.some((role) => role === value);
}
