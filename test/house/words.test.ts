import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { textsSchema, type TextsFile, type TextVersion } from '../../src/service/texts-schema.ts';
import { simpleFaults, statementFaults, translationFaults, voiceFaults } from './words.ts';

const SERVICES = fileURLToPath(new URL('../../static/services/', import.meta.url));
/** What the texts of the first step may cost of design.md §7, in bytes after gzip; in German, which every first load brings. */
const BUDGET = 7_000;
/** The same in another language, which comes when somebody chooses it: Cyrillic and Arabic letters take two bytes each. */
const BUDGET_OF_TRANSLATIONS = 10_000;

interface Placed {
  readonly path: string;
  readonly file: TextsFile;
}

const files: readonly Placed[] = readdirSync(SERVICES, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\/(texts|notice)\.[a-z-]+\.json$/.test(path))
  .map((path) => ({ path, file: v.parse(textsSchema, JSON.parse(readFileSync(SERVICES + path, 'utf8'))) }));

const wording = (parts: Partial<TextVersion>): TextVersion => ({
  id: 'info.how',
  version: 1,
  effective: '2026-11-22',
  ...parts,
});

describe('the rules see', () => {
  test.each([
    [wording({ body: ['Sie entscheiden frei.'] }), []],
    [wording({ body: ['Achtung! Lesen Sie das.'] }), ['shouts']],
    [wording({ body: [{ list: ['Bitte beachten Sie das.'] }] }), ['shouts']],
    [wording({ title: 'Eine sichere Verbindung' }), ['promises']],
  ])('voice %#', (text, faults) => {
    expect(voiceFaults(text)).toEqual(faults);
  });

  test.each([
    [wording({}), []],
    [wording({ id: 'assurance.A1', statement: 'Ich versichere, dass es ruhig ist.' }), []],
    [wording({ id: 'assurance.A1', statement: 'Es ist ruhig.' }), ['opening']],
    [wording({ id: 'consent.x', statement: 'Ich willige ausdrücklich ein, dass es geht.' }), ['consequence']],
    [wording({ id: 'consent.x', statement: 'Ich bin einverstanden.', consequence: 'Nichts.' }), ['opening']],
    [wording({ id: 'pledge.A6', consequence: 'Nichts.' }), ['opening']],
  ])('statements %#', (text, faults) => {
    expect(statementFaults(text)).toEqual(faults);
  });

  test.each([
    [wording({ body: ['Sie sprechen mit uns. Sie müssen nicht zu uns fahren.'] }), []],
    [wording({ body: ['Das steht in Art. 6.'] }), ['abbreviation']],
    [wording({ body: ['Das könnte gehen.'] }), ['subjunctive']],
    [wording({ statement: 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf 13 14 15.' }), ['long']],
  ])('Leichte Sprache %#', (text, faults) => {
    expect(simpleFaults(text)).toEqual(faults);
  });

  test.each([
    [wording({ title: 'Ja {phone}' }), wording({ title: 'Yes {phone}' }), []],
    [wording({ title: 'Ja' }), undefined, ['missing']],
    [wording({ title: 'Ja', version: 2 }), wording({ title: 'Yes' }), ['missing']],
    [wording({ statement: 'Ja', consequence: 'Nein' }), wording({ statement: 'Yes' }), ['consequence']],
    [wording({ title: 'Ja {phone}' }), wording({ title: 'Yes {host}' }), ['facts']],
  ])('translations %#', (german, translated, faults) => {
    expect(translationFaults(german, translated)).toEqual(faults);
  });
});

describe.each(files)('$path', ({ path, file }) => {
  test('keeps the voice', () => {
    expect(faultsIn(file, voiceFaults)).toEqual([]);
  });

  test('is small enough for a bad line', () => {
    const budget = file.language === 'de' ? BUDGET : BUDGET_OF_TRANSLATIONS;
    expect(gzipSync(readFileSync(SERVICES + path)).length).toBeLessThanOrEqual(budget);
  });
});

test.each(inLanguage('de'))('$path says whole sentences and what a no costs', ({ file }) => {
  expect(faultsIn(file, statementFaults)).toEqual([]);
});

test.each(inLanguage('de-simple'))('$path is Leichte Sprache as far as a machine can tell', ({ file }) => {
  expect(faultsIn(file, simpleFaults)).toEqual([]);
});

test.each(files.filter(({ file }) => file.language !== 'de'))('$path says what German says', ({ path, file }) => {
  const german = files.find((other) => other.path === path.replace(`.${file.language}.`, '.de.'));
  const translated = new Map(newest(file).map((text) => [text.id, text]));
  expect(german?.file.texts.length).toBe(file.texts.length);
  expect(german && faultsIn(german.file, (text) => translationFaults(text, translated.get(text.id)))).toEqual([]);
});

function inLanguage(language: string): readonly Placed[] {
  return files.filter(({ file }) => file.language === language);
}

function faultsIn(file: TextsFile, check: (text: TextVersion) => readonly string[]): readonly string[] {
  return newest(file).flatMap((text) => check(text).map((fault) => `${text.id}: ${fault}`));
}

function newest(file: TextsFile): readonly TextVersion[] {
  const byId = new Map<string, TextVersion>();
  for (const text of file.texts) if (text.version > (byId.get(text.id)?.version ?? 0)) byId.set(text.id, text);
  return [...byId.values()];
}
