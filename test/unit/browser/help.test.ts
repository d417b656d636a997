import { expect, test } from 'vitest';
import { helpFor } from '../../../src/browser/help.ts';

const LIKE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['chrome-android', `Mozilla/5.0 (Linux; Android 10; K) ${LIKE} Chrome/156.0.0.0 Mobile Safari/537.36`, 5],
  ['other', 'Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0', 5],
  [
    'safari-ios',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${LIKE} Version/18.1 Mobile/15E148 Safari/604.1`,
    5,
  ],
  [
    'safari-ios',
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${LIKE} CriOS/156.0 Mobile/15E148 Safari/604.1`,
    5,
  ],
  ['safari-ios', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${LIKE} Version/18.1 Safari/605.1.15`, 5],
  ['safari-desktop', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${LIKE} Version/18.1 Safari/605.1.15`, 0],
  ['chromium-desktop', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${LIKE} Chrome/156.0.0.0 Safari/537.36`, 0],
  [
    'chromium-desktop',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${LIKE} Chrome/156.0.0.0 Safari/537.36 Edg/156.0`,
    10,
  ],
  ['firefox-desktop', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0],
  ['other', `Mozilla/5.0 (X11; Linux x86_64) ${LIKE} Version/18.0 Safari/605.1.15`, 0],
  ['other', 'Lynx/2.9', 0],
  ['other', '', 0],
])('%s for %s', (help, userAgent, maxTouchPoints) => {
  expect(helpFor({ navigator: { userAgent, maxTouchPoints } })).toBe(help);
});

test.each([{}, { navigator: null }, { navigator: {} }, { navigator: { userAgent: 5 } }])('other for %o', (env) => {
  expect(helpFor(env)).toBe('other');
});
