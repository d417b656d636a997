import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allBegin, askedFor, foldedWords, localDay, tokensOf } from '../../../src/records/search-tokens.ts';

const found = (query: string, name: string): boolean => {
  const words = foldedWords(name);
  const asked = askedFor({ name: query });
  const tokens = new Set(tokensOf({ words, days: [], service: 's', checkCodes: [] }));
  return asked.tokens.length > 0 && asked.tokens.every((token) => tokens.has(token)) && allBegin(asked.words, words);
};

describe('a name is found', () => {
  it.each([
    ['Mül', 'Müller'],
    ['muel', 'Müller'],
    ['MUL', 'Müller'],
    ['müll', 'Mueller'],
    ['mull', 'Mueller'],
    ['ahr anna', 'Anna Ahrens'],
    ['Straß', 'Erika Strasser'],
    ['strass', 'Straßer'],
    ['Celik', 'Çelik'],
    ['Łuk', 'Lukasz'],
    ['oez', 'Öztürk'],
    ['Öz', 'Oeztuerk'],
    ['ae', 'Aeneas'],
    ['иван', 'Иванов'],
    ['محم', 'محمد'],
    ["O'Bri", "O'Brien"],
    ['meier', 'Anna Schmidt-Meier'],
    ['Wolfeschlegel', 'Wolfeschlegelsteinhausen'],
  ])('"%s" finds %s', (query, name) => {
    expect(found(query, name)).toBe(true);
  });

  it.each([
    ['ller', 'Müller'],
    ['Anna Berg', 'Anna Ahrens'],
    ['Wolfeschlegelx', 'Wolfeschlegelsteinhausen'],
    ['Annas', 'Anna'],
    ['an\u0000na', 'Banna'],
  ])('"%s" does not find %s', (query, name) => {
    expect(found(query, name)).toBe(false);
  });

  it('by every beginning of any of its words, whatever is written on it', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aeouäöüßéñçsnłøAEUÄÖÜ'), minLength: 2, maxLength: 16 });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (words, which, cut, isUpper) => {
          const word = words[which % words.length] ?? '';
          const beginning = word.slice(0, 2 + (cut % (word.length - 1)));
          expect(found(isUpper ? beginning.toLocaleUpperCase('de') : beginning, words.join(' '))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('and never by another beginning', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(letters, letters, (query, name) => {
        expect(found(query, name)).toBe(name.startsWith(query));
      }),
    );
  });
});

describe('a query', () => {
  it('leaves out what is too short to be searched for', () => {
    expect(askedFor({ name: 'A' }).tokens).toEqual([]);
    expect(askedFor({ name: ' - ' }).tokens).toEqual([]);
    expect(askedFor({ name: 'A Berg' }).words).toEqual(['berg']);
  });

  it('asks for all that was given, the rarest kinds first', () => {
    const { tokens } = askedFor({ name: 'Anna', day: '2026-11-22', service: 'a', checkCode: 'k7f 2qx' });
    expect(tokens).toEqual(['code\0K7F2QX', 'name\0anna', 'day\x002026-11-22', 'service\0a']);
  });

  it.each([['K7F 2QX'], ['k7f2qx'], ['K7F·2QX']])('reads a check code as it is said: %s', (checkCode) => {
    expect(askedFor({ checkCode }).tokens).toEqual(['code\0K7F2QX']);
  });

  it('takes the letters that look like digits for digits, as they were meant', () => {
    expect(askedFor({ checkCode: 'AOIL22' }).tokens).toEqual(['code\0A01122']);
  });

  it('does not confuse its kinds', () => {
    const tokens = tokensOf({ words: ['k7f2qx'], days: [], service: 'anna', checkCodes: [] });
    expect(tokens).not.toContain(askedFor({ checkCode: 'K7F2QX' }).tokens[0]);
    expect(tokens).not.toContain(askedFor({ name: 'anna' }).tokens[0]);
  });
});

it('a day is the one on this computer', () => {
  const date = new Date(2026, 0, 2, 23, 59);
  expect(localDay(date.getTime())).toBe('2026-01-02');
});
