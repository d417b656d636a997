import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cleanName, LOBBY_NAME_MAX, lobbyName, shownName, splitLobbyName } from '../../../src/mailbox/name.ts';

const CODE = 'K7F2QX';
/** Characters that make trouble, far more often than chance would bring them. */
const hostile = fc.constantFrom(
  ...[
    'a',
    'é',
    'e\u0301',
    '\u0301',
    '\u0338',
    '<',
    '&',
    "'",
    '`',
    '"',
    ' ',
    '\u00a0',
    '\u3000',
    '\n',
    '\t',
    '\0',
    '·',
    '\u202e',
    '\u2066',
    '\u200b',
  ],
  ...[
    '\u200d',
    '\ufeff',
    '\ufe0f',
    '\ud83d',
    '\ude00',
    '😀',
    '👩\u200d👩\u200d👧',
    '🇩🇪',
    '👍🏽',
    'ᄀ',
    'ᅡ',
    'ি',
    'ক',
    '\u09c7',
    '\u09be',
    'ع',
    '\u1fef',
    '\u2028',
    '\ue000',
    '\u2800',
  ],
);
const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(hostile, { maxLength: 80 }).map((parts) => parts.join('')),
);

afterEach(() => vi.unstubAllGlobals());

describe('a cleaned name', () => {
  test.each([
    ['Anna Müller', 'Anna Müller'],
    ['  Anna \t  Müller\n', 'Anna Müller'],
    ["Sinéad O'Brien", 'Sinéad O’Brien'],
    ['Jose\u0301', 'José'],
    ['علی رضا', 'علی رضا'],
    ['Anna 🦔', 'Anna 🦔'],
    ['Mar·la', 'Mar·la'],
  ])('keeps what is a name: %j', (raw, clean) => {
    expect(cleanName(raw)).toBe(clean);
  });

  test.each([
    ['markup', '<b>Anna</b> & "Co" `x`', 'bAnna/b Co x'],
    ['controls', 'An\0na\u0007\u009f', 'Anna'],
    ['a reversed reading direction', 'Anna\u202Enna\u202C\u2066x\u2069', 'Annannax'],
    ['zero width', 'A\u200bn\u200cn\u200da\u2060', 'Anna'],
    ['soft hyphens and joiners of graphemes', 'An\u00adn\u034fa', 'Anna'],
    ['empty letters of Hangul and Braille', 'An\u3164na\u2800\uffa0', 'Anna'],
    ['half a surrogate pair', 'An\ud83dna\ude00', 'Anna'],
    ['private characters', 'An\ue000na\u{f0000}', 'Anna'],
    ['line separators', 'An\u2028na\u2029', 'An na'],
    ['dozens of marks on one letter', `A${'\u0335\u0336\u0337'.repeat(20)}nna`, 'A\u0335\u0336\u0337\u0335nna'],
    ['a check code of one’s own', 'Anna · K7F2QX', 'Anna K7F2QX'],
    ['nothing else', ' \u200b<>\t', ''],
    ['a backtick in disguise', 'A\u1fefnna', 'Anna'],
  ])('loses %s', (_, raw, clean) => {
    expect(cleanName(raw)).toBe(clean);
  });

  test('is clean: nothing changes the second time, nothing unwanted stays', () => {
    fc.assert(
      fc.property(names, (raw) => {
        const clean = cleanName(raw);
        expect(cleanName(clean)).toBe(clean);
        expect(clean).toBe(clean.trim());
        expect(clean).not.toMatch(/[&<>"'`\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\s\s/u);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('the name in the lobby', () => {
  test.each([
    ['Anna', 'Anna · K7F2QX'],
    ['', 'Person · K7F2QX'],
    [' <> ', 'Person · K7F2QX'],
    ['x'.repeat(41), `${'x'.repeat(41)} · K7F2QX`],
    ['x'.repeat(42), `${'x'.repeat(41)} · K7F2QX`],
    [`${'x'.repeat(40)} y`, `${'x'.repeat(40)} · K7F2QX`],
    [`${'x'.repeat(40)}😀`, `${'x'.repeat(40)} · K7F2QX`],
    [`${'x'.repeat(40)}y\u0335`, `${'x'.repeat(40)} · K7F2QX`],
    [`${'x'.repeat(39)}🇩🇪`, `${'x'.repeat(39)} · K7F2QX`],
    [`${'x'.repeat(38)}👍🏽`, `${'x'.repeat(38)} · K7F2QX`],
  ])('%j becomes %j, with and without Intl.Segmenter', (name, shown) => {
    expect(lobbyName(name, CODE, 'Person')).toBe(shown);
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
    expect(lobbyName(name, CODE, 'Person')).toBe(shown);
  });

  test.each(['with', 'without'])('fits, keeps the code and cuts no letter in two, %s Intl.Segmenter', (segmenter) => {
    const whole = new Intl.Segmenter('und', { granularity: 'grapheme' });
    if (segmenter === 'without') vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
    fc.assert(
      fc.property(names, (raw) => {
        const shown = lobbyName(raw, CODE, 'Person');
        expect(shown.length).toBeLessThanOrEqual(LOBBY_NAME_MAX);
        // What Jitsi makes of it (jitsi-observed b.5).
        expect(shown.trim().substring(0, 50)).toBe(shown);
        expect(shown.endsWith(` · ${CODE}`)).toBe(true);
        expect(shown).toBe(`${shownName(raw, 'Person')} · ${CODE}`);
        expect(shown).not.toMatch(/\p{Cs}/u);
        const clean = cleanName(raw) || 'Person';
        const name = shownName(raw, 'Person');
        expect(clean.startsWith(name)).toBe(true);
        const ends = Array.from(whole.segment(clean), ({ index, segment }) => index + segment.length);
        if (segmenter === 'with' && (ends[0] ?? 0) <= 41) {
          expect(ends.some((end) => clean.slice(0, end).trimEnd() === name)).toBe(true);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test('cuts one giant character by code points', () => {
    expect(shownName('\u1100'.repeat(60), 'x')).toHaveLength(41);
  });
});

describe('a name from the lobby, taken apart', () => {
  test.each([
    ['Anna · K7F2QX', 'Anna', 'K7F2QX'],
    ['  Anna \t· K7F2QX\n', 'Anna', 'K7F2QX'],
    ['Anna &amp; Co · K7F2QX', 'Anna Co', 'K7F2QX'],
    ['Anna &amp;amp;lt;b&gt; · K7F2QX', 'Anna b', 'K7F2QX'],
    ['O&#39;Brien · K7F2QX', 'O’Brien', 'K7F2QX'],
    ['Anna · Berta · K7F2QX', 'Anna Berta', 'K7F2QX'],
    ['Anna · ABC123 · K7F2QX', 'Anna ABC123', 'K7F2QX'],
    ['Mar·la · K7F2QX', 'Mar·la', 'K7F2QX'],
    ['An\u202Ena\u200b · \u2066K7F\u200b2QX\u2069', 'Anna', 'K7F2QX'],
    ['<img src=x onerror=alert(1)> · K7F2QX', 'img src=x onerror=alert(1)', 'K7F2QX'],
    ['علی رضا · K7F2QX', 'علی رضا', 'K7F2QX'],
    ['· K7F2QX', '', 'K7F2QX'],
  ])('%j carries a code', (shown, name, code) => {
    expect(splitLobbyName(shown)).toStrictEqual({ name, code });
  });

  test.each([
    ['Anna', 'Anna'],
    ['', ''],
    [' \u200b<>&amp;\t', ''],
    ['Anna K7F2QX', 'Anna K7F2QX'],
    ['Anna·K7F2QX', 'Anna·K7F2QX'],
    ['Anna · k7f2qx', 'Anna k7f2qx'],
    ['Anna · K7F2Q', 'Anna K7F2Q'],
    ['Anna · K7F2QXY', 'Anna K7F2QXY'],
    ['Anna · K7F2QI', 'Anna K7F2QI'],
    ['Anna · K7F2QU', 'Anna K7F2QU'],
    ['Anna · K7F2QX x', 'Anna K7F2QX x'],
    ['K7F2QX', 'K7F2QX'],
    ['Anna · ', 'Anna'],
    ['Anna · К7F2QX', 'Anna К7F2QX'],
    ['Anna &unknown; &am', 'Anna unknown; am'],
  ])('%j carries none', (shown, name) => {
    expect(splitLobbyName(shown)).toStrictEqual({ name, code: null });
  });

  test('what a program made too long is cut, and its code is read all the same', () => {
    expect(splitLobbyName('x'.repeat(200))).toStrictEqual({ name: 'x'.repeat(50), code: null });
    expect(splitLobbyName(`${'x'.repeat(5_000_000)} · ${CODE}`)).toStrictEqual({ name: 'x'.repeat(50), code: CODE });
    expect(splitLobbyName(`${'&amp;'.repeat(300_000)}Anna · ${CODE}`)).toMatchObject({ code: CODE });
  });

  test('gives back every name that was put together, whole', () => {
    fc.assert(
      fc.property(names, (raw) => {
        expect(splitLobbyName(lobbyName(raw, CODE, 'Person'))).toStrictEqual({
          name: shownName(raw, 'Person'),
          code: CODE,
        });
      }),
      { numRuns: 20_000 },
    );
  });

  test('gives back a clean name that fits, whatever comes', () => {
    fc.assert(
      fc.property(names, (raw) => {
        const { name, code } = splitLobbyName(raw);
        expect(cleanName(name)).toBe(name);
        expect(name.length).toBeLessThanOrEqual(LOBBY_NAME_MAX);
        expect(code === null || /^[0-9A-Z]{6}$/.test(code)).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });
});
