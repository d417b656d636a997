import { LANGUAGES, SOURCE_LANGUAGE } from './languages.ts';

/**
 * What a language is called in the language `reader`: whoever reads German cannot tell العربية from a mistake. Leichte
 * Sprache has the one name. Returns `code` itself where it is no language tag or the browser knows no name for it.
 */
export function nameOfLanguage(code: string, reader: string): string {
  if (code.startsWith(`${SOURCE_LANGUAGE}-`)) return LANGUAGES.find((one) => one.code === code)?.name ?? code;
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(code) ?? code;
  } catch {
    // RangeError: a receipt from another computer says something that cannot be a language.
    return code;
  }
}
