/** „Schnell verlassen“ on every kind of page, by button and by keyboard. */
import type { BrowserContext } from '@playwright/test';
import { Client } from './support/client.ts';
import type { Counsellor } from './support/counsellor.ts';
import { leftBehind } from './support/storage.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';

/** Where `static/site.json` leads; nobody asks the real one in a test. */
const HARMLESS = 'https://www.dwd.de/';
const WALK = walkOf('hannover-einzel');

test.slow();

const WAYS = {
  button: async ({ page }: Client) => page.locator('#quick-exit').click({ noWaitAfter: true }),
  escape: async ({ page }: Client) => {
    for (let press = 1; press <= 3; press += 1) await page.keyboard.press('Escape');
  },
} as const;

/** How to get to a page of each kind, from a personal link that is open. */
const PAGES: Readonly<Record<string, (client: Client, counsellor: () => Promise<Counsellor>) => Promise<unknown>>> = {
  'the first screen': (client) => client.expectStep('arrive'),
  'a step with things typed in': async (client) => {
    await client.walk(WALK, 'details');
    await client.type('name', 'Anna Muster');
  },
  'the open gate': (client) => client.walk(WALK),
  'the lobby': async (client, counsellor) => {
    const host = await counsellor();
    await client.walk(WALK);
    await client.enter();
    await expect(host.knocking('Anna')).toBeVisible();
  },
  'the room': async (client, counsellor) => {
    const host = await counsellor();
    await client.walk(WALK);
    await client.enter();
    await host.admit('Anna');
    await expect(client.main.locator('.room--in')).toBeVisible();
  },
  'the last page': async (client) => {
    await client.walk(WALK, 'consent');
    await client.main.locator('#decline').click();
    await expect(client.main.locator('client-ending')).toBeVisible();
  },
};

/** A device on which the harmless page can be opened, with a page before the link. */
async function elsewhere(context: BrowserContext): Promise<void> {
  await context.route(`${HARMLESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Wetter</h1>' }));
}

async function open(context: BrowserContext, before: string, href: string): Promise<Client> {
  const page = await context.newPage();
  await page.bringToFront();
  await page.goto(before);
  await page.goto(href);
  return new Client(page);
}

/** The harmless page is on, the way back does not lead to the gate, and a new page of the gate finds nothing. */
async function expectGone(client: Client, before: string): Promise<void> {
  await expect(client.page).toHaveURL(HARMLESS);
  await client.page.goBack();
  await expect(client.page).toHaveURL(before);
  await expect.poll(() => leftBehind(client.page)).toEqual([]);
}

/** Both ways where a meeting has to be left as well; elsewhere every page is left in one of them. */
const BOTH = ['the lobby', 'the room'];

for (const [index, [kind, goThere]] of Object.entries(PAGES).entries()) {
  for (const [way, leave] of Object.entries(WAYS).filter((_, at) => BOTH.includes(kind) || at === index % 2)) {
    test(`${kind}, by ${way}`, async ({ device, appointment, counsellor, world }) => {
      const context = await device();
      await elsewhere(context);
      // Of the same origin, so that what is stored there can be looked at; it runs nothing of ours.
      const before = `${world.gateOrigin}/impressum.html`;
      const client = await open(context, before, appointment.invite(WALK.service));
      let host: Counsellor | undefined;
      await goThere(client, async () => (host = await counsellor()));
      await client.page.bringToFront();
      await leave(client);
      await expectGone(client, before);
      if (host) {
        await expect(host.inside('Anna')).toHaveCount(0);
        await expect(host.knocking('Anna')).toHaveCount(0);
      }
    });
  }
}

for (const { kind, fragment, way } of [
  { kind: 'a page about a broken link', fragment: '#kaputt', way: 'button' },
  { kind: 'the entrance without a link', fragment: '', way: 'escape' },
] as const) {
  test(`${kind}, by ${way}`, async ({ device, world }) => {
    const context = await device();
    await elsewhere(context);
    const before = `${world.gateOrigin}/impressum.html`;
    const client = await open(context, before, `${world.gateOrigin}/${fragment}`);
    await expect(client.main.getByRole('heading', { level: 1 })).toBeVisible();
    await WAYS[way](client);
    await expectGone(client, before);
  });
}

test('Escape pressed twice, or slowly, leaves nobody', async ({ client }) => {
  const person = await client(WALK);
  await person.expectStep('arrive');
  await person.page.clock.install();
  for (const milliseconds of [0, 1500, 1500, 1500]) {
    await person.page.clock.fastForward(milliseconds);
    await person.page.keyboard.press('Escape');
  }
  await person.answer({ step: 'arrive' });
  await person.expectStep('information');
});
