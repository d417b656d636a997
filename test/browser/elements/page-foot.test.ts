import { expect, test } from 'vitest';
import type { ClientInformation } from '../../../src/elements/client/client-information.ts';
import type { PageFoot } from '../../../src/elements/shared/page-foot.ts';
import '../../../src/elements/client/client-information.ts';
import '../../../src/elements/shared/page-foot.ts';
import { contextAt } from '../../fixtures/context.ts';
import { stage, stageStep } from './stage.ts';

async function isUnchecked(language: string, checkedBy?: string | null): Promise<boolean> {
  const { site, service } = await contextAt('information');
  const shown = checkedBy === undefined ? null : { ...service, checkedBy };
  const at = await stage<PageFoot>('page-foot', { site, service: shown, language });
  const says = at.element.querySelector('#unchecked') !== null;
  at.element.closest('main')?.remove();
  return says;
}

test.each<[language: string, checkedBy: string | null | undefined, says: boolean]>([
  ['de', undefined, false],
  ['de', null, false],
  ['en', undefined, true],
  ['en', null, true],
  // The texts are vouched for, the interface around them is not.
  ['en', 'Sprachendienst', true],
  ['de-simple', undefined, true],
])('in %s, texts checked by %s: says that nobody has checked it: %s', async (language, checkedBy, says) => {
  expect(await isUnchecked(language, checkedBy)).toBe(says);
});

test('the tab takes on another language with the heading', async () => {
  const at = await stageStep<ClientInformation>('information', await contextAt('information'));
  const inEnglish = await contextAt('information', { language: 'en' });
  at.element.context = { ...inEnglish, service: { ...inEnglish.service, title: 'Another title' } };
  await at.element.updateComplete;
  expect(document.title).toMatch(/ – Another title$/);
});

test('the tab keeps its name while only answers change', async () => {
  const context = await contextAt('information');
  const at = await stageStep<ClientInformation>('information', context);
  document.title = 'kept';
  at.element.context = { ...context };
  await at.element.updateComplete;
  expect(document.title).toBe('kept');
});
