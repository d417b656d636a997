import type { Browser, Page } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import { walkGate } from '../walk.ts';
import type { Row } from './table.ts';

/** How many times each way is walked; odd, so that the median is one of them. */
const RUNS = 5;

interface MeasuredWindow {
  pressedAt?: number;
  joinedAt?: number;
  JitsiMeetExternalAPI: new (domain: string, options: unknown) => unknown;
}

/**
 * How long it takes from pressing "Eintreten" to being in the meeting, against a page that has `external_api.js` ready and
 * does nothing else. Both go to the same practice room, one after the other, so that the machine's mood hits both.
 */
export async function measureEntrance(browser: Browser, servers: Servers): Promise<Row[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { links, counsellorLink } = servers.freshLinks();
    const room = counsellorLink.split('/').at(-1) ?? '';
    // Somebody has to be there already: who comes first becomes moderator, and a client leaves at once as moderator.
    const counsellor = await openBare(browser, servers);
    await pressBare(counsellor, servers, room);
    bare.push(await withPage(await openBare(browser, servers), (page) => pressBare(page, servers, room)));
    ours.push(await withPage(await openPage(browser, false), (page) => pressOurs(page, links[0]?.href ?? '')));
    await counsellor.context().close();
  }
  const ratio = median(ours) / median(bare);
  return [
    {
      what: `"Eintreten" → in the meeting, median of ${RUNS}, against a bare page`,
      measured: `${median(ours).toFixed(0)} / ${median(bare).toFixed(0)} ms = ${ratio.toFixed(2)}`,
      budget: '≤ 1.00',
      holds: ratio <= 1,
    },
  ];
}

/** A page that notes when a button was last pressed and when the frame first said that the meeting was joined. */
async function openPage(browser: Browser, bypassCSP: boolean): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, bypassCSP, locale: 'de-DE' });
  await context.grantPermissions(['camera', 'microphone']);
  await context.addInitScript(() => {
    if (window !== window.top) return;
    const notes = window as unknown as MeasuredWindow;
    window.addEventListener('click', () => (notes.pressedAt = performance.now()), { capture: true });
    window.addEventListener(
      'message',
      ({ data }) => {
        const text = typeof data === 'string' ? data : JSON.stringify(data);
        if (text.includes('video-conference-joined')) notes.joinedAt ??= performance.now();
      },
      { capture: true },
    );
  });
  return context.newPage();
}

async function openBare(browser: Browser, servers: Servers): Promise<Page> {
  // A bare page has no policy. Ours keeps its own, and whatever that costs.
  const page = await openPage(browser, true);
  // Any small document of the gate's origin will do.
  await page.goto(`${servers.gateOrigin}/site.json`);
  await page.addScriptTag({ url: '/jitsi/external_api.js' });
  return page;
}

async function pressBare(page: Page, servers: Servers, roomName: string): Promise<number> {
  await page.evaluate(
    ([domain, room]) => {
      const notes = window as unknown as MeasuredWindow;
      notes.pressedAt = performance.now();
      const configOverwrite = { prejoinConfig: { enabled: false } };
      new notes.JitsiMeetExternalAPI(domain, { roomName: room, parentNode: document.body, configOverwrite });
    },
    [new URL(servers.meetOrigin).host, roomName] as const,
  );
  return timeUntilJoined(page);
}

async function pressOurs(page: Page, href: string): Promise<number> {
  const enter = await walkGate(page, href);
  // A person reads before pressing; whatever is fetched ahead has arrived by then.
  await page.waitForLoadState('networkidle');
  await enter.click();
  return timeUntilJoined(page);
}

async function timeUntilJoined(page: Page): Promise<number> {
  await page.waitForFunction(() => (window as unknown as MeasuredWindow).joinedAt !== undefined);
  return page.evaluate(() => {
    const { joinedAt = Number.NaN, pressedAt = Number.NaN } = window as unknown as MeasuredWindow;
    return joinedAt - pressedAt;
  });
}

async function withPage(page: Page, measure: (page: Page) => Promise<number>): Promise<number> {
  try {
    return await measure(page);
  } finally {
    await page.context().close();
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
