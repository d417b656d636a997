import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGUMENTS } from '../../config/bootstrap/browsers.mjs';
import { bundled } from './bundled.ts';
import type { Row } from './table.ts';

type Measured = Record<string, number>;

/** What the page has once its script is loaded. */
interface Bench {
  start(): Promise<void>;
  fillTo(count: number): Promise<number>;
  measure(): Promise<Measured>;
}

const ORIGIN = 'https://bench.test';
const MOST_MS = 100;
/** Below this, two figures differ by what else the computer was doing. */
const NOISE_MS = 15;

/**
 * Opens the list, searches and opens receipts in an archive of `few` and in one of `many`, on disk and in a real Chromium.
 * Filing them all takes some minutes for 100 000.
 */
export async function measureReceipts(executablePath: string, few = 1_000, many = 100_000): Promise<Row[]> {
  // On disk: in a context without a profile the database would live in memory.
  const profile = await mkdtemp(join(tmpdir(), 'einlass-bench-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: [...CHROMIUM_ARGUMENTS] });
  try {
    const script = await bundled('receipts-page.ts');
    await context.route(`${ORIGIN}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>.</title>' }),
    );
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/`);
    await inPage(page, 'start');
    await inPage(page, 'fillTo', few);
    const small = (await inPage(page, 'measure')) as Measured;
    const filling = (await inPage(page, 'fillTo', many)) as number;
    const large = (await inPage(page, 'measure')) as Measured;
    return [...rowsOf(small, large, few, many), fillingRow(filling, many - few)];
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

async function inPage(page: Page, act: keyof Bench, count = 0): Promise<unknown> {
  return page.evaluate(
    async ([name, number]) => {
      const address = '/bench.js';
      const bench = (await import(address)) as Bench;
      return bench[name](number);
    },
    [act, count] as const,
  );
}

function rowsOf(small: Measured, large: Measured, few: number, many: number): Row[] {
  return Object.entries(large).map(([what, ms]) => {
    const before = small[what] ?? NaN;
    return {
      what: `${many.toLocaleString('de')} receipts: ${what}`,
      measured: `${ms.toFixed(1)} ms (${few.toLocaleString('de')}: ${before.toFixed(1)} ms)`,
      budget: `≤ ${MOST_MS} ms, no growth`,
      holds: ms <= MOST_MS && ms <= before * 2 + NOISE_MS,
    };
  });
}

function fillingRow(ms: number, count: number): Row {
  return {
    what: 'filing one receipt in bulk',
    measured: `${(ms / count).toFixed(2)} ms`,
    budget: 'no budget',
    holds: null,
  };
}
