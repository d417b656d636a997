import { callWords, formatIn, lines, paragraphs, type InvitationFacts, type PaperWords } from './words.ts';

const day = (time: number, zone: string): string => formatIn(zone, 'en', { dateStyle: 'full' })(time);
const shortDay = (time: number, zone: string): string => formatIn(zone, 'en', { dateStyle: 'long' })(time);
const clock = (time: number, zone: string): string => formatIn(zone, 'en', { timeStyle: 'short' })(time);

/** Whoever reads English may be in another country: the zone is said. */
const when = ({ startsAt, minutes, zone }: InvitationFacts): string =>
  lines(
    `Your appointment is on ${day(startsAt, zone)} at ${clock(startsAt, zone)} (time in Germany).`,
    `It takes about ${minutes} minutes. We talk by video.`,
  );

const password = ({ hasPassword }: InvitationFacts): string | null =>
  hasPassword ? '– a password. We tell you on the phone.' : null;

const terms = ({ contact, isOnDuty }: InvitationFacts): string => {
  const install = 'You do not have to install anything.';
  if (isOnDuty) return install;
  return contact.isFree
    ? `${install} The conversation is free of charge, and taking part is voluntary.`
    : `${install} Taking part is voluntary.`;
};

export const wordsEn: PaperWords = {
  title: 'Appointment',
  subject: (startsAt, zone) => `Your appointment on ${shortDay(startsAt, zone)} at ${clock(startsAt, zone)}`,
  body: (facts) =>
    paragraphs(
      'Hello,',
      when(facts),
      lines('Your personal link:', facts.link),
      facts.isChanged
        ? 'Do you already have another link for this appointment? From now on, only this one counts.'
        : null,
      'Open the link a few minutes before. The page takes you into the conversation step by step.',
      lines(
        'You need:',
        '– a phone, a tablet or a computer with camera and microphone',
        '– an up-to-date browser',
        '– a room where nobody disturbs you',
        password(facts),
      ),
      terms(facts),
      'The link is for you only. Do not pass it on.',
      lines('Do you have questions, or does the time not suit you? Call us:', callWords(facts.contact)),
      'Kind regards',
    ),
  shortBody: (facts) =>
    paragraphs(
      'Hello,',
      when(facts),
      lines('Your personal link:', facts.link),
      `You do not have to install anything.${facts.hasPassword ? ' We tell you the password on the phone.' : ''}`,
      `Questions? Call us: ${facts.contact.phone}`,
      'Kind regards',
    ),
  cancelledSubject: (startsAt, zone) => `Your appointment on ${shortDay(startsAt, zone)} is cancelled`,
  cancelledBody: (startsAt, zone, contact) =>
    paragraphs(
      'Hello,',
      `Your appointment on ${day(startsAt, zone)} at ${clock(startsAt, zone)} (time in Germany) does not take place. You no longer need the link for it.`,
      lines('Would you like a new appointment? Call us:', callWords(contact)),
      'Kind regards',
    ),
  calendarNote: 'Your link:',
};
