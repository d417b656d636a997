import { Agent, request } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNginx } from './nginx.ts';

/** How many requests come in one breath, and over how many lines at once. */
const MANY = 10_000;
const LINES = 20;
/** How often the other one asks meanwhile: more than any page does, and far below what is allowed. */
const POLITE = 200;
const at = (number: number, letter: string): string =>
  `/ablage/${letter.repeat(26)}/${number < 10_000 ? 'c' : 'b'}${String(number % 10_000).padStart(4, '0')}`;

interface Seen {
  readonly status: number;
  readonly later: string | undefined;
}

let mailbox: Awaited<ReturnType<typeof startNginx>>;
beforeAll(async () => {
  mailbox = await startNginx({ http: ['ablage-http.conf'], server: 'include ablage.conf;' });
});
afterAll(() => mailbox.close());

/** One browser on a machine of its own: this computer has as many addresses as 127.0.0.0/8 has. */
function browserAt(
  localAddress: string,
  lines = 1,
): { ask(method: string, path: string): Promise<Seen>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: lines, localAddress });
  return {
    ask: (method, path) =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port: mailbox.port, method, path, agent }, (response) => {
          const { statusCode: status = 0, headers } = response;
          response.resume().on('end', () => resolve({ status, later: headers['retry-after'] }));
        });
        asked.on('error', reject).end(method === 'PUT' ? 'x' : undefined);
      }),
    close: () => agent.destroy(),
  };
}

describe.each([
  { method: 'PUT', allowed: 201, burst: 250, rate: 5, theirs: 'p', ours: 'q' },
  { method: 'GET', allowed: 404, burst: 1000, rate: 100, theirs: 'g', ours: 'h' },
])('10 000 × $method from one address', ({ method, allowed, burst, rate, theirs, ours }) => {
  test('are refused politely, and nobody else notices', async () => {
    const flood = browserAt('127.0.0.1', LINES);
    const client = browserAt('127.0.0.2');
    const began = performance.now();
    const flooding = Promise.all(Array.from({ length: MANY }, (_, number) => flood.ask(method, at(number, theirs))));

    const wanted: number[] = [];
    const got: number[] = [];
    for (let number = 1; number <= POLITE; number += 1) {
      const isWriting = number % 10 === 1;
      wanted.push(isWriting ? 201 : 200);
      got.push((await client.ask(isWriting ? 'PUT' : 'GET', at(isWriting ? number : 1, ours))).status);
    }
    const seen = await flooding;
    const seconds = (performance.now() - began) / 1000;
    const refused = seen.filter(({ status }) => status !== allowed);

    expect(got).toEqual(wanted);
    expect(refused.filter(({ status, later }) => status !== 429 || later !== '10')).toEqual([]);
    expect(MANY - refused.length).toBeGreaterThanOrEqual(burst);
    expect(MANY - refused.length).toBeLessThanOrEqual(burst + rate * seconds + 1);
    flood.close();
    client.close();
  });
});

test('and no log says to which folders they went', async () => {
  const logs = await Promise.all(
    ['access.log', 'error.log'].map((name) => readFile(join(mailbox.folder, name), 'utf8')),
  );
  expect(logs.join('')).not.toContain('/ablage/');
});
