import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaintAboutNginx, lookForNginx } from '../../../config/bootstrap/nginx.mjs';
import type { Carrier } from './carrier.ts';

const SHIPPED = fileURLToPath(new URL('../../../config/nginx/', import.meta.url));

export interface NginxSetup {
  /** What the http block includes, of what is shipped. */
  readonly http: readonly string[];
  /** The inside of one server block; whole blocks when `blocks` is true. `PORT` and `FOLDER` stand for this nginx's own. */
  readonly server: string;
  readonly blocks?: boolean;
  /** How many connections it can hold at once; 256 unless given. */
  readonly connections?: number;
  /** Taken from a free one unless given. */
  readonly port?: number;
  /** Further files below the folder, by their path; those of the page lie in `site/`. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Changes what is shipped, as an operator would. */
  readonly edit?: (text: string) => string;
}

/**
 * What ships for nginx is tested with nginx or not at all: without one every such test fails, and says how to get it.
 * `npm test` installs it where it may (config/bootstrap/test.mjs).
 */
function nginxHere(): string {
  const nginx = lookForNginx();
  const complaint = complaintAboutNginx(nginx);
  if (nginx === undefined || complaint !== undefined) throw new Error(complaint);
  return nginx.path;
}

export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

/** Writes the real configuration into a folder of its own; only folders are other ones. Returns that folder. */
async function writeSetup(setup: NginxSetup, port: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'einlass-nginx-'));
  const own = (text: string): string =>
    text
      .replaceAll('root /var/lib/einlass;', `root ${folder};`)
      .replaceAll('/etc/nginx/einlass-archiv', `${folder}/einlass-archiv`)
      .replaceAll('FOLDER', folder)
      .replaceAll('PORT', String(port));
  for (const name of ['site', 'ablage', 'archiv']) await mkdir(join(folder, name));
  for (const name of (await readdir(SHIPPED)).filter((one) => one.endsWith('.conf'))) {
    const shipped = await readFile(join(SHIPPED, name), 'utf8');
    await writeFile(join(folder, name), own(setup.edit?.(shipped) ?? shipped));
  }
  for (const [path, content] of Object.entries(setup.files ?? {})) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'string' ? own(content) : content);
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const server = setup.blocks ? setup.server : `server { listen 127.0.0.1:PORT; root FOLDER/site; ${setup.server} }`;
  await writeFile(
    join(folder, 'nginx.conf'),
    own(`daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections ${setup.connections ?? 256}; }
    http {
      types { text/html html; text/css css; application/javascript js; application/json json; image/svg+xml svg; }
      ${temporary.join(' ')} access_log ${folder}/access.log;
      ${setup.http.map((name) => `include ${name};`).join(' ')}
      ${server}
    }`),
  );
  return folder;
}

/** What nginx itself says about the configuration: '' when it would start with it. */
export async function complaintsAbout(setup: NginxSetup): Promise<string> {
  const folder = await writeSetup(setup, setup.port ?? (await freePort()));
  const { stderr } = spawnSync(nginxHere(), ['-t', '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')]);
  await rm(folder, { recursive: true });
  const lines = stderr.toString().split('\n');
  return lines.filter((line) => /\[(warn|error|emerg)\]/.test(line)).join('\n');
}

/** Resolves when it answers. Throws with nginx's own words when it does not start. */
export async function startNginx(setup: NginxSetup): Promise<Carrier & { readonly folder: string }> {
  const port = setup.port ?? (await freePort());
  const folder = await writeSetup(setup, port);
  const child: ChildProcess = spawn(nginxHere(), ['-e', `${folder}/error.log`, '-c', join(folder, 'nginx.conf')]);
  const over = once(child, 'exit');
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(await readFile(join(folder, 'error.log'), 'utf8'));
  }
  return {
    port,
    folder,
    async close() {
      child.kill('SIGTERM');
      await over;
      await rm(folder, { recursive: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
