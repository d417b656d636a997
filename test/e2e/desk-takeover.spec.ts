/** Issue 3, point 4: the counsellor's storage is cleared, her room is open twice, her server comes back after the client. */
import type { Page } from '@playwright/test';
import type { World } from '../world.ts';
import { Counsellor } from './support/counsellor.ts';
import { Desk } from './support/desk.ts';
import { expectBack, timeAsModerator } from './support/meeting-watch.ts';
import { expectNobodyUnadmittedHeard } from './support/room-witness.ts';
import { savedFrom } from './support/saved-file.ts';
import { appointed, comesBack, expect, received, SHORT, test } from './support/test.ts';

/** Milliseconds from the room or server being back until it is open again. */
const RECOVERED = 30_000;
/** A client who was made moderator is out within that many milliseconds. */
const OUT = 500;

/** Clears what this origin keeps, as the browser's own menu does. */
async function clearSiteData(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: new URL(page.url()).origin, storageTypes: 'all' });
  await devtools.detach();
}

/** Somebody who opens the room on the Jitsi host itself, without any of our pages and past the plugin. */
async function intrude(page: Page, world: World, room: string): Promise<void> {
  const settings = 'config.prejoinConfig.enabled=false&config.lobby.autoKnock=true&userInfo.displayName=%22Fremd%22';
  await page.goto(`${world.meetOrigin}/${room}?reporter=off#${settings}`);
}

test('storage cleared while a room is open: said plainly, the meeting goes on, and everything is put back', async ({
  device,
  invited,
  world,
}) => {
  const context = await device();
  const her = await Desk.open(context, world.gateOrigin);
  const person = await appointed(her, invited);
  await received(person, her);
  await clearSiteData(her.page);
  const loss = her.main.locator('#storage-loss');
  await expect(loss).toContainText('alles gelöscht, was Einlass gespeichert hatte');
  await expect(loss).toContainText('EINLASS-56');
  await expect(loss.locator('#held-receipts')).toBeVisible();
  await expect(her.inside()).toHaveCount(1);
  await expect(person.main.locator('.room--in')).toBeVisible();
  await her.page.bringToFront();
  const key = await savedFrom(her.page, loss.locator('#save-key-again'));
  expect(key.text).toContain('einlass-team-key/1');
  // Nothing comes back before she wants it.
  expect(await her.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await loss.locator('#put-back').click();
  await expect(loss).toHaveCount(0);
  await her.endForAll();

  await her.page.reload();
  await her.unlock();
  await (await her.receipts()).open('Anna');
  await expect(her.main.locator('counsellor-receipt')).toContainText('Eingelassen.');
});

test('storage cleared while the desk is locked: the door says so, and the key file opens it again', async ({
  desk,
}) => {
  const her = await desk();
  const key = await her.keyFile();
  await her.page.locator('#lock').click();
  await expect(her.main.locator('door-locked')).toBeVisible();
  await clearSiteData(her.page);
  await her.passDoor();
  await her.says('Der Schlüssel liegt nicht mehr in diesem Browser', 56);
  await her.join(key);
  await her.isOpen();
});

test('the same room in a second tab: it says where it is open, and the first goes on undisturbed', async ({
  device,
  invited,
  witness,
  world,
}) => {
  const context = await device();
  const her = await Desk.open(context, world.gateOrigin);
  const person = await appointed(her, invited);
  await received(person, her);
  const second = await Desk.atDoor(context, world.gateOrigin);
  await second.unlock();
  await second.prepare();
  await second.declare();
  await second.says('schon in einem anderen Tab offen', 21);
  await expect(second.page.locator('iframe')).toHaveCount(0);
  await second.page.close();
  await her.page.bringToFront();
  await expect(her.inside()).toHaveCount(1);
  await expect(her.main.locator('#stage')).toContainText('Im Gespräch');
  await expect(person.main.locator('.room--in')).toBeVisible();
  const moments = await witness(her.room);
  expect(Math.max(...moments.map(({ people }) => people.length))).toBe(2);
});

test('a colleague’s computer is in the room already: she is held at the door, says so, and opens it when the other is out', async ({
  desk,
  device,
  invited,
  witness,
  world,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SHORT);
  const colleague = await Counsellor.open(await device(), `${world.meetOrigin}/beratung-ueben/${her.room}`);
  await her.prepare();
  await her.declare();
  await expect(colleague.knocking('Frau Sommer')).toBeVisible();
  await expect(her.main.locator('#recovery')).toBeVisible({ timeout: 20_000 });
  await colleague.page.close();
  await her.isLobbyOn({ timeout: RECOVERED });
  const person = await invited(link);
  await received(person, her);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('a second computer comes to her open room: it knocks like anybody, proves nothing, and nobody is let in by it', async ({
  desk,
  device,
  witness,
  world,
}) => {
  const her = await desk();
  await her.create(SHORT);
  await her.openRoom();
  await intrude(await (await device()).newPage(), world, her.room);
  await expect(her.knocker('Fremd')).toBeVisible();
  await expect(her.knocker('Fremd').locator('[id^=admit-]')).toHaveCount(0);
  await expect(her.inside()).toHaveCount(0);
  expect(await witness(her.room)).toEqual([]);
});

test('trace 12, the client is first back: out of the open room in 500 ms, and back with one click behind a lobby', async ({
  desk,
  fault,
  invited,
  witness,
}) => {
  const her = await desk();
  const person = await appointed(her, invited);
  await received(person, her);
  const begun = Date.now();
  // The counsellor's page learns of it so much later that the client is back meanwhile.
  await fault({ fault: 'restart-server', first: 'others', apartMs: 8_000, room: her.room });
  await expectBack(person, 'MEETING_FAILED');
  await person.enter();
  await expectBack(person, 'BECAME_MODERATOR', 2);
  expect(await timeAsModerator(person)).toBeLessThan(OUT);
  await her.page.bringToFront();
  await expect(her.main.locator('#recovery')).toBeVisible({ timeout: 15_000 });
  await her.isLobbyOn({ timeout: RECOVERED });
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${String(took)} ms` });
  await comesBack(person, her);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('trace 12, a stranger is first back and stays: she does not stay with them, unheard, and is back when they are out', async ({
  desk,
  device,
  fault,
  invited,
  witness,
  world,
}) => {
  test.setTimeout(90_000);
  const her = await desk();
  const person = await appointed(her, invited);
  await received(person, her);
  await fault({ fault: 'restart-server', first: 'others', apartMs: 8_000, room: her.room });
  const stranger = await (await device()).newPage();
  await intrude(stranger, world, her.room);
  await expectBack(person, 'MEETING_FAILED');
  await her.page.bringToFront();
  await expect(her.main.locator('#recovery')).toBeVisible({ timeout: 15_000 });
  // She has been in the open room, as a participant, and has left it: the server has seen her.
  const names = async () => (await witness(her.room)).flatMap(({ people }) => people.map(({ name }) => name));
  await expect.poll(names, { timeout: 30_000 }).toContain('Fremd');
  await stranger.close();
  const begun = Date.now();
  await her.isLobbyOn({ timeout: RECOVERED });
  expect(Date.now() - begun).toBeLessThan(RECOVERED);
  await comesBack(person, her);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

test('her browser dies and she comes back into her own lobby: everybody back to the gate, and back with one click', async ({
  device,
  fault,
  invited,
  witness,
  world,
}) => {
  test.setTimeout(90_000);
  const context = await device();
  const her = await Desk.open(context, world.gateOrigin);
  const person = await appointed(her, invited);
  await received(person, her);
  // Without a goodbye: for the server she is still inside, as a ghost that moderates (jitsi-observed b.4).
  await fault({ fault: 'goodbyes-lost', room: her.room });
  await her.page.close({ runBeforeUnload: false });
  const again = await Desk.atDoor(context, world.gateOrigin);
  await again.unlock();
  await fault({ fault: 'goodbyes-heard', room: her.room });
  await again.prepare();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await again.declare();
  await expect(again.main.locator('#recovery')).toBeVisible({ timeout: 20_000 });
  // Called back through the mailbox; the door opens for her again when the room does.
  await expect(person.main.locator('client-waiting')).toBeVisible({ timeout: 15_000 });
  await expect(person.page.locator('iframe')).toHaveCount(0);
  // Jitsi gives a ghost up after a minute; from then on the half minute counts.
  await fault({ fault: 'ghosts-gone', room: her.room });
  const begun = Date.now();
  await again.page.bringToFront();
  await again.isLobbyOn({ timeout: RECOVERED });
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${String(took)} ms` });
  await comesBack(person, again);
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});
