import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startServers } from '../../config/serve/server.ts';

/** Serves a page that is nothing but Lit, from the server that serves ours, for as long as `measure` runs. */
export async function withBarePage<T>(measure: (href: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'einlass-'));
  try {
    await build({
      configFile: false,
      root: fileURLToPath(new URL('./bare', import.meta.url)),
      logLevel: 'silent',
      build: { outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false } },
    });
    const servers = await startServers({ port: 0, siteDirectory: folder });
    try {
      return await measure(`${servers.gateOrigin}/`);
    } finally {
      await servers.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
