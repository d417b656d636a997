import { intlLocale } from '../../gate/intl-locale.ts';
import { OFFICE_ZONE } from '../../appointment/zone.ts';

/*
 * Days and times as the office's clock shows them, whatever the clock of this device: the forms ask by it, and what is
 * shown has to be what was typed.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(name: string, language: string, options: Intl.DateTimeFormatOptions, time: number): string {
  const key = `${name} ${language}`;
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(intlLocale(language), { ...options, timeZone: OFFICE_ZONE });
  formats.set(key, known);
  return known.format(time);
}

/** `09:00 Uhr`, in German with the word that people say. */
export function clock(time: number, language: string): string {
  const shown = format('clock', language, { hour: '2-digit', minute: '2-digit' }, time);
  return language === 'de' ? `${shown} Uhr` : shown;
}

/** `Montag, 23. November 2026`. */
export function fullDay(time: number, language: string): string {
  return format('full', language, { dateStyle: 'full' }, time);
}

/** `Mo., 23. Nov. 2026`: one line of a list. */
export function shortDay(time: number, language: string): string {
  return format('short', language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, time);
}

/** `Montag, 23. November 2026, 09:00 Uhr`. */
export function dayAndClock(time: number, language: string): string {
  return `${fullDay(time, language)}, ${clock(time, language)}`;
}
