import { describe, expect, test } from 'vitest';
import { ERROR_NUMBERS, type ErrorCode } from '../../../src/errors.ts';
import {
  OFFICE_ERROR_NUMBERS,
  officeHintOf,
  officeProblemWords,
} from '../../../src/elements/counsellor/office-problem-words.ts';
import { clock, dayAndClock, fullDay, shortDay } from '../../../src/elements/counsellor/office-time.ts';

const OFFICE = Object.keys(OFFICE_ERROR_NUMBERS) as readonly ErrorCode[];
const ALL = [...OFFICE, ...(Object.keys(ERROR_NUMBERS) as readonly ErrorCode[])];

describe('problems at the desk', () => {
  test.each(ALL)('%s says what happened and how to go on, without shouting', (code) => {
    const { title, happened, next } = officeProblemWords(code);
    for (const words of [title, happened, next]) expect(words).not.toMatch(/!|Bitte beachten|undefined|Fehler/);
    expect(title).not.toMatch(/\.$/);
    expect(happened).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  });

  test.each([...OFFICE, 'RECORD_UNREADABLE'] as const)('%s has words of its own', (code) => {
    expect(officeProblemWords(code)).not.toEqual(officeProblemWords('UNEXPECTED'));
  });

  test('a number belongs to one code alone, for clients and in the office together', () => {
    const numbers = ALL.map(officeHintOf);
    expect(new Set(numbers).size).toBe(ALL.length);
    expect(officeHintOf('RECEIPT_CHANGED')).toBe('EINLASS-45');
    expect(officeHintOf('UNEXPECTED')).toBe('EINLASS-99');
  });
});

describe('days and times by the clock of the office', () => {
  // Nine at night in Berlin is another day in Kiritimati and another time everywhere else.
  const EVENING = Date.UTC(2026, 6, 5, 19, 30);

  test.each([
    ['de', '21:30 Uhr', 'Sonntag, 5. Juli 2026', 'So., 5. Juli 2026'],
    ['en', '21:30', 'Sunday 5 July 2026', 'Sun 5 Jul 2026'],
  ])('%s', (language, time, full, short) => {
    const { TZ } = process.env;
    try {
      for (const zone of ['Pacific/Kiritimati', 'America/New_York', 'Europe/Berlin']) {
        process.env['TZ'] = zone;
        expect(clock(EVENING, language)).toBe(time);
        // Browsers do not agree on the comma after an English weekday.
        expect(fullDay(EVENING, language).replace('Sunday,', 'Sunday')).toBe(full);
        expect(shortDay(EVENING, language).replace('Sun,', 'Sun')).toBe(short);
        expect(dayAndClock(EVENING, language)).toBe(`${fullDay(EVENING, language)}, ${time}`);
      }
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });
});
