import { toBase64url } from '../mailbox/base64url.ts';
import type { Appointment, InvitedPerson } from './appointment.ts';
import { cleanLabel, type AppointmentDraft } from './draft.ts';
import { uuid, type Random } from './random.ts';
import { OFFICE_ZONE, timeAtWall, wallTime } from './zone.ts';

const SECRET_BYTES = 16;

/**
 * Makes the appointment of a draft, or all of a series, in the order of time. Every one has a room of its own,
 * and every person in it a secret of their own. A series keeps the time on the wall clock of the office when clocks
 * change. The draft has to be one without errors (`checkDraft`).
 */
export function createAppointments(
  draft: AppointmentDraft,
  random: Random,
  zone = OFFICE_ZONE,
): readonly [Appointment, ...Appointment[]] {
  const { repeat } = draft;
  const series = repeat === null || repeat.times < 2 ? null : uuid(random);
  const later = Array.from({ length: (repeat?.times ?? 1) - 1 }, (_, index) =>
    weeksLater(draft.startsAt, (index + 1) * (repeat?.everyWeeks ?? 1), zone),
  );
  return [
    appointmentOf(draft, draft.startsAt, series, random),
    ...later.map((startsAt) => appointmentOf(draft, startsAt, series, random)),
  ];
}

/** Somebody with a fresh secret, under a label that stays in this browser. */
export function invitedPerson(role: InvitedPerson['role'], label: string, random: Random): InvitedPerson {
  return { id: uuid(random), role, label: cleanLabel(label), secret: bytesOf(random) };
}

function appointmentOf(draft: AppointmentDraft, startsAt: number, series: string | null, random: Random): Appointment {
  const { service, type, minutes, e2ee, password, people } = draft;
  return {
    id: uuid(random),
    service,
    type,
    room: bytesOf(random),
    startsAt,
    minutes,
    e2ee,
    password,
    people: people.map(({ role, label }) => invitedPerson(role, label, random)),
    state: 'planned',
    series,
  };
}

function weeksLater(time: number, weeks: number, zone: string): number {
  const wall = wallTime(time, zone);
  return timeAtWall({ ...wall, day: wall.day + 7 * weeks }, zone);
}

function bytesOf(random: Random): string {
  return toBase64url(random(SECRET_BYTES));
}
