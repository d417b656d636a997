/** Issue 3, point 4: what goes wrong at the counsellor's desk, each time with the way on. */
import { Client } from './support/client.ts';
import { mailboxFault, Office, roomOf, RoomWatch } from './support/desk-faults.ts';
import { expectBack, MEETING_WATCH } from './support/meeting-watch.ts';
import { expect, SHORT, test } from './support/test.ts';

/** Milliseconds from the room or server being back until it is open again. */
const RECOVERED = 30_000;

test("the counsellor's tab crashes and returns: the client is out at once, and back with one click", async ({
  device,
  world,
}) => {
  const context = await device();
  const hers = await RoomWatch.over(context);
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await office.page.close({ runBeforeUnload: false });
  await expectBack(person, 'BECAME_MODERATOR');

  const again = await Office.atDoor(context, world);
  await again.unlock();
  await again.isOpen();
  await again.prepare();
  const begun = Date.now();
  await again.open();
  await again.isLobbyOn(RECOVERED);
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${took} ms` });
  await person.enter();
  await again.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  // Twice admitted, twice seen inside: nobody else was ever there.
  expect(hers.others).toBe(2);
});

test('the server restarts in the middle: opened anew by itself, nobody unadmitted with her, and back with one click', async ({
  device,
  world,
  fault,
}) => {
  const context = await device();
  const hers = await RoomWatch.over(context);
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  const begun = Date.now();
  await fault({ fault: 'restart-server', first: 'others', room: roomOf(link) });
  await expect(person.main.locator('#enter')).toBeVisible();
  await office.page.bringToFront();
  await expect(office.main.locator('#recovery')).toBeVisible();
  await office.isLobbyOn(RECOVERED);
  expect(Date.now() - begun).toBeLessThan(RECOVERED);
  await person.enter();
  await office.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  expect(hers.others).toBe(2);
});

for (const trouble of ['unreachable', 'full', 'garbage'] as const) {
  test(`mailbox ${trouble}: the desk says what is missing, and she comes in with a recorded reason`, async ({
    device,
    world,
    request,
  }) => {
    const office = await Office.founded(await device(), world);
    const link = await office.appointment();
    await mailboxFault(request, world, { fault: trouble });
    try {
      await office.prepareAndOpen();
      const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
      await person.walk(SHORT);
      // What cannot be written cannot say that the room is open: then the other door is the way.
      if (trouble === 'full') await person.main.locator('#all-the-same summary').click();
      await person.enter();
      await office.page.bringToFront();
      // Reading works where only writing is refused: then it is a word that did not go out.
      const told = trouble === 'full' ? '#problem' : '#mailbox-unreachable';
      await expect(office.main.locator(told)).toBeVisible({ timeout: 15_000 });
      await expect(office.knocking).toContainText('Es ist kein Nachweis angekommen.', { timeout: 15_000 });
      await expect(office.knocking.locator('[id^=admit-]')).toHaveCount(0);
      await office.knocking.locator('[id^=override-]').click();
      await office.knocking.locator('textarea').fill('Am Telefon vorgelesen');
      await office.knocking.getByRole('button', { name: 'Mit diesem Grund einlassen' }).click();
      await expect(person.main.locator('.room--in')).toBeVisible();
    } finally {
      await mailboxFault(request, world, { fault: 'none' });
    }
  });
}
