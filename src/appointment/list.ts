import type { Appointment } from './appointment.ts';
import { dayKey, OFFICE_ZONE } from './zone.ts';

/** Appointments as a counsellor goes through them. Those called off stand where they would have been. */
export interface AppointmentList {
  /** Of today by the office's clock, and those still running over midnight; earliest first. */
  readonly today: readonly Appointment[];
  /** From tomorrow on, next first. */
  readonly coming: readonly Appointment[];
  /** Before today, last first. */
  readonly past: readonly Appointment[];
}

/** Milliseconds before the start from which on an appointment is near, also over midnight. */
export const SOON = 60 * 60_000;

/** Is it still too early to offer its room as the next thing to do? From the day itself on, or when it is near, it is not. */
export function isAhead({ startsAt }: Appointment, now: number, zone = OFFICE_ZONE): boolean {
  return startsAt - now > SOON && dayKey(startsAt, zone) > dayKey(now, zone);
}

/** Sorts appointments around `now`. Every one is in exactly one of the lists. */
export function listed(appointments: readonly Appointment[], now: number, zone = OFFICE_ZONE): AppointmentList {
  const today = dayKey(now, zone);
  const lists: Record<keyof AppointmentList, Appointment[]> = { today: [], coming: [], past: [] };
  for (const appointment of [...appointments].sort(byStart)) {
    const day = dayKey(appointment.startsAt, zone);
    const isRunning = appointment.state === 'planned' && appointment.startsAt + appointment.minutes * 60_000 > now;
    if (day === today || (day < today && isRunning)) lists.today.push(appointment);
    else lists[day < today ? 'past' : 'coming'].push(appointment);
  }
  return { ...lists, past: lists.past.reverse() };
}

/** The id decides between two at the same time, so that rows do not change places from look to look. */
function byStart(one: Appointment, other: Appointment): number {
  return one.startsAt - other.startsAt || (one.id < other.id ? -1 : 1);
}
