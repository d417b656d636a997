import { intlLocale } from '../gate/intl-locale.ts';

/**
 * Dates, spans and lists inside wordings. German is written by hand: its wordings are hashed, and what Intl returns
 * differs between browsers and their versions. Every other language is only shown, so Intl may write it.
 */
const GERMAN_MONTHS = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

const UNITS = [
  { unit: 'year', german: ['Jahr', 'Jahre'] },
  { unit: 'month', german: ['Monat', 'Monate'] },
  { unit: 'week', german: ['Woche', 'Wochen'] },
  { unit: 'day', german: ['Tag', 'Tage'] },
  { unit: 'hour', german: ['Stunde', 'Stunden'] },
] as const;

/** Writes the day `iso` (YYYY-MM-DD) in words: "22. November 2026". Returns `iso` itself where it is no day. */
export function formatDay(iso: string, language: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  const name = month === undefined ? undefined : GERMAN_MONTHS[month - 1];
  if (year === undefined || day === undefined || name === undefined) return iso;
  if (isGerman(language)) return `${String(day)}. ${name} ${String(year)}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return new Intl.DateTimeFormat(intlLocale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Writes an ISO 8601 duration in words: "P30D" → "30 Tage". */
export function formatDuration(iso: string, language: string): string {
  const parts = partsOf(iso).flatMap((count, index) => {
    const unit = UNITS[index];
    if (!count || !unit) return [];
    if (isGerman(language)) return [`${String(count)} ${unit.german[count === 1 ? 0 : 1]}`];
    const style = { style: 'unit', unit: unit.unit, unitDisplay: 'long' } as const;
    return [new Intl.NumberFormat(intlLocale(language), style).format(count)];
  });
  return formatList(parts, language);
}

/**
 * The day in Germany at `now` (milliseconds since 1970) as YYYY-MM-DD: a text takes effect by German law, wherever the
 * device believes to be. Returns an empty string, before every day, where `now` is no time.
 */
export function germanDay(now: number): string {
  if (!Number.isFinite(now) || Math.abs(now) > 8.64e15) return '';
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: 'Europe/Berlin',
    calendar: 'iso8601',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  return ['year', 'month', 'day'].map((name) => parts.find(({ type }) => type === name)?.value ?? '').join('-');
}

/** Joins words as in speech: "Name, Telefon und E-Mail". */
export function formatList(words: readonly string[], language: string): string {
  if (!isGerman(language)) return new Intl.ListFormat(intlLocale(language), { type: 'conjunction' }).format(words);
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} und ${last}`;
}

/** Years, months, weeks, days and hours of an ISO 8601 duration; empty where it is none. */
export function partsOf(iso: string): readonly number[] {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(\d+)H)?$/.exec(iso);
  return (match ?? []).slice(1).map((count: string | undefined) => Number(count ?? 0));
}

function isGerman(language: string): boolean {
  return language === 'de' || language.startsWith('de-');
}
