import { intlLocale } from '../gate/intl-locale.ts';

/** `Montag, 23. November 2026` in the language on screen and the time zone of the device. */
export function formatDay(time: number, language: string): string {
  return new Intl.DateTimeFormat(intlLocale(language), { dateStyle: 'full' }).format(time);
}

/** `14:30 Uhr`, in German with the word that people say. */
export function formatTime(time: number, language: string): string {
  const clock = new Intl.DateTimeFormat(intlLocale(language), { hour: '2-digit', minute: '2-digit' }).format(time);
  return intlLocale(language) === 'de' ? `${clock} Uhr` : clock;
}

/** `22. November 2026` of an ISO day (YYYY-MM-DD), whatever the time zone. */
export function formatIsoDay(day: string, language: string): string {
  return new Intl.DateTimeFormat(intlLocale(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** `22. November 2026 um 10:00` of an ISO time in that zone (IANA), or in UTC where this browser does not know the zone. */
export function formatMoment(time: string, zone: string, language: string): string {
  const style = { dateStyle: 'long', timeStyle: 'short' } as const;
  const at = Date.parse(time);
  try {
    return new Intl.DateTimeFormat(intlLocale(language), { ...style, timeZone: zone }).format(at);
  } catch {
    // RangeError: an unknown zone. A receipt from another computer must be readable all the same.
    return `${new Intl.DateTimeFormat(intlLocale(language), { ...style, timeZone: 'UTC' }).format(at)} UTC`;
  }
}
