import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'de', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'de', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => `${formatIn(zone, 'de', { timeStyle: 'short' })(time)} Uhr`;

const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `Ihr Termin ist am ${day(startsAt, zone)}, um ${clock(startsAt, zone)}.`,
    `Er dauert etwa ${minutes} Minuten. Wir sprechen per Video.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– ein Passwort. Das sagen wir Ihnen am Telefon.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'Sie müssen nichts installieren.';
  if (isOnDuty) return install;
  return contact.isFree
    ? `${install} Das Gespräch kostet Sie nichts, und Ihre Teilnahme ist freiwillig.`
    : `${install} Ihre Teilnahme ist freiwillig.`;
};

export const wordsDe: PaperWords = {
  title: 'Termin',
  subject: (startsAt, zone) => `Ihr Termin am ${shortDay(startsAt, zone)} um ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'Guten Tag,',
      when(facts),
      lines('Ihr persönlicher Link:', facts.link),
      facts.isChanged
        ? 'Haben Sie für diesen Termin schon einen anderen Link? Dann gilt ab jetzt nur noch dieser.'
        : null,
      'Öffnen Sie den Link einige Minuten vorher. Die Seite führt Sie Schritt für Schritt in das Gespräch.',
      lines(
        'Das brauchen Sie:',
        '– ein Handy, ein Tablet oder einen Computer mit Kamera und Mikrofon',
        '– einen aktuellen Browser',
        '– einen Raum, in dem Sie ungestört sind',
        password(facts),
      ),
      terms(facts),
      'Der Link ist nur für Sie. Geben Sie ihn nicht weiter.',
      lines('Haben Sie Fragen, oder passt der Termin nicht? Rufen Sie uns an:', callWords(facts.contact)),
      'Freundliche Grüße',
    ),
  shortBody: (facts) =>
    paragraphs(
      'Guten Tag,',
      when(facts),
      lines('Ihr persönlicher Link:', facts.link),
      `Sie müssen nichts installieren.${facts.hasPassword ? ' Das Passwort sagen wir Ihnen am Telefon.' : ''}`,
      `Fragen? Rufen Sie uns an: ${facts.contact.phone}`,
      'Freundliche Grüße',
    ),
  cancelledSubject: (startsAt, zone) => `Ihr Termin am ${shortDay(startsAt, zone)} fällt aus`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'Guten Tag,',
      `Ihr Termin am ${day(startsAt, zone)}, um ${clock(startsAt, zone)} findet nicht statt. Den Link dafür brauchen Sie nicht mehr.`,
      lines('Möchten Sie einen neuen Termin? Rufen Sie uns an:', callWords(contact)),
      'Freundliche Grüße',
    ),
  calendarNote: 'Ihr Link:',
};
