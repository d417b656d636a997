import type { Plugin } from 'vite';

/**
 * Takes the indentation out of the elements' sources before they are bundled. In code it means nothing and in HTML as much
 * as the line break that stays; a minifier leaves it in every template, and phones pay for it.
 */
export function templateSpace(): Plugin {
  return {
    name: 'einlass:template-space',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/elements\/.*\.ts$/ },
      handler: (code) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }),
    },
  };
}
