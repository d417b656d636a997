import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { slim } from '../../../config/vite/slim-locales.ts';
import { isChecked, LANGUAGES, SOURCE_LANGUAGE } from '../../../src/i18n/languages.ts';
import { templates as arabic } from '../../../src/i18n/locales/ar.ts';
import { templates as simple } from '../../../src/i18n/locales/de-simple.ts';
import { templates as english } from '../../../src/i18n/locales/en.ts';
import { templates as russian } from '../../../src/i18n/locales/ru.ts';
import { templates as turkish } from '../../../src/i18n/locales/tr.ts';
import { templates as ukrainian } from '../../../src/i18n/locales/uk.ts';
import { templates as officeEnglish } from '../../../src/i18n/office-locales/en.ts';
import { OFFICE_LANGUAGES } from '../../../src/i18n/office-locale.ts';
import { ROOT } from '../../house/sources.ts';
import {
  CATALOGUES,
  loadedFrom,
  messagesIn,
  messagesInCode,
  readUnits,
  unitsOf,
  wordsOf,
  type Catalogue,
  type Template,
} from './catalogue.ts';
import { messageFaults, type Target } from './faults.ts';

/** What a locale may weigh on its way, in bytes after gzip: to a phone, and to an office that loads it once a day. */
const LOCALE_BYTES: Readonly<Record<Catalogue, number>> = { client: 12_000, office: 15_000 };

const TRANSLATIONS: readonly [Catalogue, Target, Readonly<Record<string, Template>>][] = [
  ['client', 'en', english],
  ['client', 'de-simple', simple],
  ['client', 'tr', turkish],
  ['client', 'ar', arabic],
  ['client', 'uk', ukrainian],
  ['client', 'ru', russian],
  ['office', 'en', officeEnglish],
];

test.each([
  ['client', LANGUAGES],
  ['office', OFFICE_LANGUAGES],
] as const)('every language that the page of the %s offers is translated here', (catalogue, languages) => {
  const offered = languages.map(({ code }) => code).filter((code) => code !== SOURCE_LANGUAGE);
  const translated = TRANSLATIONS.filter(([of]) => of === catalogue).map(([, language]) => language);
  expect(translated.sort()).toEqual(offered.sort());
});

test('the client’s catalogue carries nothing that only an office says', () => {
  const client = messagesInCode('client');
  const office = [...messagesInCode('office').keys()].filter((id) => !client.has(id));
  expect(office.length).toBeGreaterThan(300);
  expect(office.filter((id) => id in english || id in simple)).toEqual([]);
});

describe.each(TRANSLATIONS)('%s, %s', (catalogue, language, templates) => {
  const inCode = messagesInCode(catalogue);
  const units = unitsOf(catalogue, language);

  // Red here: run `npm run messages`, translate what is new in src/i18n/xliff or office-xliff, run it
  // again. What the office's page imports from others stands by name in config/lit-localize-office.json.
  test('has the messages of the screens, all of them and no others', () => {
    expect([...inCode].filter(([id, words]) => units.get(id)?.source !== words)).toEqual([]);
    expect([...units].filter(([id]) => !inCode.has(id))).toEqual([]);
  });

  test('has nothing in it that may not be shown', () => {
    const faults = [...units.values()].flatMap((unit) =>
      messageFaults(unit, language).map((fault) => `${fault}: ${unit.source} → ${unit.target ?? ''}`),
    );
    expect(faults).toEqual([]);
  });

  test('is built from what the translators wrote', () => {
    const built = Object.fromEntries(Object.entries(templates).map(([id, template]) => [id, wordsOf(template)]));
    expect(built).toEqual(Object.fromEntries([...units].map(([id, { target }]) => [id, target])));
  });

  test('is small enough for a bad line', () => {
    const module = readFileSync(join(ROOT, 'src', 'i18n', CATALOGUES[catalogue].locales, `${language}.ts`), 'utf8');
    expect(gzipSync(slim(module), { level: 9 }).byteLength).toBeLessThanOrEqual(LOCALE_BYTES[catalogue]);
  });

  test('calls one thing by one name: a button that a sentence names is on the page', () => {
    const whole = new Set([...units.values()].map(({ target }) => target));
    const shownByBrowsers = [
      ...['Berechtigungen', 'Permissions', 'İzinler', 'الأذونات', 'Дозволи', 'Разрешения'],
      ...['Kopieren', 'Copy', 'Kopyala', 'نسخ', 'Копіювати', 'Копировать'],
      'Safari',
    ];
    const noNames = ['{0}', '{1}', '{2}', 'так', 'ні'];
    const namesOfFilesBeginWith = ['teamschluessel', 'nachweis'];
    const others = [...shownByBrowsers, ...noNames, ...namesOfFilesBeginWith];
    const named = [...units.values()].flatMap(({ target }) =>
      [...(target ?? '').matchAll(/[„“«]([^„“”«»]+)[“”»]/g)].map(([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(0);
    const unknown = named.filter(
      (name) => !others.includes(name) && !whole.has(name) && !whole.has(`${name}.`) && !whole.has(`${name} …`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('who vouched for a language', () => {
  test.each([
    ['de', true],
    ['en', false],
    ['de-simple', false],
    ['xx', false],
    ['', false],
  ])('%s: %s', (code, expected) => {
    expect(isChecked(code)).toBe(expected);
  });
});

describe('what may be shown', () => {
  test.each<[language: Target, source: string, target: string | null, faults: readonly string[]]>([
    ['en', 'Weiter', 'Continue', []],
    ['en', 'Fax:', 'Fax:', []],
    ['en', 'Schritt {0} von {1}', 'Of {1} this is step {0}', []],
    ['en', 'Weiter', null, ['missing']],
    ['en', 'Weiter', ' ', ['empty']],
    ['en', 'Weiter', 'Weiter', ['copy']],
    ['en', 'Weiter', 'Continue!', ['shouts']],
    ['en', 'Weiter', 'Continue ', ['spaces']],
    ['en', 'Ihr Link', 'Ihre link', ['german']],
    ['en', 'Ihr Link', 'The "link"', ['quotes']],
    ['en', 'Schritt {0} von {1}', 'Step {0}', ['gaps']],
    ['en', 'Die Verbindung', 'It is guaranteed', ['promises']],
    ['tr', 'Weiter', 'Devam', []],
    ['tr', 'Kamera', 'Kamera', []],
    ['tr', 'Weiter', 'Weiter', ['copy']],
    ['ar', 'Weiter', 'متابعة', []],
    ['ar', 'Weiter', 'Continue', ['script']],
    ['ar', 'Nach 5 Minuten', 'بعد ٥ دقائق', ['digits']],
    ['uk', 'Nach 5 Minuten', 'Через 5 хвилин', []],
    ['uk', 'Nach 5 Minuten', 'Через 6 хвилин', ['digits']],
    ['uk', 'Das', 'Это', ['script']],
    ['ru', 'Das', 'Это', []],
    ['ru', 'Ihr', 'її', ['script']],
    ['de-simple', 'Weiter', 'Weiter', []],
    ['de-simple', 'Videoberatung', 'Video-Beratung', []],
    ['de-simple', 'Videoberatung', 'Videoberatung', ['hard']],
    ['de-simple', 'Widerrufen', 'Die Erlaubnis widerrufen', ['hard']],
    ['de-simple', 'Gelöscht', 'Das wird gelöscht.', ['passive']],
    ['de-simple', 'Rufen Sie an', 'Sie könnten anrufen.', ['subjunctive']],
    ['de-simple', 'Nach Art. 13', 'Nach Art. 13', ['abbreviation']],
    [
      'de-simple',
      'Lang',
      'Ein Satz mit mehr als vierzehn Wörtern ist für viele Menschen viel zu lang zum Lesen.',
      ['long'],
    ],
    ['de-simple', 'Gerät {0}', 'Gerät', ['gaps']],
  ])('%s: %s → %s', (language, source, target, faults) => {
    expect(messageFaults({ source, target }, language)).toEqual(faults);
  });
});

describe('what a page loads', () => {
  const file = (path: string, text: string): { path: string; text: string } => ({ path, text });

  test('is what it imports, also by the way and in a quiet moment, and not what it knows by type alone', () => {
    const sources = [
      file('elements/counsellor/a.ts', "import './b.ts'; import type { D } from '../client/d.ts';"),
      file('elements/counsellor/b.ts', "export const load = () => import('../client/c.ts');"),
      file('elements/client/c.ts', "import './c.ts';"),
      file('elements/client/d.ts', ''),
    ];
    const loaded = loadedFrom(sources, (path) => path === 'elements/counsellor/a.ts');
    expect(loaded.map(({ path }) => path)).toEqual([
      'elements/counsellor/a.ts',
      'elements/counsellor/b.ts',
      'elements/client/c.ts',
    ]);
  });
});

describe('reading messages', () => {
  test.each<[code: string, words: readonly string[]]>([
    ["msg('Weiter')", ['Weiter']],
    ["html`<p>${msg('Ja')}${msg('Nein')}</p>`", ['Ja', 'Nein']],
    ['msg(str`Schritt ${number} von ${of}`)', ['Schritt {0} von {1}']],
    ['msg(str`Schritt`)', ['Schritt']],
    ["other('Weiter')", []],
  ])('%s', (text, words) => {
    expect([...messagesIn({ path: 'elements/x.ts', text }).values()]).toEqual(words);
  });

  test.each(['msg(words)', 'msg(html`<b>Weiter</b>`)', "msg(isLate ? 'Spät' : 'Früh')"])('%s is refused', (text) => {
    expect(() => messagesIn({ path: 'elements/x.ts', text })).toThrow('elements/x.ts');
  });

  test('a name that the message brings along outranks the one made of its words', () => {
    const read = messagesIn({ path: 'elements/x.ts', text: "msg('Zurück', { id: 'step.back' })" });
    expect([...read]).toEqual([['step.back', 'Zurück']]);
  });

  test.each<[xliff: string, target: string | null | undefined]>([
    [
      '<trans-unit id="a"><source>A</source><target>B &amp;lt; <x id="0" equiv-text="${n}"/></target></trans-unit>',
      'B &lt; {0}',
    ],
    ['<trans-unit id="a"><source>A</source><target></target></trans-unit>', ''],
    ['<trans-unit id="a"><source>A</source></trans-unit>', null],
    ['', undefined],
  ])('the target in %s', (xliff, target) => {
    expect(readUnits(xliff).get('a')?.target).toBe(target);
  });
});
