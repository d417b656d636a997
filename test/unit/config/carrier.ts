import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createListener } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Request, Response } from '../../../src/practice/exchange.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A server that carries what is asked of it, on a port of its own. */
export interface Carrier {
  readonly port: number;
  close(): Promise<void>;
}

/** Asks over a connection of its own; resolves to null when the line was dropped without an answer. */
export function ask(port: number, method: string, path: string, body?: Buffer, headers = {}): Promise<Answer | null> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, method, path, agent: false, headers };
    const asked = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', () => resolve(null)).end(body);
  });
}

/** A part of the development server alone. */
export async function startPart(part: {
  takes(request: Request): boolean;
  answer(request: Request, response: Response): Promise<void>;
}): Promise<Carrier> {
  const server = createServer((asked, response) => {
    if (part.takes(asked)) part.answer(asked, response).catch(() => response.destroy());
    else response.writeHead(400).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Undefined where it is not installed. */
export const NGINX = ['/usr/sbin/nginx', 'nginx'].find((name) =>
  /http_dav_module/.test(spawnSync(name, ['-V']).stderr?.toString() ?? ''),
);

async function freePort(): Promise<number> {
  const listener = createListener().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}

export interface NginxParts {
  /** `ablage` takes ablage.conf and ablage-http.conf as they ship. */
  readonly part: 'ablage' | 'archiv';
  /** An address that answers as soon as nginx does. */
  readonly probe: string;
  /** Further files that the configuration includes from /etc/nginx, by name. */
  readonly included?: Readonly<Record<string, string>>;
}

/** The real configuration, with only the folders of the entries and of what is included changed. */
export async function startNginx({ part, probe, included = {} }: NginxParts): Promise<Carrier> {
  const folder = await mkdtemp(join(tmpdir(), 'einlass-nginx-'));
  const shipped = fileURLToPath(new URL('../../../config/nginx/', import.meta.url));
  const port = await freePort();
  for (const name of ['site', part]) await mkdir(join(folder, name));
  const server = (await readFile(join(shipped, `${part}.conf`), 'utf8'))
    .replaceAll('root /var/lib/einlass;', `root ${folder};`)
    .replaceAll('include /etc/nginx/', `include ${folder}/`);
  await writeFile(join(folder, `${part}.conf`), server);
  for (const [name, text] of Object.entries(included)) {
    await writeFile(join(folder, name), text.replaceAll('/etc/nginx/', `${folder}/`));
  }
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 64; }
    http {
      ${temporary.join(' ')} access_log ${folder}/access.log;
      include ${join(shipped, `${part}-http.conf`)};
      server { listen 127.0.0.1:${port}; root ${folder}/site; include ${folder}/${part}.conf; }
    }`,
  );
  const child: ChildProcess = spawn(NGINX ?? '', ['-e', `${folder}/error.log`, '-c', join(folder, 'nginx.conf')]);
  const over = once(child, 'exit');
  while ((await ask(port, 'GET', probe)) === null) {
    if (child.exitCode !== null) throw new Error(await readFile(join(folder, 'error.log'), 'utf8'));
  }
  return {
    port,
    async close() {
      child.kill('SIGQUIT');
      await over;
      await rm(folder, { recursive: true });
    },
  };
}
