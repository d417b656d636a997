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
 * The right to enter the meeting. Only {@link sealPermit}, which `gate/open.ts` alone calls, makes one; the type cannot
 * be written by hand and the run-time check refuses look-alikes made in the console.
 */
export type Permit = PermitGrant & { readonly [brand]: true };

const unused = new WeakSet<object>();

/** Makes a permit. For `gate/open.ts` only; `test/house` fails when anything else imports it. */
export function sealPermit(grant: PermitGrant): Permit {
  const permit = Object.freeze({ ...grant, devices: Object.freeze({ ...grant.devices }) }) as Permit;
  unused.add(permit);
  return permit;
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
