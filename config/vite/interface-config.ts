import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MODULE = 'virtual:interface-config';
const RESOLVED = `\0${MODULE}`;
const FILE = fileURLToPath(new URL('../../interface_config.js', import.meta.url));

/**
 * Makes the top-level `interface_config.js` importable as `import { interfaceConfig } from 'virtual:interface-config'`.
 * Jitsi loads that file as a plain script (`var interfaceConfig = {…}`), so it cannot carry an `export` of its own; this
 * is why one file can serve the city's Jitsi and the gate alike.
 */
export function interfaceConfig(): Plugin {
  return {
    name: 'einlass:interface-config',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      this.addWatchFile(FILE);
      return `${await readFile(FILE, 'utf8')}\nexport { interfaceConfig };\n`;
    },
  };
}
