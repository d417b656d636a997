import type { Browser } from '@playwright/test';
import type { Servers } from '../../config/serve/server.ts';
import type { Row } from './table.ts';
import { joinBare, joinOurs, median, openBare, openOurs, withPage } from './ways.ts';

/** How many times each way is walked; odd, so that the median is one of them. */
const RUNS = 5;

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
    await joinBare(counsellor, servers, room);
    bare.push(await withPage(await openBare(browser, servers), (page) => joinBare(page, servers, room)));
    ours.push(await withPage(await openOurs(browser), (page) => joinOurs(page, links[0]?.href ?? '')));
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
