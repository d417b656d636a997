/** Issue 3, point 4: the counsellor's storage is cleared, her room is open twice, her server comes back after the client. */
import type { Page } from '@playwright/test';
import type { World } from '../world.ts';
import { Client } from './support/client.ts';
import { Counsellor } from './support/counsellor.ts';
import { Office, roomOf } from './support/desk-faults.ts';
import { expectBack, MEETING_WATCH, timeAsModerator } from './support/meeting-watch.ts';
import { expectNobodyUnadmittedHeard, momentsIn } from './support/room-witness.ts';
import { expect, SHORT, test } from './support/test.ts';

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

/** Somebody who opens the room on the Jitsi host itself, without any of our pages. */
async function intrude(page: Page, world: World, room: string): Promise<void> {
  const settings = 'config.prejoinConfig.enabled=false&config.lobby.autoKnock=true&userInfo.displayName=%22Fremd%22';
  await page.goto(`${world.meetOrigin}/${room}#${settings}`);
}

test('storage cleared while a room is open: said plainly, the meeting goes on, and everything is put back', async ({
  device,
  world,
}) => {
  const context = await device();
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  await clearSiteData(office.page);
  const loss = office.main.locator('#storage-loss');
  await expect(loss).toContainText('alles gelöscht, was Einlass gespeichert hatte');
  await expect(loss).toContainText('EINLASS-56');
  await expect(loss.locator('#held-receipts')).toBeVisible();
  await expect(office.inside).toHaveCount(1);
  await expect(person.main.locator('.room--in')).toBeVisible();
  await office.page.bringToFront();
  const key = await office.saved(() => loss.locator('#save-key-again').click());
  expect(key.text).toContain('einlass-team-key/1');
  // Nothing comes back before she wants it.
  expect(await office.page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  await loss.locator('#put-back').click();
  await expect(loss).toHaveCount(0);
  await office.endForAll();

  await office.page.reload();
  await office.unlock();
  await office.isOpen();
  await office.toReceipts();
  const rows = office.main.locator('#rows > li');
  await expect(rows).toHaveCount(1);
  await rows.getByRole('button').click();
  await expect(office.main.locator('counsellor-receipt')).toContainText('Eingelassen.');
});

test('storage cleared while the desk is locked: the door says so, and the key file opens it again', async ({
  device,
  world,
}) => {
  const office = await Office.founded(await device(), world);
  const key = await office.keyFile();
  await office.page.locator('#lock').click();
  await expect(office.main.locator('door-locked')).toBeVisible();
  await clearSiteData(office.page);
  await office.unlock();
  await office.says('Der Schlüssel liegt nicht mehr in diesem Browser', 56);
  await office.join(key);
  await office.isOpen();
});

test('the same room in a second tab: it says where it is open, and the first goes on undisturbed', async ({
  device,
  world,
  request,
}) => {
  const context = await device();
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  const second = await Office.atDoor(context, world);
  await second.unlock();
  await second.isOpen();
  await second.prepare();
  await second.open();
  await second.says('schon in einem anderen Tab offen', 21);
  await expect(second.page.locator('iframe')).toHaveCount(0);
  await second.page.close();
  await office.page.bringToFront();
  await expect(office.inside).toHaveCount(1);
  await expect(office.main.locator('#stage')).toContainText('Im Gespräch');
  await expect(person.main.locator('.room--in')).toBeVisible();
  const moments = await momentsIn(request, world, roomOf(link));
  expect(Math.max(...moments.map(({ people }) => people.length))).toBe(2);
});

test('a colleague’s computer is in the room already: she is held at the door, says so, and opens it when the other is out', async ({
  device,
  world,
  request,
}) => {
  const office = await Office.founded(await device(), world);
  const link = await office.appointment();
  const colleague = await Counsellor.open(await device(), `${world.meetOrigin}/beratung-ueben/${roomOf(link)}`);
  await office.prepare();
  await office.open();
  await expect(colleague.knocking('Frau Sommer')).toBeVisible();
  await expect(office.main.locator('#recovery')).toBeVisible({ timeout: 20_000 });
  await colleague.page.close();
  await office.isLobbyOn(RECOVERED);
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  await expectNobodyUnadmittedHeard(request, world, roomOf(link), 'Anna');
});

test('a second computer comes to her open room: it knocks like anybody, proves nothing, and nobody is let in by it', async ({
  device,
  world,
  request,
}) => {
  const office = await Office.founded(await device(), world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  await intrude(await (await device()).newPage(), world, roomOf(link));
  await expect(office.knocking).toContainText('Fremd');
  await expect(office.knocking.locator('[id^=admit-]')).toHaveCount(0);
  await expect(office.inside).toHaveCount(0);
  expect(await momentsIn(request, world, roomOf(link))).toEqual([]);
});

test('trace 12, the client is first back: out of the open room in 500 ms, and back with one click behind a lobby', async ({
  device,
  world,
  fault,
  request,
}) => {
  const office = await Office.founded(await device(), world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  const begun = Date.now();
  // The counsellor's page learns of it so much later that the client is back meanwhile.
  await fault({ fault: 'restart-server', first: 'others', apartMs: 8_000, room: roomOf(link) });
  await expectBack(person, 'MEETING_FAILED');
  await person.enter();
  await expectBack(person, 'BECAME_MODERATOR', 2);
  expect(await timeAsModerator(person)).toBeLessThan(OUT);
  await office.page.bringToFront();
  await expect(office.main.locator('#recovery')).toBeVisible({ timeout: 15_000 });
  await office.isLobbyOn(RECOVERED);
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${String(took)} ms` });
  await person.enter();
  await office.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await expectNobodyUnadmittedHeard(request, world, roomOf(link), 'Anna');
});

test('trace 12, a stranger is first back and stays: she does not stay with them, unheard, and is back when they are out', async ({
  device,
  world,
  fault,
  request,
}) => {
  test.setTimeout(90_000);
  const office = await Office.founded(await device(), world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  await fault({ fault: 'restart-server', first: 'others', apartMs: 8_000, room: roomOf(link) });
  const stranger = await (await device()).newPage();
  await intrude(stranger, world, roomOf(link));
  await expectBack(person, 'MEETING_FAILED');
  await office.page.bringToFront();
  await expect(office.main.locator('#recovery')).toBeVisible({ timeout: 15_000 });
  // She has been in the open room, as a participant, and has left it: the server has seen her.
  const names = async () =>
    (await momentsIn(request, world, roomOf(link))).flatMap(({ people }) => people.map(({ name }) => name));
  await expect.poll(names, { timeout: 30_000 }).toContain('Fremd');
  await stranger.close();
  const begun = Date.now();
  await office.isLobbyOn(RECOVERED);
  expect(Date.now() - begun).toBeLessThan(RECOVERED);
  await person.enter();
  await office.admit();
  await expectNobodyUnadmittedHeard(request, world, roomOf(link), 'Anna');
});

test('her browser dies and she comes back into her own lobby: everybody back to the gate, and back with one click', async ({
  device,
  world,
  fault,
  request,
}) => {
  test.setTimeout(90_000);
  const context = await device();
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device({ initScript: MEETING_WATCH }), link);
  await person.walk(SHORT);
  await person.enter();
  await office.admit();
  // Without a goodbye: for the server she is still inside, as a ghost that moderates (jitsi-observed b.4).
  await fault({ fault: 'goodbyes-lost', room: roomOf(link) });
  await office.page.close({ runBeforeUnload: false });
  const again = await Office.atDoor(context, world);
  await again.unlock();
  await again.isOpen();
  await fault({ fault: 'goodbyes-heard', room: roomOf(link) });
  await again.prepare();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await again.open();
  await expect(again.main.locator('#recovery')).toBeVisible({ timeout: 20_000 });
  // Called back through the mailbox; the door opens for her again when the room does.
  await expect(person.main.locator('client-waiting')).toBeVisible({ timeout: 15_000 });
  await expect(person.page.locator('iframe')).toHaveCount(0);
  // Jitsi gives a ghost up after a minute; from then on the half minute counts.
  await fault({ fault: 'ghosts-gone', room: roomOf(link) });
  const begun = Date.now();
  await again.page.bringToFront();
  await again.isLobbyOn(RECOVERED);
  const took = Date.now() - begun;
  expect(took).toBeLessThan(RECOVERED);
  test.info().annotations.push({ type: 'recovery', description: `${String(took)} ms` });
  await person.enter();
  await again.admit();
  await expect(person.main.locator('.room--in')).toBeVisible();
  await expectNobodyUnadmittedHeard(request, world, roomOf(link), 'Anna');
});
