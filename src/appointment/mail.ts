import type { Appointment, InvitedPerson } from './appointment.ts';
import type { Contact } from './contact.ts';
import { isOnDuty } from './role.ts';
import { wordsDe } from './words-de.ts';
import { wordsEn } from './words-en.ts';
import type { InvitationFacts, PaperWords } from './words.ts';
import { OFFICE_ZONE } from './zone.ts';

/** Windows hands a mail program at most 2,083 characters of an address and silently drops the rest. */
export const MAILTO_MAX = 1_900;

/** A letter to one person: the counsellor puts in the address, which this program never learns. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  /** `mailto:` with subject and text, at most {@link MAILTO_MAX} characters; a long text is exchanged for a short one. */
  readonly href: string;
}

/** Papers beside Leichte Sprache exist in these; German where another is asked for. */
export const PAPER_LANGUAGES = ['de', 'en'] as const;

export function paperWords(language: string): PaperWords {
  return language === 'en' ? wordsEn : wordsDe;
}

/**
 * The mail that goes with a personal link; for an appointment that was called off, the one that says so, without a link.
 * Nothing in it names a topic, a person or an authority, and the password is not in it.
 */
export function mailOf(
  appointment: Appointment,
  person: InvitedPerson,
  link: string,
  contact: Contact,
  language: string,
  zone = OFFICE_ZONE,
): Mail {
  const words = paperWords(language);
  const { startsAt, minutes, state } = appointment;
  if (state === 'cancelled') {
    const subject = words.cancelledSubject(startsAt, zone);
    const text = words.cancelledBody(startsAt, zone, contact);
    const shorter = words.cancelledBody(startsAt, zone, { ...contact, hours: null });
    return { subject, text, href: mailto(subject, text, shorter) };
  }
  const facts: InvitationFacts = {
    startsAt,
    minutes,
    zone,
    link,
    contact,
    hasPassword: appointment.password !== null,
    isOnDuty: isOnDuty(person),
    isChanged: (appointment.revision ?? 0) > 0,
  };
  const subject = words.subject(startsAt, zone);
  const text = words.body(facts);
  return { subject, text, href: mailto(subject, text, words.shortBody(facts)) };
}

/** RFC 6068: everything percent-encoded – also the `#` of the link –, line ends as CRLF. */
function mailto(subject: string, text: string, shortText: string): string {
  const write = (body: string): string =>
    `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
  const whole = write(text);
  return whole.length <= MAILTO_MAX ? whole : write(shortText);
}
