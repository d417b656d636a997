import lighthouse, { snapshot } from 'lighthouse';
import type { Flags, RunnerResult } from 'lighthouse';
import { LargestContentfulPaint } from 'lighthouse/core/computed/metrics/largest-contentful-paint.js';
import type { Page } from 'puppeteer-core';

/** What Lighthouse measured on one page: marks from 0 to 100, times in milliseconds. */
export interface Figures {
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly performance: number;
  readonly largestPaint: number;
  /** The same with a processor that takes no time: what the simulated line alone costs, whatever else this machine does. */
  readonly largestPaintOfLine: number;
  readonly layoutShift: number;
  readonly blocking: number;
  /** How fast Lighthouse found this machine; 1500 and more is a quiet desktop, and its own limit for a fair run is 1000. */
  readonly machine: number;
}

/** Lighthouse's marks for one page, 0 to 100, without its figures for speed: those need a machine that does nothing else. */
export async function marksOf(port: number, href: string): Promise<Readonly<Record<string, number>>> {
  const onlyCategories = ['accessibility', 'best-practices'];
  return marksIn(await run(href, { port, onlyCategories, throttlingMethod: 'provided' }));
}

/** The same for what a tab shows now, without loading it. */
export async function standingMarksOf(tab: Page): Promise<Readonly<Record<string, number>>> {
  const result = await snapshot(tab, {
    flags: { logLevel: 'silent', onlyCategories: ['accessibility', 'best-practices'] },
  });
  if (!result) throw new Error('Lighthouse gave no result');
  return marksIn(result);
}

function marksIn({ lhr }: RunnerResult): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
  );
}

/**
 * Lighthouse's mobile figures for one page: a mid-range phone on a slow line, simulated the same way everywhere.
 * @param where the port of a Chromium that was started with remote debugging, for a tab that knows nothing of before; or a
 *   tab, which is loaded anew and keeps what it has kept
 */
export async function figuresOf(where: number | Page, href: string): Promise<Figures> {
  const onlyCategories = ['performance', 'accessibility', 'best-practices'];
  const result =
    typeof where === 'number'
      ? await run(href, { port: where, onlyCategories })
      : await run(href, { onlyCategories, disableStorageReset: true }, where);
  const { categories, audits, environment } = result.lhr;
  const mark = (id: string): number => Math.round((categories[id]?.score ?? 0) * 100);
  const figure = (id: string): number => audits[id]?.numericValue ?? Number.POSITIVE_INFINITY;
  return {
    accessibility: mark('accessibility'),
    bestPractices: mark('best-practices'),
    performance: mark('performance'),
    largestPaint: figure('largest-contentful-paint'),
    largestPaintOfLine: await largestPaintOfLine(result),
    layoutShift: figure('cumulative-layout-shift'),
    blocking: figure('total-blocking-time'),
    machine: environment.benchmarkIndex,
  };
}

/** On a machine with much else to do, Lighthouse now and then misses the start of a load; it says so and asks to be run again. */
const MOST_TRIES = 3;

async function run(href: string, flags: Flags, page?: Page): Promise<RunnerResult> {
  // The audit of the way back would leave the page, and come again while the next thing is done to it.
  const options: Flags = { output: 'json', logLevel: 'silent', skipAudits: ['bf-cache'], ...flags };
  for (let tries = 1; ; tries += 1) {
    const result = await quietly(() => lighthouse(href, options, undefined, page));
    if (result && !result.lhr.runtimeError) return result;
    if (tries === MOST_TRIES) throw new Error(result?.lhr.runtimeError?.message ?? 'Lighthouse gave no result');
  }
}

/**
 * Lighthouse's trace engine prints a stack where it can make no insight of a load in a tab that was used before. No figure
 * here is made of insights, and the table should be what somebody sees.
 */
async function quietly<T>(act: () => Promise<T>): Promise<T> {
  /* eslint-disable no-console -- nothing is written to it here: it is held shut for somebody else */
  const print = console.error;
  console.error = () => undefined;
  try {
    return await act();
  } finally {
    console.error = print;
  }
  /* eslint-enable no-console */
}

/** Simulates the load once more from what was recorded. */
async function largestPaintOfLine({ artifacts, lhr }: RunnerResult): Promise<number> {
  const { Trace: trace, DevtoolsLog: devtoolsLog, GatherContext: gatherContext, URL, SourceMaps } = artifacts;
  const { configSettings } = lhr;
  const settings = { ...configSettings, throttling: { ...configSettings.throttling, cpuSlowdownMultiplier: 0 } };
  const data = { trace, devtoolsLog, gatherContext, settings, URL, SourceMaps, simulator: null };
  const { timing } = await LargestContentfulPaint.request(data, { computedCache: new Map() });
  return timing;
}
