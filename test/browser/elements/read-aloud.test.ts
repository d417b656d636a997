import { afterEach, expect, test } from 'vitest';
import { Speech, type Voices } from '../../../src/browser/speech.ts';
import { passagesIn } from '../../../src/elements/shared/passages.ts';
import type { ReadAloud } from '../../../src/elements/shared/read-aloud.ts';
import '../../../src/elements/shared/read-aloud.ts';
import { stage, type Stage } from './stage.ts';

const PAGE = `
  <h1>Ihre Einwilligung</h1>
  <p>Das ist <b>freiwillig.</b> Sie können
     ablehnen! <span class="visually-hidden">unsichtbar</span></p>
  <p hidden>verborgen</p>
  <details><summary>Deutsche Fassung</summary><div lang="en">Folded away.</div></details>
  <p lang="en">In English, too.</p>
  <button type="button">Weiter</button>`;

interface Reader extends Stage<ReadAloud> {
  readonly heard: readonly string[];
  readonly end: () => void;
}

async function reader(voices: readonly string[], page = PAGE): Promise<Reader> {
  const heard: string[] = [];
  let over: (isSpoken: boolean) => void = () => undefined;
  const fake: Voices = {
    list: () => voices.map((lang) => ({ lang, localService: true })),
    onChange: () => () => undefined,
    speak(words, voice, ended) {
      heard.push(`${voice.lang}: ${words}`);
      over = ended;
    },
    cancel: () => heard.push('silence'),
  };
  const staged = await stage<ReadAloud>('read-aloud', { speech: new Speech(fake) });
  staged.element.insertAdjacentHTML('beforebegin', page);
  return { ...staged, heard, end: () => over(true) };
}

const marked = (): readonly string[] => [...(CSS.highlights.get('spoken') ?? [])].map((range) => range.toString());

afterEach(() => CSS.highlights.clear());

test('what is on the screen is read, sentence by sentence, in its own language and nothing else', async () => {
  const { element } = await reader(['de-DE']);
  expect(passagesIn(element.parentElement as Element).map(({ words, language }) => `${language}: ${words}`)).toEqual([
    'de: Ihre Einwilligung',
    'de: Das ist freiwillig.',
    'de: Sie können ablehnen!',
    'de: Deutsche Fassung',
    'en: In English, too.',
  ]);
});

test('the sentence that is read is marked, to the end, and then nothing is', async () => {
  const { button, element, heard, end } = await reader(['de-DE', 'en-GB']);
  button('Vorlesen').click();
  expect(marked()).toEqual(['Ihre Einwilligung']);
  end();
  expect(marked()).toEqual(['Das ist freiwillig.']);
  for (let left = 3; left > 0; left -= 1) end();
  expect(heard.at(-1)).toBe('en-GB: In English, too.');
  end();
  await element.updateComplete;
  expect(marked()).toEqual([]);
  expect(button('Vorlesen')).toBeDefined();
});

test('stopped by the button, by another page and by leaving', async () => {
  for (const leave of [
    (at: Reader) => at.button('Vorlesen beenden').click(),
    (at: Reader) => (at.element.page = 'another'),
    () => window.dispatchEvent(new Event('pagehide')),
    (at: Reader) => at.element.remove(),
  ]) {
    const at = await reader(['de-DE']);
    at.element.page = 'first';
    await at.element.updateComplete;
    at.button('Vorlesen').click();
    await at.element.updateComplete;
    leave(at);
    await at.element.updateComplete;
    expect(at.heard.at(-1)).toBe('silence');
    expect(marked()).toEqual([]);
    document.querySelector('main')?.remove();
  }
});

test('without a voice for this language on this device there is no button', async () => {
  const { element } = await reader(['tr-TR']);
  expect(element.querySelector('button')).toBeNull();
});
