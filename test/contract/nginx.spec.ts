/**
 * Ways past the door, each with the refusal that it meets: before the real nginx of both hosts, with exactly what ships for
 * them. Whole journeys through it are test/e2e/{journeys,counsel,network}.spec.ts; every turn of each rule, the unit tests of
 * config/nginx; ten thousand requests, nginx-flood.test.ts; a room address without nginx, by the plugin alone, plugin.spec.ts.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { Client } from '../e2e/support/client.ts';
import { expect, SHORT, test } from '../e2e/support/test.ts';
import { ask } from './by-wire.ts';
import type { Headers, Method } from './by-wire.ts';

test.use({ through: 'nginx' });
// One worker: a server of its own for each row would take longer than all rows.
test.describe.configure({ mode: 'default' });

/** Stands for the room of the appointment, and for the two origins, in what follows. */
const [ROOM, GATE, MEET] = ['ROOM', 'GATE', 'MEET'];
const COOKIE = '__Host-einlass=1';
const DOCUMENT = { 'sec-fetch-dest': 'document' };
/** To the gate, with the name of the room and nothing else. */
const LED = `${GATE}/#/r/${ROOM}`;
/** A folder of the mailbox, and what lies in it. */
const BOX = `/ablage/${'m'.repeat(26)}`;
const ENTRY = 'sealed';

/** What somebody tries who needs no browser for it, and what they get: a status, or the address they are led to. */
type Attempt = readonly [
  tries: string,
  host: 'gate' | 'meet',
  method: Method,
  path: string,
  headers: Headers,
  meets: number | string,
];

const COOKIES: readonly (readonly [string, Headers])[] = [
  // A browser does not send one that has expired; that it is so, the last test of this file shows.
  ['no cookie', {}],
  ['a cookie of that name with another value', { cookie: '__Host-einlass=0' }],
  ['an emptied cookie', { cookie: '__Host-einlass=' }],
  ['that value under another name', { cookie: 'einlass=1; JSESSIONID=1' }],
  ['a cookie that another host of the site has set', { cookie: '__Secure-einlass=1; x__Host-einlass=1' }],
];

const FOREIGN: readonly (readonly [string, Headers])[] = [
  ['a foreign page', { origin: 'https://fremd.example' }],
  ['a page that begins like the gate', { origin: `${GATE}.fremd.example` }],
  ['another host of the same site', { origin: 'https://www.stadt.localhost' }],
  ['the Jitsi host itself', { origin: MEET }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a program without an origin', {}],
];

const ATTEMPTS: readonly Attempt[] = [
  ['a room address in a browser', 'meet', 'GET', `/${ROOM}`, DOCUMENT, LED],
  ['… of somebody who has passed the gate', 'meet', 'GET', `/${ROOM}`, { ...DOCUMENT, cookie: COOKIE }, LED],
  ['… with settings and a token', 'meet', 'GET', `/${ROOM}?jwt=eyJ.eyJ.sig&lang=de`, DOCUMENT, LED],
  ['… with the Sec-Fetch headers stripped', 'meet', 'GET', `/${ROOM}`, {}, LED],
  ...COOKIES.map(([what, headers]): Attempt => [`… stripped, and ${what}`, 'meet', 'GET', `/${ROOM}`, headers, LED]),
  [
    'a line feed in the name of the room',
    'meet',
    'GET',
    '/a%0d%0aSet-Cookie:%20x=1',
    DOCUMENT,
    `${GATE}/#/r/a%0d%0aSet-Cookie:%20x=1`,
  ],
  ['… behind the name', 'meet', 'GET', `/${ROOM}?%0d%0aSet-Cookie:%20x=1`, DOCUMENT, LED],
  [
    '… as other bytes that end in it',
    'meet',
    'GET',
    '/%E5%98%8A%E5%98%8Dx',
    DOCUMENT,
    `${GATE}/#/r/%E5%98%8A%E5%98%8Dx`,
  ],
  ['a zero byte in the name of the room', 'meet', 'GET', '/a%00b', DOCUMENT, 400],
  ...COOKIES.flatMap(([what, headers]): Attempt[] => [
    [`a WebSocket with ${what}`, 'meet', 'WebSocket', `/xmpp-websocket?room=${ROOM}`, headers, 403],
    [`BOSH with ${what}`, 'meet', 'POST', `/http-bind?room=${ROOM}`, headers, 403],
  ]),
  ...FOREIGN.map(([who, headers]): Attempt => [`the cookie for ${who}`, 'meet', 'POST', '/einlass', headers, 403]),
  ['the cookie by a mere link', 'meet', 'GET', '/einlass', { origin: GATE, ...DOCUMENT }, 405],
  ['replacing an entry of the mailbox', 'gate', 'PUT', `${BOX}/c0001`, {}, 409],
  ['deleting one', 'gate', 'DELETE', `${BOX}/c0001`, {}, 403],
  ['moving one away', 'gate', 'MOVE', `${BOX}/c0001`, { destination: `${GATE}${BOX}/c0002` }, 403],
  ['listing a folder of it', 'gate', 'GET', `${BOX}/`, {}, 404],
  ['… as WebDAV does', 'gate', 'PROPFIND', `${BOX}/`, { depth: '1' }, 404],
  ['listing all folders', 'gate', 'GET', '/ablage/', {}, 404],
  ['making a folder', 'gate', 'MKCOL', '/ablage/neu/', {}, 404],
  ['reading outside with ..', 'gate', 'GET', `${BOX}/../../../etc/passwd`, {}, 400],
  ['… with encoded dots and slashes', 'gate', 'GET', `${BOX}/%2e%2e%2f%2e%2e%2fc0001`, {}, 404],
  ['writing outside with ..', 'gate', 'PUT', `${BOX}/../../index.html`, {}, 405],
  ['… with an encoded slash', 'gate', 'PUT', `${BOX}/..%2fc0001`, {}, 404],
  ['… with a line feed behind the name', 'gate', 'PUT', `${BOX}/c0003%0a`, {}, 404],
  ['writing into another folder', 'gate', 'PUT', '/ablage/offen/c0001', {}, 404],
  ['writing another name', 'gate', 'PUT', `${BOX}/index.html`, {}, 404],
  ['writing more than 32 kB', 'gate', 'PUT', `${BOX}/c0002`, { 'content-length': String(32 * 1024 + 1) }, 413],
];

for (const [tries, host, method, path, headers, meets] of ATTEMPTS) {
  test(`${tries}: ${String(meets)}`, async ({ world, appointment: { room } }) => {
    const filled = (text: string): string =>
      text.replace(ROOM, room).replace(GATE, world.gateOrigin).replace(MEET, world.meetOrigin);
    const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value)]));
    if (host === 'gate') await ask(world, 'gate', 'PUT', `${BOX}/c0001`, {}, ENTRY);

    const answer = await ask(world, host, method, filled(path), all, 'x');
    const { location } = answer.headers;
    expect(location ?? answer.status).toBe(typeof meets === 'string' ? filled(meets) : meets);
    expect(answer.headers['set-cookie']).toBeUndefined();
    if (host === 'gate') expect((await ask(world, 'gate', 'GET', `${BOX}/c0001`)).body).toBe(ENTRY);
  });
}

for (const [what, address] of [
  ['the gate', () => '/'],
  ["the counsellor's page", () => '/beratung.html'],
  ['a room', (room: string) => `/${room}`],
] as const) {
  test(`a page of another site frames ${what}: it stays empty`, async ({ world, device, appointment }) => {
    const origin = what === 'a room' ? world.meetOrigin : world.gateOrigin;
    const page = await (await device()).newPage();
    await withForeignPage(page, `${origin}${address(appointment.room)}`, () =>
      expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/'),
    );
  });
}

test('a page of another site cannot have the cookie sent, and a room address leads to the gate all the same', async ({
  world,
  device,
  appointment,
}) => {
  const context = await device();
  const page = await context.newPage();
  await withForeignPage(page, 'about:blank', async () => {
    const status = await page.evaluate(
      async (address) => (await fetch(address, { method: 'POST', credentials: 'include' })).status,
      `${world.meetOrigin}/einlass`,
    );
    expect(status).toBe(403);
  });
  expect(await context.cookies(world.meetOrigin)).toEqual([]);
  await page.goto(`${world.meetOrigin}/${appointment.room}?jwt=eyJ.eyJ.sig`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toBe(`${world.gateOrigin}/#/r/${appointment.room}`);
});

test('with the cookie of the gate the line opens, until the cookie has expired', async ({
  world,
  device,
  appointment,
}) => {
  const context = await device();
  const page = await context.newPage();
  await page.goto(`${world.gateOrigin}/impressum.html`);
  await page.evaluate(
    async (address) => void (await fetch(address, { method: 'POST', credentials: 'include' })),
    `${world.meetOrigin}/einlass`,
  );
  const [cookie] = await context.cookies(world.meetOrigin);
  expect(cookie).toMatchObject({ name: '__Host-einlass', domain: 'meet.stadt.localhost', path: '/', expires: -1 });
  // A page of the Jitsi host in which nothing runs: lines are opened from here as Jitsi opens them.
  await page.goto(`${world.meetOrigin}/external_api.js`);
  const line = (): Promise<string> =>
    page.evaluate(async (room) => {
      const { status } = await fetch('/http-bind', { method: 'POST' });
      const socket = new WebSocket(`wss://${location.host}/xmpp-websocket?room=${room}`);
      const opened = await new Promise((resolve) => {
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      });
      socket.close();
      return `${status === 403 ? 'refused' : 'open'}, ${String(opened)}`;
    }, appointment.room);
  expect(await line()).toBe('open, open');
  if (cookie) await context.addCookies([{ ...cookie, expires: Math.ceil(Date.now() / 1000) + 1 }]);
  await expect.poll(line).toBe('refused, refused');
});

test('whom the Jitsi host refuses reads so at once, and no frame is opened', async ({ world, device, appointment }) => {
  const context = await device();
  // As a server answers whose nginx names another gate.
  await context.route(`${world.meetOrigin}/einlass`, (route) => {
    const headers = {
      'Access-Control-Allow-Origin': world.gateOrigin,
      'Access-Control-Allow-Credentials': 'true',
    };
    return route.fulfill({ status: 403, headers });
  });
  const person = await Client.open(context, appointment.invite(SHORT.service));
  await person.walk(SHORT);
  await person.enter();
  await expect(person.main).toContainText('Der Videodienst lässt uns nicht herein');
  await expect(person.main).toContainText('Ihre Angaben sind noch da');
  const toJitsi = person.noise.requests.filter((address) => address.includes('//meet.'));
  expect(toJitsi).toEqual([`${world.meetOrigin}/einlass`]);
});

/**
 * Opens a page of another site with one frame in it. It comes from this machine: from elsewhere Chromium would keep it away
 * from here by itself, and show nothing of our doing.
 */
async function withForeignPage(page: Page, framed: string, look: () => Promise<void>): Promise<void> {
  const html = `<!doctype html><title>.</title><iframe src="${framed}"></iframe>`;
  const site = createServer((_, response) => void response.setHeader('Content-Type', 'text/html').end(html));
  await once(site.listen(0, '127.0.0.1'), 'listening');
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await look();
  site.closeAllConnections();
  site.close();
}
