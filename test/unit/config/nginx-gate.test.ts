import { gunzipSync, gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheControl, gateHeaders } from '../../../config/serve/headers.ts';
import { ask, type Answer, type Carrier } from './carrier.ts';
import { complaintsAbout, startNginx, type NginxSetup } from './nginx.ts';

const JITSI = 'https://meet.stadt.example';
const SCRIPT = 'let einlass = 1;\n'.repeat(200);
const TEXTS = JSON.stringify({ texts: Array.from({ length: 200 }, (_, id) => ({ id, statement: 'Ich willige ein' })) });
const LONG = 'public, max-age=31536000, immutable';
const HOUR = 'public, max-age=3600';

const SETUP: NginxSetup = {
  http: ['beratung-http.conf', 'ablage-http.conf', 'archiv-http.conf'],
  server: `set $einlass_jitsi ${JITSI}; include beratung.conf; include ablage.conf; include archiv.conf;`,
  files: {
    'einlass-archiv-zugang.conf': 'allow all;',
    'secret.txt': 'secret',
    'site/index.html': '<!doctype html><title>Einlass</title>',
    'site/beratung.html': '<!doctype html><title>Beratung</title>',
    'site/site.json': '{"name":"Stadt"}',
    'site/services/coburg/profile.json': '{}',
    'site/services/coburg/texts.de.json': TEXTS,
    'site/assets/main-1a2b.js': SCRIPT,
    'site/assets/main-1a2b.js.gz': gzipSync(`${SCRIPT}// what the build wrote`),
    'site/jitsi/external_api.js': 'window.JitsiMeetExternalAPI = class {};',
    'site/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'site/.vite/manifest.json': 'secret',
    'site/.well-known/security.txt': 'Contact: mailto:x@stadt.example',
  },
};

describe('the gate behind nginx', () => {
  let carrier: Carrier;
  beforeAll(async () => {
    carrier = await startNginx(SETUP);
  });
  afterAll(() => carrier.close());

  const get = async (path: string, headers = {}, method = 'GET'): Promise<Answer> => {
    const answer = await ask(carrier.port, method, path, undefined, headers);
    if (answer === null) throw new Error(`${method} ${path}: no answer`);
    return answer;
  };

  test('is taken by nginx without a word', async () => {
    expect(await complaintsAbout(SETUP)).toBe('');
  });

  test('does not start where nobody has said which Jitsi may be framed', async () => {
    expect(await complaintsAbout({ ...SETUP, server: 'include beratung.conf;' })).toContain('einlass_jitsi');
  });

  test.each([
    ['/', 200, 'no-store'],
    ['/index.html', 200, 'no-store'],
    ['/index.html?room=x', 200, 'no-store'],
    ['/beratung.html', 200, 'no-store'],
    ['/site.json', 200, 'no-store'],
    ['/services/coburg/profile.json', 200, 'no-store'],
    ['/services/coburg/texts.de.json', 200, 'no-store'],
    ['/assets/main-1a2b.js', 200, LONG],
    ['/jitsi/external_api.js', 200, HOUR],
    ['/icon.svg', 200, HOUR],
    ['/.well-known/security.txt', 200, HOUR],
    ['/nothing.html', 404, 'no-store'],
    ['/assets/gone-3c4d.js', 404, 'no-store'],
    ['/assets', 404, 'no-store'],
    ['/assets/', 404, 'no-store'],
    ['/services/', 404, 'no-store'],
    ['/.vite/manifest.json', 404, 'no-store'],
    ['/%2evite/manifest.json', 404, 'no-store'],
    ['/..%2fsecret.txt', 400, 'no-store'],
    ['/assets/..%2f..%2fsecret.txt', 400, 'no-store'],
    ['/assets/..%5c..%5csecret.txt', 404, 'no-store'],
    ['/assets/main-1a2b.js%00.html', 400, 'no-store'],
  ])('answers %s with %i, kept as %s', async (path, status, kept) => {
    const answer = await get(path);
    expect([answer.status, answer.headers['cache-control']]).toEqual([status, kept]);
    expect(answer.body.toString()).not.toContain('secret');
  });

  test.each(['/', '/beratung.html', '/site.json', '/services/coburg/profile.json', '/assets/main-1a2b.js', '/gone'])(
    'sends with %s what the development server sends',
    async (path) => {
      const { headers, status } = await get(path);
      const expected = Object.entries(gateHeaders(JITSI)).map(([name, value]) => [name.toLowerCase(), value]);
      expect(expected.map(([name = '']) => [name, headers[name]])).toEqual(expected);
      if (status === 200) expect(headers['cache-control']).toBe(cacheControl(path));
      const known = new Set([...expected.map(([name]) => name), 'cache-control']);
      const carrying =
        /^(date|server|connection|keep-alive|vary|etag|last-modified|accept-ranges|content-(type|length)|transfer-encoding)$/;
      expect(Object.keys(headers).filter((name) => !known.has(name) && !carrying.test(name))).toEqual([]);
      expect(headers['server']).toBe('nginx');
    },
  );

  test('keeps the hour and the policy when a browser asks whether something has changed', async () => {
    const first = await get('/assets/main-1a2b.js');
    const again = await get('/assets/main-1a2b.js', { 'if-none-match': String(first.headers['etag']) });
    expect([again.status, again.headers['cache-control']]).toEqual([304, LONG]);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'MKCOL'])('refuses %s', async (method) => {
    for (const path of ['/', '/site.json', '/assets/main-1a2b.js', '/assets/new.js']) {
      expect([404, 405]).toContain((await get(path, {}, method)).status);
    }
    expect((await get('/site.json')).body.toString()).toBe('{"name":"Stadt"}');
  });

  test.each<[string, string, string | undefined, string]>([
    ['/assets/main-1a2b.js', '', undefined, SCRIPT],
    ['/assets/main-1a2b.js', 'gzip', 'gzip', `${SCRIPT}// what the build wrote`],
    ['/assets/main-1a2b.js', 'br, gzip', 'gzip', `${SCRIPT}// what the build wrote`],
    ['/services/coburg/texts.de.json', 'gzip', 'gzip', TEXTS],
    ['/services/coburg/profile.json', 'gzip', undefined, '{}'],
  ])('sends %s to a browser that takes "%s"', async (path, accepted, encoding, text) => {
    const { headers, body } = await get(path, { 'accept-encoding': accepted });
    expect(headers['content-encoding']).toBe(encoding);
    expect((encoding === undefined ? body : gunzipSync(body)).toString()).toBe(text);
    expect(headers['vary']).toBe(text.length > 1024 ? 'Accept-Encoding' : undefined);
  });

  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/assets/main-1a2b.js', 'application/javascript; charset=utf-8'],
    ['/jitsi/external_api.js', 'application/javascript; charset=utf-8'],
    ['/site.json', 'application/json; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
  ])('says that %s is %s', async (path, type) => {
    expect((await get(path)).headers['content-type']).toBe(type);
  });

  test('leaves mailbox and archive as they are beside it', async () => {
    const path = `/ablage/${'a'.repeat(26)}/c0001`;
    expect((await ask(carrier.port, 'PUT', path, Buffer.from('x')))?.status).toBe(201);
    expect((await get(path)).headers['cache-control']).toBe('no-store');
    expect((await get('/archiv/')).headers['content-type']).toBe('application/json; charset=utf-8');
  });
});

describe('external_api.js, with the one line that takes it from Jitsi', () => {
  const asked: IncomingMessage[] = [];
  let jitsi: Server;
  let carrier: Carrier;
  beforeAll(async () => {
    jitsi = createServer((request, response) => {
      asked.push(request);
      const foreign = { 'Set-Cookie': 'a=b', 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'max-age=9' };
      response.writeHead(200, { ...foreign, 'Content-Type': 'application/javascript' }).end('fresh');
    }).listen(0, '127.0.0.1');
    await once(jitsi, 'listening');
    const { port } = jitsi.address() as AddressInfo;
    const line = /# (proxy_pass) https:\/\/meet\.example\.de(\/external_api\.js;)/;
    const edit = (text: string): string => text.replace(line, `$1 http://127.0.0.1:${port}$2`);
    carrier = await startNginx({ ...SETUP, edit });
  });
  afterAll(async () => {
    await carrier.close();
    jitsi.close();
  });

  test('comes from there, with our headers, and tells nothing about who asks', async () => {
    const path = '/jitsi/external_api.js?x=1';
    const answer = await ask(carrier.port, 'GET', path, undefined, { cookie: 'c=d', 'user-agent': 'someone' });
    expect(answer?.body.toString()).toBe('fresh');
    const headers = answer?.headers ?? {};
    expect(headers).toMatchObject({ 'cache-control': HOUR, ...policyOf() });
    expect([headers['set-cookie'], headers['access-control-allow-origin']]).toEqual([undefined, undefined]);
    expect(asked.map(({ url, headers: { cookie, 'user-agent': agent } }) => [url, cookie, agent])).toEqual([
      ['/external_api.js', undefined, undefined],
    ]);
  });
});

function policyOf(): Record<string, string | undefined> {
  return { 'content-security-policy': gateHeaders(JITSI)['Content-Security-Policy'] };
}
