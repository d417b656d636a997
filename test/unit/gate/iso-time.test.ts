import { describe, expect, it } from 'vitest';
import { zonedTime } from '../../../src/gate/iso-time.ts';

describe('zonedTime', () => {
  it.each([
    ['winter', Date.UTC(2026, 10, 22, 11, 0, 0), 'Europe/Berlin', '2026-11-22T12:00:00+01:00'],
    ['summer', Date.UTC(2026, 6, 1, 11, 0, 0), 'Europe/Berlin', '2026-07-01T13:00:00+02:00'],
    ['last second of summer time', Date.UTC(2026, 9, 25, 0, 59, 59), 'Europe/Berlin', '2026-10-25T02:59:59+02:00'],
    ['the same hour again', Date.UTC(2026, 9, 25, 1, 0, 0), 'Europe/Berlin', '2026-10-25T02:00:00+01:00'],
    [
      'a new year earlier than in Greenwich',
      Date.UTC(2026, 11, 31, 23, 30, 0),
      'Europe/Berlin',
      '2027-01-01T00:30:00+01:00',
    ],
    ['west', Date.UTC(2026, 10, 22, 1, 0, 0), 'America/New_York', '2026-11-21T20:00:00-05:00'],
    ['half hours', Date.UTC(2026, 10, 22, 1, 0, 0), 'Asia/Kolkata', '2026-11-22T06:30:00+05:30'],
    ['half hours west', Date.UTC(2026, 10, 22, 12, 0, 0), 'America/St_Johns', '2026-11-22T08:30:00-03:30'],
    ['UTC', Date.UTC(2026, 10, 22, 1, 0, 0), 'UTC', '2026-11-22T01:00:00+00:00'],
    ['milliseconds are cut', Date.UTC(2026, 10, 22, 1, 0, 0) + 999, 'Europe/Berlin', '2026-11-22T02:00:00+01:00'],
    ['midnight is 00', Date.UTC(2026, 10, 21, 23, 0, 0), 'Europe/Berlin', '2026-11-22T00:00:00+01:00'],
  ])('%s', (_, at, zone, time) => {
    expect(zonedTime(at, zone)).toEqual({ time, zone });
    expect(Date.parse(time)).toBe(Math.floor(at / 1000) * 1000);
  });

  it.each(['', 'Mars/Olympus', 'Europe/Hannover', '../etc'])('an unknown zone (%j) gives UTC and says so', (zone) => {
    expect(zonedTime(Date.UTC(2026, 10, 22, 11), zone)).toEqual({ time: '2026-11-22T11:00:00+00:00', zone: 'UTC' });
  });
});
