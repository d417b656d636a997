import { intlLocale } from '../gate/intl-locale.ts';
import type { Contact } from './contact.ts';

/** What an invitation tells. */
export interface InvitationFacts {
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly minutes: number;
  readonly zone: string;
  readonly link: string;
  readonly contact: Contact;
  readonly hasPassword: boolean;
  /** Comes to work: what it costs and that it is voluntary goes without saying. */
  readonly isOnDuty: boolean;
  /** May an older link for the same appointment be around? */
  readonly isChanged: boolean;
}

/** The words of mails and calendar files in one language. None of them names a topic, a person or an authority. */
export interface PaperWords {
  /** What the appointment is called where others may look on. */
  readonly title: string;
  readonly subject: (startsAt: number, zone: string) => string;
  readonly body: (facts: InvitationFacts) => string;
  /** The same, as short as it can be, where an address has no room for more. */
  readonly shortBody: (facts: InvitationFacts) => string;
  readonly cancelledSubject: (startsAt: number, zone: string) => string;
  readonly cancelledBody: (startsAt: number, zone: string, contact: Contact) => string;
  /** In front of the link in a calendar. */
  readonly calendarNote: string;
}

/** Paragraphs of lines; parts that are null are left out. */
export function paragraphs(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('\n\n');
}

/** Lines of one paragraph; parts that are null are left out. */
export function lines(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join('\n');
}

/** `0511 123 (Mo–Fr 9–15 Uhr)`, in the office's own writing. */
export function callWords({ phone, hours }: Contact): string {
  return hours === null ? phone : `${phone} (${hours})`;
}

/** A date or a time of day in that zone, as that language of ours writes it. */
export function formatIn(
  zone: string,
  language: string,
  options: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>,
): (time: number) => string {
  const format = new Intl.DateTimeFormat(intlLocale(language), { ...options, timeZone: zone });
  return (time) => format.format(time);
}
