import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposedName } from '../../../src/elements/client/display-name.ts';

describe('the name that is proposed for the meeting', () => {
  test.each([
    ['Anna Ahrens', 'Anna'],
    ['Ahrens, Anna', 'Anna'],
    ['Anna Maria Ahrens-Yıldız', 'Anna'],
    ['Dr. Anna Ahrens', 'Anna'],
    ['Prof. Dr. Anna Ahrens', 'Anna'],
    ['Sternschnuppe 7', 'Sternschnuppe'],
    ['  Anna   Ahrens ', 'Anna'],
    ['آنا أحمد', 'آنا'],
  ])('of %s is %s', (full, first) => {
    expect(proposedName(full)).toBe(first);
  });

  test.each([
    ['a single word, which may be a family name', 'Ahrens'],
    ['a title and a family name', 'Dr. Ahrens'],
    ['a family name and a comma', 'Ahrens,'],
    ['blanks', '   '],
    ['nothing', ''],
    ['nothing at all', undefined],
    ['only invisible characters', '\u202E\u200B'],
  ])('is none for %s', (_name, full) => {
    expect(proposedName(full)).toBe('');
  });

  test('is never the whole name, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (full) => {
        const proposed = proposedName(full);
        expect(proposed === '' || proposed.length < full.normalize('NFC').trim().length).toBe(true);
        expect(proposed).not.toMatch(/\s/);
      }),
    );
  });
});
