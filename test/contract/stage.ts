import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { certificateFor } from '../../config/serve/certificate.ts';
import { test as base } from '../world.ts';
import type { Stage } from './replay.ts';

/** `host:port` of a real Jitsi. Without it everything runs against the practice room. */
export const REAL_JITSI = process.env['JITSI_DOMAIN'];

/** An embedding page without any policy of its own: the gate's would rightly give a foreign Jitsi neither frame nor camera. */
async function serveBlankPage(): Promise<{ origin: string; close: () => void }> {
  const name = 'beratung.stadt.localhost';
  const file = fileURLToPath(new URL('../../.cache/contract-certificate.json', import.meta.url));
  const server = createServer(await certificateFor([name], file), (_request, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end('<!doctype html><title>Vertrag</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `https://${name}:${port}`, close: () => void server.close().closeAllConnections() };
}

/** Playwright's `test` with a `stage`: a fresh room in the practice room, or in the Jitsi of JITSI_DOMAIN. */
export const test = base.extend<{ stage: Stage }>({
  stage: async ({ browser, world, request }, use) => {
    const room = `vertrag${randomBytes(5).toString('hex')}`;
    if (REAL_JITSI !== undefined) {
      const { origin, close } = await serveBlankPage();
      await use({
        browser,
        room,
        host: { gateOrigin: origin, apiAddress: `https://${REAL_JITSI}/external_api.js`, domain: REAL_JITSI },
        fault: undefined,
      });
      close();
      return;
    }
    const host = {
      gateOrigin: world.gateOrigin,
      apiAddress: `${world.gateOrigin}/jitsi/external_api.js`,
      domain: new URL(world.meetOrigin).host,
    };
    await use({
      browser,
      room,
      host,
      async fault(fault) {
        // Browsers resolve *.localhost by themselves, Node asks a name server that has never heard of it.
        const { host: name, port } = new URL(world.meetOrigin);
        const answer = await request.post(`https://127.0.0.1:${port}/practice/control`, {
          data: fault,
          headers: { host: name },
        });
        if (!answer.ok()) throw new Error(`fault refused: ${await answer.text()}`);
      },
    });
  },
});

export { expect } from '../world.ts';
