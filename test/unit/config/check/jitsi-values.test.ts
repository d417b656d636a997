/** One list of what a Jitsi server must say, and everything that says it. */
import { expect, test } from 'vitest';
import { WANTED_VALUES } from '../../../../config/check/jitsi-values.ts';
import { written } from '../../../../config/check/script-bag.ts';
import { at, evaluate } from '../../../../config/check/script-value.ts';
import { STRICT_CONFIG } from '../../../../src/jitsi/strict-config.ts';
import whitelists from '../../../fixtures/jitsi/whitelists.json' with { type: 'json' };
import { dropIn } from './installation.ts';

/** Jitsi lets no page override these, so they are on no list of its own. */
const SERVER_ONLY = ['welcomePage.disabled'];

test.each(WANTED_VALUES.map(({ key }) => key))('%s is a key that Jitsi knows', (key) => {
  const known = [...whitelists.config, ...whitelists.configWhenEmbedded, ...SERVER_ONLY];
  expect(known.some((one) => key === one || key.startsWith(`${one}.`))).toBe(true);
});

test('no key is named twice', () => {
  expect(new Set(WANTED_VALUES.map(({ key }) => key)).size).toBe(WANTED_VALUES.length);
});

test('the page asks for nothing else than the server', () => {
  const inPage = (key: string): unknown =>
    key
      .split('.')
      .reduce<unknown>((inside, part) => (inside as Record<string, unknown> | undefined)?.[part], STRICT_CONFIG);
  const both = WANTED_VALUES.filter(({ key }) => inPage(key) !== undefined);
  expect(both.map(({ key }) => [key, inPage(key)])).toEqual(both.map(({ key, is }) => [key, is]));
  expect(both.length).toBeGreaterThan(30);
});

test.each([
  ['an empty config.js', ''],
  ['one that says the opposite', `${WANTED_VALUES.map(({ key, is }) => opposite(key, !is)).join('\n')}\n`],
])('what is shipped for the end of config.js makes every value right after %s', async (_what, before) => {
  const result = evaluate(`var config = {};\n${before}${await dropIn()}`, 'config');
  if ('problem' in result) throw new Error(result.problem);
  const wrong = WANTED_VALUES.filter(({ key, is }) => at(result.value, key) !== is);
  expect(wrong.map(({ key }) => `${key}: ${written(at(result.value, key))}`)).toEqual([]);
});

function opposite(key: string, value: boolean): string {
  const [first = '', second] = key.split('.');
  const made = second === undefined ? '' : `config.${first} = config.${first} || {}; `;
  return `${made}config.${key} = ${String(value)};`;
}
