/** A language of the interface. To add one: a line here, an XLIFF file, and texts in static/services (CONTRIBUTING). */
export interface Language {
  /** BCP 47; `de-simple` is Leichte Sprache ("simple" is a registered variant). */
  readonly code: string;
  /** The language's own name for itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Who vouched for the interface in this language; null: nobody yet, and every page says so. */
  readonly checkedBy: string | null;
}

export const SOURCE_LANGUAGE = 'de';

export const LANGUAGES: readonly Language[] = [
  { code: 'de', name: 'Deutsch', direction: 'ltr', checkedBy: 'Einlass' },
  // Leichte Sprache counts as such only once people who need it have read it.
  { code: 'de-simple', name: 'Leichte Sprache', direction: 'ltr', checkedBy: null },
  { code: 'en', name: 'English', direction: 'ltr', checkedBy: null },
  { code: 'tr', name: 'Türkçe', direction: 'ltr', checkedBy: null },
  { code: 'ar', name: 'العربية', direction: 'rtl', checkedBy: null },
  { code: 'uk', name: 'Українська', direction: 'ltr', checkedBy: null },
  { code: 'ru', name: 'Русский', direction: 'ltr', checkedBy: null },
];

/** Has somebody vouched for the interface in this language? False for one that is not offered. */
export function isChecked(code: string): boolean {
  return LANGUAGES.some((language) => language.code === code && language.checkedBy !== null);
}
