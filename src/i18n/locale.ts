import { LANGUAGES } from './languages.ts';
import { localizePage } from './localization.ts';

export { LANGUAGES };

/** The language of the client's page. */
export const { currentLanguage, switchLanguage, preferredLanguage } = localizePage(
  LANGUAGES,
  import.meta.glob<{ templates: Record<string, never> }>('./locales/*.ts'),
  './locales/',
);
