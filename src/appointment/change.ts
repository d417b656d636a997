import type { Appointment, InvitedPerson } from './appointment.ts';
import { invitedPerson } from './create.ts';
import { PEOPLE_MAX } from './draft.ts';
import type { Random } from './random.ts';

/** May another person in that role be invited, and if not, why not. */
export function mayInvite(
  { state, type, people }: Appointment,
  role: InvitedPerson['role'],
): 'yes' | 'closed' | 'full' | 'oneClientOnly' {
  if (state !== 'planned') return 'closed';
  if (people.length >= PEOPLE_MAX) return 'full';
  const isSecondClient = role === 'client' && people.some((person) => person.role === 'client');
  return type === 'single' && isSecondClient ? 'oneClientOnly' : 'yes';
}

/** With one person more, or the same appointment where `mayInvite` does not say yes. */
export function invited(
  appointment: Appointment,
  role: InvitedPerson['role'],
  label: string,
  random: Random,
): Appointment {
  if (mayInvite(appointment, role) !== 'yes') return appointment;
  return { ...appointment, people: [...appointment.people, invitedPerson(role, label, random)] };
}

/**
 * At another time. The start stands in every personal link, so each person needs the new one. Returns the same
 * appointment when nothing is different or it is closed.
 */
export function changed(
  appointment: Appointment,
  { startsAt, minutes }: Pick<Appointment, 'startsAt' | 'minutes'>,
): Appointment {
  const isSame = startsAt === appointment.startsAt && minutes === appointment.minutes;
  return isSame || appointment.state !== 'planned' ? appointment : revised({ ...appointment, startsAt, minutes });
}

/** Called off. One that has ended took place and cannot be called off any more: then the same. */
export function cancelled(appointment: Appointment): Appointment {
  return appointment.state === 'planned' ? revised({ ...appointment, state: 'cancelled' }) : appointment;
}

/** Over for good: there is no way back from here. One that was called off stays called off. */
export function ended(appointment: Appointment): Appointment {
  return appointment.state === 'planned' ? { ...appointment, state: 'ended' } : appointment;
}

function revised(appointment: Appointment): Appointment {
  return { ...appointment, revision: (appointment.revision ?? 0) + 1 };
}
