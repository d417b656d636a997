import { partsOf } from './format.ts';

// Apart from the words for it, because the first screen needs those and no length.
const DAY = 86_400_000;

/**
 * Length of an ISO 8601 duration in milliseconds, never longer than the calendar's: a year counts 365 days, n months
 * without their years 30·n − 2. A consent therefore ends a little early rather than late.
 */
export function durationMs(iso: string): number {
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = partsOf(iso);
  const allYears = years + Math.floor(months / 12);
  const rest = months % 12;
  const restDays = rest === 0 ? 0 : rest * 30 - 2;
  return (allYears * 365 + restDays + weeks * 7 + days) * DAY + hours * 3_600_000;
}
