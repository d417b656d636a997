import type { Plugin } from 'vite';

/** Vite's name for the helper that it wraps around every `import()`. */
const HELPER = /^\0vite\/preload-helper\.js$/;

/**
 * Makes `import()` what the browser makes of it. Vite wraps it in a helper that fetches the styles and modules of a part
 * beforehand; parts of ours have neither styles of their own nor `modulePreload`, and with that switched off the helper is
 * still there, 1.2 kB of every first visit.
 */
export function plainImport(): Plugin {
  return {
    name: 'einlass:plain-import',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: HELPER },
      handler: () => 'export const __vitePreload = (load) => load();',
    },
  };
}
