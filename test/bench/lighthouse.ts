import lighthouse from 'lighthouse';
import type { Row } from './table.ts';

/** Lighthouse's marks for one page, 0 to 100, without its figures for speed: those need a machine that does nothing else. */
export async function marksOf(port: number, href: string): Promise<Readonly<Record<string, number>>> {
  const result = await lighthouse(href, {
    port,
    output: 'json',
    logLevel: 'silent',
    onlyCategories: ['accessibility', 'best-practices'],
    throttlingMethod: 'provided',
  });
  if (!result) throw new Error('Lighthouse gave no result');
  return Object.fromEntries(
    Object.entries(result.lhr.categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
  );
}

/**
 * Lighthouse's mobile figures for one page: a mid-range phone on a slow line, simulated the same way everywhere.
 * @param port of a Chromium that was started with remote debugging
 */
export async function measureWithLighthouse(port: number, href: string): Promise<Row[]> {
  const result = await lighthouse(href, {
    port,
    output: 'json',
    logLevel: 'silent',
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
  });
  if (!result) throw new Error('Lighthouse gave no result');
  const { categories, audits } = result.lhr;
  const score = (id: string): number => Math.round((categories[id]?.score ?? 0) * 100);
  const figure = (id: string): number => audits[id]?.numericValue ?? Number.POSITIVE_INFINITY;
  const atLeast = (what: string, value: number, least: number): Row => ({
    what: `Lighthouse mobile: ${what}`,
    measured: String(value),
    budget: `≥ ${least}`,
    holds: value >= least,
  });
  const atMost = (what: string, value: number, most: number, unit: string, digits: number): Row => ({
    what: `Lighthouse mobile: ${what}`,
    measured: `${value.toFixed(digits)}${unit}`,
    budget: `≤ ${most}${unit}`,
    holds: value <= most,
  });
  return [
    atLeast('accessibility', score('accessibility'), 100),
    atLeast('best practices', score('best-practices'), 100),
    atLeast('performance', score('performance'), 99),
    atMost('largest contentful paint', figure('largest-contentful-paint'), 1300, ' ms', 0),
    atMost('cumulative layout shift', figure('cumulative-layout-shift'), 0, '', 3),
    // Below 50 ms Lighthouse itself calls a task short: that is the noise of this figure.
    atMost('total blocking time', figure('total-blocking-time'), 50, ' ms', 0),
  ];
}
