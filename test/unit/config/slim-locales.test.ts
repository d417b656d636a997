import { expect, test } from 'vitest';
import { slim } from '../../../config/vite/slim-locales.ts';
import { byId, shortId } from '../../../src/i18n/short-id.ts';

const locale = (messages: Readonly<Record<string, string>>): string =>
  `export const templates = {\n${Object.entries(messages)
    .map(([id, message]) => `'${id}': ${message},`)
    .join('\n')}\n};`;

/** What a browser makes of a built locale. */
function run(built: string): Record<string, string> {
  const [, keys = '', messages = ''] = /byId\('([^']*)', (\[[^]*\])\)/.exec(built) ?? [];
  return byId(keys, new Function('str', 'html', `return ${messages}`)(String.raw, String.raw) as string[]);
}

test('every message is found by its whole id, also one that somebody named, and no other is', () => {
  const messages = {
    s00372c0b14bd05ad: '`zwei `',
    h00542519134ff455: "html`<b>\\`'h00542519134ff455': eins\\`</b>`",
    s0141d3b6aa5c1048: 'str`${"drei"}`',
    'mail.subject': '`vier`',
    // Far behind all others: a step that takes several.
    s3ffff000000000000: '`fünf`',
  };
  const built = run(slim(locale(messages)));
  expect(Object.keys(messages).map((id) => built[id]?.replaceAll('\\', ''))).toEqual([
    'zwei ',
    "<b>`'h00542519134ff455': eins`</b>",
    'drei',
    'vier',
    'fünf',
  ]);
  expect(built['sfff72c0b14bd05ad']).toBeUndefined();
});

test('two messages that would become one end the build', () => {
  const messages = { s00372c0b14bd05ad: '`a`', s00372c1b14bd05ad: '`b`' };
  expect(() => slim(locale(messages))).toThrow(`both ${String(shortId('s00372c0b14bd05ad'))}`);
});

test('a message that cannot be read ends the build', () => {
  expect(() => slim(locale({ s00372c0b14bd05ad: 'other`a`' }))).toThrow('1 messages, of which 0');
});
