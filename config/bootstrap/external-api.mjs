/**
 * Prepares `.cache/jitsi/external_api.js`, the file that the gate serves at `/jitsi/external_api.js`.
 *
 * Jitsi publishes its current IFrame API only inside `@jitsi/react-native-sdk`, whose install would bring 290 packages.
 * So that one archive is fetched, checked against its integrity hash and bundled; nothing of it is installed.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = '@jitsi/react-native-sdk@13.2.0';
const INTEGRITY = 'sha512-J7itSoy85IScxeC4letOtoS33Sp0tH5hLYFHYtH+v3WQwLjganuWlFCjlDbL5ks9ebGhVNsCyCBdML9qC+SAWw==';

/** Raised when the way of bundling changes, so that an older cached file is not taken for the new one. */
const RECIPE = 1;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, '.cache/jitsi');
const FILE = join(FOLDER, 'external_api.js');
const STAMP_FILE = join(FOLDER, 'external_api.stamp');
const STAMP = `${PACKAGE} ${INTEGRITY} recipe ${RECIPE}\n`;

/**
 * Returns the path of the prepared file; fetches and bundles only when it is missing or made from another version.
 * Throws when the registry cannot be reached or the archive does not match its hash.
 * @returns {Promise<string>}
 */
export async function prepareExternalApi() {
  if (existsSync(FILE) && (await readFile(STAMP_FILE, 'utf8').catch(() => '')) === STAMP) return FILE;
  const work = join(FOLDER, `work-${process.pid}`);
  try {
    const sources = join(work, 'package');
    await extract(sources);
    await bundle(work);
    await rename(join(work, 'out/external_api.js'), FILE);
    await writeFile(STAMP_FILE, STAMP);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return FILE;
}

/** @param {string} target */
async function extract(target) {
  const { default: pacote } = await import('pacote');
  await mkdir(target, { recursive: true });
  await pacote.extract(PACKAGE, target, {
    integrity: INTEGRITY,
    cache: join(ROOT, '.cache/npm'),
    registry: await registryOfThisUser(),
  });
}

/** pacote does not read npm's settings; offices often have a registry of their own there. */
async function registryOfThisUser() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await promisify(execFile)(npm, ['config', 'get', 'registry'], {
    cwd: ROOT,
    shell: process.platform === 'win32',
  });
  return stdout.trim();
}

/** @param {string} work */
async function bundle(work) {
  const { build } = await import('vite');
  const entry = join(work, 'entry.js');
  await writeFile(
    entry,
    "import JitsiMeetExternalAPI from './package/modules/API/external/external_api.js';\n" +
      'window.JitsiMeetExternalAPI = JitsiMeetExternalAPI;\n',
  );
  // The archive has no node_modules beside it; its four small dependencies are ours.
  await symlink(join(ROOT, 'node_modules'), join(work, 'node_modules'), 'junction');
  await build({
    configFile: false,
    root: work,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { extensions: ['.web.ts', '.web.js', '.ts', '.js', '.json'] },
    build: {
      outDir: join(work, 'out'),
      target: ['es2021', 'safari15', 'firefox102', 'chrome94'],
      lib: { entry, formats: ['iife'], name: 'EinlassExternalApi', fileName: () => 'external_api.js' },
    },
  });
  if (!existsSync(join(work, 'out/external_api.js'))) throw new Error(`no bundle in ${work}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await prepareExternalApi()}\n`);
}
