import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';

/** Longer than any page of ours: whoever listens for so long has been led in a circle. */
const MOST_PHRASES = 3_000;

interface Reader {
  start(options: { container: Element }): Promise<void>;
  next(): Promise<void>;
  lastSpokenPhrase(): Promise<string>;
  spokenPhraseLog(): Promise<string[]>;
  stop(): Promise<void>;
}

let bundled: Promise<string> | undefined;

/** Guidepup's simulated screen reader as a script that a page without imports can run. */
function readerScript(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js'));
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, name: 'screenReader', formats: ['iife'] } },
  });
  const [first] = Array.isArray(output) ? output : [output];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error('the screen reader could not be built');
  return chunk.code;
}

/** What a screen reader says when somebody has the main part of the page read from beginning to end, phrase by phrase. */
export async function spokenLog(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(() => !('screenReader' in window))) await page.evaluate(await readerScript());
  return page.evaluate(async (most) => {
    const { virtual } = (window as unknown as { screenReader: { virtual: Reader } }).screenReader;
    const main = document.querySelector('main');
    if (!main) throw new Error('the page has no main part');
    await virtual.start({ container: main });
    for (let count = 0; (await virtual.lastSpokenPhrase()) !== 'end of main'; count += 1) {
      if (count === most) throw new Error('the page has no end');
      await virtual.next();
    }
    const log = await virtual.spokenPhraseLog();
    await virtual.stop();
    return log;
  }, MOST_PHRASES);
}
