import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DRAWINGS } from '../../../src/elements/shared/pictures/drawings.ts';
import { pictureFor, PICTURES } from '../../../src/elements/shared/pictures/picture-for.ts';
import type { TextsFile } from '../../../src/service/texts-schema.ts';

const services = fileURLToPath(new URL('../../../static/services/', import.meta.url));
const shipped = new Set(
  readdirSync(services, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('texts.de-simple.json'))
    .flatMap((path) => (JSON.parse(readFileSync(`${services}${path}`, 'utf8')) as TextsFile).texts.map(({ id }) => id)),
);

describe('the table', () => {
  test('names only texts that stand in Leichte Sprache', () => {
    expect([...PICTURES.keys()].filter((id) => !shipped.has(id))).toStrictEqual([]);
  });

  test('uses every one of the ten pictures', () => {
    const used = new Set(PICTURES.values());
    expect(Object.keys(DRAWINGS)).toHaveLength(10);
    expect(Object.keys(DRAWINGS).filter((name) => !used.has(name as keyof typeof DRAWINGS))).toStrictEqual([]);
  });

  test('keeps the picture of a yes for consents: taking note of something is none (Art. 7 GDPR)', () => {
    const agreed = [...PICTURES].filter(([, picture]) => picture === 'yes').map(([id]) => id);
    expect(agreed.filter((id) => !id.startsWith('consent.'))).toStrictEqual([]);
  });

  test.each([
    ['pledge.A6', 'secret'],
    ['info.emergency', null],
    ['pledge', null],
    ['', null],
    ['constructor', null],
  ])('"%s" → %s', (id, picture) => {
    expect(pictureFor(id)).toBe(picture);
  });
});

describe.each(Object.entries(DRAWINGS))('the picture "%s"', (_name, drawing) => {
  test('is three paths and nothing else', () => {
    expect(Object.keys(drawing).sort()).toStrictEqual(['accent', 'line', 'tint']);
    for (const path of Object.values(drawing)) expect(path).toMatch(/^M[MLHVCSAZmlhvcsaz0-9 .-]+$/);
  });

  test('is no heavier than 1 kB', () => {
    expect(Object.values(drawing).join('').length).toBeLessThanOrEqual(1000);
  });
});
