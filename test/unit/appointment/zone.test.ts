import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayKey, timeAtWall, wallTime } from '../../../src/appointment/zone.ts';

const wall = (year: number, month: number, day: number, hour: number, minute: number) => ({
  year,
  month,
  day,
  hour,
  minute,
});
const ZONES = [
  'Europe/Berlin',
  'UTC',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
];

describe('the wall clock of Berlin', () => {
  test.each([
    ['winter', wall(2026, 11, 23, 10, 30), '2026-11-23T09:30Z'],
    ['summer', wall(2026, 7, 1, 10, 30), '2026-07-01T08:30Z'],
    ['midnight', wall(2026, 12, 31, 0, 0), '2026-12-30T23:00Z'],
    ['the day clocks go forward, before', wall(2027, 3, 28, 1, 59), '2027-03-28T00:59Z'],
    ['the day clocks go forward, after', wall(2027, 3, 28, 3, 0), '2027-03-28T01:00Z'],
    ['the day clocks go back, before', wall(2026, 10, 25, 1, 0), '2026-10-24T23:00Z'],
    ['the day clocks go back, after', wall(2026, 10, 25, 3, 0), '2026-10-25T02:00Z'],
  ])('%s', (_name, shown, iso) => {
    expect(timeAtWall(shown)).toBe(Date.parse(iso));
    expect(wallTime(Date.parse(iso))).toEqual(shown);
  });

  test('reads the hour that is missing in spring as the one after it', () => {
    expect(timeAtWall(wall(2027, 3, 28, 2, 30))).toBe(Date.parse('2027-03-28T01:30Z'));
  });

  test('means the first of the hour that comes twice in autumn', () => {
    expect(timeAtWall(wall(2026, 10, 25, 2, 30))).toBe(Date.parse('2026-10-25T00:30Z'));
  });

  test('lets days run over the end of a month and a year', () => {
    expect(timeAtWall(wall(2026, 12, 33, 10, 0))).toBe(timeAtWall(wall(2027, 1, 2, 10, 0)));
  });

  test('calls the day by the date in Berlin, not by that of the device', () => {
    expect(dayKey(Date.parse('2026-11-22T23:30Z'))).toBe('2026-11-23');
    expect(dayKey(Date.parse('2026-11-23T22:59Z'))).toBe('2026-11-23');
    expect(dayKey(Date.parse('2026-11-23T23:00Z'))).toBe('2026-11-24');
  });
});

test('what a clock shows leads back to a time at which it shows that, in every zone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 366 * 1440 }), fc.constantFrom(...ZONES), (minutes, zone) => {
      const shown = wallTime(minutes * 60_000, zone);
      const back = timeAtWall(shown, zone);
      expect(wallTime(back, zone)).toEqual(shown);
      expect(back).toBeLessThanOrEqual(minutes * 60_000);
    }),
    { numRuns: 2_000 },
  );
});

test('a zone that no browser knows is a broken promise', () => {
  expect(() => wallTime(0, 'Europe/Nirgendwo')).toThrow(RangeError);
});
