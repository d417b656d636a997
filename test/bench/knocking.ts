import type { Browser } from '@playwright/test';
import { bundled } from './bundled.ts';
import type { Row } from './table.ts';

/** What the page has once its script is loaded. */
interface Bench {
  show(count: number): Promise<void>;
  change(): Promise<number>;
}

const ORIGIN = 'https://bench.test';
const MANY = 500;
const FEW = 50;
const MOST_MS = 16;

/** One change among many who knock at once: how long until the panel shows it, and how that grows with their number. */
export async function measureKnocking(browser: Browser): Promise<Row[]> {
  const context = await browser.newContext({ locale: 'de-DE' });
  try {
    const script = await bundled('knocking-page.ts');
    await context.route(`${ORIGIN}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>.</title>' }),
    );
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/`);
    const timeOf = (count: number): Promise<number> =>
      page.evaluate(async (number) => {
        const address = '/bench.js';
        const bench = (await import(address)) as Bench;
        await bench.show(number);
        return bench.change();
      }, count);
    const few = await timeOf(FEW);
    const many = await timeOf(MANY);
    const growth = many / few;
    return [
      {
        what: `${MANY} people knocking: one change in the panel`,
        measured: `${many.toFixed(1)} ms`,
        budget: `≤ ${MOST_MS} ms`,
        holds: many <= MOST_MS,
      },
      {
        what: `  against ${FEW} people: at most ${MANY / FEW} times as long`,
        measured: growth.toFixed(1),
        budget: `≤ ${MANY / FEW}`,
        holds: growth <= MANY / FEW,
      },
    ];
  } finally {
    await context.close();
  }
}
