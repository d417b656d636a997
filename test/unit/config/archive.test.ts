import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchiveServer } from '../../../config/serve/archive.ts';
import { openCopyFolder } from '../../../src/records/copy-folder.ts';
import { ARCHIVE_REQUESTS } from '../../fixtures/archive-requests.ts';
import { ask, startPart, type Carrier } from './carrier.ts';
import { startNginx } from './nginx.ts';

/** What a city may write into einlass-archiv-zugang.conf: somebody is asked for a name and a password. */
const ACCESS = {
  'einlass-archiv-zugang.conf': 'auth_basic "Archiv"; auth_basic_user_file /etc/nginx/einlass-archiv.htpasswd;',
  'einlass-archiv.htpasswd': 'team:{PLAIN}geheim\n',
};
const KNOWN = { authorization: `Basic ${Buffer.from('team:geheim').toString('base64')}` };
const FIRST = `${'a'.repeat(26)}.jwe`;

const startArchive = (): Promise<Carrier> =>
  startNginx({ http: ['archiv-http.conf'], server: 'include archiv.conf;', files: ACCESS });

const CARRIERS: readonly [name: string, start: () => Promise<Carrier>][] = [
  ['the development server', () => startPart(createArchiveServer())],
  ['nginx with the configuration that ships', startArchive],
];

describe.each(CARRIERS)('%s', (_name, start) => {
  let carrier: Carrier;
  beforeAll(async () => {
    carrier = await start();
  });
  afterAll(() => carrier.close());

  // One test with many steps: each builds on what the ones before have stored.
  test('answers the whole table', async () => {
    const answers = [];
    for (const { method, path, length, status, answered } of ARCHIVE_REQUESTS) {
      const body = length === undefined ? undefined : Buffer.alloc(length, 7);
      const got = await ask(carrier.port, method, path, body, KNOWN);
      const shown = answered === undefined ? '' : ` ${String(got?.body.length)} bytes`;
      answers.push([
        `${method} ${path}`,
        `${String(got?.status)}${shown}`,
        `${status}${answered === undefined ? '' : ` ${answered} bytes`}`,
      ]);
    }
    expect(answers.filter(([, is, wanted]) => is !== wanted)).toEqual([]);
  });

  test('is understood by the page: stored once, listed, read back', async () => {
    const folder = openCopyFolder('/archiv/', async (path, { method = 'GET', body }) => {
      const bytes = typeof body === 'string' ? Buffer.from(body) : undefined;
      const got = await ask(carrier.port, method, path, bytes, KNOWN);
      if (!got) throw new TypeError('no answer');
      return new Response(got.body.length > 0 ? new Uint8Array(got.body) : null, { status: got.status });
    });
    const name = 'k'.repeat(26);
    expect(await folder.get(name)).toMatchObject({ problem: { code: 'ARCHIVE_REFUSED', detail: '404' } });
    expect(await folder.put(name, 'one')).toBe('stored');
    expect(await folder.put(name, 'two')).toBe('taken');
    expect(await folder.put('l'.repeat(26), 'x'.repeat(1_048_577))).toBe('tooLarge');
    expect(await folder.get(name)).toEqual({ ok: true, value: 'one' });
    const listed = await folder.list();
    expect(listed.ok && listed.value.names).toContain(name);
    expect(listed.ok && listed.value.foreign).toEqual([]);
  });
});

test('who is not let in by the city can neither read, list nor store', async () => {
  const carrier = await startArchive();
  const asked: readonly [string, string, Buffer | undefined][] = [
    ['GET', '/archiv/', undefined],
    ['PUT', `/archiv/${FIRST}`, Buffer.from('x')],
    ['GET', `/archiv/${FIRST}`, undefined],
  ];
  for (const headers of [{}, { authorization: `Basic ${Buffer.from('team:falsch').toString('base64')}` }]) {
    for (const [method, path, body] of asked) {
      expect([method, path, (await ask(carrier.port, method, path, body, headers))?.status]).toEqual([
        method,
        path,
        401,
      ]);
    }
  }
  expect((await ask(carrier.port, 'GET', `/archiv/${FIRST}`, undefined, KNOWN))?.status).toBe(404);
  await carrier.close();
});
