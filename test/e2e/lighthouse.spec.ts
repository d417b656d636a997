import { chromium } from '@playwright/test';
import { marksOf } from '../bench/lighthouse.ts';
import { freePort } from '../bench/free-port.ts';
import { expect, test } from './support/test.ts';

test('Lighthouse, as on a phone, has nothing to say against accessibility and good practice @desktop', async ({
  appointment,
  launchOptions,
}) => {
  test.setTimeout(120_000);
  const port = await freePort();
  // Lighthouse opens its pages itself, in a browser that listens to it.
  const { args = [], ...options } = launchOptions;
  const browser = await chromium.launch({ ...options, args: [...args, `--remote-debugging-port=${port}`] });
  try {
    const marks = await marksOf(port, appointment.invite('hannover-einzel'));
    expect(marks).toEqual({ accessibility: 100, 'best-practices': 100 });
  } finally {
    await browser.close();
  }
});
