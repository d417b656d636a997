import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServers } from '../../../config/serve/server.ts';
import type { Servers } from '../../../config/serve/server.ts';
import { clientSide, counsellorSide, FOLDER, Host, inTime, note, proof } from './host.ts';

let folder: string;
let servers: Servers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einlass-mailbox-'));
  const site = join(folder, 'site');
  await mkdir(site);
  await writeFile(join(site, 'site.json'), '{}');
  servers = await startServers({ port: 0, siteDirectory: site, certificateFile: join(folder, 'certificate.json') });
});

afterAll(async () => {
  await servers.close();
  await rm(folder, { recursive: true });
});

/** `fetch` to the gate over real https, by name, with its self-signed certificate taken as good. */
function fetchFromGate(address: string, init: RequestInit): Promise<Response> {
  const { host, port } = new URL(servers.gateOrigin);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: address, method: init.method, rejectUnauthorized: false };
    const asked = request({ ...options, headers: { host } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const headers = { 'Content-Type': String(response.headers['content-type'] ?? '') };
        const { statusCode: status = 0 } = response;
        resolve(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers }));
      });
    });
    asked.on('error', reject).end(init.body);
  });
}

test('client and counsellor reach each other through the development server, also when it misbehaves', async () => {
  const host = new Host();
  const world = { fetch: fetchFromGate };
  const [client, counsellor] = [clientSide(host, world), counsellorSide(host, world)];
  const receipt = proof('x'.repeat(50_000));
  expect(await client.mailbox.send(receipt)).toEqual({ ok: true });
  servers.mailbox.play({ fault: 'lostAnswers', folder: FOLDER });
  const opened = counsellor.mailbox.send({ kind: 'opened', at: 1 });
  while (servers.mailbox.entries.size < 3) await new Promise((resolve) => setImmediate(resolve));
  servers.mailbox.play({ fault: 'none', folder: FOLDER });
  expect(await inTime(host, opened)).toEqual({ ok: true });
  servers.mailbox.play({ fault: 'absent', folder: FOLDER });
  expect(await counsellor.mailbox.send(note('nicht da'))).toEqual({ ok: false, why: 'absent' });
  servers.mailbox.play({ fault: 'none', folder: FOLDER });
  const hearing = new Promise((resolve) => {
    client.mailbox.listen({ heard: resolve, lineChanged: () => undefined, refused: () => undefined });
  });
  const reading = new Promise((resolve) => {
    counsellor.mailbox.listen({ heard: resolve, lineChanged: () => undefined, refused: () => undefined });
  });
  expect(await Promise.all([hearing, reading])).toEqual([{ kind: 'opened', at: 1 }, receipt]);
  expect([...servers.mailbox.entries.keys()].sort()).toEqual(
    ['b0001', 'c0001', 'c0002'].map((name) => `/ablage/${FOLDER}/${name}`),
  );
});
