import type { Browser } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import { walkGate } from '../walk.ts';
import type { Row } from './table.ts';

/** Whom a browser talks to on the whole way through the gate, until the button "Eintreten" is there. */
export async function measureGate(browser: Browser, servers: Servers): Promise<Row[]> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'de-DE' });
  await context.grantPermissions(['camera', 'microphone']);
  const asked: string[] = [];
  // Of the context and not of the page: workers and frames count too.
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  page.on('websocket', (socket) => asked.push(socket.url()));
  await walkGate(page, servers.freshLinks().links[0]?.href ?? '');
  await page.waitForLoadState('networkidle');
  await context.close();
  const foreign = asked.filter((url) => /^(?:https?|wss?):/.test(url) && !url.startsWith(servers.gateOrigin));
  const meetHost = new URL(servers.meetOrigin).host;
  const toJitsi = foreign.filter((url) => new URL(url).host === meetHost).length;
  const none = (what: string, count: number): Row => ({
    what,
    measured: `${count} of ${asked.length}`,
    budget: '0',
    holds: count === 0,
  });
  return [
    none('requests to the Jitsi origin before "Eintreten"', toJitsi),
    none('requests to any third origin', foreign.length - toJitsi),
  ];
}
