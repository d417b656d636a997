import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { startServers } from '../config/serve/server.ts';
import type { Servers } from '../config/serve/server.ts';

export { expect } from '@playwright/test';

const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

export interface World extends Servers {
  /** This worker's own copy of the built site. A test that edits a file in it puts it back before it ends. */
  readonly siteDirectory: string;
}

/**
 * Playwright's `test` with a `world`: gate and practice room on a port of their own for each worker, so that a fault
 * which one test makes happens to nobody else, and on a copy of the build, so that a test may edit what is served.
 * Take `world.freshLinks()` for a room that no other test knows.
 */
export const test = base.extend<object, { world: World }>({
  world: [
    // Playwright reads the first parameter's pattern to learn what a fixture needs: this one needs nothing.
    async ({}, use) => {
      const copy = await mkdtemp(join(tmpdir(), 'einlass-'));
      await cp(BUILT, copy, { recursive: true });
      const siteDirectory = join(copy, 'site');
      const servers = await startServers({ port: 0, siteDirectory, practiceDirectory: join(copy, 'practice') });
      await use({ ...servers, siteDirectory });
      await servers.close();
      await rm(copy, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});
