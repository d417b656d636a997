import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EinlassError } from '../../../src/errors.ts';
import { canonical, hash } from '../../../src/service/canonical.ts';
import { durationMs } from '../../../src/service/duration.ts';
import { formatDay, formatDuration, formatList, germanDay } from '../../../src/service/format.ts';
import { fill, makeWordings, wordsOf, type Layers } from '../../../src/service/wording.ts';
import { fixtureText } from '../../fixtures/services/files.ts';

const DAY = 86_400_000;

describe('canonical form and hash', () => {
  it.each([
    [{ b: 1, a: [2, { d: 3, c: 4 }] }, '{"a":[2,{"c":4,"d":3}],"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    ['ä"', '"ä\\""'],
    [[], '[]'],
  ])('of %o', (value, form) => {
    expect(canonical(value)).toBe(form);
  });

  it('do not depend on the order in which something was written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(reversed)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the SHA-256 that every other program finds', async () => {
    // printf '{"a":1}' | sha256sum
    expect(await hash({ a: 1 })).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
  });
});

describe('filling', () => {
  const text = fixtureText('info.how', 'de', {
    title: '{title}',
    statement: 'Rufen Sie {phone} an.',
    body: ['{authority}', { lead: '{department}:', list: ['{host}', '{unknown}'] }],
    consequence: '{period}',
  });

  it('reaches every part', () => {
    const fillings = { title: 'T', phone: '115', authority: 'A', department: 'D', host: 'H', period: 'P' };
    expect(wordsOf(fill(text, fillings))).toEqual(['T', 'Rufen Sie 115 an.', 'P', 'A', 'D:', 'H', '{unknown}']);
  });

  it('leaves what has no filling, and takes a filling literally', () => {
    expect(fill(text, { phone: '$& {title}' }).statement).toBe('Rufen Sie $& {title} an.');
    expect(fill(text, {})).toEqual(text);
  });
});

describe('picking a wording', () => {
  const layers = (
    common: readonly ReturnType<typeof fixtureText>[],
    own: readonly ReturnType<typeof fixtureText>[] = [],
  ): Layers => ({
    common: [{ language: 'x', checkedBy: null, texts: [...common] }],
    own: [{ language: 'x', checkedBy: null, texts: [...own] }],
  });
  const pick = (german: Layers, translated: Layers = german, language = 'de') =>
    makeWordings({
      language,
      german,
      translated,
      today: '2026-11-22',
      fillings: (code) => ({ title: `Titel ${code}` }),
    });
  const at = (version: number, effective: string) => fixtureText('a.b', 'de', { version, effective });

  it.each<[string, Layers, number]>([
    ['the highest whose day has come', layers([at(1, '2026-01-01'), at(2, '2026-11-22'), at(3, '2026-11-23')]), 2],
    ['whatever the order in the file', layers([at(2, '2026-02-01'), at(1, '2026-01-01')]), 2],
    ['the own before the common', layers([at(5, '2026-01-01')], [at(1, '2026-01-01')]), 1],
    ['the common until the own counts', layers([at(5, '2026-01-01')], [at(6, '2027-01-01')]), 5],
    ['the first for a device that lives before all of them', layers([at(2, '2028-01-01'), at(1, '2027-01-01')]), 1],
    ['the first of its own there', layers([at(1, '2027-01-01')], [at(4, '2027-01-01')]), 4],
  ])('takes %s', (_name, german, version) => {
    expect(pick(german).text('a.b').text.version).toBe(version);
  });

  it('throws TEXTS_INVALID where nobody wrote it', () => {
    expect(pick(layers([])).has('a.b')).toBe(false);
    expect(() => pick(layers([])).text('a.b')).toThrow(EinlassError);
  });

  it.each<[string, Layers, Layers, string]>([
    ['the translation of the same number', layers([at(1, '2026-01-01')]), layers([at(1, '2026-01-01')]), 'en'],
    ['German where the translation is older', layers([at(2, '2026-01-01')]), layers([at(1, '2026-01-01')]), 'de'],
    ['German where the translation is newer', layers([at(1, '2026-01-01')]), layers([at(2, '2026-01-01')]), 'de'],
    [
      'German where only the common text is translated',
      layers([at(1, '2026-01-01')], [at(1, '2026-01-01')]),
      layers([at(1, '2026-01-01')]),
      'de',
    ],
    [
      'German where only the own text is translated',
      layers([at(1, '2026-01-01')]),
      layers([], [at(1, '2026-01-01')]),
      'de',
    ],
  ])('shows %s', (_name, german, translated, language) => {
    const wording = pick(german, translated, 'en').text('a.b');
    expect(wording.language).toBe(language);
    expect(wording.fallback).toBe(language === 'de');
  });

  it('fills each language with its own words', () => {
    const text = fixtureText('a.b', 'de', { title: '{title}, {period}' });
    const wordings = pick(layers([text]), layers([]), 'en');
    expect(wordings.text('a.b', 'P30D').text.title).toBe('Titel de, 30 Tage');
    expect(pick(layers([text]), layers([text]), 'en').text('a.b', 'P30D').text.title).toBe('Titel en, 30 days');
  });
});

describe('days, spans and lists', () => {
  it.each([
    ['2026-11-22', 'de', '22. November 2026'],
    ['2026-03-01', 'de-simple', '1. März 2026'],
    ['2026-11-22', 'en', '22 November 2026'],
    ['2026-11-22', 'ar', '22 نوفمبر 2026'],
    ['soon', 'de', 'soon'],
    ['2026-13-01', 'en', '2026-13-01'],
  ])('the day %s in %s', (iso, language, words) => {
    expect(formatDay(iso, language)).toBe(words);
  });

  it.each([
    ['P30D', 'de', '30 Tage'],
    ['P1Y', 'de', '1 Jahr'],
    ['P1Y6M', 'de', '1 Jahr und 6 Monate'],
    ['P1W', 'de-simple', '1 Woche'],
    ['PT36H', 'de', '36 Stunden'],
    ['P24M', 'en', '24 months'],
    ['P30D', 'ar', '30 يومًا'],
    ['P30D', 'uk', '30 днів'],
    ['nonsense', 'de', ''],
  ])('the span %s in %s', (iso, language, words) => {
    expect(formatDuration(iso, language)).toBe(words);
  });

  it.each([
    [[], 'de', ''],
    [['a'], 'de', 'a'],
    [['a', 'b'], 'de', 'a und b'],
    [['a', 'b', 'c'], 'de', 'a, b und c'],
    [['a', 'b'], 'en', 'a and b'],
  ])('the list %o in %s', (items, language, words) => {
    expect(formatList(items, language)).toBe(words);
  });

  it.each([
    ['P1D', DAY],
    ['P1W', 7 * DAY],
    ['PT12H', DAY / 2],
    ['P2Y', 730 * DAY],
    ['P24M', 730 * DAY],
    ['P1M', 28 * DAY],
    ['nonsense', 0],
  ])('%s in milliseconds', (iso, length) => {
    expect(durationMs(iso)).toBe(length);
  });

  it('never count months longer than the calendar does', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.nat({ max: 60 }),
        (from, months) => {
          const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
          const start = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), 1);
          expect(durationMs(`P${String(months)}M`)).toBeLessThanOrEqual(to.getTime() - start);
        },
      ),
    );
  });

  it.each([
    ['2026-11-22T22:59:00Z', '2026-11-22'],
    ['2026-11-22T23:00:00Z', '2026-11-23'],
    ['2026-06-30T22:00:00Z', '2026-07-01'],
  ])('%s is the German day %s', (time, day) => {
    expect(germanDay(Date.parse(time))).toBe(day);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e20])('%d is before every day', (time) => {
    expect(germanDay(time)).toBe('');
  });
});
