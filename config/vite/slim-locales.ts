import type { Plugin } from 'vite';
import { shortId, stepsTo } from '../../src/i18n/short-id.ts';

/** Makes built locales as small as they can be on a bad line. */
export function slimLocales(): Plugin {
  return {
    name: 'einlass:slim-locales',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/i18n\/(?:office-)?locales\/[^/]+\.ts$/ },
      handler: (code) => ({ code: slim(code), map: null }),
    },
  };
}

/**
 * A generated locale as a row of steps from one short id to the next, and a row of messages: they compress better than pairs.
 * Throws when two messages would have one id, and where it cannot read the locale.
 */
export function slim(locale: string): string {
  const entries = [...locale.matchAll(/^\s*'([\w.]+)': ((?:str|html)?`(?:[^`\\]|\\.)*`),$/gm)]
    .map(([, id = '', message = '']) => ({ id, message, number: shortId(id) }))
    .sort((one, other) => one.number - other.number);
  const all = locale.match(/^\s*'[\w.]+': /gm)?.length ?? 0;
  if (entries.length !== all)
    throw new Error(`${String(all)} messages, of which ${String(entries.length)} can be read`);
  for (const [index, { id, number }] of entries.entries()) {
    const next = entries[index + 1];
    if (next?.number === number)
      throw new Error(`${id} and ${next.id} are both ${String(number)}: take other bits in shortId`);
  }
  const steps = stepsTo(entries.map(({ number }) => number));
  return [
    "import { html } from 'lit';",
    "import { str } from '@lit/localize';",
    "import { byId } from '../short-id.ts';",
    `export const templates = byId('${steps.join('')}', [`,
    ...entries.map(({ message }, index) => `${'undefined,'.repeat((steps[index]?.length ?? 2) / 2 - 1)}${message},`),
    ']);',
  ].join('\n');
}
