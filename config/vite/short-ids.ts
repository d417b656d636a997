import type { Plugin } from 'vite';
import { shortId } from '../../src/i18n/short-id.ts';

/** Shortens the message ids in a built locale; `src/i18n/localization.ts` looks them up. */
export function shortIds(): Plugin {
  return {
    name: 'einlass:short-ids',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/i18n\/(?:office-)?locales\/[^/]+\.ts$/ },
      handler: (code) => ({ code: withShortIds(code), map: null }),
    },
  };
}

/** A generated locale with `shortId` of each id. Throws when two messages would become one. */
export function withShortIds(locale: string): string {
  const seen = new Map<string, string>();
  return locale.replace(/^\s*'([sh][0-9a-f]{16})':/gm, (_, id: string) => {
    const short = shortId(id);
    const other = seen.get(short);
    if (other !== undefined) throw new Error(`${other} and ${id} are both ${short}: keep one more digit in shortId`);
    seen.set(short, id);
    return `'${short}':`;
  });
}
