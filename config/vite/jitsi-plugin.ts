import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The file that the nginx of every Jitsi includes into Jitsi's page, by exactly this name. */
const HEAD = 'plugin.head.html';

/** Puts the line that brings the script into Jitsi's page beside the script. */
export function jitsiPlugin(): Plugin {
  let root = '';
  return {
    name: 'einlass:jitsi-plugin',
    apply: 'build',
    configResolved(config) {
      ({ root } = config);
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: HEAD, source: await readFile(join(root, HEAD), 'utf8') });
    },
  };
}
