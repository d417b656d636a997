import { describe, expect, test } from 'vitest';
import { cancelled, changed } from '../../../src/appointment/change.ts';
import { contactOf } from '../../../src/appointment/contact.ts';
import { mailOf, MAILTO_MAX, PAPER_LANGUAGES } from '../../../src/appointment/mail.ts';
import { encodeLink, LINK_MAX } from '../../../src/mailbox/link.ts';
import { voiceFaults } from '../../house/words.ts';
import { LONGEST_LINK } from '../mailbox/support.ts';
import { APPOINTMENT, CONTACT, DAY, LINK, NOW, ORIGIN, PERSON } from './support.ts';

const paragraph = (text: string) => ({ id: 'info.how', version: 1, effective: '2026-11-22', body: [text] });

/** The address as a mail program reads it. */
function readMailto(href: string): { subject: string | null; body: string | null } {
  const fields = new URL(href).searchParams;
  return { subject: fields.get('subject'), body: fields.get('body') };
}

describe('the mail', () => {
  const mail = mailOf(APPOINTMENT, PERSON, LINK, CONTACT, 'de');

  test('says when, how, what for and whom to call', () => {
    expect(mail.subject).toBe('Ihr Termin am 23. November 2026 um 10:30 Uhr');
    for (const part of [
      'Montag, 23. November 2026, um 10:30 Uhr',
      'etwa 45 Minuten',
      `\n${LINK}\n`,
      'Sie müssen nichts installieren. Das Gespräch kostet Sie nichts, und Ihre Teilnahme ist freiwillig.',
      'ein Passwort. Das sagen wir Ihnen am Telefon.',
      '0511 123456 (Mo–Fr 9–15 Uhr)',
    ])
      expect(mail.text).toContain(part);
  });

  test('says it in English, with the zone', () => {
    const english = mailOf(APPOINTMENT, PERSON, LINK, CONTACT, 'en');
    expect(english.subject).toBe('Your appointment on 23 November 2026 at 10:30');
    expect(english.text).toMatch(/Monday,? 23 November 2026 at 10:30 \(time in Germany\)/);
    expect(english.text).toContain('You do not have to install anything. The conversation is free of charge');
    expect(english.text).not.toMatch(/[äöüß]/);
  });

  test.each([
    ['tr', /Almanya saati/, /[ğışç]/],
    ['ar', /ألمانيا/, /\p{Script=Arabic}/u],
    ['uk', /Німеччин/, /[іїє]/],
    ['ru', /Германи/, /[ыэ]/],
  ])('says it in %s: day, clock and zone, length, link, number', (language, zone, script) => {
    const { subject, text } = mailOf(APPOINTMENT, PERSON, LINK, CONTACT, language);
    expect(subject).not.toBe(mail.subject);
    expect(text).toMatch(script);
    for (const part of [/23/, /2026/, /10:30/, zone, /45/, /0511 123456/]) expect(text).toMatch(part);
    expect(text.split('\n')).toContain(LINK);
  });

  test('is German where there is no such language', () => {
    expect(mailOf(APPOINTMENT, PERSON, LINK, CONTACT, 'xx')).toEqual(mail);
  });

  test('promises only what is known, and only to whom it concerns', () => {
    expect(mailOf(APPOINTMENT, PERSON, LINK, { ...CONTACT, isFree: false }, 'de').text).not.toContain('kostet');
    expect(mailOf(APPOINTMENT, { ...PERSON, role: 'interpreter' }, LINK, CONTACT, 'de').text).not.toContain(
      'freiwillig',
    );
    expect(mailOf({ ...APPOINTMENT, password: null }, PERSON, LINK, CONTACT, 'de').text).not.toContain('Passwort');
  });

  test('says that an older link no longer counts, once the appointment was moved', () => {
    const moved = changed(APPOINTMENT, { startsAt: NOW + DAY, minutes: 45 });
    expect(mailOf(moved, PERSON, LINK, CONTACT, 'de').text).toContain('gilt ab jetzt nur noch dieser');
    expect(mail.text).not.toContain('ab jetzt');
  });

  test.each(PAPER_LANGUAGES)('calls the appointment off without a link: %s', (language) => {
    const off = mailOf(cancelled(APPOINTMENT), PERSON, LINK, CONTACT, language);
    expect(off.text + off.href).not.toContain(ORIGIN.slice(8));
    expect(off.subject).not.toBe(mailOf(APPOINTMENT, PERSON, LINK, CONTACT, language).subject);
    expect(off.text).toContain(CONTACT.phone);
  });

  test('opens in a mail program as it is, with whole link and line ends', () => {
    const read = readMailto(mail.href);
    expect(read.subject).toBe(mail.subject);
    expect(read.body).toBe(mail.text.replaceAll('\n', '\r\n'));
    expect(mail.href).not.toMatch(/[#\s"<>+]/);
  });

  test.each(PAPER_LANGUAGES)('never outgrows what Windows hands over: %s', (language) => {
    const origin = `https://${'a'.repeat(86)}`;
    const longest = encodeLink(origin, LONGEST_LINK);
    expect(longest.length).toBe(LINK_MAX);
    for (const hours of [null, 'ä'.repeat(300)]) {
      for (const appointment of [changed(APPOINTMENT, { startsAt: NOW, minutes: 480 }), cancelled(APPOINTMENT)]) {
        const { href, text } = mailOf(appointment, PERSON, longest, { ...CONTACT, hours }, language);
        expect(href.length).toBeLessThanOrEqual(MAILTO_MAX);
        if (appointment.state === 'planned') expect(readMailto(href).body).toContain(longest);
        expect(text).toContain(hours ?? CONTACT.phone);
      }
    }
  });

  test('does not shout', () => {
    for (const language of PAPER_LANGUAGES)
      for (const appointment of [APPOINTMENT, cancelled(APPOINTMENT)])
        expect(voiceFaults(paragraph(mailOf(appointment, PERSON, LINK, CONTACT, language).text))).toEqual([]);
  });
});

describe('whom to call', () => {
  const site = { helpline: { phone: '115', hours: 'immer' } };
  test.each([
    [
      'the service itself',
      { helpline: { phone: '0511 1', hours: 'Mo' }, free: true },
      { phone: '0511 1', hours: 'Mo', isFree: true },
    ],
    [
      'never at the hours of another number',
      { helpline: { phone: '0511 1' }, free: null },
      { phone: '0511 1', hours: null, isFree: false },
    ],
    [
      'the city, where the service has no number',
      { helpline: { phone: null, hours: 'Mo' }, free: false },
      { phone: '115', hours: 'immer', isFree: false },
    ],
    ['the city, where the service is not at hand', null, { phone: '115', hours: 'immer', isFree: false }],
  ])('%s', (_name, profile, contact) => {
    expect(contactOf(site, profile)).toEqual(contact);
  });
});
