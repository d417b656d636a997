import { LANGUAGES } from '../../src/i18n/languages.ts';
import { Client } from '../e2e/support/client.ts';
import { expect, test } from '../e2e/support/test.ts';
import { inspect } from './support/inspect.ts';
import { speak } from './support/looks.ts';

const DAY = 24 * 3_600_000;

/* The pages beside the way: without a link, with one that opens nothing, and without our code. */
for (const { code: language } of LANGUAGES) {
  test(`entrance and problems: ${language}`, async ({ device, world, appointment }) => {
    test.setTimeout(1_200_000);
    const context = await device();
    const links = {
      entrance: `${world.gateOrigin}/`,
      'entrance with a conference name': `${world.gateOrigin}/#r/sommerfest`,
      'unknown service': appointment.invite('nirgendwo'),
      'half a link': appointment.invite('coburg').slice(0, -5),
      'long ago': appointment.invite('coburg', { startsAt: Date.now() - 40 * DAY }),
    };
    for (const [name, href] of Object.entries(links)) {
      const { page, main } = await Client.open(context, href);
      // A link may be read before it is judged: the first screen is not yet where it leads.
      await expect(main.locator('client-entrance h1, client-problem h1')).toBeFocused();
      await inspect(page, language, name);
      if (name === 'entrance') {
        await main.locator('button[type=submit]').click();
        await expect(main.locator('.summary')).toBeVisible();
        await inspect(page, language, `${name}, not answered`);
      }
      await page.close();
    }
  });

  test(`no line: ${language}`, async ({ device, appointment }) => {
    test.setTimeout(300_000);
    const context = await device();
    const { page, main } = await Client.open(context, appointment.invite('coburg'));
    await speak(page, language);
    await page.route('**/services/**', (route) => route.abort());
    await page.reload();
    await expect(main.locator('client-problem')).toContainText('EINLASS-12');
    await inspect(page, language, 'no line');
  });
}

test('pages that need none of our code', async ({ page, world }) => {
  test.setTimeout(300_000);
  for (const name of ['alter-browser.html', 'impressum.html']) {
    await page.goto(`${world.gateOrigin}/${name}`);
    await expect(page.locator('h1')).toBeVisible();
    await inspect(page, 'de', name);
  }
});
