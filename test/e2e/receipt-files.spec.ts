/** Issue 3, point 6 and "Bad input": receipts and keys as files, out and in again, on paper, and what is refused by name. */
import type { Page } from '@playwright/test';
import { Client } from './support/client.ts';
import { Desk } from './support/desk.ts';
import type { ReceiptShelf } from './support/receipt-shelf.ts';
import { newVersionOf, withServed } from './support/served.ts';
import { expect, SHORT, test as base } from './support/test.ts';

interface Cast {
  /** A counsellor with a receipt of Anna Muster, on the page of receipts. */
  readonly filed: () => Promise<{ readonly office: Desk; readonly shelf: ReceiptShelf }>;
}

const test = base.extend<Cast>({
  filed: async ({ desk, device }, use) => {
    await use(async () => {
      const office = await desk();
      const [link = ''] = await office.create(SHORT);
      await office.openRoom();
      const person = await Client.open(await device(), link);
      await person.walk(SHORT);
      await person.enter();
      await office.page.bringToFront();
      await office.expectComplete('Anna');
      await office.page.locator('#leave-room').click();
      const shelf = await office.receipts();
      await expect(shelf.rows).toHaveCount(1);
      return { office, shelf };
    });
  },
});

/** The sealed appointments as they lie in this browser, in hex. */
function storedAppointments(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('office-data');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const reading = opening.result.transaction('tables').objectStore('tables').getAll(IDBKeyRange.bound('a.', 'a/'));
    await new Promise((resolve) => (reading.onsuccess = resolve));
    opening.result.close();
    return (reading.result as readonly { readonly data: ArrayBuffer }[]).map(({ data }) =>
      [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    );
  });
}

/** Changes one byte of one of them; returns how all lie there then. */
async function damageAppointment(page: Page): Promise<readonly string[]> {
  await page.evaluate(async () => {
    const opening = indexedDB.open('office-data');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const table = opening.result.transaction('tables', 'readwrite').objectStore('tables');
    const range = IDBKeyRange.bound('a.', 'a/');
    const finding = table.openCursor(range);
    await new Promise((resolve) => (finding.onsuccess = resolve));
    const cursor = finding.result;
    if (!cursor) throw new Error('no appointment is stored');
    const entry = cursor.value as { readonly data: ArrayBuffer };
    const bytes = new Uint8Array(entry.data);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const writing = cursor.update({ ...entry, data: bytes.buffer });
    await new Promise((resolve) => (writing.onsuccess = resolve));
    opening.result.close();
  });
  return storedAppointments(page);
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex');

test('saved here, read in beside the same key elsewhere: verified and listed; opens as a table; prints as a sheet', async ({
  filed,
  device,
  world,
}) => {
  const { office, shelf } = await filed();
  const file = await shelf.exported('json');
  const table = await shelf.exported('csv');
  expect(table.startsWith('\uFEFF"Nachweis";"Ausgestellt am";"Name";"Beratungsangebot";"Kennzeichen"')).toBe(true);
  const lines = table.trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]?.split('";"')).toHaveLength(17);
  expect(lines[1]).toContain('"Anna Muster"');
  await office.page.locator('#place-settings').click();
  const key = await office.keyFile();

  const other = await Desk.atDoor(await device(), world.gateOrigin);
  await other.join(key);
  await other.isOpen();
  const theirs = await other.receipts();
  await expect(other.main.locator('#nothing')).toBeVisible();
  await theirs.readIn(file);
  await expect(theirs.rows).toHaveCount(1);
  await other.main.locator('#rows button').click();
  await expect(other.main.locator('#checked')).toContainText('Die Prüfsummen passen zu den Worten im Nachweis.');

  await other.page.emulateMedia({ media: 'print' });
  await expect(other.main.locator('receipt-view')).toBeVisible();
  await expect(other.main.locator('receipt-view')).toContainText('Anna Muster');
  for (const hidden of ['#print', '#save', '#checked', '#place-receipts', '#lock'])
    await expect(other.page.locator(hidden), hidden).toBeHidden();
  await other.page.emulateMedia({ media: null });
});

test('one changed byte is refused by name, the rest is filed; what is no export is refused and changes nothing', async ({
  filed,
  device,
  world,
}) => {
  const { office, shelf } = await filed();
  const file = await shelf.exported('json');
  const json = JSON.parse(file) as { records: string[] };
  const [record = ''] = json.records;
  const id = await office.main.locator('[data-receipt]').getAttribute('data-receipt');
  const at = Math.floor(record.length / 2);
  const changed = record.slice(0, at) + (record[at] === 'A' ? 'B' : 'A') + record.slice(at + 1);
  await office.page.locator('#place-settings').click();
  const key = await office.keyFile();

  const other = await Desk.atDoor(await device(), world.gateOrigin);
  await other.join(key);
  await other.isOpen();
  const theirs = await other.receipts();
  await theirs.readIn(JSON.stringify({ ...json, records: [changed] }));
  await other.says('Dieser Nachweis wurde verändert', 45);
  await expect(other.main.locator('#nothing')).toBeVisible();
  await theirs.readIn(JSON.stringify({ ...json, records: [changed, record] }));
  await other.says('Dieser Nachweis wurde verändert', 45);
  await expect(other.main.locator(`[data-receipt="${id}"]`)).toBeVisible();

  await theirs.readIn('{"format":"einlass-receipts/9"}');
  await other.says('Diese Datei ist keine Ausgabe von Einlass', 47);
  await theirs.readIn('<h1>Wartung</h1>');
  await other.says('Diese Datei ist keine Ausgabe von Einlass', 47);
  await theirs.readIn(PNG);
  await expect(other.main.locator('#import-problem')).toContainText('nicht als Text');
  await expect(other.main.locator(`[data-receipt="${id}"]`)).toBeVisible();

  // The same file at another team: every record of it belongs to somebody else.
  const stranger = await Desk.open(await device(), world.gateOrigin);
  await (await stranger.receipts()).readIn(file);
  await stranger.says('gehört zu einem anderen Team', 44);
  await expect(stranger.main.locator('#nothing')).toBeVisible();
});

test('a receipt from before a text change shows the words of then, and still verifies', async ({
  client,
  filed,
  world,
}) => {
  const { office } = await filed();
  const changed = newVersionOf('ack.publicTask', 'Ich nehme etwas ganz Neues zur Kenntnis.');
  await withServed(world, 'services/common/texts.de.json', changed, async () => {
    // Whoever comes now reads the new words: the change is in force.
    const person = await client(SHORT);
    await person.walk(SHORT, 'consent');
    await expect(person.main).toContainText('Ich nehme etwas ganz Neues zur Kenntnis.');
    await office.page.bringToFront();
    await office.page.reload();
    await office.unlock();
    await office.receipts();
    await office.main.locator('#rows button').click();
    const sheet = office.main.locator('receipt-view');
    await expect(sheet).toContainText('um eine öffentliche Aufgabe zu erfüllen');
    await expect(sheet).not.toContainText('etwas ganz Neues');
    const checked = office.main.locator('#checked');
    await expect(checked).toContainText('Die Prüfsummen passen zu den Worten im Nachweis.');
    await expect(checked).toContainText('Die Worte sind die, die diese Seite in jener Fassung zeigt.');
  });
});

test('a key file that is foreign, damaged or no file of ours is refused by name, and the right one still opens', async ({
  device,
  world,
}) => {
  const office = await Desk.open(await device(), world.gateOrigin);
  const key = await office.keyFile();
  const door = await Desk.atDoor(await device(), world.gateOrigin);
  await door.join('{"dependencies":{}}');
  await door.says('keine passende Schlüsseldatei', 41);
  await door.join(key.slice(0, Math.floor(key.length / 2)));
  await door.says(/beschädigt|keine passende/, 42);
  await door.main.locator('#key-file').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: PNG });
  await expect(door.main.locator('#key-file-problem')).toBeVisible();
  await door.join(key);
  await door.isOpen();
});

test('a stored appointment of which one byte changed is named, not used and not deleted; the others are there', async ({
  device,
  world,
}) => {
  const office = await Desk.open(await device(), world.gateOrigin);
  await office.create(SHORT);
  const appointments = office.main.locator('[data-appointment]');
  await office.page.locator('#place-appointments').click();
  await office.create(SHORT);
  await office.page.locator('#place-appointments').click();
  await expect(appointments).toHaveCount(2);
  const before = await damageAppointment(office.page);
  await office.page.reload();
  await office.unlock();
  await office.says('Ein gespeicherter Eintrag lässt sich nicht lesen', 17);
  await expect(appointments).toHaveCount(1);
  expect(await storedAppointments(office.page)).toEqual(before);
});

test('after fifteen minutes without an act the desk locks itself, but not while a room is open', async ({
  device,
  world,
}) => {
  const context = await device();
  await context.clock.install();
  const office = await Desk.open(context, world.gateOrigin);
  await office.page.clock.fastForward(15 * 60_000 + 1000);
  await expect(office.main.locator('door-locked')).toBeVisible();
  await expect(office.main).not.toContainText('Termine heute');
  await office.unlock();
  await office.create(SHORT);
  await office.openRoom();
  await office.page.clock.fastForward(31 * 60_000);
  await expect(office.main.locator('counsellor-room')).toBeVisible();
  await office.isLobbyOn();
});
