import { expect, test } from 'vitest';
import { Speech, type Voices } from '../../../src/browser/speech.ts';

interface Mouth {
  readonly speech: Speech;
  readonly heard: string[];
  /** Ends what is being spoken. */
  readonly end: (isSpoken?: boolean) => void;
}

function mouth(...voices: readonly [lang: string, localService: boolean][]): Mouth {
  const heard: string[] = [];
  let over: (isSpoken: boolean) => void = () => undefined;
  const fake: Voices = {
    list: () => voices.map(([lang, localService]) => ({ lang, localService })),
    onChange: () => () => undefined,
    speak(words, voice, ended) {
      heard.push(`${voice.lang}: ${words}`);
      over = ended;
    },
    cancel: () => heard.push('silence'),
  };
  return { speech: new Speech(fake), heard, end: (isSpoken = true) => over(isSpoken) };
}

function listen(heard: string[]): { begins: (index: number) => void; over: () => void } {
  return { begins: (index) => heard.push(`begins ${String(index)}`), over: () => heard.push('over') };
}

test.each<[language: string, voice: string, isLocal: boolean, speaks: boolean]>([
  ['de', 'de-DE', true, true],
  ['de-simple', 'de_DE', true, true],
  ['ar', 'ar-SA', true, true],
  ['de', 'en-GB', true, false],
  // It would send what somebody reads to a server.
  ['de', 'de-DE', false, false],
])('%s with the voice %s, on the device: %s: can be read out: %s', (language, voice, isLocal, speaks) => {
  expect(mouth([voice, isLocal]).speech.speaks(language)).toBe(speaks);
});

test('sentences follow each other, each in its own language, and one without a voice is left out', () => {
  const { speech, heard, end } = mouth(['en-GB', true], ['de-DE', true]);
  const words = ['de', 'tr', 'en'].map((language) => ({ words: `in ${language}`, language }));
  speech.read(words, listen(heard));
  end();
  end();
  expect(heard).toEqual(['begins 0', 'de-DE: in de', 'begins 2', 'en-GB: in en', 'silence', 'over']);
});

test('who stops hears nothing more, and is told once', () => {
  const { speech, heard, end } = mouth(['de-DE', true]);
  speech.read(
    ['eins', 'zwei'].map((words) => ({ words, language: 'de' })),
    listen(heard),
  );
  speech.stop();
  end();
  speech.stop();
  expect(heard).toEqual(['begins 0', 'de-DE: eins', 'silence', 'over']);
});

test('a second reader silences the first, and what the first still says changes nothing', () => {
  const { speech, heard, end } = mouth(['de-DE', true]);
  const first = { begins: () => undefined, over: () => heard.push('first over') };
  speech.read([{ words: 'eins', language: 'de' }], first);
  speech.read([{ words: 'zwei', language: 'de' }], listen(heard));
  expect(heard).toEqual(['de-DE: eins', 'silence', 'first over', 'begins 0', 'de-DE: zwei']);
  end(false);
  expect(heard.slice(5)).toEqual(['silence', 'over']);
});
