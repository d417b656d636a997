/** Issue 3, point 4: what goes wrong at the counsellor's desk, each time with the way on. */
import { Desk } from './support/desk.ts';
import { expectBack } from './support/meeting-watch.ts';
import { expectNobodyUnadmittedHeard } from './support/room-witness.ts';
import { appointed, comesBack, expect, received, SHORT, test } from './support/test.ts';

/** Milliseconds from the room or server being back until it is open again. */
const RECOVERED = 30_000;
/** Milliseconds that every answer of a slow mailbox takes. */
const SLOW = 5_000;

test("the counsellor's tab crashes and returns: the client is out at once, and back with one click", async ({
  device,
  invited,
  witness,
  world,
}) => {
  const context = await device();
  const her = await Desk.open(context, world.gateOrigin);
  const person = await appointed(her, invited);
  await received(person, her);
  await her.page.close({ runBeforeUnload: false });
  await expectBack(person, 'BECAME_MODERATOR');

  const again = await Desk.atDoor(context, world.gateOrigin);
  await again.unlock();
  await again.prepare();
  const begun = Date.now();
  await again.declare();
  await again.isLobbyOn({ timeout: RECOVERED });
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${took} ms` });
  await comesBack(person, again);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('the server restarts in the middle: opened anew by itself, nobody unadmitted with her, and back with one click', async ({
  desk,
  invited,
  fault,
  witness,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SHORT);
  await her.openRoom();
  const person = await invited(link);
  await received(person, her);
  const begun = Date.now();
  await fault({ fault: 'restart-server', first: 'others', room: her.room });
  await expect(person.main.locator('#enter')).toBeVisible();
  await her.page.bringToFront();
  await expect(her.main.locator('#recovery')).toBeVisible();
  await her.isLobbyOn({ timeout: RECOVERED });
  expect(Date.now() - begun).toBeLessThan(RECOVERED);
  await comesBack(person, her);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

for (const trouble of ['unreachable', 'full', 'garbage'] as const) {
  test(`mailbox ${trouble}: the desk says what is missing, and she comes in with a recorded reason`, async ({
    desk,
    invited,
    mailboxFault,
  }) => {
    const her = await desk();
    const [link = ''] = await her.create(SHORT);
    await mailboxFault({ fault: trouble });
    await her.openRoom();
    const person = await invited(link);
    await person.walk(SHORT);
    // What cannot be written cannot say that the room is open: then the other door is the way.
    if (trouble === 'full') await person.main.locator('#all-the-same summary').click();
    await person.enter();
    await her.page.bringToFront();
    // Reading works where only writing is refused: then it is a word that did not go out.
    const told = trouble === 'full' ? '#problem' : '#mailbox-unreachable';
    await expect(her.main.locator(told)).toBeVisible({ timeout: 15_000 });
    await expect(her.knocker('Anna')).toContainText('Es ist kein Nachweis angekommen.', { timeout: 15_000 });
    await expect(her.knocker('Anna').locator('[id^=admit-]')).toHaveCount(0);
    await her.admitAllTheSame('Anna', 'Am Telefon vorgelesen');
    await expect(person.main.locator('.room--in')).toBeVisible();
  });
}

test('mailbox slow: the desk says that nothing has come yet, admits when it has, and the receipt is filed', async ({
  desk,
  invited,
  mailboxFault,
  witness,
}) => {
  test.setTimeout(90_000);
  const her = await desk();
  const [link = ''] = await her.create(SHORT);
  await mailboxFault({ fault: 'slow', delayMs: SLOW });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await person.enter();
  await her.page.bringToFront();
  await expect(her.knocker('Anna')).toContainText('Es ist kein Nachweis angekommen.');
  await expect(her.knocker('Anna').locator('[id^=admit-]')).toHaveCount(0);
  await expect(her.knocker('Anna').locator('.knocker__state')).toHaveText('Vollständig', { timeout: 45_000 });
  await her.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
  await her.endForAll();
  const shelf = await her.receipts();
  await expect(shelf.rows).toHaveCount(1);
  await shelf.open('Anna');
  await expect(her.main.locator('#events')).toContainText('Eingelassen.');
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});
