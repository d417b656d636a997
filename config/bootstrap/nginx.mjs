import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * The nginx of this machine, and whether the module http_dav_module is in it, without which it can carry no mailbox; undefined
 * when there is none. One that can is preferred. NGINX_PATH comes first, then Debian's own place, then the search path. Works
 * on node's built-ins alone, because it runs before anything is installed.
 * @returns {{ readonly path: string, readonly hasDav: boolean } | undefined}
 */
export function lookForNginx() {
  const named = process.env.NGINX_PATH;
  const found = [...(named ? [named] : []), '/usr/sbin/nginx', 'nginx'].flatMap((path) => {
    const { error, stderr } = spawnSync(path, ['-V']);
    return error ? [] : [{ path, hasDav: /http_dav_module/.test(stderr.toString()) }];
  });
  return found.find(({ hasDav }) => hasDav) ?? found[0];
}

/**
 * The path of an nginx that can carry a mailbox, or undefined when there is none.
 * @returns {string | undefined}
 */
export function findNginx() {
  const nginx = lookForNginx();
  return nginx?.hasDav ? nginx.path : undefined;
}

/**
 * What is wrong with what `lookForNginx` has found, and how to get what is missing; undefined where nothing is.
 * @param {{ readonly path: string, readonly hasDav: boolean } | undefined} nginx
 * @returns {string | undefined}
 */
export function complaintAboutNginx(nginx) {
  if (nginx === undefined) {
    return (
      'nginx fehlt auf diesem Rechner. Unter Debian und Ubuntu: apt-get install nginx. Liegt es woanders: NGINX_PATH setzen.\n' +
      'nginx is missing. Debian, Ubuntu: apt-get install nginx. If it lies elsewhere, set NGINX_PATH.'
    );
  }
  if (nginx.hasDav) return undefined;
  return (
    `${nginx.path} ist ohne das Modul http_dav_module gebaut und kann keine Ablage führen: „nginx -t“ meldet dann ` +
    'unknown directive "dav_methods". Im Debian-Paket nginx ist es enthalten; sonst mit --with-http_dav_module bauen.\n' +
    `${nginx.path} was built without http_dav_module and cannot carry the mailbox. Debian's package nginx has it.`
  );
}
