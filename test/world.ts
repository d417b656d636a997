import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import { startServers } from '../config/serve/server.ts';
import type { Servers } from '../config/serve/server.ts';
import { openFront, originsAt } from './front.ts';
import { freePort } from './unit/config/nginx.ts';

export { expect } from '@playwright/test';

const BUILT = fileURLToPath(new URL('../dist', import.meta.url));

export interface World extends Servers {
  /** This worker's own copy of the built site. A test that edits a file in it puts it back before it ends. */
  readonly siteDirectory: string;
}

/** What people of a spec file reach: the development server alone, or the real nginx with what ships for both hosts. */
interface Way {
  readonly through: 'development server' | 'nginx';
}

/**
 * Playwright's `test` with a `world`: gate and practice room on a port of their own for each worker, so that a fault
 * which one test makes happens to nobody else, and on a copy of the build, so that a test may edit what is served.
 * Take `world.freshLinks()` for a room that no other test knows.
 *
 * `test.use({ through: 'nginx' })` at the top of a spec file puts the real nginx in front of all of it. Faults of the practice
 * room and its witness work there as well, those of the mailbox do not: it is nginx's own.
 */
export const test = base.extend<object, { world: World } & Way>({
  through: ['development server', { scope: 'worker', option: true }],

  world: [
    async ({ through }, use) => {
      const copy = await mkdtemp(join(tmpdir(), 'einlass-'));
      await cp(BUILT, copy, { recursive: true });
      const siteDirectory = join(copy, 'site');
      const parts = { port: 0, siteDirectory, practiceDirectory: join(copy, 'practice') };
      if (through === 'nginx') {
        const origins = originsAt(await freePort());
        const servers = await startServers({ ...parts, behind: origins });
        const front = await openFront({ ...origins, siteDirectory, practiceOrigin: servers.practiceOrigin });
        await use({ ...servers, siteDirectory });
        await front.close();
        await servers.close();
      } else {
        const servers = await startServers(parts);
        await use({ ...servers, siteDirectory });
        await servers.close();
      }
      await rm(copy, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});
