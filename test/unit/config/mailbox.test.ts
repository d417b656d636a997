import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect, createServer as createListener } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMailboxServer } from '../../../config/serve/mailbox.ts';
import type { MailboxFault } from '../../../config/serve/mailbox.ts';
import { MAILBOX_REQUESTS } from '../../fixtures/mailbox-requests.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

interface Carrier {
  readonly port: number;
  close(): Promise<void>;
}

/** Asks over a connection of its own; resolves to null when the line was dropped without an answer. */
function ask(port: number, method: string, path: string, body?: Buffer, headers = {}): Promise<Answer | null> {
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

const mailbox = createMailboxServer();

async function startDevelopmentServer(): Promise<Carrier> {
  const server = createServer((asked, response) => {
    if (mailbox.takes(asked)) mailbox.answer(asked, response).catch(() => response.destroy());
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

const NGINX = ['/usr/sbin/nginx', 'nginx'].find((name) =>
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

/** The real configuration, with only the folder for the entries changed. */
async function startNginx(): Promise<Carrier> {
  const folder = await mkdtemp(join(tmpdir(), 'einlass-nginx-'));
  const shipped = fileURLToPath(new URL('../../../config/nginx/', import.meta.url));
  const port = await freePort();
  await mkdir(join(folder, 'site'));
  const server = (await readFile(join(shipped, 'ablage.conf'), 'utf8')).replaceAll(
    'root /var/lib/einlass;',
    `root ${folder};`,
  );
  await writeFile(join(folder, 'ablage.conf'), server);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 64; }
    http {
      ${temporary.join(' ')} access_log ${folder}/access.log;
      include ${join(shipped, 'ablage-http.conf')};
      server { listen 127.0.0.1:${port}; root ${folder}/site; include ${folder}/ablage.conf; }
    }`,
  );
  const child: ChildProcess = spawn(NGINX ?? '', ['-e', `${folder}/error.log`, '-c', join(folder, 'nginx.conf')]);
  const over = once(child, 'exit');
  while ((await ask(port, 'GET', '/ablage/')) === null) {
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

const CARRIERS: readonly [name: string, start: (() => Promise<Carrier>) | undefined][] = [
  ['the development server', startDevelopmentServer],
  NGINX === undefined
    ? ['nginx: NOT TESTED, it is not installed here (Debian: apt-get install nginx)', undefined]
    : ['nginx with the configuration that ships', startNginx],
];

describe.each(CARRIERS)('%s', (_name, start) => {
  let carrier: Carrier;
  beforeAll(async () => {
    if (start) carrier = await start();
  });
  afterAll(async () => {
    if (start) await carrier.close();
  });

  // One test with many steps: each builds on what the ones before have stored.
  test.skipIf(start === undefined)('answers the whole table', async () => {
    const answers = [];
    for (const { method, path, length, status, answered } of MAILBOX_REQUESTS) {
      const body = length === undefined ? undefined : Buffer.alloc(length, 7);
      const got = await ask(carrier.port, method, path, body);
      const shown = answered === undefined ? '' : ` ${String(got?.body.length)} bytes`;
      answers.push([
        `${method} ${path}`,
        `${String(got?.status)}${shown}`,
        `${status}${answered === undefined ? '' : ` ${answered} bytes`}`,
      ]);
    }
    expect(answers.filter(([, is, wanted]) => is !== wanted)).toEqual([]);
  });

  test.skipIf(start === undefined)('lets nothing that it answers be kept or taken for a page', async () => {
    const path = `/ablage/${'k'.repeat(26)}/c0001`;
    const seen = [];
    for (const method of ['GET', 'PUT', 'GET', 'PUT', 'DELETE']) {
      seen.push(await ask(carrier.port, method, path, method === 'PUT' ? Buffer.from('<script>') : undefined));
    }
    expect(seen.map((answer) => answer?.status)).toEqual([404, 201, 200, 409, 403]);
    for (const answer of seen) expect(answer?.headers['cache-control']).toBe('no-store');
    expect(seen[2]?.headers['content-type']).toBe('application/octet-stream');
  });

  test.skipIf(start === undefined)('keeps an address for who is writing there, however slow', async () => {
    const path = `/ablage/${'w'.repeat(26)}/b0001`;
    const slow: Socket = connect(carrier.port, '127.0.0.1');
    await once(slow, 'connect');
    slow.write(`PUT ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 10\r\n\r\nFIRST`);
    // Until the server has begun with it, a second writer could still be the first.
    await sleep(200);
    const second = await ask(carrier.port, 'PUT', path, Buffer.from('SECOND'));
    const between = await ask(carrier.port, 'GET', path);
    slow.write('-PART');
    const [answer] = (await once(slow, 'data')) as [Buffer];
    slow.destroy();
    expect([second?.status, between?.status, answer.toString().slice(9, 12)]).toEqual([409, 404, '201']);
    expect((await ask(carrier.port, 'GET', path))?.body.toString()).toBe('FIRST-PART');
  });

  test.skipIf(start === undefined)('stores exactly one of many who write at once', async () => {
    for (let number = 1; number <= 20; number += 1) {
      const path = `/ablage/${'m'.repeat(26)}/c${String(number).padStart(4, '0')}`;
      const writers = ['a', 'b', 'c', 'd', 'e', 'f'];
      const all = await Promise.all(writers.map((text) => ask(carrier.port, 'PUT', path, Buffer.from(text))));
      const stored = writers.filter((_, index) => all[index]?.status === 201);
      expect(all.filter((answer) => answer?.status === 409)).toHaveLength(5);
      expect((await ask(carrier.port, 'GET', path))?.body.toString()).toBe(stored.join());
    }
  });
});

describe('faults of the development server', () => {
  let carrier: Carrier;
  beforeAll(async () => {
    carrier = await startDevelopmentServer();
  });
  afterAll(() => carrier.close());

  const folder = 'f'.repeat(26);
  const path = `/ablage/${folder}/c0001`;
  const control = (fault: unknown, type = 'application/json'): Promise<Answer | null> =>
    ask(carrier.port, 'POST', '/practice/mailbox', Buffer.from(JSON.stringify(fault) ?? ''), { 'content-type': type });

  test.each<[MailboxFault['fault'], get: number | undefined, put: number | undefined]>([
    ['unreachable', undefined, undefined],
    ['broken', 502, 502],
    ['full', 404, 507],
    ['tooLarge', 404, 413],
    ['garbage', 200, 200],
    ['absent', 404, 405],
    ['lostAnswers', 404, undefined],
    ['poison', 200, 201],
  ])('%s', async (fault, get, put) => {
    mailbox.entries.clear();
    expect((await control({ fault, folder }))?.status).toBe(204);
    const answers = [await ask(carrier.port, 'GET', path), await ask(carrier.port, 'PUT', path, Buffer.from('x'))];
    expect(answers.map((answer) => answer?.status)).toEqual([get, put]);
    expect((await ask(carrier.port, 'GET', `/ablage/${'g'.repeat(26)}/c0001`))?.status).toBe(404);
    expect((await control({ fault: 'none', folder }))?.status).toBe(204);
    expect((await ask(carrier.port, 'GET', path))?.status).toBe(mailbox.entries.has(path) ? 200 : 404);
    expect(mailbox.entries.has(path)).toBe(fault === 'lostAnswers' || fault === 'poison');
  });

  test('slow only delays, and only the log that is named', async () => {
    await control({ fault: 'slow', folder, log: 'c', delayMs: 150 });
    const began = performance.now();
    expect((await ask(carrier.port, 'GET', `/ablage/${folder}/b0001`))?.status).toBe(404);
    const between = performance.now();
    await ask(carrier.port, 'GET', path);
    expect(performance.now() - between).toBeGreaterThan(140);
    expect(between - began).toBeLessThan(140);
    await control({ fault: 'none' });
  });

  test.each([
    ['a foreign fault', { fault: 'explode' }, 'application/json', 400],
    ['a foreign folder', { fault: 'full', folder: '../x' }, 'application/json', 400],
    ['nothing', undefined, 'application/json', 400],
    ['what a form of another site can send', { fault: 'full' }, 'text/plain', 403],
  ])('the control refuses %s', async (_what, fault, type, status) => {
    expect((await control(fault, type))?.status).toBe(status);
    expect((await ask(carrier.port, 'PUT', `/ablage/${'h'.repeat(26)}/c0001`, Buffer.from('x')))?.status).toBe(201);
    mailbox.entries.clear();
  });
});
