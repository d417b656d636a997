import { expect, test } from 'vitest';
import { nameOfLanguage } from '../../../src/i18n/language-name.ts';

test.each([
  ['uk', 'de', 'Ukrainisch'],
  ['ar', 'en', 'Arabic'],
  ['de', 'de', 'Deutsch'],
  ['de-simple', 'de', 'Leichte Sprache'],
  ['de-other', 'de', 'de-other'],
  ['xx', 'de', 'xx'],
  ['no language', 'de', 'no language'],
])('%s for a reader of %s: %s', (code, reader, name) => {
  expect(nameOfLanguage(code, reader)).toBe(name);
});
