import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * An nginx that can carry a mailbox, or undefined when there is none. NGINX_PATH comes first, then Debian's own place, then
 * the search path. Works on node's built-ins alone, because it runs before anything is installed.
 * @returns {string | undefined}
 */
export function findNginx() {
  const named = process.env.NGINX_PATH;
  return [...(named ? [named] : []), '/usr/sbin/nginx', 'nginx'].find((name) =>
    /http_dav_module/.test(spawnSync(name, ['-V']).stderr?.toString() ?? ''),
  );
}
