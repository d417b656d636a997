import { createServer } from 'node:net';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, FAKE_DEVICE_ARGUMENTS, findBrowser } from '../../config/bootstrap/browsers.mjs';
import { startServers } from '../../config/serve/server.ts';
import { measureEntrance } from './entrance.ts';
import { measureFirstStep } from './first-step.ts';
import { measureWithLighthouse } from './lighthouse.ts';
import { printed } from './table.ts';

/** Measures what can be measured on this machine and prints the table; returns 0 when every budget holds, 1 otherwise. */
export async function runBench(): Promise<number> {
  const executablePath = findBrowser('chromium');
  if (executablePath === undefined) {
    process.stdout.write('Ohne Chromium lässt sich nichts messen. / Nothing can be measured without Chromium.\n');
    return 1;
  }
  const debuggingPort = await freePort();
  const servers = await startServers({ port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...CHROMIUM_ARGUMENTS,
      ...FAKE_DEVICE_ARGUMENTS,
      '--ignore-certificate-errors',
      `--remote-debugging-port=${debuggingPort}`,
    ],
  });
  try {
    const href = servers.links[0]?.href ?? `${servers.gateOrigin}/`;
    const rows = [
      ...(await measureFirstStep(browser, servers, href)),
      ...(await measureWithLighthouse(debuggingPort, href)),
      ...(await measureEntrance(browser, servers)),
    ];
    process.stdout.write(`${printed(rows)}\n`);
    return rows.every(({ holds }) => holds) ? 0 : 1;
  } finally {
    await browser.close();
    await servers.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
