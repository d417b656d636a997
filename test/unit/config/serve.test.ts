import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:http2';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServers } from '../../../config/serve/server.ts';
import type { Servers } from '../../../config/serve/server.ts';
import { parseLink } from '../../../src/mailbox/link.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const SCRIPT = 'let einlass = 1;\n'.repeat(200);
let folder: string;
let servers: Servers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einlass-'));
  const site = join(folder, 'site');
  for (const path of ['services/coburg', 'services/unfinished', 'assets', '.vite']) {
    await mkdir(join(site, path), { recursive: true });
  }
  await mkdir(join(folder, 'practice'));
  await Promise.all([
    writeFile(join(site, 'index.html'), '<!doctype html><title>Einlass</title>'),
    writeFile(
      join(site, 'site.json'),
      JSON.stringify({ name: 'Stadt', jitsi: { origin: 'https://meet.example', peerToPeer: false } }),
    ),
    writeFile(join(site, 'services/coburg/profile.json'), '{}'),
    writeFile(join(site, 'assets/main.js'), SCRIPT),
    writeFile(join(site, 'assets/main.js.br'), 'not read when gzip is asked for'),
    writeFile(join(site, '.vite/manifest.json'), '{}'),
    writeFile(join(folder, 'secret.txt'), 'secret'),
    writeFile(join(folder, 'external_api.js'), 'window.JitsiMeetExternalAPI = class {};'),
  ]);
  servers = await startServers({
    port: 0,
    siteDirectory: site,
    practiceDirectory: join(folder, 'practice'),
    externalApi: join(folder, 'external_api.js'),
    certificateFile: join(folder, 'certificate.json'),
  });
});

afterAll(async () => {
  await servers.close();
  await rm(folder, { recursive: true });
});

/** Asks as a browser would, by name; the path goes out exactly as written. */
function ask(path: string, { host = '', method = 'GET', encoding = '' } = {}): Promise<Answer> {
  const gate = new URL(servers.gateOrigin);
  return new Promise((resolve, reject) => {
    const headers = { host: `${host || gate.hostname}:${gate.port}`, 'accept-encoding': encoding };
    const asked = request(
      { host: '127.0.0.1', port: gate.port, path, method, headers, rejectUnauthorized: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    asked.on('error', reject).end();
  });
}

describe('the gate as it is served', () => {
  test.each([
    ['/', 200, 'no-store'],
    ['/index.html', 200, 'no-store'],
    ['/index.html?room=x', 200, 'no-store'],
    ['/site.json', 200, 'no-store'],
    ['/services/coburg/profile.json', 200, 'no-store'],
    ['/assets/main.js', 200, 'public, max-age=31536000, immutable'],
    ['/jitsi/external_api.js', 200, 'public, max-age=3600'],
    ['/nothing.html', 404, 'no-store'],
    ['/assets', 404, 'no-store'],
    ['/services/', 404, 'no-store'],
    ['/.vite/manifest.json', 404, 'no-store'],
    ['/%2evite/manifest.json', 404, 'no-store'],
    ['/../secret.txt', 404, 'no-store'],
    ['/..%2fsecret.txt', 404, 'no-store'],
    ['/assets/..%5c..%5c..%5csecret.txt', 404, 'no-store'],
    ['/assets/main.js%00.html', 404, 'no-store'],
    ['/%e0%a4%a', 404, 'no-store'],
  ])('answers %s with %i, kept as %s', async (path, status, kept) => {
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answer.headers['cache-control']).toBe(kept);
    expect(answer.body.toString()).not.toContain('secret');
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await ask('/', { method })).status).toBe(405);
  });

  test('answers HEAD with the headers alone', async () => {
    const answer = await ask('/assets/main.js', { method: 'HEAD' });
    expect([answer.status, answer.headers['content-length'], answer.body.length]).toEqual([200, '3400', 0]);
  });

  test.each([
    ['', undefined, (body: Buffer) => body.toString()],
    ['gzip', 'gzip', (body: Buffer) => gunzipSync(body).toString()],
    ['gzip, deflate', 'gzip', (body: Buffer) => gunzipSync(body).toString()],
  ])('sends a script to a browser that takes "%s"', async (encoding, sent, unpack) => {
    const answer = await ask('/assets/main.js', { encoding });
    expect(answer.headers['content-encoding']).toBe(sent);
    expect(unpack(answer.body)).toBe(SCRIPT);
  });

  test('sends what the build compressed, and compresses the rest itself', async () => {
    const prepared = await ask('/assets/main.js', { encoding: 'gzip, br' });
    expect(prepared.body.toString()).toBe('not read when gzip is asked for');
    const small = await ask('/', { encoding: 'br' });
    expect(small.headers['content-encoding']).toBeUndefined();
    const made = await ask('/jitsi/external_api.js', { encoding: 'br' });
    expect(
      made.headers['content-encoding'] === 'br' ? brotliDecompressSync(made.body).toString() : made.body.toString(),
    ).toContain('class');
  });

  test('names the practice room as the only frame, in the policy and in the settings', async () => {
    const { headers, body } = await ask('/site.json');
    expect(headers['content-security-policy']).toContain(`frame-src ${servers.meetOrigin};`);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
    expect(headers['permissions-policy']).toContain(`camera=(self "${servers.meetOrigin}")`);
    expect(headers['cross-origin-embedder-policy']).toBeUndefined();
    expect(JSON.parse(body.toString())).toEqual({
      archive: '/archiv/',
      name: 'Stadt',
      practice: true,
      jitsi: { origin: servers.meetOrigin, peerToPeer: false },
    });
  });
});

/** Asks over HTTP/2, as a browser does; `authority` is the name that it asks for. */
function askOverHttp2(path: string, authority: string): Promise<{ status: number; body: string }> {
  const { port } = new URL(servers.gateOrigin);
  return new Promise((resolve, reject) => {
    const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    session.on('error', reject);
    const asked = session.request({ ':path': path, ':authority': authority });
    let status = 0;
    let body = '';
    asked.on('response', (headers) => (status = headers[':status'] ?? 0));
    asked.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    asked.on('error', reject).on('end', () => session.close(() => resolve({ status, body })));
  });
}

describe('HTTP/2, as the nginx of a city speaks it', () => {
  test.each([
    ['beratung.stadt.localhost', '/assets/main.js', 200],
    ['beratung.stadt.localhost', '/nothing.html', 404],
    ['MEET.stadt.localhost', '/external_api.js', 200],
    ['localhost', '/', 302],
    ['evil.example', '/', 421],
    ['127.0.0.1', '/', 421],
  ])('%s%s gets %i', async (name, path, status) => {
    const { port } = new URL(servers.gateOrigin);
    expect((await askOverHttp2(path, `${name}:${port}`)).status).toBe(status);
  });

  test('carries the files whole', async () => {
    expect((await askOverHttp2('/assets/main.js', new URL(servers.gateOrigin).host)).body).toBe(SCRIPT);
  });
});

/** What becomes of a WebSocket that a page of `origin` opens to `host`. */
function openLine(host: string, origin: string): Promise<string> {
  const { port } = new URL(servers.meetOrigin);
  return new Promise((resolve) => {
    const headers = { host: `${host}:${port}` };
    const line = new WebSocket(`wss://127.0.0.1:${port}/xmpp-websocket?room=a`, {
      headers,
      origin,
      rejectUnauthorized: false,
    });
    line.on('open', () => {
      line.terminate();
      resolve('open');
    });
    line.on('error', () => resolve('refused'));
  });
}

describe('the line of the practice room', () => {
  test('opens beside HTTP/2', async () => {
    expect(await openLine(new URL(servers.meetOrigin).hostname, servers.meetOrigin)).toBe('open');
  });

  test.each([
    ['to a name that is not the practice room', 'beratung.stadt.localhost', 'https://beratung.stadt.localhost'],
    ['to a name that somebody had point here', 'evil.example', 'https://evil.example'],
    ['from a foreign page', 'meet.stadt.localhost', 'https://evil.example'],
  ])('is refused %s', async (_, host, origin) => {
    const { port } = new URL(servers.meetOrigin);
    expect(await openLine(host, `${origin}:${port}`)).toBe('refused');
  });
});

test('closing ends HTTP/2 sessions that nobody has ended', async () => {
  const other = await startServers({
    port: 0,
    siteDirectory: join(folder, 'site'),
    certificateFile: join(folder, 'certificate.json'),
  });
  const { port } = new URL(other.gateOrigin);
  const session = connect(`https://127.0.0.1:${port}`, { rejectUnauthorized: false });
  await new Promise((resolve, reject) => session.once('connect', resolve).once('error', reject));
  // However the session hears of it: with an error or without, it is over.
  session.on('error', () => undefined);
  const over = new Promise((resolve) => session.once('close', resolve));
  await other.close();
  await over;
  expect(session.destroyed).toBe(true);
});

describe('one port for several names', () => {
  test.each([
    ['meet.stadt.localhost', '/external_api.js', 200],
    ['MEET.stadt.localhost', '/external_api.js', 200],
    ['localhost', '/', 302],
    ['evil.example', '/', 421],
    ['beratung.stadt.localhost.evil.example', '/', 421],
    ['127.0.0.1', '/', 421],
  ])('%s%s gets %i', async (host, path, status) => {
    expect((await ask(path, { host })).status).toBe(status);
  });

  test('takes the next port when the wanted one is taken', async () => {
    const taken = Number(new URL(servers.gateOrigin).port);
    const other = await startServers({
      port: taken,
      siteDirectory: join(folder, 'site'),
      certificateFile: join(folder, 'certificate.json'),
    });
    const port = Number(new URL(other.gateOrigin).port);
    await other.close();
    expect(port).toBeGreaterThan(taken);
  });
});

describe('the links that are printed', () => {
  test('lead to every service that has a profile, each to the gate', () => {
    expect(servers.links.map(({ service }) => service)).toEqual(['coburg']);
    const [first] = servers.links;
    expect(first?.href.startsWith(`${servers.gateOrigin}/#`)).toBe(true);
    const parsed = parseLink(first?.href ?? '');
    expect(parsed).toMatchObject({ ok: true, value: { kind: 'personal', service: 'coburg', role: 'client' } });
  });

  test('are made new each time they are asked for', () => {
    const [one, other] = [servers.freshLinks(), servers.freshLinks()];
    expect(one.counsellorLink).not.toBe(other.counsellorLink);
    expect(one.links[0]?.href).not.toBe(other.links[0]?.href);
  });
});
