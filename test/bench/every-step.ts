import type { Browser } from '@playwright/test';
import { connect } from 'puppeteer-core';
import type { Page } from 'puppeteer-core';
import type { Servers } from '../../config/serve/server.ts';
import { Client } from '../e2e/support/client.ts';
import { walkOf } from '../e2e/support/walks.ts';
import { figuresOf, standingMarksOf } from './lighthouse.ts';
import type { Figures } from './lighthouse.ts';
import { atMost } from './table.ts';
import type { Row } from './table.ts';

/** The walk that sees every step there is but the one for browsers that lack something. */
const WALK = walkOf('hannover-gruppe', 'minor');

/**
 * Lighthouse on every step behind the first: a person goes there, and Lighthouse loads the page anew in that person's tab, as
 * somebody does whose phone fell asleep. What the browser keeps for a year it has by then; the visit is kept in the tab.
 */
export async function measureEveryStep(browser: Browser, servers: Servers, port: number): Promise<Row[]> {
  const link = servers.freshLinks().links.find(({ service }) => service === WALK.service);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'de-DE' });
  await context.grantPermissions(['camera', 'microphone']);
  const client = await Client.open(context, link?.href ?? servers.gateOrigin);
  // Lighthouse takes tabs from Puppeteer, which it brings with it; the person walks in the same tab.
  const puppeteer = await connect({ browserURL: `http://127.0.0.1:${port}`, defaultViewport: null });
  try {
    // The address of now: a load that fails leaves the tab at another one.
    const address = client.page.url();
    const tab = tabWith(await puppeteer.pages(), address);
    const rows: Row[] = [];
    const paints: number[] = [];
    for (const answers of WALK.steps) {
      const heading = client.main.locator(`client-${answers.step} h1`);
      await heading.waitFor();
      if (answers.step === 'waiting') {
        // Camera and microphone belong to one page, so a load would lead back to them: this step is looked at as it stands.
        rows.push(standing(answers.step, await standingMarksOf(tab)));
        break;
      }
      if (answers.step !== 'arrive') rows.push(await measured(answers.step, tab, address, paints));
      // Another step now would mean that Lighthouse has looked at another one.
      await heading.waitFor();
      await client.answer(answers);
    }
    rows.push(
      atMost('Lighthouse mobile, steps loaded anew: largest paint of all', Math.max(...paints), 1300, ' ms', 0),
    );
    return rows;
  } finally {
    await puppeteer.disconnect();
    await context.close();
  }
}

function tabWith(pages: readonly Page[], address: string): Page {
  const tab = pages.find((page) => page.url() === address);
  if (!tab) throw new Error('the tab of the walk is not there');
  return tab;
}

/** A step that Lighthouse cannot measure is a row that does not hold, not the end of the table. */
async function measured(step: string, tab: Page, address: string, paints: number[]): Promise<Row> {
  try {
    const figures = await figuresOf(tab, address);
    paints.push(figures.largestPaint);
    return rowOf(step, figures);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    return { what: `Lighthouse mobile, ${step} loaded anew`, measured: why.slice(0, 60), budget: '', holds: false };
  }
}

/** A shift below the three digits that are printed – a name that is half a pixel wider – is none. */
function rowOf(step: string, { accessibility, bestPractices, performance, largestPaint, layoutShift }: Figures): Row {
  return {
    what: `Lighthouse mobile, ${step} loaded anew: accessibility, best practices, performance; shift; paint`,
    measured: `${accessibility}, ${bestPractices}, ${performance}; ${layoutShift.toFixed(3)}; ${largestPaint.toFixed(0)} ms`,
    budget: '100, 100, ≥ 99; 0',
    holds: accessibility === 100 && bestPractices === 100 && performance >= 99 && layoutShift < 0.0005,
  };
}

function standing(step: string, marks: Readonly<Record<string, number>>): Row {
  const { accessibility = 0, 'best-practices': bestPractices = 0 } = marks;
  return {
    what: `Lighthouse mobile, ${step} as it stands: accessibility, best practices`,
    measured: `${accessibility}, ${bestPractices}`,
    budget: '100, 100',
    holds: accessibility === 100 && bestPractices === 100,
  };
}
