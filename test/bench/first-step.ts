import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import { kilobytes } from './table.ts';
import type { Row } from './table.ts';

/** What a phone really fetches until the first heading stands there, and from whom. */
export async function measureFirstStep(browser: Browser, servers: Servers, href: string): Promise<Row[]> {
  // The budget is about German; another language fetches its own words besides.
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: 'de-DE',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const bodies: Promise<{ url: string; bytes: number }>[] = [];
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(servers.gateOrigin)) foreign.push(request.url());
  });
  let isThere = false;
  page.on('response', (response) => {
    if (isThere) return;
    bodies.push(response.body().then((body) => ({ url: response.url(), bytes: gzipSync(body, { level: 9 }).length })));
  });
  await page.goto(href);
  await page.locator('h1').first().waitFor();
  // What comes now is fetched ahead for later steps. It does not count as weight, but it must come from here all the same.
  isThere = true;
  await page.waitForLoadState('networkidle');
  const loaded = await Promise.all(bodies);
  await context.close();
  const sum = (files: readonly { bytes: number }[]): number => files.reduce((total, { bytes }) => total + bytes, 0);
  const all = sum(loaded);
  const scripts = sum(loaded.filter(({ url }) => new URL(url).pathname.endsWith('.js')));
  return [
    { what: 'fetched until the first step, gzip', measured: kilobytes(all), budget: '≤ 40 kB', holds: all <= 40_000 },
    { what: '  of it scripts', measured: kilobytes(scripts), budget: '≤ 25 kB', holds: scripts <= 25_000 },
    { what: 'requests to other origins', measured: String(foreign.length), budget: '0', holds: foreign.length === 0 },
  ];
}
