import {
  axeFindings,
  expectFocusOnHeading,
  keyboardTroubles,
  lostWhenLarge,
  lostWhenNarrow,
  lostWithSpacing,
  smallTargets,
} from '../a11y/support/checks.ts';
import { dress, LOOKS, nameOf } from '../a11y/support/looks.ts';
import { tour } from '../a11y/support/tour.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';

/*
 * A sample of `npm run audit`: every step of every profile, each in another look than the one before, so that all looks are
 * seen here and every step in several of them.
 */
const SERVICES = ['hannover-einzel', 'hannover-gruppe', 'hannover-bildungsbuero', 'gelsenkirchen', 'coburg'] as const;

for (const [turn, service] of SERVICES.entries()) {
  // Where there is one, the walk that also sees the step for minors.
  const walk = service === 'hannover-gruppe' ? walkOf(service, 'minor') : walkOf(service);
  test(`${service}: every step can be used by everybody`, async ({ client }) => {
    test.setTimeout(120_000);
    const person = await client(walk);
    const { page } = person;
    const titles = new Set<string>();
    // 11 is prime to the number of looks, 42: no walk sees a look twice, and each begins elsewhere.
    let look = turn * 9;
    await tour(person, walk, async (step, moment) => {
      if (moment === 'answered') return;
      await expectFocusOnHeading(page);
      titles.add(await page.title());
      const next = LOOKS[(look += 11) % LOOKS.length];
      if (!next) return;
      await dress(page, next);
      expect(await axeFindings(page), `${step} in ${nameOf(next)}`).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      expect(await lostWhenNarrow(page)).toEqual([]);
      expect(await lostWhenLarge(page)).toEqual([]);
      expect(await lostWithSpacing(page)).toEqual([]);
    });
    expect(titles.size, 'each step has a title of its own').toBe(walk.steps.length);
  });
}

test('everything can be reached with the keyboard alone, and is in sight when it is', async ({ client }) => {
  test.setTimeout(120_000);
  const walk = walkOf('hannover-gruppe', 'minor');
  const person = await client(walk, { viewport: { width: 390, height: 700 } });
  await tour(person, walk, async (_, moment) => {
    if (moment === 'fresh') expect(await keyboardTroubles(person.page)).toEqual([]);
  });
});

test('pages beside the way can be used by everybody', async ({ device, world, appointment }) => {
  const context = await device({ viewport: { width: 390, height: 844 } });
  const links = [
    `${world.gateOrigin}/`,
    `${world.gateOrigin}/#r/sommerfest`,
    appointment.invite('nirgendwo'),
    appointment.invite('coburg').slice(0, -5),
    `${world.gateOrigin}/alter-browser.html`,
    `${world.gateOrigin}/impressum.html`,
  ];
  for (const href of links) {
    const page = await context.newPage();
    await page.goto(href);
    await expect(page.locator('h1')).toBeVisible();
    expect(await axeFindings(page), href).toEqual([]);
    expect(await lostWhenNarrow(page)).toEqual([]);
    expect(await lostWithSpacing(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await keyboardTroubles(page)).toEqual([]);
    await page.close();
  }
});

test('the meeting and the page behind it can be used by everybody, with no trap in the frame', async ({
  client,
  counsellor,
}) => {
  test.slow();
  const host = await counsellor();
  const walk = walkOf('hannover-bildungsbuero');
  const person = await client(walk, { viewport: { width: 390, height: 844 } });
  const { page, main } = person;
  await person.walk(walk);
  await person.enter();
  await expect(host.knocking('Anna')).toBeVisible();
  await expectFocusOnHeading(page);
  expect(await axeFindings(page), 'in the lobby').toEqual([]);
  await host.admit('Anna');
  await expect(main.locator('.room--in')).toBeVisible();
  await page.bringToFront();
  expect(await axeFindings(page), 'in the meeting').toEqual([]);
  expect(await lostWhenNarrow(page)).toEqual([]);

  // Over the frame and back without a look inside.
  await main.locator('#before-frame').focus();
  await page.keyboard.press('Enter');
  await expect(main.locator('#after-frame')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(main.locator('#room-bar')).toBeFocused();
  // And through it: whoever goes in with Tab comes out again.
  await main.locator('#before-frame').focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.id);
    })
    .toBe('after-frame');

  await main.locator('#leave').press('Enter');
  await expect(main.locator('client-ending h1')).toBeFocused();
  expect(await axeFindings(page), 'afterwards').toEqual([]);
  expect(await lostWhenNarrow(page)).toEqual([]);
  expect(await keyboardTroubles(page)).toEqual([]);
});

test('the checks see what is wrong', async ({ page }) => {
  const rows: readonly (readonly [string, string, () => Promise<readonly string[]>])[] = [
    ['a picture without words', '<img src="data:,">', () => axeFindings(page)],
    ['grey on grey', '<p style="color:#999;background:#888">Hallo</p>', () => axeFindings(page)],
    ['a wide box', '<div style="width:400px">Hallo</div>', () => lostWhenNarrow(page)],
    [
      'a box that cuts off',
      '<p style="width:9rem;height:1.5em;overflow:hidden">Hallo, Sie alle miteinander und jeder für sich</p>',
      () => lostWithSpacing(page),
    ],
    ['a small button', '<button>x</button>', () => smallTargets(page)],
    ['a small link that stands alone', '<p><a href="/">Hier</a></p>', () => smallTargets(page)],
    ['a button out of reach', '<button tabindex="-1">Weiter</button>', () => keyboardTroubles(page)],
    [
      'a focus nobody sees',
      '<style>button { outline: none }</style><button>Weiter</button>',
      () => keyboardTroubles(page),
    ],
    ['another order', '<button>1</button><button tabindex="1">2</button>', () => keyboardTroubles(page)],
  ];
  for (const [what, html, check] of rows) {
    await page.setContent(
      `<!doctype html><html lang="de"><title>Titel</title><main><h1>Titel</h1>${html}</main></html>`,
    );
    expect(await check(), what).not.toEqual([]);
  }
});
