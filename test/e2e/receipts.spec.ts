/** What a person takes home: the receipt as a file, on screen and on paper, and what can still be done with it. */
import type { Receipt } from '../../src/gate/receipt-shape.ts';
import type { Client } from './support/client.ts';
import { expectEnding } from './support/meeting-watch.ts';
import { savedFrom } from './support/saved-file.ts';
import { expect, test } from './support/test.ts';
import { displayNameOf, walkOf, WALKS } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

test.slow();

const walks: readonly Walk[] = WALKS;
const [REFUSING] = walks.filter(({ lacks }) => lacks === 'e2ee');
const [BY_THE_MOTHER] = walks.filter(({ steps }) => steps.some((one) => one.step === 'minor' && one.guardian));

/** Saves the file and reads it. */
async function saved(person: Client): Promise<{ readonly name: string; readonly receipt: Receipt }> {
  const { name, text } = await savedFrom(person.page, person.main.locator('#save'));
  return { name, receipt: JSON.parse(text) as Receipt };
}

const said = (list: Receipt['assurances']): unknown[] =>
  list.map(({ textId, person, decision }) => [textId, person, decision]);

test('the file says in full what was given, what was refused, by whom, and what was not', async ({
  client,
  counsellor,
}) => {
  const walk = REFUSING ?? walkOf('hannover-einzel');
  const host = await counsellor();
  const person = await client(walk);
  await person.walk(walk);
  await person.enter();
  await host.admit(displayNameOf(walk));
  await expect(person.main.locator('.room--in')).toBeVisible();
  await person.main.locator('#leave').click();
  await expectEnding(person, 'left');

  const { name, receipt } = await saved(person);
  // On a shared computer the name of the file must not tell anything (W-12).
  expect(name).toMatch(/^nachweis-[0-9a-f]{8}\.json$/);
  expect(receipt.purposes.map(({ id, declaration }) => [id, declaration?.decision])).toEqual([
    ['participation', 'given'],
    ['documentation', 'refused'],
  ]);
  expect(receipt.declarant).toMatchObject({ role: 'self', name: 'Anna Muster', onBehalfOf: null });
  expect(receipt.people).toEqual(['interpreter']);
  expect(said(receipt.assurances)).toContainEqual(['assurance.companion', 'interpreter', 'given']);
  expect(said(receipt.assurances).filter((one) => (one as string[])[2] !== 'given')).toEqual([]);
  // The exact sentences, so that it can be read when the wording has long been replaced.
  expect(receipt.purposes[0]?.declaration?.statement).toContain('Ich willige ausdrücklich ein');
  expect(receipt.session.e2eeAtStart).not.toBe('reportedOnForAll');
  expect(receipt.details.counsellor.map(({ value }) => value)).toContain('Lindenweg 3');
  expect(receipt.issuedAt).toBeTruthy();

  // Every sentence of the file is on the page too, and on paper it is open by itself.
  await person.page.emulateMedia({ media: 'print' });
  await person.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const sheet = person.main.locator('receipt-view');
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText(receipt.receiptId);
  for (const { statement } of receipt.assurances) await expect(sheet).toContainText(statement ?? '');
  await expect(person.page.locator('#quick-exit')).toBeHidden();
});

test('a consent can be withdrawn on the last page, and the receipt keeps both', async ({ client, counsellor }) => {
  const walk = BY_THE_MOTHER ?? walkOf('hannover-einzel');
  const host = await counsellor();
  const person = await client(walk);
  await person.walk(walk);
  await person.enter();
  await expect(host.knocking(displayNameOf(walk))).toBeVisible();
  await person.main.locator('#leave').click();
  await expectEnding(person, 'left');
  const before = (await saved(person)).receipt;
  expect(before.declarant).toMatchObject({
    role: 'guardian',
    name: 'Maria Muster',
    relation: 'Mutter',
    onBehalfOf: 'Anna Muster',
  });
  expect(before.minor).toMatchObject({ age: 'minor', path: 'guardian', guardian: { name: 'Maria Muster' } });

  await person.main.locator('#withdraw').click();
  await person.main.locator('#withdraw-yes').click();
  await expectEnding(person, 'withdrawn');
  const after = (await saved(person)).receipt;
  expect(after.receiptId).toBe(before.receiptId);
  const states = after.events.map(({ state }) => state);
  expect(states.slice(0, before.events.length)).toEqual(before.events.map(({ state }) => state));
  expect(states).toContain('ConsentWithdrawn');
  expect(after.purposes.every(({ status }) => status !== 'ConsentGiven')).toBe(true);
  await expect(person.main.locator('#withdraw')).toHaveCount(0);
});

test('whoever declined gets no receipt, for nothing was declared', async ({ client }) => {
  const walk = walkOf('hannover-einzel');
  const person = await client(walk);
  await person.walk(walk, 'review');
  await person.main.locator('#decline').click();
  await expectEnding(person, 'declined', 0);
  await expect(person.main.locator('#save')).toHaveCount(0);
});
