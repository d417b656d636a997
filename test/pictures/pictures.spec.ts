import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { SOURCE_LANGUAGE } from '../../src/i18n/languages.ts';
import { speak } from '../a11y/support/looks.ts';
import { tour } from '../a11y/support/tour.ts';
import { Client } from '../e2e/support/client.ts';
import { Desk } from '../e2e/support/desk.ts';
import { expect, test } from '../e2e/support/test.ts';
import { walkOf } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';

const FOLDER = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));
const SCREENS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;

/** Those that look most unlike each other; the others are as long as one of these and run as German does. */
const LANGUAGES = [SOURCE_LANGUAGE, 'de-simple', 'ar'];

/** `npm run screenshots`: every screen of one walk, the meeting, the endings and the problem pages, to look at. */
for (const [screen, viewport] of Object.entries(SCREENS)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const look = { viewport, colorScheme };
    const shoot = async (page: Page, name: string): Promise<void> => {
      // Pictures of Leichte Sprache come a moment after their words.
      await expect(page.locator('text-picture:not(:has(svg))')).toHaveCount(0);
      // A page that was scrolled would show its head in the middle of the picture.
      await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({ path: `${FOLDER}/${screen}-${colorScheme}/${name}.png`, fullPage: true });
    };

    for (const language of colorScheme === 'light' ? LANGUAGES : [SOURCE_LANGUAGE]) {
      for (const walk of [walkOf('hannover-gruppe', 'minor'), walkOf('hannover-einzel', 'browser')]) {
        test(`${screen} ${colorScheme} the way through ${walk.service} in ${language}`, async ({ client }) => {
          test.setTimeout(180_000);
          const person = await client(walk, look);
          let number = 0;
          await tour(person, walk, async (step, moment) => {
            await speak(person.page, language);
            number += 1;
            const name = [walk.service, String(number).padStart(2, '0'), step, moment].join('-');
            await shoot(person.page, language === SOURCE_LANGUAGE ? name : `${language}/${name}`);
          });
        });
      }
    }

    test(`${screen} ${colorScheme} mistakes`, async ({ client }) => {
      test.setTimeout(120_000);
      const walk = walkOf('hannover-einzel');
      const person = await client(walk, look);
      for (const step of ['consent', 'details', 'assurances'] as const) {
        await person.walk(walk, step);
        await person.goOn();
        await expect(person.main.locator('.summary')).toBeVisible();
        await shoot(person.page, `mistakes-${step}`);
      }
    });

    test(`${screen} ${colorScheme} the counsellor's desk`, async ({ device, world }) => {
      test.setTimeout(120_000);
      const walk = walkOf('hannover-einzel');
      const desk = await Desk.open(await device(look), world.gateOrigin);
      await shoot(desk.page, 'desk-1-appointments');
      const [link = ''] = await desk.create({
        service: walk.service,
        people: [{ role: 'client', label: 'Frau Muster' }],
      });
      await shoot(desk.page, 'desk-2-appointment');
      const person = await Client.open(await device(), link);
      await person.walk(walk);
      await desk.openRoom();
      await shoot(desk.page, 'desk-3-room');
      await person.page.bringToFront();
      await person.enter();
      await desk.page.bringToFront();
      await expect(desk.knocker('Anna')).toContainText('Vollständig', { timeout: 20_000 });
      await shoot(desk.page, 'desk-4-knock');
    });

    test(`${screen} ${colorScheme} largest type and accessibility statement`, async ({ client }) => {
      test.setTimeout(180_000);
      const walk = walkOf('hannover-gruppe', 'minor');
      // The narrowest phone that people still have.
      const narrow = screen === 'phone' ? { ...look, viewport: { width: 360, height: 740 } } : look;
      const person = await client(walk, narrow);
      const { page, main } = person;
      await person.walk(walk, 'consent');
      for (const language of LANGUAGES) {
        await speak(page, language);
        await page.locator('#accessibility summary').click();
        await expect(page.locator('#accessibility h2, #accessibility h3').first()).toBeVisible();
        await shoot(page, `accessibility-statement-${language}`);
        await page.locator('#accessibility summary').click();
        await page.locator('#display summary').click();
        await page.locator('#display .sizes__one--3 input').check();
        await page.locator('[name=display-contrast]').check();
        await shoot(page, `largest-type-consent-${language}`);
        await page.locator('#display .sizes__one--1 input').check();
        await page.locator('[name=display-contrast]').uncheck();
        await page.locator('#display summary').click();
      }
      await expect(main.locator('h1')).toBeVisible();
    });

    test(`${screen} ${colorScheme} the meeting and its endings`, async ({ client, counsellor }) => {
      test.setTimeout(240_000);
      const walk: Walk = walkOf('hannover-einzel');
      const host = await counsellor();
      const person = await client(walk, look);
      await person.walk(walk);
      await person.enter();
      await expect(host.knocking('Anna')).toBeVisible();
      await shoot(person.page, 'meeting-1-lobby');
      await host.admit('Anna');
      await expect(person.main.locator('.room--in')).toBeVisible();
      await shoot(person.page, 'meeting-2-in');
      const more = person.main.locator('#bar-toggle');
      if (await more.isVisible()) await more.click();
      await person.main.locator('#withdraw').first().click();
      await shoot(person.page, 'meeting-3-withdraw');
      await person.page.keyboard.press('Escape');
      await person.main.locator('#leave').click();
      await expect(person.main.locator('client-ending h1')).toBeVisible();
      await shoot(person.page, 'ending-left');
    });

    test(`${screen} ${colorScheme} pages beside the way`, async ({ device, world, appointment }) => {
      test.setTimeout(120_000);
      const context = await device(look);
      for (const [name, href] of [
        ['entrance', `${world.gateOrigin}/`],
        ['problem-unknown-service', appointment.invite('nirgendwo')],
        ['problem-broken-link', `${appointment.invite('coburg').slice(0, -5)}`],
        ['problem-ended', appointment.invite('coburg', { startsAt: Date.now() - 40 * 24 * 3_600_000 })],
        ['old-browser', `${world.gateOrigin}/alter-browser.html`],
        ['imprint', `${world.gateOrigin}/impressum.html`],
      ] as const) {
        const client = await Client.open(context, href);
        await expect(client.page.locator('h1')).toBeVisible();
        await shoot(client.page, `page-${name}`);
        await client.page.close();
      }
      const declined = await Client.open(context, appointment.invite('hannover-einzel'));
      await declined.walk(walkOf('hannover-einzel'), 'consent');
      await declined.main.locator('#decline').click();
      await expect(declined.main.locator('client-ending h1')).toBeVisible();
      await shoot(declined.page, 'ending-declined');
    });
  }
}

/** The form that is signed with a pen, as it comes out of the printer, and as it is saved as a file. */
test('the form on paper', async ({ device, world }) => {
  test.setTimeout(120_000);
  const desk = await Desk.open(await device(), world.gateOrigin);
  const { page, main } = desk;
  await desk.create({ service: 'hannover-gruppe', people: [{ role: 'client', label: 'Frau Muster' }] });
  await page.evaluate(() => (window.print = () => undefined));
  await main.locator('#papers summary').click();
  for (const language of LANGUAGES) {
    await main.locator('#form-language').selectOption(language);
    await main.getByRole('button', { name: 'Formular drucken' }).click();
    await expect(page.locator(`body > paper-form article[lang="${language}"] h1`)).toBeAttached();
    await page.pdf({ path: `${FOLDER}/paper/form-${language}.pdf`, format: 'A4', printBackground: true });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  }
});
