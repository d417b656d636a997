import { join } from 'node:path';
import { prepareExternalApi } from './external-api.mjs';
import { ROOT } from './install.mjs';

/** Builds everything that is served: the site, the practice room and Jitsi's IFrame API. Throws when one cannot be built. */
export async function buildAll() {
  const { build } = await import('vite');
  const configFile = join(ROOT, 'vite.config.ts');
  await Promise.all([prepareExternalApi(), build({ configFile })]);
  await build({ configFile, mode: 'practice' });
}
