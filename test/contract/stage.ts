import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { test as base } from '../world.ts';
import type { Stage } from './replay.ts';

/** `host:port` of a real Jitsi. Without it everything runs against the practice room. */
export const REAL_JITSI = process.env['JITSI_DOMAIN'];

/** Playwright's `test` with a `stage`: a fresh room in the practice room, or in the Jitsi of JITSI_DOMAIN. */
export const test = base.extend<{ stage: Stage }>({
  stage: async ({ browser, world, request }, use) => {
    const room = `vertrag${randomBytes(5).toString('hex')}`;
    if (REAL_JITSI !== undefined) {
      const host = {
        gateOrigin: world.gateOrigin,
        apiAddress: `https://${REAL_JITSI}/external_api.js`,
        domain: REAL_JITSI,
      };
      return use({ browser, room, host, fault: undefined });
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
