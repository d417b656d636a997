import type { Appointment, InvitedPerson } from './appointment.ts';
import type { Contact } from './contact.ts';
import { qrOf, type QrCode } from './qr.ts';
import { isOnDuty } from './role.ts';
import { wordsSimple } from './words-de-simple.ts';
import { OFFICE_ZONE } from './zone.ts';

/** The printed sheet for one person, in Leichte Sprache. Every line is one sentence or short thought. */
export interface Sheet {
  readonly language: 'de-simple';
  readonly title: string;
  readonly lead: readonly string[];
  readonly day: string;
  readonly time: string;
  readonly duration: string;
  readonly way: {
    readonly title: string;
    readonly phone: readonly string[];
    readonly computer: readonly string[];
    readonly then: readonly string[];
  };
  /** To be ticked with a pen. */
  readonly needs: { readonly title: string; readonly list: readonly string[] };
  readonly good: { readonly title: string; readonly lines: readonly string[] };
  readonly call: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly phone: string;
    readonly hours: string | null;
  };
  readonly link: string;
  readonly qr: QrCode;
}

/**
 * What is handed to somebody on paper. Without a name, a topic and an authority, because sheets lie about; the password
 * is not on it.
 */
export function sheetOf(
  appointment: Appointment,
  person: InvitedPerson,
  link: string,
  contact: Contact,
  zone = OFFICE_ZONE,
): Sheet {
  const { title, lead, day, clock, duration, way, needs, good, call } = wordsSimple;
  const { startsAt, minutes, password } = appointment;
  return {
    language: 'de-simple',
    title,
    lead,
    day: day(startsAt, zone),
    time: clock(startsAt, zone),
    duration: duration(minutes),
    way,
    needs: { title: needs.title, list: needs.list(password !== null) },
    good: { title: good.title, lines: good.lines(contact, isOnDuty(person)) },
    call: {
      title: call.title,
      lines: call.lines,
      phone: contact.phone,
      hours: contact.hours === null ? null : call.hours(contact.hours),
    },
    link,
    qr: qrOf(link),
  };
}
