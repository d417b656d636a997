import { test as base } from '@playwright/test';
import { startServers } from '../config/serve/server.ts';
import type { Servers } from '../config/serve/server.ts';

export { expect } from '@playwright/test';

/**
 * Playwright's `test` with a `world`: gate and practice room on a port of their own for each worker, so that a fault
 * which one test makes happens to nobody else. Take `world.freshLinks()` for a room that no other test knows.
 */
export const test = base.extend<object, { world: Servers }>({
  world: [
    // Playwright reads the first parameter's pattern to learn what a fixture needs: this one needs nothing.
    async ({}, use) => {
      const servers = await startServers({ port: 0 });
      await use(servers);
      await servers.close();
    },
    { scope: 'worker' },
  ],
});
