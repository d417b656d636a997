import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseLink } from '../../../src/mailbox/link.ts';
import { jitsiServerBlock } from '../../fixtures/jitsi/server-block.ts';
import { ask, type Answer, type Carrier } from './carrier.ts';
import { complaintsAbout, startNginx, type NginxSetup } from './nginx.ts';

const GATE = 'https://beratung.stadt.example';
const COOKIE = '__Host-einlass=1';
const DOCUMENT = { 'sec-fetch-dest': 'document' };
const FRAME = { 'sec-fetch-dest': 'iframe' };
const PAGE = '<!doctype html><title>Jitsi Meet</title>';

function setupFor(upstream: string): NginxSetup {
  return {
    http: [],
    server: `index index.html; set $einlass_gate ${GATE}; include jitsi.conf; ${jitsiServerBlock(upstream)}`,
    files: {
      'site/index.html': PAGE,
      'site/config.js': 'var config = {};',
      'site/favicon.svg': '<svg/>',
      'site/libs/external_api.min.js': 'class JitsiMeetExternalAPI {}',
      'site/libs/app.bundle.min.js': 'app',
      'site/static/close3.html': 'closed',
      'site/lang/main-de.json': '{}',
    },
  };
}

describe('the door of the Jitsi host', () => {
  const reached: string[] = [];
  let upstream: Server;
  let setup: NginxSetup;
  let carrier: Carrier;

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      reached.push(`${request.method} ${request.url}`);
      response.writeHead(200).end('upstream');
    }).listen(0, '127.0.0.1');
    const sockets = new WebSocketServer({ noServer: true });
    upstream.on('upgrade', (request: IncomingMessage, socket, head: Buffer) => {
      reached.push(`UPGRADE ${request.url}`);
      sockets.handleUpgrade(request, socket, head, (line) => line.send('hello'));
    });
    await once(upstream, 'listening');
    setup = setupFor(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`);
    carrier = await startNginx(setup);
  });
  afterAll(async () => {
    await carrier.close();
    upstream.closeAllConnections();
    upstream.close();
  });
  beforeEach(() => void reached.splice(0));

  const get = async (path: string, headers = {}, method = 'GET'): Promise<Answer> => {
    const answer = await ask(carrier.port, method, path, undefined, headers);
    if (answer === null) throw new Error(`${method} ${path}: no answer`);
    return answer;
  };

  test('is taken by nginx without a word, and not without the gate', async () => {
    expect(await complaintsAbout(setup)).toBe('');
    expect(await complaintsAbout({ ...setup, server: 'include jitsi.conf;' })).toContain('einlass_gate');
  });

  describe('a room address', () => {
    test.each<[string, Record<string, string>, boolean]>([
      ['opened as a page', DOCUMENT, true],
      ['opened as a page by somebody who has been through the gate', { ...DOCUMENT, cookie: COOKIE }, true],
      ['opened with an old browser, which does not say how', {}, true],
      ['opened with an old browser and some other cookie', { cookie: 'x=__Host-einlass=1' }, true],
      ['in a frame', FRAME, false],
      ['in a frame, with the cookie', { ...FRAME, cookie: COOKIE }, false],
      ['in the frame of an old browser that has been through the gate', { cookie: COOKIE }, false],
    ])('%s', async (_what, headers, leads) => {
      const { status, headers: sent, body } = await get('/Sprechstunde', headers);
      expect([status, sent['location']]).toEqual(leads ? [302, `${GATE}/#/r/Sprechstunde`] : [200, undefined]);
      if (!leads) expect(body.toString()).toBe(PAGE);
      expect(sent['content-security-policy']).toBe(`frame-ancestors ${GATE}`);
    });

    test('leads the same way for HEAD', async () => {
      expect((await get('/Raum', DOCUMENT, 'HEAD')).status).toBe(302);
    });

    // Whatever the name: one address, that of the gate, and the rest behind the #.
    test.each<[path: string, target: string, room: string | null]>([
      ['/Raum', '#/r/Raum', 'raum'],
      ['/Raum/', '#/r/Raum', 'raum'],
      ['/Raum?jwt=eyJ.eyJ.sig&lang=de', '#/r/Raum', 'raum'],
      ['/B%C3%BCrger%20Rat', '#/r/B%C3%BCrger%20Rat', 'bürger-rat'],
      ['/raum.mit.punkten', '#/r/raum.mit.punkten', 'raummitpunkten'],
      ['/raum.js', '#/r/raum.js', 'raumjs'],
      ['/config.json', '#/r/config.json', 'configjson'],
      ['/static', '#/r/static', 'static'],
      ['/a%0d%0aSet-Cookie:%20x=1', '#/r/a%0d%0aSet-Cookie:%20x=1', 'a-set-cookie-x1'],
      ['/%0aLocation:https:', '#/r/%0aLocation:https:', 'locationhttps'],
      ['/%3Cscript%3E', '#/r/%3Cscript%3E', 'script'],
      ['/a%2Fb', '#/r/a%2Fb', 'ab'],
      ['/a%23b', '#/r/a%23b', 'ab'],
      ['/a%3Fb', '#/r/a%3Fb', 'ab'],
      ['/..%2f..%2fRaum', '', null],
      ['/@evil.example', '#/r/@evil.example', 'evilexample'],
      ['/.evil.example', '#/r/.evil.example', 'evilexample'],
      ['/https:evil.example', '#/r/https:evil.example', 'httpsevilexample'],
      ['/$einlass_gate', '#/r/$einlass_gate', 'einlass_gate'],
      ['/"onload="', '#/r/"onload="', 'onload'],
      // The room of a tenant is no room that the gate could know.
      ['/stadt/Raum', '', null],
      ['//evil.example/Raum', '', null],
      ['/\\evil.example', '#/r/\\evil.example', 'evilexample'],
      ['/stadt/config.js/Raum', '', null],
    ])('%s leads to the gate', async (path, fragment, room) => {
      const { status, headers } = await get(path, DOCUMENT);
      if (status === 400) return expect(fragment).toBe('');
      expect([status, headers['location'], headers['set-cookie']]).toEqual([302, `${GATE}/${fragment}`, undefined]);
      const link = parseLink(String(headers['location']));
      expect(link.ok && link.value.kind === 'room' ? link.value.name : null).toBe(room);
    });

    test('whose name is raw bytes is answered in one head', async () => {
      const answer = await raw(
        carrier.port,
        Buffer.from('GET /R\u00e4um\u202ex HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 302 /);
      expect(answer.match(/^location: .*$/gim)).toHaveLength(1);
      expect(answer).toMatch(/^Location: https:\/\/beratung\.stadt\.example\/#\/r\/R/m);
    });
  });

  describe('everything else stays where it is', () => {
    test.each<[string, Record<string, string>]>([
      ['/external_api.js', { 'sec-fetch-dest': 'script' }],
      ['/external_api.js', DOCUMENT],
      ['/external_api.js', {}],
      ['/config.js', {}],
      ['/Raum/config.js', {}],
      ['/libs/app.bundle.min.js', {}],
      ['/libs/external_api.min.js', DOCUMENT],
      ['/static/close3.html', DOCUMENT],
      ['/lang/main-de.json', {}],
      ['/favicon.svg', {}],
      // A health check names no destination.
      ['/', {}],
      ['/', FRAME],
      ['/_api/room-info?room=x', { 'sec-fetch-dest': 'empty' }],
    ])('%s with %j', async (path, headers) => {
      expect((await get(path, headers)).status).toBe(200);
    });

    test('what is sent there, of whatever kind, is sent on', async () => {
      for (const headers of [{}, DOCUMENT]) expect((await get('/_api/room-info', headers, 'POST')).status).toBe(200);
      expect(reached).toEqual(['POST /room-info?prefix=&', 'POST /room-info?prefix=&']);
    });

    test.each(['/', '/index.html', '/?x=1'])("Jitsi's start page %s leads a person to the gate", async (path) => {
      const { status, headers } = await get(path, DOCUMENT);
      expect([status, headers['location']]).toEqual([302, `${GATE}/`]);
    });
  });

  describe('the cookie', () => {
    const post = (origin?: string, more = {}): Promise<Answer> =>
      get('/einlass', { ...(origin === undefined ? {} : { origin }), ...more }, 'POST');

    test('is given to who comes from the gate: this host alone, no script, not across sites', async () => {
      const { status, headers, body } = await post(GATE);
      expect([status, body.length]).toEqual([204, 0]);
      expect(headers['set-cookie']).toEqual(['__Host-einlass=1; Path=/; Secure; HttpOnly; SameSite=Strict']);
      expect(headers).toMatchObject({
        'access-control-allow-origin': GATE,
        'access-control-allow-credentials': 'true',
        'cache-control': 'no-store',
        vary: 'Origin',
      });
    });

    test('is taken back from who comes from the gate when the meeting is over', async () => {
      const over = async (origin: string): Promise<readonly unknown[]> => {
        const { status, headers } = await get('/einlass?ende', { origin, cookie: COOKIE }, 'POST');
        return [status, headers['set-cookie']];
      };
      const gone = '__Host-einlass=1; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0';
      expect(await over(GATE)).toEqual([204, [gone]]);
      expect(await over('https://evil.example')).toEqual([403, undefined]);
    });

    test.each([
      undefined,
      'null',
      'https://evil.example',
      'https://beratung.stadt.example.evil.example',
      'https://beratung.stadt.example:8443',
      'http://beratung.stadt.example',
      'https://meet.stadt.example',
    ])('is not given to a page of %s', async (origin) => {
      const { status, headers } = await post(origin);
      expect([status, headers['set-cookie']]).toEqual([403, undefined]);
    });

    test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('is not given for %s', async (method) => {
      for (const more of [DOCUMENT, FRAME, {}]) {
        const { status, headers } = await get('/einlass', { origin: GATE, ...more }, method);
        expect([status, headers['set-cookie']]).toEqual([405, undefined]);
      }
    });

    test.each(['/einlass/', '/einlassx', '/%65inlass/'])('is not to be had at %s', async (path) => {
      expect((await get(path, { origin: GATE }, 'POST')).headers['set-cookie']).toBeUndefined();
    });
  });

  describe('the line to the XMPP server', () => {
    const DOORS = [
      '/xmpp-websocket?room=raum',
      '/stadt/xmpp-websocket?room=raum',
      '/stadt/xmpp-websocketX',
      '/a/b/xmpp-websocket',
      '//xmpp-websocket',
      '/x/../xmpp-websocket',
      '/xmpp%2dwebsocket',
      '/static/../xmpp-websocket',
      '/config.js/../xmpp-websocket',
      '/http-bind?room=raum',
      '/stadt/http-bind',
      '/stadt/http-bindX',
      '/http-bind/',
      '/conference-request/v1',
      '/stadt/conference-request/v1',
    ];

    test.each(DOORS)('%s is closed without the cookie', async (path) => {
      for (const headers of [{}, DOCUMENT, FRAME, { 'sec-fetch-dest': 'empty' }, { cookie: `x${COOKIE}` }]) {
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          expect([method, headers, (await get(path, headers, method)).status]).toEqual([method, headers, 403]);
        }
      }
      expect(reached).toEqual([]);
    });

    test.each(['/http-bind?room=raum', '/stadt/http-bind', '/conference-request/v1'])(
      '%s is open with it',
      async (path) => {
        for (const cookie of [COOKIE, `a=b; ${COOKIE}`, `${COOKIE}; a=b`]) {
          expect((await get(path, { cookie }, 'POST')).body.toString()).toBe('upstream');
        }
        expect(reached).toHaveLength(3);
      },
    );

    test.each<[string, string, Record<string, string>, string | number]>([
      ['without the cookie', '/xmpp-websocket?room=raum', {}, 403],
      ['without the cookie, as a tenant', '/stadt/xmpp-websocket?room=raum', {}, 403],
      ['with another cookie', '/xmpp-websocket', { cookie: '__Host-einlass=0' }, 403],
      ['with one that ends like it', '/xmpp-websocket', { cookie: 'x__Host-einlass=1' }, 403],
      ['with one that begins like it', '/xmpp-websocket', { cookie: '__Host-einlass=12' }, 403],
      ['with the cookie', '/xmpp-websocket?room=raum', { cookie: COOKIE }, 'hello'],
      ['with the cookie among others', '/xmpp-websocket', { cookie: `a=b;${COOKIE};c=d` }, 'hello'],
      ['with the cookie, as a tenant', '/stadt/xmpp-websocket', { cookie: COOKIE }, 'hello'],
      // Only who is in a room knows such an address, and old browsers do not say what they ask for.
      ['to the bridge', '/colibri-ws/default-id/1/2?pwd=x', {}, 'hello'],
    ])('a socket %s', async (_what, path, headers, outcome) => {
      for (const dest of [{}, { 'sec-fetch-dest': 'websocket' }]) {
        expect(await openLine(carrier.port, path, { ...headers, ...dest })).toBe(outcome);
      }
      expect(reached).toHaveLength(outcome === 'hello' ? 2 : 0);
    });
  });
});

/** The first word on a WebSocket, or the status with which it was refused. */
function openLine(port: number, path: string, headers: Record<string, string>): Promise<string | number> {
  return new Promise((resolve, reject) => {
    const line = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    line.on('message', (data: Buffer) => {
      line.terminate();
      resolve(data.toString());
    });
    line.on('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy();
      resolve(statusCode);
    });
    line.on('error', reject);
  });
}

/** Sends bytes as they are, and reads until the server hangs up. */
async function raw(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.write(bytes);
  await once(socket, 'end');
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
}
