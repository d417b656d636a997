import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import type { Row } from './table.ts';
import { joinBare, joinOurs, openBare, openOurs, withPage } from './ways.ts';

/** Seconds for which a page is watched; long enough for every timer of ours to come round. */
const WATCHED = 10;

interface Burden {
  /** Per cent of one core that the page's own thread was at work. */
  readonly busy: number;
  /** Megabytes of JavaScript heap that are left when the garbage is gone. */
  readonly heap: number;
}

/**
 * What our page costs while people talk, against a bare page with the same frame in it. The browser has to run the frame in
 * a process of its own, so that only what is outside the frame counts.
 */
export async function measureDuringMeeting(browser: Browser, servers: Servers): Promise<Row[]> {
  const { links, counsellorLink } = servers.freshLinks();
  const room = counsellorLink.split('/').at(-1) ?? '';
  const counsellor = await openBare(browser, servers);
  await joinBare(counsellor, servers, room);
  const bare = await burdenOf(await openBare(browser, servers), (page) => joinBare(page, servers, room));
  const ours = await burdenOf(await openOurs(browser), (page) => joinOurs(page, links[0]?.href ?? ''));
  await counsellor.context().close();
  const busy = Math.max(0, ours.busy - bare.busy);
  const heap = Math.max(0, ours.heap - bare.heap);
  return [
    {
      what: 'our page in a meeting, beyond a bare page: one core',
      measured: `${ours.busy.toFixed(2)} − ${bare.busy.toFixed(2)} = ${busy.toFixed(2)} %`,
      budget: '≤ 1 %',
      holds: busy <= 1,
    },
    {
      what: '  memory',
      measured: `${ours.heap.toFixed(1)} − ${bare.heap.toFixed(1)} = ${heap.toFixed(1)} MB`,
      budget: '≤ 8 MB',
      holds: heap <= 8,
    },
  ];
}

function burdenOf(page: Page, join: (page: Page) => Promise<unknown>): Promise<Burden> {
  return withPage(page, async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await join(page);
    const before = await metrics(session);
    await page.waitForTimeout(WATCHED * 1000);
    const after = await metrics(session);
    await session.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize = Number.NaN } = await metrics(session);
    const worked = (after['TaskDuration'] ?? Number.NaN) - (before['TaskDuration'] ?? Number.NaN);
    return { busy: (100 * worked) / WATCHED, heap: JSHeapUsedSize / 1e6 };
  });
}

async function metrics(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics: all } = await session.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}
