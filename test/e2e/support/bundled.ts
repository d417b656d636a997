import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { interfaceConfig } from '../../../config/vite/interface-config.ts';

/** A page of test/e2e, `src/jitsi` in it, as one classic script, so that it can be run on a document whose policy forbids everything inline. */
export async function bundled(page: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [interfaceConfig()],
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(`../${page}`, import.meta.url)),
        formats: ['iife'],
        name: 'probePage',
      },
    },
  });
  const [first] = Array.isArray(result) ? result : [];
  const [chunk] = first?.output ?? [];
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}
