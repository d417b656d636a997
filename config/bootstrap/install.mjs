/** What must be there before anything else can run. Node's built-ins only: on a fresh machine there is nothing more. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const NEEDED = [20, 19];

/** Ends the process with one sentence when this Node is too old for the tools we use. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  const needed = NEEDED.join('.');
  process.stderr.write(
    `Einlass braucht Node.js ${needed} oder neuer, hier läuft ${process.versions.node}.\n` +
      `Einlass needs Node.js ${needed} or newer, this is ${process.versions.node}.\n`,
  );
  process.exit(1);
}

/**
 * Installs the packages when there are none or the lock file has changed since. npm writes `.package-lock.json` at the
 * end of an install, so one that was interrupted counts as none.
 */
export function installPackages() {
  const installed = join(ROOT, 'node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs) return;
  process.stdout.write('Pakete werden installiert (npm ci) …\n');
  // Browsers come from the system's packages; a download of Playwright's own would be a second, unneeded one.
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const { status } = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write('npm ci ist fehlgeschlagen; der Grund steht darüber. / npm ci failed, see above.\n');
  process.exit(1);
}
