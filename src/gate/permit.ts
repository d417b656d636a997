import { EinlassError } from '../errors.ts';

declare const brand: unique symbol;

/** What the person chose for camera and microphone; ids are the browser's and never leave this device. */
export interface DeviceChoice {
  readonly camera: 'on' | 'off' | 'none';
  readonly microphone: 'on' | 'off' | 'none';
  readonly cameraId?: string;
  readonly microphoneId?: string;
  readonly speakerId?: string;
}

/** What an open gate grants: entry to one room, once. */
export interface PermitGrant {
  /** Room name as Jitsi gets it: lower-case base32/hex letters and digits only, nothing personal. */
  readonly room: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly issuedAt: number;
  readonly devices: DeviceChoice;
}

/**
 * The right to enter the meeting. Only the seal of {@link takeSeal}, which `gate/open.ts` alone holds, makes one; the type cannot
 * be written by hand and the run-time check refuses look-alikes made in the console.
 */
export type Permit = PermitGrant & { readonly [brand]: true };

const unused = new WeakSet<object>();

let isTaken = false;

/**
 * Hands out the seal that makes permits: once, to whoever asks first. That is `gate/open.ts`, when it is loaded and
 * before any page can be reached by a console; to everybody after it this throws PERMIT_MISSING. `test/house` fails when
 * anything else imports it.
 */
export function takeSeal(): (grant: PermitGrant) => Permit {
  if (isTaken) throw new EinlassError('PERMIT_MISSING', { detail: 'the seal is taken' });
  isTaken = true;
  return (grant) => {
    const permit = Object.freeze({ ...grant, devices: Object.freeze({ ...grant.devices }) }) as Permit;
    unused.add(permit);
    return permit;
  };
}

/** Says whether `value` is a permit made by the gate of this page that has not been used yet. Never throws. */
export function isPermit(value: unknown): value is Permit {
  return typeof value === 'object' && value !== null && unused.has(value);
}

/**
 * Uses a permit up. Returns true exactly once for each permit made by the gate, and false for everything else, so that
 * one passage through the gate opens one meeting.
 */
export function usePermit(value: unknown): value is Permit {
  return typeof value === 'object' && value !== null && unused.delete(value);
}
