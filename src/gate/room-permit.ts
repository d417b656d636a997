import { EinlassError } from '../errors.ts';
import type { DeviceChoice } from './permit.ts';

declare const brand: unique symbol;

/** What a counsellor's declaration grants: to open one room as the one who admits, once. */
export interface RoomGrant {
  /** UUID of the appointment. */
  readonly appointment: string;
  /** Room name as Jitsi gets it, nothing personal in it. */
  readonly room: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly devices: DeviceChoice;
}

/**
 * The right to open a room. Another kind of value than a client's permit: neither opens what the other is for. Only the
 * seal of {@link takeRoomSeal}, which `gate/counsellor.ts` alone holds, makes one.
 */
export type RoomPermit = RoomGrant & { readonly [brand]: true };

const unused = new WeakSet<object>();

let isTaken = false;

/**
 * Hands out the seal that makes room permits: once, to whoever asks first. That is `gate/counsellor.ts`, when it is
 * loaded; to everybody after it this throws PERMIT_MISSING. `test/house` fails when anything else imports it.
 */
export function takeRoomSeal(): (grant: RoomGrant) => RoomPermit {
  if (isTaken) throw new EinlassError('PERMIT_MISSING', { detail: 'the seal of rooms is taken' });
  isTaken = true;
  return (grant) => {
    const permit = Object.freeze({ ...grant, devices: Object.freeze({ ...grant.devices }) }) as RoomPermit;
    unused.add(permit);
    return permit;
  };
}

/** Says whether `value` is a room permit of this page that has not been used yet. Never throws. */
export function isRoomPermit(value: unknown): value is RoomPermit {
  return typeof value === 'object' && value !== null && unused.has(value);
}

/** Uses a room permit up. Returns true exactly once for each that was made here, and false for everything else. */
export function useRoomPermit(value: unknown): value is RoomPermit {
  return typeof value === 'object' && value !== null && unused.delete(value);
}
