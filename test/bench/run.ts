import process from 'node:process';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, FAKE_DEVICE_ARGUMENTS, findBrowser } from '../../config/bootstrap/browsers.mjs';
import { startServers } from '../../config/serve/server.ts';
import { measureDuringMeeting } from './during.ts';
import { measureEntrance } from './entrance.ts';
import { measureEveryStep } from './every-step.ts';
import { measureFirstScreen } from './first-screen.ts';
import { measureFirstStep } from './first-step.ts';
import { freePort } from './free-port.ts';
import { measureGate } from './gate.ts';
import { measureKnocking } from './knocking.ts';
import { measureReceipts } from './receipts.ts';
import { printed } from './table.ts';
import { measureWaiting } from './waiting.ts';

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
      '--accept-lang=de-DE',
      `--remote-debugging-port=${debuggingPort}`,
      // A process of its own for the frame: what it costs is Jitsi's and not ours.
      `--isolate-origins=${servers.meetOrigin}`,
    ],
  });
  try {
    const href = servers.links[0]?.href ?? `${servers.gateOrigin}/`;
    const rows = [
      ...(await measureFirstStep(browser, servers, href)),
      ...(await measureFirstScreen(debuggingPort, href)),
      ...(await measureEveryStep(browser, servers, debuggingPort)),
      ...(await measureGate(browser, servers)),
      ...(await measureEntrance(browser, servers)),
      ...(await measureDuringMeeting(browser, servers)),
      ...(await measureKnocking(browser)),
      ...(await measureWaiting()),
      ...(await measureReceipts(executablePath)),
    ];
    process.stdout.write(`${printed(rows)}\n`);
    return rows.every(({ holds }) => holds !== false) ? 0 : 1;
  } finally {
    await browser.close();
    await servers.close();
  }
}
