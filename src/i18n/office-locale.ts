import { LANGUAGES } from './languages.ts';
import { localizePage } from './localization.ts';

/** The page of an office: German and English, with messages of its own, so that no client's phone carries them. */
export const OFFICE_LANGUAGES = LANGUAGES.filter(({ code }) => code === 'de' || code === 'en');

/** The language of the counsellor's page. */
export const { currentLanguage, switchLanguage, preferredLanguage } = localizePage(
  OFFICE_LANGUAGES,
  import.meta.glob<{ templates: Record<string, never> }>('./office-locales/*.ts'),
  './office-locales/',
);
