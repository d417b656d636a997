/** Browsers that keep nothing, or stop keeping, or give back something else: everybody gets through and is told. */
import { hearOutside } from './support/ways-around.ts';
import { expect, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';
import type { Client } from './support/client.ts';
import type { Walk } from './support/walks.ts';

const WALK = walkOf('hannover-bildungsbuero');
const FULL = walkOf('hannover-einzel');

/** Ways in which a browser breaks its storage, as scripts that run before the page. */
const BROKEN = {
  'IndexedDB cannot be opened': `
    IDBFactory.prototype.open = () => { throw new DOMException('blocked', 'SecurityError'); };`,
  'IndexedDB refuses, as in private mode': `
    IDBFactory.prototype.open = function () {
      const request = new EventTarget();
      Object.defineProperty(request, 'error', { value: new DOMException('private', 'InvalidStateError') });
      Object.defineProperty(request, 'result', { get() { throw request.error; } });
      queueMicrotask(() => request.dispatchEvent(new Event('error')));
      return request;
    };`,
  'IndexedDB stays silent': `IDBFactory.prototype.open = () => new EventTarget();`,
  'there is no IndexedDB': `Object.defineProperty(globalThis, 'indexedDB', { value: undefined });`,
  'sessionStorage throws': `
    Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });`,
  'sessionStorage is full': `
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };`,
  'the disk is full': `
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBObjectStore.prototype.add = IDBObjectStore.prototype.put;`,
  'no storage at all': `
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
    Object.defineProperty(globalThis, 'caches', { value: undefined });`,
} as const;

/** Told before the first answer, where the browser says so that early; otherwise after the first save that failed. */
async function expectTold({ main }: Client): Promise<void> {
  await expect(main.getByText('Laden Sie die Seite dabei nicht neu')).toBeVisible();
}

for (const [trouble, initScript] of Object.entries(BROKEN)) {
  test(`${trouble}: the person gets to the room and was told`, async ({ client, counsellor }) => {
    test.slow();
    const host = await counsellor();
    const person = await client(WALK, { initScript });
    const problems: string[] = [];
    person.page.on('pageerror', (error) => problems.push(error.message));
    await throughAndTold(person, WALK);
    await person.enter();
    await expect(host.knocking('Anna')).toBeVisible();
    await host.admit('Anna');
    await expect(person.main.locator('.room--in')).toBeVisible();
    expect(problems).toEqual([]);
  });
}

/** Goes the walk; what is typed stays on screen; somewhere on the way the page says that nothing is remembered. */
async function throughAndTold(person: Client, walk: Walk): Promise<void> {
  let told = false;
  for (const answers of walk.steps) {
    await person.expectStep(answers.step);
    if (answers.step === 'waiting') break;
    await person.fill(answers);
    const typed = await person.typed();
    if (!told) told = await person.main.getByText('Laden Sie die Seite dabei nicht neu').isVisible();
    await person.goOn();
    await person.leftStep(answers.step);
    if (answers.step === 'details') {
      await person.back();
      await person.expectStep('details');
      expect(await person.typed()).toEqual(typed);
      await person.goOn();
    }
  }
  if (!told) await expectTold(person);
}

test('a record that was damaged begins anew, and says nothing wrong', async ({ client, world }) => {
  const person = await client(FULL);
  const heard = hearOutside(person.page.context(), world);
  await person.walk(FULL, 'consent');
  await person.page.evaluate(
    async () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('app-data');
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction('entries', 'readwrite');
          const asking = transaction.objectStore('entries').openCursor();
          asking.onsuccess = () => {
            asking.result?.update('not a record');
            asking.result?.continue();
          };
          transaction.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
  );
  await person.page.reload();
  await person.expectStep('arrive');
  expect(await person.walk(FULL, 'details')).toEqual(['arrive', 'information', 'consent', 'details']);
  expect(heard).toEqual([]);
});

test('a database that is deleted in the middle costs nothing that is on screen', async ({ client }) => {
  const person = await client(FULL);
  await person.walk(FULL, 'details');
  const answers = FULL.steps.find(({ step }) => step === 'details') ?? { step: 'information' };
  await person.fill(answers);
  const typed = await person.typed();
  await person.page.evaluate(
    async () =>
      new Promise<void>((resolve) => {
        const deleting = indexedDB.deleteDatabase('app-data');
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => resolve();
        deleting.onblocked = () => resolve();
      }),
  );
  await person.page.evaluate(() => sessionStorage.clear());
  expect(await person.typed()).toEqual(typed);
  await person.goOn();
  await person.expectStep('review');
  await person.back();
  await person.expectStep('details');
  expect(await person.typed()).toEqual(typed);
});

test('storage that fails only later is told when it fails, once, and nothing is lost', async ({ client }) => {
  const person = await client(FULL);
  await person.walk(FULL, 'consent');
  await person.page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await person.fill(FULL.steps.find(({ step }) => step === 'consent') ?? { step: 'information' });
  await person.goOn();
  await person.expectStep('details');
  await expectTold(person);
  await person.back();
  await person.expectStep('consent');
  const boxes = person.main.locator('input[type=checkbox]');
  for (const box of await boxes.all()) await expect(box).toBeChecked();
});
