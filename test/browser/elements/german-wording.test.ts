import { expect, test } from 'vitest';
import type { ClientConsent } from '../../../src/elements/client/client-consent.ts';
import '../../../src/elements/client/client-consent.ts';
import { contextAt } from '../../fixtures/context.ts';
import { stageStep } from './stage.ts';

test('beside a translated statement stands the German one, whole and marked as German', async () => {
  const context = await contextAt('consent', { language: 'en' });
  const { element } = await stageStep<ClientConsent>('consent', context);
  const german = [...element.querySelectorAll('.box details.german')];
  expect(german.length).toBe(element.querySelectorAll('.box input').length);
  const inGerman = await contextAt('consent');
  const { statement, consequence } = inGerman.service.wordings.text('consent.participation').text;
  const words = german[0]?.querySelector('[lang="de"][dir="ltr"]');
  expect(words?.textContent.replace(/\s+/g, ' ')).toContain(statement);
  expect(words?.textContent.replace(/\s+/g, ' ')).toContain(consequence);
});

test('where German is on the screen it is not said twice', async () => {
  const { element } = await stageStep<ClientConsent>('consent', await contextAt('consent'));
  expect(element.querySelector('details.german')).toBeNull();
});
