import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const CONFIG = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

/** Each build of a release, and its folder. The practice room is in none. */
const BUILDS = [
  ['production', 'site'],
  ['office', 'site'],
  ['plugin', 'jitsi-plugin'],
  ['check-site', 'tool'],
] as const;

/** Builds everything that a release ships into `folder`. */
export async function buildInto(folder: string): Promise<void> {
  for (const [mode, name] of BUILDS) {
    await build({ configFile: CONFIG, mode, build: { outDir: join(folder, name) } });
  }
}
