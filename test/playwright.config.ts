import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { Project } from '@playwright/test';
import {
  CHROMIUM_ARGUMENTS,
  FAKE_DEVICE_ARGUMENTS,
  FIREFOX_PREFERENCES,
  findBrowser,
  quickestChromium,
} from '../config/bootstrap/browsers.mjs';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const chromium = findBrowser('chromium');
const firefox = findBrowser('firefox');
const quickest = quickestChromium();
const inCi = Boolean(process.env.CI);

function inChromium(executablePath: string | undefined): NonNullable<Project['use']> {
  return {
    browserName: 'chromium',
    permissions: ['camera', 'microphone'],
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...CHROMIUM_ARGUMENTS, ...FAKE_DEVICE_ARGUMENTS, '--ignore-certificate-errors'],
    },
  };
}

/**
 * Contract and end-to-end tests. Servers come from the worker fixture in `test/world.ts`, each worker has its own.
 * Every test runs in Chromium; those with `@firefox` in their title run in Firefox as well. With `@desktop` it is Debian's whole
 * browser, everything else runs in its shell, which has the same engine and no windows to paint.
 */
export default defineConfig({
  testDir: fromHere('.'),
  testMatch: ['{contract,e2e,a11y,pictures,bench}/**/*.spec.ts'],
  outputDir: fromHere('../test-results'),
  globalSetup: fromHere('./build-once.ts'),
  fullyParallel: true,
  forbidOnly: inCi,
  // Two real browsers with real media on two shared cores: on a noisy machine a test may run out of time. In CI it gets
  // one more try, and `npm test` names it; at home it fails at once and is repaired.
  retries: inCi ? 1 : 0,
  // More than there are cores: a test spends a good part of its time waiting for a person's step to appear.
  workers: 4,
  timeout: inCi ? 90_000 : 45_000,
  expect: { timeout: inCi ? 20_000 : 10_000 },
  reporter: 'list',
  use: { ignoreHTTPSErrors: true, locale: 'de-DE', trace: 'off', screenshot: 'off', video: 'off' },
  projects: [
    {
      name: 'chromium',
      grepInvert: /@desktop/,
      use: inChromium(quickest),
    },
    {
      name: 'desktop',
      grep: /@desktop/,
      use: inChromium(chromium),
    },
    {
      name: 'firefox',
      grep: /@firefox/,
      use: {
        browserName: 'firefox',
        // Debian's own Firefox instead of a patched one; Playwright up to 1.64 can drive it this way.
        channel: 'moz-firefox',
        launchOptions: {
          ...(firefox === undefined ? {} : { executablePath: firefox }),
          firefoxUserPrefs: { ...FIREFOX_PREFERENCES },
        },
      },
    },
  ],
});
