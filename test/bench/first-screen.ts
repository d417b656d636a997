import { withBarePage } from './bare.ts';
import { figuresOf } from './lighthouse.ts';
import type { Figures } from './lighthouse.ts';
import { atLeast, atMost } from './table.ts';
import type { Row } from './table.ts';
import { median } from './ways.ts';

/** How many times each page is loaded; odd, so that the median is one of them. */
const RUNS = 5;

/**
 * Lighthouse's figures for the first screen, medians, and what a page of nothing but Lit gets from the same server in the
 * same minutes: one of ours, one of the bare one in turn, so that the machine's mood hits both. Simulated milliseconds
 * contain real ones of this processor, four times; the ratio says what is ours of them.
 */
export async function measureFirstScreen(port: number, href: string): Promise<Row[]> {
  const ours: Figures[] = [];
  const bare: Figures[] = [];
  await withBarePage(async (bareHref) => {
    for (let run = 0; run < RUNS; run += 1) {
      bare.push(await figuresOf(port, bareHref));
      ours.push(await figuresOf(port, href));
    }
  });
  const of = (figures: readonly Figures[], name: keyof Figures): number => median(figures.map((one) => one[name]));
  const least = (name: keyof Figures): number => Math.min(...ours.map((one) => one[name]));
  const paint = of(ours, 'largestPaint');
  const barePaint = of(bare, 'largestPaint');
  const ratio = median(ours.map(({ largestPaint }, run) => largestPaint / (bare[run]?.largestPaint ?? Number.NaN)));
  const what = `Lighthouse mobile, first screen, median of ${RUNS}`;
  return [
    atLeast(`${what}: accessibility`, least('accessibility'), 100),
    atLeast('  best practices', least('bestPractices'), 100),
    atLeast('  performance', of(ours, 'performance'), 99),
    atMost('  largest contentful paint', paint, 1300, ' ms', 0),
    atMost(
      '    of it the line alone, with a processor that takes no time',
      of(ours, 'largestPaintOfLine'),
      1300,
      ' ms',
      0,
    ),
    {
      what: '    against a bare page of Lit, measured in turn',
      measured: `${paint.toFixed(0)} / ${barePaint.toFixed(0)} ms = ${ratio.toFixed(2)}`,
      budget: '',
      holds: null,
    },
    atMost('  cumulative layout shift', Math.max(...ours.map(({ layoutShift }) => layoutShift)), 0, '', 4),
    // Below 50 ms Lighthouse itself calls a task short: that is the noise of this figure.
    atMost('  total blocking time', of(ours, 'blocking'), 50, ' ms', 0),
    {
      what: '    the bare page: performance, blocking time; speed of this machine (fair from 1000)',
      measured: `${of(bare, 'performance')}, ${of(bare, 'blocking').toFixed(0)} ms; ${of(ours, 'machine').toFixed(0)}`,
      budget: '',
      holds: null,
    },
  ];
}
