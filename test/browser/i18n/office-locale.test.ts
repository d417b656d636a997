import { expect, test } from 'vitest';
import '../../../src/elements/counsellor/counsellor-app.ts';
import type { CounsellorApp } from '../../../src/elements/counsellor/counsellor-app.ts';
import {
  currentLanguage,
  OFFICE_LANGUAGES,
  preferredLanguage,
  switchLanguage,
} from '../../../src/i18n/office-locale.ts';
import { conversation } from '../../fixtures/desk-room.ts';
import { deskView } from '../../fixtures/desk-views.ts';
import { settled, stageView } from '../elements/office-stage.ts';

test('the office speaks German and English, and the call stays where it is', async () => {
  expect(OFFICE_LANGUAGES.map(({ code }) => code)).toEqual(['de', 'en']);
  const { element, get, words } = await stageView<CounsellorApp>(
    deskView({ page: 'room', room: await conversation() }),
  );
  const place = get('#call');
  expect(await switchLanguage('en')).toBe(true);
  await settled(element);
  expect(words()).toContain('Waiting: 1');
  expect(words()).toContain('Additional encryption: reported by all devices');
  expect([currentLanguage(), document.documentElement.lang]).toEqual(['en', 'en']);
  expect(get('#call')).toBe(place);
  expect(await switchLanguage('de')).toBe(true);
});

test.each(['de-simple', 'fr', ''])('"%s" is not spoken here', async (code) => {
  expect(await switchLanguage(code)).toBe(false);
  expect(currentLanguage()).toBe('de');
});

test.each([
  [['en-US', 'de'], 'en'],
  [['fr', 'de-AT'], 'de'],
  [[], 'de'],
])('a browser that wants %j gets %s', (wanted, code) => {
  expect(preferredLanguage(wanted)).toBe(code);
});
