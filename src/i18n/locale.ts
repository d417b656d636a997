import { configureLocalization } from '@lit/localize';
import { LANGUAGES, SOURCE_LANGUAGE } from './languages.ts';

export { LANGUAGES, SOURCE_LANGUAGE };

const templates = import.meta.glob<{ templates: Record<string, never> }>('./locales/*.ts');

const localization = configureLocalization({
  sourceLocale: SOURCE_LANGUAGE,
  targetLocales: LANGUAGES.map(({ code }) => code).filter((code) => code !== SOURCE_LANGUAGE),
  loadLocale: async (code) => {
    const load = templates[`./locales/${code}.ts`];
    if (!load) throw new Error(`no messages for ${code}`);
    return load();
  },
});

/** The language on screen now. */
export function currentLanguage(): string {
  return localization.getLocale();
}

/**
 * Switches the interface. Returns true when the messages of `code` are on screen, and false – with the language
 * unchanged – when they cannot be loaded or the language is not offered. Never throws.
 */
export async function switchLanguage(code: string): Promise<boolean> {
  const language = LANGUAGES.find((candidate) => candidate.code === code);
  if (!language) return false;
  try {
    await localization.setLocale(code);
  } catch {
    // A broken line while loading messages: the page stays in the language it had, and the switch can be tried again.
    return false;
  }
  if (typeof document !== 'undefined') {
    document.documentElement.lang = code;
    document.documentElement.dir = language.direction;
  }
  return true;
}

/** The offered language that suits the browser best, German where none does. */
export function preferredLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    const match = LANGUAGES.find(({ code }) => code === base);
    if (match) return match.code;
  }
  return SOURCE_LANGUAGE;
}
