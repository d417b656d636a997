import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { certificateFor } from '../../../config/serve/certificate.ts';
import { whatIsMissing, type Surroundings } from '../../../config/serve/readiness.ts';
import { readSettings } from '../../../config/serve/settings.ts';
import { freePort } from './nginx.ts';

const NGINX = { path: '/usr/sbin/nginx', hasDav: true };
const SHIPPED = await readFile(new URL('../../../static/site.json', import.meta.url), 'utf8');

/** The settings as they are handed out, changed by an operator: no practice any more, and a Jitsi of her own. */
function siteOf(origin: string, more: object = {}): string {
  const { practice, ...site } = JSON.parse(SHIPPED) as Record<string, unknown>;
  expect(practice).toBe(true);
  return JSON.stringify({ ...site, jitsi: { origin, peerToPeer: false }, ...more });
}

const there: Surroundings['ask'] = () =>
  Promise.resolve({ status: 200, type: 'application/javascript; charset=utf-8' });
const failing =
  (code: string): Surroundings['ask'] =>
  () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

function missing(change: Partial<Surroundings>): Promise<string[]> {
  const site = siteOf('https://meet.hannover.de');
  return whatIsMissing({ site, nginx: NGINX, ask: there, lookUp: () => Promise.resolve(), hosts: [], ...change });
}

const opened: Server[] = [];
afterEach(() => opened.splice(0).forEach((server) => server.close()));

async function listening(server: Server): Promise<number> {
  opened.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** As the start script asks. */
const overTheNet: Surroundings['ask'] = async (address) => {
  const { status, headers } = await fetch(address);
  return { status, type: headers.get('Content-Type') ?? '' };
};

test('lacks nothing where all is there, and nothing as it is handed out, whatever else is on this computer', async () => {
  expect(await missing({})).toEqual([]);
  expect(await missing({ site: SHIPPED, nginx: undefined, ask: failing('ENOTFOUND') })).toEqual([]);
});

test.each<[what: string, Partial<Surroundings>, words: string[]]>([
  ['site.json is no JSON', { site: '{' }, ['site.json', 'kein gültiges JSON']],
  ['a Jitsi without https', { site: siteOf('meet.hannover.de') }, ['jitsi.origin', 'static/site.schema.json']],
  ['a Jitsi with a path', { site: siteOf('https://meet.hannover.de/raum') }, ['jitsi.origin']],
  ["somebody else's Jitsi", { site: siteOf('https://meet.jit.si') }, ['jitsi.origin', 'meet.jit.si']],
  ['the example', { site: siteOf('https://meet.example.de') }, ['noch das Beispiel meet.example.de']],
  ['a name that nobody knows', { ask: failing('ENOTFOUND') }, ['meet.hannover.de', 'DNS', 'richtig geschrieben']],
  ['a name server that is silent', { ask: failing('EAI_AGAIN') }, ['DNS']],
  [
    'a Jitsi behind a firewall',
    { ask: failing('UND_ERR_CONNECT_TIMEOUT') },
    ['antwortet nicht', 'Firewall', 'curl -I'],
  ],
  [
    'a Jitsi that takes too long',
    { ask: () => Promise.reject(new DOMException('too long', 'TimeoutError')) },
    ['antwortet nicht (ETIMEDOUT)'],
  ],
  [
    'a page for every address',
    { ask: () => Promise.resolve({ status: 200, type: 'text/html' }) },
    ['kein Jitsi', '/external_api.js'],
  ],
  ['no nginx', { nginx: undefined }, ['nginx fehlt', 'apt-get install nginx']],
  [
    'an nginx without the module for the mailbox',
    { nginx: { path: '/opt/nginx', hasDav: false } },
    ['/opt/nginx', 'http_dav_module', 'unknown directive "dav_methods"', 'Debian-Paket nginx'],
  ],
  [
    'a domain that leads nowhere',
    { hosts: ['beratung.hanover.de'], lookUp: () => Promise.reject(new Error('ENOTFOUND')) },
    ['beratung.hanover.de', 'EINLASS_DOMAIN', '/etc/hosts'],
  ],
])('%s: says so and how to get it', async (_what, change, words) => {
  const said = await missing(change);
  expect(said).toHaveLength(1);
  for (const word of words) expect(said[0]).toContain(word);
});

test('says all that is missing, and nothing about a mailbox that nobody wants', async () => {
  const change = { nginx: undefined, ask: failing('ENOTFOUND') };
  expect(await missing(change)).toHaveLength(2);
  const site = siteOf('https://meet.hannover.de', { mailbox: false });
  expect(await missing({ ...change, site })).toHaveLength(1);
});

test('needs nobody to know the names that browsers know by themselves', async () => {
  const lookUp = (): Promise<never> => Promise.reject(new Error('ENOTFOUND'));
  expect(await missing({ hosts: ['beratung.stadt.localhost'], lookUp })).toEqual([]);
});

// With the errors that node really has.
test('tells apart a port where nobody is, a certificate of one’s own and a web server without Jitsi', async () => {
  const nobody = await freePort();
  expect(await missing({ site: siteOf(`https://127.0.0.1:${nobody}`), ask: overTheNet })).toEqual([
    expect.stringContaining('antwortet nicht (ECONNREFUSED)'),
  ]);
  const file = new URL('../../../.cache/contract-certificate.json', import.meta.url).pathname;
  const own = await listening(createSecureServer(await certificateFor(['beratung.stadt.localhost'], file)));
  expect(await missing({ site: siteOf(`https://127.0.0.1:${own}`), ask: overTheNet })).toEqual([
    expect.stringContaining('Zertifikat von 127.0.0.1'),
  ]);
  const other = await listening(createServer((_, response) => response.writeHead(404).end()));
  const ask: Surroundings['ask'] = (address) => overTheNet(address.replace('https:', 'http:'));
  expect(await missing({ site: siteOf(`https://127.0.0.1:${other}`), ask })).toEqual([
    expect.stringContaining('gibt es dort nicht (Antwort 404)'),
  ]);
});

test.each<[environment: Record<string, string>, value: object | string]>([
  [{}, {}],
  [{ EINLASS_PORT: '', EINLASS_DOMAIN: '' }, {}],
  [
    { EINLASS_PORT: '9000', EINLASS_DOMAIN: 'hannover.de' },
    { port: 9000, domain: 'hannover.de' },
  ],
  [{ EINLASS_PORT: '0' }, { port: 0 }],
  [{ EINLASS_PORT: 'https' }, 'EINLASS_PORT'],
  [{ EINLASS_PORT: '65536' }, 'EINLASS_PORT'],
  [{ EINLASS_PORT: '-1' }, 'EINLASS_PORT'],
  [{ EINLASS_DOMAIN: 'https://hannover.de' }, 'EINLASS_DOMAIN'],
  [{ EINLASS_DOMAIN: 'hannover.de/beratung' }, 'EINLASS_DOMAIN'],
  [{ EINLASS_DOMAIN: 'hannover..de' }, 'EINLASS_DOMAIN'],
  [{ EINLASS_DOMAIN: 'hannover.de:8443' }, 'EINLASS_DOMAIN'],
  [{ EINLASS_DOMAIN: 'stadt hannover' }, 'EINLASS_DOMAIN'],
])('the start script reads %j', (environment, value) => {
  const settings = readSettings(environment);
  if (typeof value === 'string') expect(settings.ok ? settings.value : settings.why).toContain(value);
  else expect(settings).toEqual({ ok: true, value });
});
