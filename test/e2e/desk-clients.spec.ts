/** Issue 3, point 4: what the client's tab does to the counsellor's desk. It reloads in the lobby and in the room, and it goes. */
import { expectNobodyUnadmittedHeard } from './support/room-witness.ts';
import type { Client } from './support/client.ts';
import type { Desk } from './support/desk.ts';
import { appointed, comesBack, expect, received, SHORT, test } from './support/test.ts';

/** Camera and microphone belong to one page, so that step is never remembered; everything else is. */
const AFTER_RELOAD = ['devices', 'waiting'];

/** Knocks, and has one card that is complete. */
async function isComplete(person: Client, her: Desk): Promise<void> {
  await person.enter();
  await expect(her.knocker('Anna')).toHaveCount(1);
  await her.expectComplete('Anna');
}

/** Reloads her tab, and is before the open door again without being asked anything that was answered. */
async function reloads(person: Client): Promise<void> {
  await person.page.bringToFront();
  await person.page.reload();
  expect(await person.walk(SHORT)).toEqual(AFTER_RELOAD);
}

test('a reload in the lobby: nothing asked twice, one card that is complete, and she comes in', async ({
  desk,
  invited,
  witness,
}) => {
  const her = await desk();
  const person = await appointed(her, invited);
  await person.walk(SHORT);
  await isComplete(person, her);
  await reloads(person);
  // Who knocked before the reload does not stay behind as a second person with her code.
  await expect(her.knocker('Anna')).toHaveCount(0);
  await isComplete(person, her);
  await her.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
  await expect(her.main.locator('#knocking > li')).toHaveCount(0);
  await expect(her.inside()).toHaveCount(1);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('a reload in the lobby that nobody reports: two cards, neither is let in plainly, and it says what to do', async ({
  desk,
  invited,
  fault,
  witness,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SHORT);
  // As without the plugin in Jitsi's page: nobody says when somebody stops knocking.
  await fault({ fault: 'reporter-off', room: her.room });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await isComplete(person, her);
  await reloads(person);
  await person.enter();
  const cards = her.knocker('Anna');
  await expect(cards).toHaveCount(2);
  await expect(cards.locator('.knocker__state')).toHaveText(['Nicht prüfbar', 'Nicht prüfbar']);
  await expect(cards.locator('[id^="admit-"]')).toHaveCount(0);
  await expect(cards.last()).toContainText('Fragen Sie die Person am Telefon, ob sie gerade neu geklopft hat.');
  await her.page.bringToFront();
  await cards.last().locator('[id^="override-"]').first().click();
  await cards.last().locator('textarea').fill('Am Telefon: Seite neu geladen');
  await cards.last().locator('form button[type=submit]').click();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await expect(her.inside()).toHaveCount(1);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('a reload in the room: the consent stands, she knocks again, and one receipt holds both admissions', async ({
  desk,
  invited,
  witness,
}) => {
  const her = await desk();
  const person = await appointed(her, invited);
  await received(person, her);
  await reloads(person);
  await expect(her.inside()).toHaveCount(0);
  await comesBack(person, her);
  await expect(her.inside()).toHaveCount(1);
  await her.endForAll();
  const shelf = await her.receipts();
  await expect(shelf.rows).toHaveCount(1);
  await shelf.open('Anna');
  await expect(her.main.locator('#events li', { hasText: 'Eingelassen.' })).toHaveCount(2);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('somebody has just left when she presses "Einlassen": said on the card, nobody is in, and nothing is written down', async ({
  desk,
  invited,
  fault,
  witness,
}) => {
  const her = await desk();
  const person = await appointed(her, invited);
  await person.walk(SHORT);
  await isComplete(person, her);
  // The news that she went is still on its way when the button is pressed, and comes before Jitsi would have answered.
  await fault({ fault: 'reporter-off', room: her.room });
  await person.page.close();
  await her.page.bringToFront();
  await her.knocker('Anna').locator('[id^="admit-"]').click();
  await expect(her.knocker('Anna')).toContainText('Jitsi muss es noch bestätigen.');
  await fault({ fault: 'reporter-on', room: her.room });
  await expect(her.knocker('Anna').getByRole('alert')).toContainText('Die Person klopft nicht mehr.');
  await expect(her.knocker('Anna').locator('[id^="admit-"]')).toHaveCount(0);
  await expect(her.inside()).toHaveCount(0);
  await expect(her.knocker('Anna')).toHaveCount(0, { timeout: 20_000 });
  await her.endForAll();
  await her.showEnded();
  await expect(her.main.locator('#notes')).toHaveCount(0);
  const shelf = await her.receipts();
  await shelf.open('Anna');
  await expect(her.main.locator('#events')).toHaveCount(0);
  expect(await witness(her.room)).toEqual([]);
});
