import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { prepareExternalApi } from './external-api.mjs';
import { ROOT } from './install.mjs';

/** What a build is made from; younger than the build means: build again. */
const SOURCES = ['src', 'static', 'config/vite', 'vite.config.ts', 'interface_config.js', 'package-lock.json'];

/**
 * Builds everything that is served: the site, the practice room, the plugin and Jitsi's IFrame API. What is already there and
 * younger than its sources stays. Throws when something cannot be built.
 */
export async function buildAll() {
  const newest = Math.max(...(await Promise.all(SOURCES.map((name) => newestIn(join(ROOT, name))))));
  await prepareExternalApi();
  await buildOne('jitsi-plugin', ['plugin'], newest, 'plugin.head.html');
  await buildOne('practice', ['practice'], newest);
  await buildOne('site', ['production', 'office'], newest);
}

/**
 * Builds beside the old build and then takes its place, so that a server that is running never sees half of one.
 * @param {string} name
 * @param {string[]} modes one after the other into the same folder
 * @param {number} newest
 * @param {string} [sign] the file that a whole build has
 */
async function buildOne(name, modes, newest, sign = 'index.html') {
  const target = join(ROOT, 'dist', name);
  if (existsSync(join(target, sign)) && statSync(target).mtimeMs > newest) return;
  const { build } = await import('vite');
  const began = new Date();
  const fresh = join(ROOT, '.cache/build', `${name}-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    for (const mode of modes) {
      await build({ configFile: join(ROOT, 'vite.config.ts'), mode, build: { outDir: fresh } });
    }
    // A source that changed while it was being built is younger than this and will be built again.
    await utimes(fresh, began, began);
    await mkdir(join(ROOT, 'dist'), { recursive: true });
    if (existsSync(target)) await rename(target, old);
    await rename(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}

/**
 * The time of the last change to a file or to anything in a folder, in milliseconds since 1970. Folders count
 * themselves, because a file that was deleted is a change too.
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newestIn(path) {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const inside = await readdir(path);
  return Math.max(found.mtimeMs, ...(await Promise.all(inside.map((name) => newestIn(join(path, name))))));
}
