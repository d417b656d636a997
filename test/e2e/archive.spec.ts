/** Issue 3: sealed copies in the archive folder of the site, and the way back after a browser has lost everything. */
import { Client } from './support/client.ts';
import { Office } from './support/desk-faults.ts';
import { expect, SHORT, test } from './support/test.ts';

test.slow();

test('filed, lost, found again by key file and archive: the receipt is there and verifies', async ({
  device,
  world,
}) => {
  world.archive.copies.clear();
  const context = await device();
  const office = await Office.founded(context, world);
  const link = await office.appointment();
  await office.prepareAndOpen();
  const person = await Client.open(await device(), link);
  await person.walk(SHORT);
  // The archive is down while the receipt is filed: the desk says so, and goes on.
  await context.route('**/archiv/**', (route) => route.abort());
  await person.enter();
  await office.admit();
  await office.endForAll();
  await office.page.locator('#to-appointments').click();
  await office.page.locator('#place-settings').click();
  await expect(office.main.locator('#archive-state')).toHaveText('1 Nachweis liegt noch nicht im Archiv.');
  await expect(office.main.locator('#archive-trouble')).toContainText('Das Archiv antwortet gerade nicht.');
  const key = await office.keyFile();
  await office.toReceipts();
  await expect(office.main.locator('#rows li')).toContainText('noch nicht im Archiv');
  expect(world.archive.copies.size).toBe(0);

  await context.unroute('**/archiv/**');
  await office.page.locator('#place-settings').click();
  await office.main.locator('#send-copies').click();
  await expect(office.main.locator('#archive-state')).toHaveText('Alle Nachweise dieses Geräts liegen im Archiv.');
  // Nothing of the person stands in the name, and nothing in the copy can be read without the key.
  for (const [name, copy] of world.archive.copies) {
    expect(name).toMatch(/^[0-9a-z]{26}\.jwe$/);
    expect(copy.toString()).toMatch(/^[\w.-]+$/);
  }
  await office.toReceipts();
  await office.main.locator('#rows button').click();
  const before = await office.main.locator('receipt-view').innerText();
  await context.close();

  const other = await Office.atDoor(await device(), world);
  await other.join(key);
  await other.isOpen();
  await other.toReceipts();
  await expect(other.main.locator('#nothing')).toBeVisible();
  // What somebody else has put there is refused by name, and hinders nothing.
  world.archive.copies.set(`${'q'.repeat(26)}.jwe`, Buffer.from('<h1>Anmeldung</h1>'));
  await other.main.locator('#files summary').click();
  await other.main.locator('#fetch-copies').click();
  await expect(other.main.locator('#fetched')).toContainText('Nachweise daraus, die jetzt hier liegen: 1.');
  await expect(other.main.locator('#fetched')).toContainText('Nicht übernommen: 1.');
  await other.says('Ein Nachweis ließ sich nicht lesen', 43);
  await expect(other.main.locator('#rows li')).toHaveCount(1);
  await expect(other.main.locator('#rows li')).not.toContainText('noch nicht im Archiv');
  await other.main.locator('#rows button').click();
  expect(await other.main.locator('receipt-view').innerText()).toBe(before);
  await expect(other.main.locator('#checked')).toContainText('Die Prüfsummen passen zu den Worten im Nachweis.');
  await expect(other.main.locator('#checked')).toContainText(
    'Die Worte sind die, die diese Seite in jener Fassung zeigt.',
  );
  await expect(other.main.locator('#events')).toContainText('Eingelassen.');
});
