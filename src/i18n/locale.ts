import { LANGUAGES, SOURCE_LANGUAGE } from './languages.ts';
import { localizePage } from './localization.ts';

export { LANGUAGES, SOURCE_LANGUAGE };

/** The language of the client's page. */
export const { currentLanguage, switchLanguage, preferredLanguage } = localizePage(
  LANGUAGES,
  import.meta.glob<{ templates: Record<string, never> }>('./locales/*.ts'),
  './locales/',
);
