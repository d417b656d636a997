import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMailboxServer } from '../../../config/serve/mailbox.ts';
import type { MailboxFault } from '../../../config/serve/mailbox.ts';
import { ask, startPart, type Answer, type Carrier } from './carrier.ts';
import { startNginx } from './nginx.ts';
import { MAILBOX_REQUESTS } from '../../fixtures/mailbox-requests.ts';

const mailbox = createMailboxServer();
const startDevelopmentServer = (): Promise<Carrier> => startPart(mailbox);

const CARRIERS: readonly [name: string, start: () => Promise<Carrier>][] = [
  ['the development server', startDevelopmentServer],
  [
    'nginx with the configuration that ships',
    () => startNginx({ http: ['ablage-http.conf'], server: 'include ablage.conf;' }),
  ],
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

  test('lets nothing that it answers be kept or taken for a page', async () => {
    const path = `/ablage/${'k'.repeat(26)}/c0001`;
    const seen = [];
    for (const method of ['GET', 'PUT', 'GET', 'PUT', 'DELETE']) {
      seen.push(await ask(carrier.port, method, path, method === 'PUT' ? Buffer.from('<script>') : undefined));
    }
    expect(seen.map((answer) => answer?.status)).toEqual([404, 201, 200, 409, 403]);
    for (const answer of seen) expect(answer?.headers['cache-control']).toBe('no-store');
    expect(seen[2]?.headers['content-type']).toBe('application/octet-stream');
  });

  test('keeps an address for who is writing there, however slow', async () => {
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

  test('stores exactly one of many who write at once', async () => {
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
