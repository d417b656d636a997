import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { ROOT } from '../../house/sources.ts';

const page = readFileSync(join(ROOT, 'static/alter-browser.html'), 'utf8');

// A browser that is too old runs no script that could translate: the page has to say it in every language by itself.
test.each(LANGUAGES)('the page for old browsers speaks $code, in its direction, and names the number', (language) => {
  const [, attributes = '', words = ''] =
    new RegExp(`<(?:html|section) lang="${language.code}"([^>]*)>([^]*?)</(?:html|section)>`).exec(page) ?? [];
  expect(words).toContain('href="tel:115"');
  expect(attributes.includes('dir="rtl"')).toBe(language.direction === 'rtl');
});
