/** Issue 3: sealed copies in the archive folder of the site, and the way back after a browser has lost everything. */
import { Client } from './support/client.ts';
import { Desk } from './support/desk.ts';
import { expect, SHORT, test } from './support/test.ts';

test.slow();

test('filed, lost, found again by key file and archive: the receipt is there and verifies', async ({
  device,
  world,
}) => {
  world.archive.copies.clear();
  const context = await device();
  const her = await Desk.open(context, world.gateOrigin);
  const [link = ''] = await her.create(SHORT);
  await her.openRoom();
  const person = await Client.open(await device(), link);
  await person.walk(SHORT);
  // The archive is down while the receipt is filed: the desk says so, and goes on.
  await context.route('**/archiv/**', (route) => route.abort());
  await person.enter();
  await her.page.bringToFront();
  await her.expectComplete('Anna');
  await her.admit('Anna');
  await her.endForAll();
  const shelf = await her.receipts();
  await expect(shelf.rows).toContainText('noch nicht im Archiv');
  await her.page.locator('#place-settings').click();
  await expect(her.main.locator('#archive-state')).toHaveText('1 Nachweis liegt noch nicht im Archiv.');
  await expect(her.main.locator('#archive-trouble')).toContainText('Das Archiv antwortet gerade nicht.');
  expect(world.archive.copies.size).toBe(0);

  const key = await her.keyFile();
  await context.unroute('**/archiv/**');
  await her.main.locator('#send-copies').click();
  await expect(her.main.locator('#archive-state')).toHaveText('Alle Nachweise dieses Geräts liegen im Archiv.');
  // Nothing of the person stands in the name, and nothing in the copy can be read without the key.
  for (const [name, copy] of world.archive.copies) {
    expect(name).toMatch(/^[0-9a-z]{26}\.jwe$/);
    expect(copy.toString()).toMatch(/^[\w.-]+$/);
  }
  const before = await her.receiptOf('Anna Muster');
  await context.close();

  const other = await Desk.atDoor(await device(), world.gateOrigin);
  await other.join(key);
  await other.isOpen();
  const theirs = await other.receipts();
  await expect(other.main.locator('#nothing')).toBeVisible();
  // What somebody else has put there is refused by name, and hinders nothing.
  world.archive.copies.set(`${'q'.repeat(26)}.jwe`, Buffer.from('<h1>Anmeldung</h1>'));
  await other.main.locator('#files summary').click();
  await other.main.locator('#fetch-copies').click();
  await expect(other.main.locator('#fetched')).toContainText('Nachweise daraus, die jetzt hier liegen: 1.');
  await expect(other.main.locator('#fetched')).toContainText('Nicht übernommen: 1.');
  await other.says('Ein Nachweis ließ sich nicht lesen', 43);
  await expect(theirs.rows).toHaveCount(1);
  await expect(theirs.rows).not.toContainText('noch nicht im Archiv');
  expect(await theirs.open('Anna Muster')).toEqual(before);
  const checked = other.main.locator('#checked');
  await expect(checked).toContainText('Die Prüfsummen passen zu den Worten im Nachweis.');
  await expect(checked).toContainText('Die Worte sind die, die diese Seite in jener Fassung zeigt.');
  await expect(other.main.locator('#events')).toContainText('Eingelassen.');
});
