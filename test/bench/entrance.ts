import type { Browser } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import type { Row } from './table.ts';
import { joinBare, joinOurs, median, openBare, openOurs, withPage } from './ways.ts';

/** How many times each way is walked; odd, so that the median is one of them. */
const RUNS = 7;

/**
 * How long it takes from pressing "Eintreten" to being in the meeting, against a page that has `external_api.js` ready and
 * does nothing else. Both go to the same practice room, one right after the other and each first as often as the other; the
 * verdict is the median of the pairs' ratios, because the machine's mood changes from pair to pair and hardly within one.
 */
export async function measureEntrance(browser: Browser, servers: Servers): Promise<Row[]> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { links, counsellorLink } = servers.freshLinks();
    const room = counsellorLink.split('/').at(-1) ?? '';
    // Somebody has to be there already: who comes first becomes moderator, and a client leaves at once as moderator.
    const counsellor = await openBare(browser, servers);
    await joinBare(counsellor, servers, room);
    const ways = [
      async () => bare.push(await withPage(await openBare(browser, servers), (page) => joinBare(page, servers, room))),
      async () => ours.push(await withPage(await openOurs(browser), (page) => joinOurs(page, links[0]?.href ?? ''))),
    ];
    for (const walk of run % 2 === 0 ? ways : ways.reverse()) await walk();
    await counsellor.context().close();
  }
  const ratio = median(ours.map((time, run) => time / (bare[run] ?? Number.NaN)));
  return [
    {
      what: `"Eintreten" → in the meeting, against a bare page: medians of ${RUNS}, and of their ratios`,
      measured: `${median(ours).toFixed(0)} / ${median(bare).toFixed(0)} ms, ${ratio.toFixed(2)}`,
      budget: '≤ 1.00',
      holds: ratio <= 1,
    },
  ];
}
