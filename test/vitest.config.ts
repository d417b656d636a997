import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { CHROMIUM_ARGUMENTS, FAKE_DEVICE_ARGUMENTS, quickestChromium } from '../config/bootstrap/browsers.mjs';
import { interfaceConfig } from '../config/vite/interface-config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = quickestChromium();

const inNode = (name: string, include: string[]): NonNullable<TestProjectInlineConfiguration['test']> => ({
  name,
  environment: 'node',
  include,
  testTimeout: 60_000,
});

/**
 * `unit`, `unit-jitsi` and `house` in Node, `browser` in a real Chromium.
 * `npx vitest run -c test/vitest.config.ts --project unit test/unit/gate/steps.test.ts` runs one file.
 */
export default defineConfig({
  root,
  plugins: [interfaceConfig()],
  test: {
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        // Loaded once for all files: a third of the time went into loading the same modules a hundred times.
        test: {
          ...inNode('unit', ['test/unit/**/*.test.ts']),
          exclude: ['test/unit/jitsi/**'],
          isolate: false,
        },
      },
      {
        extends: true,
        // Each file by itself: a test that seals permits takes the seal from the gate, and there is only one.
        test: inNode('unit-jitsi', ['test/unit/jitsi/**/*.test.ts']),
      },
      {
        extends: true,
        test: inNode('house', ['test/house/**/*.test.ts']),
      },
      {
        extends: true,
        // Found before the run: a dependency that is discovered in the middle of it reloads the page under a test.
        optimizeDeps: {
          include: [
            'lit',
            'lit/directives/*.js',
            'idb',
            'jose/decode/protected_header',
            'jose/jwe/compact/decrypt',
            'jose/jwe/compact/encrypt',
            'jose/jws/compact/sign',
            'jose/jws/compact/verify',
            'valibot',
            '@lit/localize',
            'fast-check',
            'axe-core',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                args: [...CHROMIUM_ARGUMENTS, ...FAKE_DEVICE_ARGUMENTS],
              },
              contextOptions: { permissions: ['camera', 'microphone'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
