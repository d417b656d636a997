import { EinlassError, refused, type Parsed } from '../errors.ts';
import { fromBase64url } from '../mailbox/base64url.ts';
import { encodeLink, roomName } from '../mailbox/link.ts';
import type { PublicKeyJwk } from '../mailbox/point.ts';
import type { Appointment, InvitedPerson } from './appointment.ts';

/** Jitsi's name for the room of this appointment. Throws only when the room is not 16 bytes (`parseAppointment`). */
export function roomNameOf({ room }: Pick<Appointment, 'room'>): string {
  return roomName(bytesOf(room));
}

/**
 * The personal link of somebody invited, at most 250 characters. `sealingKey` is null where the profile names the
 * team's key. Refuses with LINK_TOO_LONG where the city's address leaves too little room, and with LINK_MALFORMED where
 * `gateOrigin` or the key are not what they should be; never throws.
 */
export function linkOf(
  { service, room, startsAt }: Pick<Appointment, 'service' | 'room' | 'startsAt'>,
  { role, secret }: Pick<InvitedPerson, 'role' | 'secret'>,
  gateOrigin: string,
  sealingKey: PublicKeyJwk | null,
): Parsed<string> {
  try {
    const link = encodeLink(gateOrigin, {
      ...(role === 'client' ? { role } : { role: 'furtherPerson', furtherRole: role }),
      service,
      room: bytesOf(room),
      secret: bytesOf(secret),
      startsAt,
      ...(sealingKey === null ? {} : { sealingKey }),
    });
    return { ok: true, value: link };
  } catch (error) {
    if (error instanceof EinlassError) return refused(error.code, error.message);
    throw error;
  }
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return fromBase64url(text)?.bytes ?? new Uint8Array();
}
