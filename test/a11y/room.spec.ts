import { LANGUAGES } from '../../src/i18n/languages.ts';
import type { Client } from '../e2e/support/client.ts';
import { expect, test } from '../e2e/support/test.ts';
import { displayNameOf, WALKS, walkOf } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';
import { expectFocusOnHeading } from './support/checks.ts';
import { inspect } from './support/inspect.ts';
import { speak } from './support/looks.ts';

const SERVICES = [...new Set(WALKS.map(({ service }) => service))];
/** Every service in German; the room says the same in each, so another language is heard in one of them. */
const ROOMS = SERVICES.flatMap((service, index) =>
  LANGUAGES.map(({ code }, turn) => ({
    service,
    language: code,
    isShown: turn === 0 || turn % SERVICES.length === index,
  })),
).filter(({ isShown }) => isShown);
/** Tab goes through the frame there, which is somebody else's page. */
const BESIDE_THE_FRAME = { without: 'keyboard' } as const;

/* The room and everything after it, for each service: lobby, meeting, and every way in which it can end. */
for (const { service, language } of ROOMS) {
  test(`${service}, from the lobby to the last page: ${language}`, async ({ client, counsellor }) => {
    test.setTimeout(1_200_000);
    const walk = walkOf(service);
    const name = displayNameOf(walk);
    const host = await counsellor();
    const person = await client(walk);
    const { page, main } = person;
    await speak(page, language);

    await knock(person, walk);
    await expect(host.knocking(name)).toBeVisible();
    await inspect(page, language, 'lobby', BESIDE_THE_FRAME);
    await host.refuse(name);
    await expectLastPage(person, language, 'refused');

    await main.locator('#restart').click();
    await knock(person, walk);
    await host.admit(name);
    await expect(main.locator('.room--in')).toBeVisible();
    await inspect(page, language, 'room', BESIDE_THE_FRAME);
    await page.setViewportSize({ width: 390, height: 844 });
    await main.locator('#bar-toggle').click();
    await main.locator('#e2ee summary').click();
    await inspect(page, language, 'room with the whole bar', BESIDE_THE_FRAME);
    await host.kick(name);
    await expectLastPage(person, language, 'kicked');

    await main.locator('#restart').click();
    await knock(person, walk);
    await host.admit(name);
    await expect(main.locator('.room--in')).toBeVisible();
    await main.locator('#leave').click();
    await expectLastPage(person, language, 'left');
    await main.locator('.receipt summary').click();
    await inspect(page, language, 'receipt');

    const withdraw = main.locator('#withdraw');
    if ((await withdraw.count()) > 0) {
      await withdraw.click();
      await inspect(page, language, 'really withdraw?');
      await main.locator('#withdraw-yes').click();
      await expectLastPage(person, language, 'withdrawn');
    }
    await main.locator('#wipe').click();
    await inspect(page, language, 'really delete?');
    await main.locator('#wipe-yes').click();
    await expectLastPage(person, language, 'wiped');
  });

  test(`${service}, no, nobody there, and the end for all: ${language}`, async ({ client, counsellor }) => {
    test.setTimeout(1_200_000);
    const walk = walkOf(service);
    const person = await client(walk);
    const { page, main } = person;
    await speak(page, language);
    await person.walk(walk, 'consent');
    await main.locator('#decline').click();
    await expectLastPage(person, language, 'declined');

    await main.locator('#restart').click();
    await knock(person, walk);
    await person.expectStep('waiting');
    await expect(main).toContainText('EINLASS-20');
    await inspect(page, language, 'back from the empty room');

    const host = await counsellor();
    await person.enter();
    await host.admit(displayNameOf(walk));
    await expect(main.locator('.room--in')).toBeVisible();
    await host.end();
    await expectLastPage(person, language, 'endedByCounsellor');
  });
}

async function knock(person: Client, walk: Walk): Promise<void> {
  await person.walk(walk);
  await person.enter();
}

async function expectLastPage(person: Client, language: string, ending: string): Promise<void> {
  await expect(person.main.locator('client-ending')).toHaveJSProperty('ending', ending);
  await expectFocusOnHeading(person.page);
  await inspect(person.page, language, ending);
}
