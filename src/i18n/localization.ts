import { configureLocalization } from '@lit/localize';
import { SOURCE_LANGUAGE, type Language } from './languages.ts';

type Templates = Record<string, never>;
type Load = () => Promise<{ templates: Templates }>;

/** The language of one page, and the way to another. */
export interface Localization {
  /** The language on screen now. */
  currentLanguage(): string;
  /**
   * Switches the interface. Returns true when the messages of `code` are on screen, and false – with the language
   * unchanged – when they cannot be loaded or the language is not offered. Never throws.
   */
  switchLanguage(code: string): Promise<boolean>;
  /** The offered language that suits the browser best, German where none does. */
  preferredLanguage(wanted: readonly string[]): string;
}

/**
 * Makes a page speak these languages, with messages from `templates` under `<folder><code>.ts`. Once per page: a second
 * call throws, because the messages of a page are one.
 */
export function localizePage(
  languages: readonly Language[],
  templates: Readonly<Record<string, Load>>,
  folder: string,
): Localization {
  const localization = configureLocalization({
    sourceLocale: SOURCE_LANGUAGE,
    targetLocales: languages.map(({ code }) => code).filter((code) => code !== SOURCE_LANGUAGE),
    loadLocale: async (code) => {
      const load = templates[`${folder}${code}.ts`];
      if (!load) throw new Error(`no messages for ${code}`);
      return load();
    },
  });
  return {
    currentLanguage: localization.getLocale,
    switchLanguage: async (code) => {
      const language = languages.find((candidate) => candidate.code === code);
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
    },
    preferredLanguage: (wanted) => {
      for (const tag of wanted) {
        const base = tag.toLowerCase().split('-')[0];
        const match = languages.find(({ code }) => code === base);
        if (match) return match.code;
      }
      return SOURCE_LANGUAGE;
    },
  };
}
