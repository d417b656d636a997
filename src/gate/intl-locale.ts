/**
 * The German rules of writing dates also hold for Leichte Sprache. Plain `en` would be American to a browser: 11/22, and
 * a clock of twelve hours that nobody reads off a German letter of appointment. Arabic is written with the digits and the
 * clock of that letter: a number must be the same sign in the text, on the paper and on the counsellor's screen.
 */
const INTL_LOCALES: Readonly<Record<string, string>> = { 'de-simple': 'de', en: 'en-GB', ar: 'ar-u-hc-h23-nu-latn' };

/** By which rules `Intl` shall write dates and numbers in this language of ours; the language itself where it has no others. */
export function intlLocale(language: string): string {
  return INTL_LOCALES[language] ?? language;
}
