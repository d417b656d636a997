import { describe, expect, test } from 'vitest';
import { formatDay, formatIsoDay, formatTime } from '../../../src/i18n/format.ts';

/** 23 November 2026, 14:05 on this device, wherever it believes to be. */
const APPOINTMENT = new Date(2026, 10, 23, 14, 5).getTime();

describe('dates and times', () => {
  test.each([
    ['de', 'Montag, 23. November 2026', '14:05 Uhr', '23. November 2026'],
    ['de-simple', 'Montag, 23. November 2026', '14:05 Uhr', '23. November 2026'],
    ['en', 'Monday 23 November 2026', '14:05', '23 November 2026'],
    ['tr', '23 Kasım 2026 Pazartesi', '14:05', '23 Kasım 2026'],
    ['ar', 'الاثنين، 23 نوفمبر 2026', '14:05', '23 نوفمبر 2026'],
    ['uk', 'понеділок, 23 листопада 2026 р.', '14:05', '23 листопада 2026 р.'],
    ['ru', 'понедельник, 23 ноября 2026 г.', '14:05', '23 ноября 2026 г.'],
  ])('%s', (language, day, time, isoDay) => {
    // Browsers do not agree on the comma after an English weekday.
    expect(formatDay(APPOINTMENT, language).replace('Monday,', 'Monday')).toBe(day);
    expect(formatTime(APPOINTMENT, language)).toBe(time);
    expect(formatIsoDay('2026-11-23', language)).toBe(isoDay);
  });

  test('the same day for a day that has no time, at both ends of the world', () => {
    const { TZ } = process.env;
    try {
      for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
        process.env['TZ'] = zone;
        expect(formatIsoDay('1990-05-17', 'en')).toBe('17 May 1990');
      }
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });

  test.each(['', '2026-13-01', 'morgen'])('"%s" is no day', (day) => {
    expect(() => formatIsoDay(day, 'de')).toThrow(RangeError);
  });
});
