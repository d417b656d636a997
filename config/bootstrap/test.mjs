/** `npm test`: from a fresh clone to one closing line, with nothing but Node (and, for browsers, Debian) on the machine. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { findBrowser } from './browsers.mjs';
import { installPackages, requireNode } from './install.mjs';
import { complaintAboutNginx, findNginx, lookForNginx } from './nginx.mjs';

requireNode();
installDebianPackages();
installPackages();

const { register } = await import('tsx/esm/api');
register();
const { runParts } = await import('../../test/run.ts');
process.exitCode = await runParts(process.argv.slice(2));

/** Installs browsers and nginx where they are missing and that is possible; where it is not, the parts that need one fail and say so. */
function installDebianPackages() {
  const missing = [
    ...(findBrowser('chromium') ? [] : ['chromium']),
    ...(findBrowser('shell') ? [] : ['chromium-headless-shell']),
    ...(findBrowser('firefox') ? [] : ['firefox-esr']),
    ...(findNginx() ? [] : ['nginx']),
  ];
  if (missing.length === 0) return;
  const names = missing.join(', ');
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    // Without the shell the tests take longer and say the same.
    if (findBrowser('chromium') && findBrowser('firefox') && findNginx()) return;
    process.stdout.write(
      `Es fehlt: ${names}. Bitte installieren oder CHROMIUM_PATH, FIREFOX_PATH und NGINX_PATH setzen.\n` +
        `Missing: ${names}. Please install, or set CHROMIUM_PATH, FIREFOX_PATH and NGINX_PATH.\n` +
        `${findNginx() ? '' : `${complaintAboutNginx(lookForNginx())}\n`}`,
    );
    return;
  }
  process.stdout.write(`Aus Debian-Paketen wird installiert: ${names} …\n`);
  // RUNLEVEL keeps Debian from starting an nginx of its own on port 80 (invoke-rc.d): the tests start theirs.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...words) => spawnSync('apt-get', ['-qq', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
}
