import type { Plugin } from 'vite';
import { shortId } from '../../src/i18n/short-id.ts';

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
 * A generated locale as a row of short ids and a row of messages. Beside each other, and with like messages next to each
 * other, they compress better than pairs. Throws when two messages would have one id, and where it cannot read the locale.
 */
export function slim(locale: string): string {
  const entries = [...locale.matchAll(/^\s*'([\w.]+)': ((?:str|html)?`(?:[^`\\]|\\.)*`),$/gm)]
    .map(([, id = '', message = '']) => ({ id, message }))
    .sort((one, other) => (wordsIn(one.message) < wordsIn(other.message) ? -1 : 1));
  const quoted = locale.match(/^\s*'[\w.]+': /gm)?.length ?? 0;
  if (entries.length !== quoted)
    throw new Error(`${String(quoted)} messages, of which ${String(entries.length)} can be read`);
  const known = new Map<string, string>();
  for (const { id } of entries) {
    const short = shortId(id);
    const other = known.get(short);
    if (other !== undefined) throw new Error(`${other} and ${id} are both ${short}: take other bits in shortId`);
    known.set(short, id);
  }
  return [
    "import { html } from 'lit';",
    "import { str } from '@lit/localize';",
    "import { byId } from '../short-id.ts';",
    `export const templates = byId('${[...known.keys()].join('')}', [`,
    ...entries.map(({ message }) => `${message},`),
    ']);',
  ].join('\n');
}

function wordsIn(message: string): string {
  return message.replace(/^[a-z]*`/, '');
}
