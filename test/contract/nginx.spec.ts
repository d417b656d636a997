/** The whole way through the real nginx with what ships for both hosts, the practice room standing where a Jitsi stands. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { practiceBlock } from '../fixtures/jitsi/practice-block.ts';
import { Client } from '../e2e/support/client.ts';
import { Desk } from '../e2e/support/desk.ts';
import { expect, SHORT, test as base } from '../e2e/support/test.ts';
import { displayNameOf } from '../e2e/support/walks.ts';
import { freePort, NGINX, startNginx } from '../unit/config/nginx.ts';

const EXTERNAL_API = fileURLToPath(new URL('../../.cache/jitsi/external_api.js', import.meta.url));
const CERTIFICATE = fileURLToPath(new URL('../../.cache/certificate.json', import.meta.url));

interface Front {
  readonly gateOrigin: string;
  readonly meetOrigin: string;
}

/** nginx on a port of its own, in front of this worker's practice room and of a copy of the built site. */
const test = base.extend<object, { front: Front }>({
  front: [
    async ({ world }, use) => {
      const port = await freePort();
      const gateOrigin = `https://beratung.stadt.localhost:${port}`;
      const meetOrigin = `https://meet.stadt.localhost:${port}`;
      const { key, cert } = JSON.parse(await readFile(CERTIFICATE, 'utf8')) as { key: string; cert: string };
      const site = JSON.parse(await readFile(join(world.siteDirectory, 'site.json'), 'utf8')) as { jitsi: object };
      const tls =
        'listen 127.0.0.1:PORT ssl http2; ssl_certificate FOLDER/cert.pem; ssl_certificate_key FOLDER/key.pem;';
      const nginx = await startNginx({
        port,
        http: ['beratung-http.conf', 'ablage-http.conf'],
        blocks: true,
        server: `
          server { ${tls} server_name beratung.stadt.localhost; root FOLDER/site; set $einlass_jitsi ${meetOrigin};
            include beratung.conf; include ablage.conf; }
          server { ${tls} server_name meet.stadt.localhost; root FOLDER/nothing; set $einlass_gate ${gateOrigin};
            include jitsi.conf; ${practiceBlock(world.meetOrigin)} }`,
        files: { 'key.pem': key, 'cert.pem': cert, 'site/jitsi/external_api.js': await readFile(EXTERNAL_API) },
      });
      await cp(world.siteDirectory, join(nginx.folder, 'site'), { recursive: true });
      const settings = { ...site, jitsi: { ...site.jitsi, origin: meetOrigin } };
      await writeFile(join(nginx.folder, 'site/site.json'), JSON.stringify(settings));
      await use({ gateOrigin, meetOrigin });
      await nginx.close();
    },
    { scope: 'worker' },
  ],
});

test.skip(NGINX === undefined, 'nginx is not installed here (Debian: apt-get install nginx)');
test.slow();

test('who passes the gate comes into the room, and a room address is no way round it', async ({
  front,
  world,
  device,
  counsellor,
  appointment,
}) => {
  const context = await device();
  const host = await counsellor();
  const link = appointment.invite(SHORT.service).replace(world.gateOrigin, front.gateOrigin);
  const person = await Client.open(context, link);
  const toJitsi = (): string[] => person.noise.requests.filter((address) => address.includes('//meet.'));
  await person.walk(SHORT);
  expect(toJitsi()).toEqual([]);
  expect(await context.cookies(front.meetOrigin)).toEqual([]);

  await person.enter();
  await host.admit(displayNameOf(SHORT));
  await expect(person.main.locator('.room--in')).toBeVisible();
  expect(toJitsi()[0]).toBe(`${front.meetOrigin}/einlass`);
  expect(await context.cookies(front.meetOrigin)).toMatchObject([
    { name: '__Host-einlass', domain: 'meet.stadt.localhost', path: '/', expires: -1, httpOnly: true, secure: true },
  ]);
  expect(await context.cookies(front.gateOrigin)).toEqual([]);
  expect((await context.cookies(front.meetOrigin))[0]?.sameSite).toBe('Strict');
  expect(person.noise.lines.filter((line) => /Content Security Policy|CORS|violat/i.test(line))).toEqual([]);

  // With the cookie and without: whoever opens the address as a page stands before the gate.
  for (const visitor of [context, await device()]) {
    const page = await visitor.newPage();
    await page.goto(`${front.meetOrigin}/${appointment.room}?jwt=eyJ.eyJ.sig`);
    await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
    expect(page.url()).toBe(`${front.gateOrigin}/#/r/${appointment.room}`);
  }
});

test('the counsellor comes in through the same door, and her client after her', async ({ front, device }) => {
  const context = await device();
  const her = await Desk.open(context, front.gateOrigin);
  const [link = ''] = await her.create(SHORT);
  expect(await context.cookies(front.meetOrigin)).toEqual([]);
  await her.openRoom();
  expect(await context.cookies(front.meetOrigin)).toMatchObject([{ name: '__Host-einlass', httpOnly: true }]);
  const person = await Client.open(await device(), link);
  await person.walk(SHORT);
  await person.enter();
  // The receipt came through nginx's mailbox.
  await her.expectComplete('Anna');
  await her.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
});

test('whom the Jitsi host refuses reads so at once, and no frame is opened', async ({
  front,
  world,
  device,
  appointment,
}) => {
  const context = await device();
  // As a server answers whose nginx names another gate.
  await context.route(`${front.meetOrigin}/einlass`, (route) => {
    const headers = {
      'Access-Control-Allow-Origin': front.gateOrigin,
      'Access-Control-Allow-Credentials': 'true',
    };
    return route.fulfill({ status: 403, headers });
  });
  const person = await Client.open(
    context,
    appointment.invite(SHORT.service).replace(world.gateOrigin, front.gateOrigin),
  );
  await person.walk(SHORT);
  await person.enter();
  await expect(person.main).toContainText('Der Videodienst lässt uns nicht herein');
  await expect(person.main).toContainText('Ihre Angaben sind noch da');
  expect(person.noise.requests.filter((address) => address.includes('//meet.'))).toEqual([
    `${front.meetOrigin}/einlass`,
  ]);
});

test('a line without the cookie is refused, and with it opened', async ({ front, appointment }) => {
  expect(await openLine(front.meetOrigin, appointment.room)).toBe(403);
  expect(await openLine(front.meetOrigin, appointment.room, '__Host-einlass=1')).toBe('open');
});

test('a page that is not the gate can neither frame the room nor get the cookie', async ({
  front,
  device,
  appointment,
}) => {
  const context = await device();
  const page = await context.newPage();
  const refused = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await page.setContent(`<iframe src="${front.meetOrigin}/${appointment.room}"></iframe>`);
  await refused;
  const status = await page.evaluate(
    async (address) => (await fetch(address, { method: 'POST', credentials: 'include' })).status,
    `${front.meetOrigin}/einlass`,
  );
  expect(status).toBe(403);
  expect(await context.cookies(front.meetOrigin)).toEqual([]);
});

/** 'open', or the status with which it was refused. Goes to this machine, whether or not it can look up such a name itself. */
function openLine(meetOrigin: string, room: string, cookie?: string): Promise<string | number> {
  const { host, port } = new URL(meetOrigin);
  return new Promise((resolve, reject) => {
    const line = new WebSocket(`wss://127.0.0.1:${port}/xmpp-websocket?room=${room}`, {
      origin: meetOrigin,
      headers: { host, ...(cookie === undefined ? {} : { cookie }) },
      rejectUnauthorized: false,
    });
    line.on('open', () => {
      line.terminate();
      resolve('open');
    });
    line.on('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve(statusCode);
    });
    line.on('error', reject);
  });
}
