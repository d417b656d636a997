import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { Appointment, InvitedPerson } from './appointment.ts';
import { paperWords } from './mail.ts';

export interface PaperFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/**
 * The appointment of one person as a calendar file (RFC 5545). A family shares calendars, and clouds read them: so it
 * is called "Termin" and nothing else, is marked private, and has no place, no phone number and nobody invited. The link
 * is in it all the same: at the time of the appointment a calendar is where people look, the link alone says nothing and
 * lets nobody in whom the counsellor does not admit. `link` null leaves it out, for somebody whose calendar others read.
 *
 * Without an organizer, although iTIP (RFC 5546 §3.2) asks for one: programs would show a name and answer by mail.
 * The link stands twice, because Outlook and Google show no URL field.
 * @param now milliseconds since 1970, for the stamp of the file
 */
export function calendarOf(
  appointment: Appointment,
  person: Pick<InvitedPerson, 'id'>,
  link: string | null,
  language: string,
  now: number,
): PaperFile {
  const words = paperWords(language);
  const isCancelled = appointment.state === 'cancelled';
  const calendar = ical({
    prodId: { company: 'Einlass', product: 'Termin', language: 'DE' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const event = calendar.createEvent({
    // Both are chance: calendars know the appointment again, and nobody can work out the room or the secret.
    id: `${appointment.id}-${person.id}`,
    sequence: appointment.revision ?? 0,
    stamp: new Date(now),
    start: new Date(appointment.startsAt),
    end: new Date(appointment.startsAt + appointment.minutes * 60_000),
    summary: words.title,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    class: ICalEventClass.PRIVATE,
    transparency: ICalEventTransparency.OPAQUE,
  });
  if (link !== null && !isCancelled) event.url(link).description(`${words.calendarNote} ${link}`);
  return { name: 'termin.ics', type: 'text/calendar;charset=utf-8', text: calendar.toString() };
}
