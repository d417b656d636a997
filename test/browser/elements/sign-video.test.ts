import { expect, test } from 'vitest';
import type { ClientConsent } from '../../../src/elements/client/client-consent.ts';
import type { ClientInformation } from '../../../src/elements/client/client-information.ts';
import '../../../src/elements/client/client-consent.ts';
import '../../../src/elements/client/client-information.ts';
import { contextAt } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { stageStep, violations, type Stage } from './stage.ts';

const GERMAN = '/services/beispiel/dgs/teilnahme.mp4';
const OTHER = '/services/beispiel/bsl/participation.webm';
const consent = (language: string, signVideo?: string) =>
  fixtureText('consent.participation', language, signVideo === undefined ? {} : { signVideo });

async function consentStep(language: string, own?: string): Promise<Stage<ClientConsent>> {
  const texts = { de: [consent('de', GERMAN)], en: [consent('en', own)] };
  return stageStep<ClientConsent>('consent', await contextAt('consent', { language, texts }));
}

test('without a video there is no button', async () => {
  const at = await stageStep<ClientConsent>('consent', await contextAt('consent'));
  expect(at.element.querySelector('.sign-video, video')).toBeNull();
});

test('the video stands under its statement, with controls, and loads nothing by itself', async () => {
  const at = await consentStep('de');
  const video = at.get<HTMLVideoElement>('.box .sign-video video');
  expect(video.getAttribute('src')).toBe(GERMAN);
  expect([video.controls, video.preload, video.autoplay]).toEqual([true, 'none', false]);
  expect(video.networkState).not.toBe(HTMLMediaElement.NETWORK_LOADING);
  expect(at.get<HTMLDetailsElement>('.sign-video').open).toBe(false);
  at.get('.sign-video summary').click();
  expect(at.told()).toEqual([]);
  expect(await violations(at.element)).toEqual([]);
});

test.each([
  ['its own video before the German one', OTHER, OTHER],
  ['the German one where it has none', undefined, GERMAN],
])('a translation shows %s', async (_what, own, shown) => {
  const at = await consentStep('en', own);
  expect(at.get('.sign-video video').getAttribute('src')).toBe(shown);
});

test('a video that cannot be had says so, and that the text says the same', async () => {
  const at = await consentStep('de');
  at.get('.sign-video summary').click();
  const video = at.get<HTMLVideoElement>('.sign-video video');
  const failed = new Promise((resolve) => video.addEventListener('error', resolve, { once: true }));
  video.load();
  void video.play().catch(() => undefined);
  await failed;
  expect(at.get('.sign-video [role=alert]').textContent).toBe(
    'Das Video lässt sich gerade nicht laden. Im Text steht dasselbe.',
  );
});

test('information has its videos too, also where it is folded away', async () => {
  const texts = {
    de: ['info.how', 'info.place'].map((id) =>
      fixtureText(id, 'de', { signVideo: `/services/beispiel/dgs/${id.slice(5)}.mp4` }),
    ),
  };
  const at = await stageStep<ClientInformation>('information', await contextAt('information', { texts }));
  const shown = [...at.element.querySelectorAll('video')].map((video) => video.getAttribute('src'));
  expect(shown).toContain('/services/beispiel/dgs/how.mp4');
});
