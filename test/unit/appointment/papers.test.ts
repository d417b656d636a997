import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../src/appointment/calendar.ts';
import { cancelled, changed } from '../../../src/appointment/change.ts';
import { createAppointments } from '../../../src/appointment/create.ts';
import { linkOf } from '../../../src/appointment/link.ts';
import { mailOf, PAPER_LANGUAGES } from '../../../src/appointment/mail.ts';
import { qrOf } from '../../../src/appointment/qr.ts';
import { sheetOf } from '../../../src/appointment/sheet.ts';
import { wordsSimple } from '../../../src/appointment/words-de-simple.ts';
import { encodeLink } from '../../../src/mailbox/link.ts';
import { simpleFaults, voiceFaults } from '../../house/words.ts';
import { BASE_POINT, LONGEST_LINK } from '../mailbox/support.ts';
import { APPOINTMENT, chance, CONTACT, DAY, drafts, LINK, NOW, ORIGIN, PERSON } from './support.ts';

const TOPICS = /berat|jugend|schul|schwanger|sucht|amt\b|counsel|advice|youth|einlass/i;
const asWords = (lines: readonly string[]) => ({
  id: 'info.how',
  version: 1,
  effective: '2026-11-22',
  body: [...lines],
});

/** RFC 5545 §3.1: lines as they were before folding. */
function unfolded(text: string): readonly string[] {
  return text.replace(/\r\n[ \t]/g, '').split('\r\n');
}

/** What a camera would see of the path: grey values, eight to a module. */
function scan({ size, path }: { size: number; path: string }): string | undefined {
  const scale = 8;
  const side = size * scale;
  const image = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column++)
        image.set([0, 0, 0, 255], (row * side + column) * 4);
  }
  return jsQR(image, side, side)?.data;
}

describe('the calendar file', () => {
  const file = calendarOf(APPOINTMENT, PERSON, LINK, 'de', NOW);

  test('is one private entry called Termin, in UTC, with the link', () => {
    expect(file.name).toBe('termin.ics');
    expect(unfolded(file.text)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Einlass//Termin//DE',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `UID:${APPOINTMENT.id}-${PERSON.id}`,
      'SEQUENCE:0',
      'DTSTAMP:20261123T080000Z',
      'DTSTART:20261123T093000Z',
      'DTEND:20261123T101500Z',
      'SUMMARY:Termin',
      'TRANSP:OPAQUE',
      `DESCRIPTION:Ihr Link: ${LINK}`,
      `URL;VALUE=URI:${LINK}`,
      'STATUS:CONFIRMED',
      'CLASS:PRIVATE',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  test('folds long lines at 75 octets, so that calendars read it', () => {
    const { text } = calendarOf(APPOINTMENT, PERSON, encodeLink(`https://${'a'.repeat(86)}`, LONGEST_LINK), 'de', NOW);
    expect(Math.max(...text.split('\r\n').map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(
      75,
    );
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('keeps its UID and raises its number when the appointment is moved and called off', () => {
    const moved = changed(APPOINTMENT, { startsAt: NOW + DAY, minutes: 45 });
    const lines = [APPOINTMENT, moved, cancelled(moved)].map((one) =>
      unfolded(calendarOf(one, PERSON, LINK, 'de', NOW).text),
    );
    expect(lines.map((all) => all.find((line) => line.startsWith('UID')))).toEqual(
      Array(3).fill(`UID:${APPOINTMENT.id}-${PERSON.id}`),
    );
    expect(lines.map((all) => all.find((line) => line.startsWith('SEQ')))).toEqual([
      'SEQUENCE:0',
      'SEQUENCE:1',
      'SEQUENCE:2',
    ]);
    expect(lines[1]).toContain('DTSTART:20261124T080000Z');
    expect(lines[2]).toContain('METHOD:CANCEL');
    expect(lines[2]).toContain('STATUS:CANCELLED');
    expect(lines[2]?.join()).not.toContain(ORIGIN);
  });

  test('can go without the link', () => {
    expect(calendarOf(APPOINTMENT, PERSON, null, 'de', NOW).text).not.toMatch(/URL|DESCRIPTION/);
  });

  test('is called Appointment in English', () => {
    expect(unfolded(calendarOf(APPOINTMENT, PERSON, LINK, 'en', NOW).text)).toContain('SUMMARY:Appointment');
  });

  test('has another UID for every person', () => {
    const other = { ...PERSON, id: '2b1f4a52-9d31-4c1c-8f5e-0d2b8f8a7c12' };
    const uid = ({ text }: { text: string }) => /UID:.*/.exec(unfolded(text).join('\n'))?.[0];
    expect(uid(calendarOf(APPOINTMENT, other, LINK, 'de', NOW))).not.toBe(uid(file));
  });
});

describe('the QR code', () => {
  test('is read by another program as exactly the link, for the longest and any other', () => {
    expect(scan(qrOf(encodeLink(`https://${'a'.repeat(86)}`, LONGEST_LINK)))).toBe(
      encodeLink(`https://${'a'.repeat(86)}`, LONGEST_LINK),
    );
    fc.assert(
      fc.property(drafts, fc.constantFrom(null, BASE_POINT), (draft, key) => {
        const [appointment] = createAppointments({ ...draft, repeat: null }, chance);
        const [person] = appointment.people;
        const link = person && linkOf(appointment, person, ORIGIN, key);
        if (!link?.ok) throw new Error('no link');
        expect(scan(qrOf(link.value))).toBe(link.value);
      }),
      { numRuns: 12 },
    );
  });

  test('has four modules of white around it', () => {
    const { size, path } = qrOf(LINK);
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      expect(Math.min(Number(x), Number(y))).toBeGreaterThanOrEqual(4);
      expect(Math.max(Number(x) + Number(width), Number(y) + 1)).toBeLessThanOrEqual(size - 4);
    }
    expect((size - 8 - 17) % 4).toBe(0);
  });
});

describe('the sheet in Leichte Sprache', () => {
  const sheet = sheetOf(APPOINTMENT, PERSON, LINK, CONTACT);
  const sentences = [
    sheet.title,
    ...sheet.lead,
    sheet.duration,
    sheet.way.title,
    ...sheet.way.phone,
    ...sheet.way.computer,
    ...sheet.way.then,
    sheet.needs.title,
    ...sheet.needs.list,
    sheet.good.title,
    ...sheet.good.lines,
    sheet.call.title,
    ...sheet.call.lines,
  ];

  test('says when, where and whom to call', () => {
    expect([sheet.day, sheet.time, sheet.link, sheet.call.phone, sheet.call.hours]).toEqual([
      'Montag, 23. November 2026',
      '10:30 Uhr',
      LINK,
      '0511 123456',
      'Wir sind da: Mo–Fr 9–15 Uhr',
    ]);
    expect(scan(sheet.qr)).toBe(LINK);
  });

  test('is Leichte Sprache as far as a machine can tell: twelve words, no abbreviation, no "maybe"', () => {
    expect(simpleFaults(asWords(sentences))).toEqual([]);
    expect(voiceFaults(asWords(sentences))).toEqual([]);
    for (const sentence of sentences.flatMap((line) => line.split(/(?<=[.?:])\s+/)))
      expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(12);
    // More than one thought: a comma, or two things joined by a dash.
    expect(sentences.filter((line) => /[;–]/.test(line))).toEqual([]);
  });

  test('names the password where there is one, and what it costs where that is known', () => {
    expect(sheet.needs.list.join()).toContain('Wir sagen es Ihnen am Telefon.');
    expect(wordsSimple.needs.list(false).join()).not.toContain('Passwort');
    expect(sheet.good.lines).toContain('Das Gespräch kostet kein Geld.');
    const plain = sheetOf({ ...APPOINTMENT, password: null }, PERSON, LINK, { ...CONTACT, isFree: false, hours: null });
    expect(JSON.stringify(plain)).not.toMatch(/Passwort|kostet/);
    expect(plain.call.hours).toBeNull();
  });
});

describe('no paper tells', () => {
  test('a label, a password, a secret or a service', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom(...PAPER_LANGUAGES), (draft, language) => {
        const people = draft.people.map(({ role }, index) => ({ role, label: `Zibulla ${index} Q7` }));
        const [appointment] = createAppointments({ ...draft, people, password: 'zwxvq7zz', repeat: null }, chance);
        for (const one of [appointment, cancelled(appointment)]) {
          for (const person of one.people.slice(0, 2)) {
            const link = linkOf(one, person, ORIGIN, null);
            if (!link.ok) throw new Error(link.problem.detail);
            const { subject, text, href } = mailOf(one, person, link.value, CONTACT, language);
            const file = calendarOf(one, person, link.value, language, NOW);
            const { qr: _qr, ...sheet } = sheetOf(one, person, link.value, CONTACT);
            const papers = [
              subject,
              text,
              decodeURIComponent(href),
              unfolded(file.text).join('\n'),
              file.name,
              JSON.stringify(sheet),
            ];
            const told = papers.join('\n').replaceAll(link.value, '').replace('PRODID:-//Einlass//Termin//DE', '');
            expect(link.value + told).not.toMatch(/Zibulla|zwxvq7zz/);
            expect(told).not.toContain(one.service);
            expect(told).not.toContain(person.secret);
            expect(told).not.toMatch(TOPICS);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
