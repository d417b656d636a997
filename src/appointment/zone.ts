/** The clock on the wall of the office. All jurisdictions of a profile are German. */
export const OFFICE_ZONE = 'Europe/Berlin';

/** What calendar and clock show at a place; month and day from 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Building a format costs a hundred times what using it does; a list of appointments uses it often. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Reads the wall clock of that zone (IANA). Throws a RangeError only when this browser does not know the zone. */
export function wallTime(time: number, zone = OFFICE_ZONE): WallTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type as string, Number(value)]),
  );
  const part = (name: string): number => parts.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/**
 * When the wall clock of that zone shows this, in milliseconds since 1970. The hour that is missing in spring is read
 * as the one after it; of the hour that comes twice in autumn, the first is meant (as Temporal's `compatible`).
 * Days and months may run over: 32 January is 1 February.
 */
export function timeAtWall(wall: WallTime, zone = OFFICE_ZONE): number {
  const wanted = asIfUtc(wall);
  // A day before and after, clocks are set differently where a change lies between.
  const [before, after] = [wanted - 86_400_000, wanted + 86_400_000].map((time) => wanted - offset(time, zone)) as [
    number,
    number,
  ];
  const fitting = [before, after].filter((time) => asIfUtc(wallTime(time, zone)) === wanted);
  return fitting.length > 0 ? Math.min(...fitting) : before;
}

/** `2026-11-23` on the wall of that zone: the same for all times of one day, and in order. */
export function dayKey(time: number, zone = OFFICE_ZONE): string {
  const { year, month, day } = wallTime(time, zone);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function asIfUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

function offset(time: number, zone: string): number {
  return asIfUtc(wallTime(time, zone)) - Math.floor(time / 60_000) * 60_000;
}
