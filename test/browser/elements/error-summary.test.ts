import { expect, test } from 'vitest';
import type { ErrorSummary } from '../../../src/elements/shared/error-summary.ts';
import '../../../src/elements/shared/error-summary.ts';
import { stage, violations } from './stage.ts';

test('says what is to do in the language of the moment, and takes the focus only for something new', async () => {
  let words = 'Der Name fehlt noch.';
  const items = [{ target: 'name', words: () => words }];
  const { element, get } = await stage<ErrorSummary>('error-summary', { items, language: 'de' });
  expect(document.activeElement).toBe(get('.summary'));
  expect(await violations(element)).toEqual([]);
  get('.summary').blur();
  words = 'The name is missing.';
  element.language = 'en';
  await element.updateComplete;
  expect(get('a').textContent).toBe('The name is missing.');
  expect(document.activeElement).toBe(document.body);
  element.items = [...items];
  await element.updateComplete;
  expect(document.activeElement).toBe(get('.summary'));
});
