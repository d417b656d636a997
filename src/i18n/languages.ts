/** A language of the interface. To add one: a line here, an XLIFF file, and texts in static/services (CONTRIBUTING). */
export interface Language {
  /** BCP 47; `de-simple` is Leichte Sprache ("simple" is a registered variant). */
  readonly code: string;
  /** The language's own name for itself. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

export const SOURCE_LANGUAGE = 'de';

export const LANGUAGES: readonly Language[] = [
  { code: 'de', name: 'Deutsch', direction: 'ltr' },
  { code: 'de-simple', name: 'Leichte Sprache', direction: 'ltr' },
  { code: 'en', name: 'English', direction: 'ltr' },
];
