import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import type { Row } from './table.ts';
import { joinBare, joinOurs, median, openBare, openLobby, openOurs, withPage } from './ways.ts';

/** Seconds for which a page is watched; long enough for every timer of ours to come round. */
const WATCHED = 10;

/** How many times each page is watched; odd, so that the median is one of them. */
const ROUNDS = 3;

interface Burden {
  /** Per cent of one core that the page's own thread was at work. */
  readonly busy: number;
  /** Megabytes of JavaScript heap that are left when the garbage is gone. */
  readonly heap: number;
}

/**
 * What our page costs while people talk, against a bare page with the same frame in it. The browser has to run the frame in
 * a process of its own, so that only what is outside the frame counts. Time is what the page's thread worked, not what it waited for others; both
 * pages are watched in turn, and the median of the differences counts.
 */
export async function measureDuringMeeting(browser: Browser, servers: Servers): Promise<Row[]> {
  const ours: Burden[] = [];
  const bare: Burden[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { links, counsellorLink } = servers.freshLinks();
    const room = counsellorLink.split('/').at(-1) ?? '';
    const counsellor = await openBare(browser, servers);
    await joinBare(counsellor, servers, room);
    bare.push(await burdenOf(await openBare(browser, servers), (page) => joinBare(page, servers, room)));
    await openLobby(counsellor);
    ours.push(await burdenOf(await openOurs(browser), (page) => joinOurs(page, links[0]?.href ?? '')));
    await counsellor.context().close();
  }
  const busy = beyond('busy', ours, bare);
  const heap = beyond('heap', ours, bare);
  return [
    {
      what: `our page in a meeting, beyond a bare page: one core, medians of ${ROUNDS}`,
      measured: `${busy.ours.toFixed(2)} − ${busy.bare.toFixed(2)}, ${busy.more.toFixed(2)} %`,
      budget: '≤ 1 %',
      holds: busy.more <= 1,
    },
    {
      what: '  memory',
      measured: `${heap.ours.toFixed(1)} − ${heap.bare.toFixed(1)}, ${heap.more.toFixed(1)} MB`,
      budget: '≤ 8 MB',
      holds: heap.more <= 8,
    },
  ];
}

interface Beyond {
  readonly ours: number;
  readonly bare: number;
  /** What is ours of it; 0 where the bare page has the greater burden. */
  readonly more: number;
}

function beyond(name: keyof Burden, ours: readonly Burden[], bare: readonly Burden[]): Beyond {
  const differences = ours.map((burden, round) => burden[name] - (bare[round]?.[name] ?? Number.NaN));
  const medianOf = (burdens: readonly Burden[]): number => median(burdens.map((burden) => burden[name]));
  return { ours: medianOf(ours), bare: medianOf(bare), more: Math.max(0, median(differences)) };
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
