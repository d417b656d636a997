/** An instant as ISO 8601 with the offset of `zone`, and the zone's own name. */
export interface ZonedTime {
  readonly time: string;
  readonly zone: string;
}

const MINUTE = 60_000;

/**
 * Writes an instant (milliseconds since 1970) in a zone of the IANA list, such as 2026-11-22T12:00:00+01:00. A zone that
 * this browser does not know gives UTC and says so: a wrong offset would be worse than a foreign one. Throws only where
 * `at` is no instant of the calendar.
 */
export function zonedTime(at: number, zone: string): ZonedTime {
  const offset = offsetOf(at, zone);
  if (offset === null) return { time: `${local(at)}+00:00`, zone: 'UTC' };
  const sign = offset < 0 ? '-' : '+';
  const minutes = Math.abs(offset);
  return { time: `${local(at + offset * MINUTE)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, zone };
}

/** Minutes east of Greenwich, or null for an unknown zone. By parts, because Safari 15 does not know `longOffset`. */
function offsetOf(at: number, zone: string): number | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const [year, month, day] = [parts.get('year') ?? NaN, parts.get('month') ?? NaN, parts.get('day') ?? NaN];
    const clock = Date.UTC(year, month - 1, day, parts.get('hour') ?? NaN, parts.get('minute') ?? NaN);
    return Number.isNaN(clock) ? null : Math.round((clock - Math.floor(at / MINUTE) * MINUTE) / MINUTE);
  } catch {
    // RangeError: the zone's name is unknown here, or there is none.
    return null;
  }
}

function local(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
