/** Issue 3, point 1: counsellor and client, each on their own page, from the new appointment to the receipt that both hold. */
import type { Receipt } from '../../src/gate/receipt-shape.ts';
import type { Client } from './support/client.ts';
import { expectEnding } from './support/meeting-watch.ts';
import { savedFrom } from './support/saved-file.ts';
import { expectToSeeAndHear } from './support/seeing.ts';
import { expect, SHORT, test } from './support/test.ts';
import { answering, displayNameOf, furtherWalk, walkOf } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

test.use({ through: 'nginx' });
test.slow();

const ANNA = { role: 'client', label: 'Frau Muster' } as const;

/** Saves the receipt of the last page and reads the file. */
async function saved(person: Client): Promise<Receipt> {
  const { text } = await savedFrom(person.page, person.main.locator('#save'));
  return JSON.parse(text) as Receipt;
}

/** What a receipt proves: which one it is, and everything that was shown and said. */
function proofOf({ recordId, receiptId, checkCode, declarant, notice, purposes, events, ...rest }: Receipt): unknown {
  const { acknowledgements, assurances, pledges, furtherPersons, people } = rest;
  const said = { acknowledgements, assurances, pledges, furtherPersons, people };
  return { recordId, receiptId, checkCode, declarant, notice, purposes, events, ...said };
}

test('from the new appointment into the call and to the receipt that both hold @desktop', async ({ desk, invited }) => {
  const walk = walkOf('hannover-einzel');
  const name = displayNameOf(walk);
  const her = await desk();
  const [link = ''] = await her.create({ service: walk.service, people: [ANNA] });
  const person = await invited(link);
  await person.walk(walk);
  await her.openRoom();
  await person.enter();
  await her.expectComplete(name);
  // The code of this very person is on the person's screen too.
  const code = (await person.main.locator('.code [aria-hidden], .code[aria-hidden]').first().textContent()) ?? '';
  await expect(her.knocker(name)).toContainText(code);
  await expect(her.knocker(name)).toContainText('Frau Muster');
  await her.admit(name);
  await expectToSeeAndHear({ page: person.page, frame: person.page.frameLocator('.room__frame iframe') });
  await expectToSeeAndHear(her);

  await her.endForAll();
  await expectEnding(person, 'endedByCounsellor');
  const taken = await saved(person);
  const filed = await her.receiptOf('Anna Muster');
  expect(proofOf(filed)).toEqual(proofOf(taken));
  expect(taken.purposes.map(({ declaration }) => declaration?.decision)).toEqual(['given', 'given']);
  await expect(her.main.locator('#checked')).toContainText(
    'Die Worte sind die, die diese Seite in jener Fassung zeigt.',
  );
  await expect(her.main.locator('#events')).toContainText('Eingelassen.');
  // A whole browser also writes hints of its own, about password fields and about attributes that Jitsi's script sets.
  const own = [her, person].flatMap(({ noise }) => noise.lines).filter((line) => !/^(verbose|warning) /.test(line));
  expect(own).toEqual([]);
});

test('who comes before the room is open waits outside, and hears when it is opened', async ({ desk, invited }) => {
  const her = await desk();
  const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
  const person = await invited(link);
  await person.walk(SHORT);
  await expect(person.main.locator('#desk')).toContainText('noch nicht geöffnet');
  await expect(person.main.locator('.actions #enter')).toHaveCount(0);
  await expect(person.main.locator('#not-now')).toBeVisible();
  await her.openRoom();
  await expect(her.main.locator('#expected')).toContainText('Frau Muster: wartet vor dem Raum');
  await person.page.bringToFront();
  await expect(person.main.locator('#desk')).toContainText('hat den Raum geöffnet');
  await expect(person.main.locator('.actions #enter')).toBeEnabled();
});

test('a note reaches who waits, and the reason of a refusal is what the refused person reads', async ({
  desk,
  invited,
}) => {
  const her = await desk();
  const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await person.enter();
  await her.expectComplete('Anna');
  await her.note('Anna', 'Noch fünf Minuten, <b>bitte</b>.');
  await expect(person.main.locator('#notes')).toContainText('Noch fünf Minuten, <b>bitte</b>.');
  await her.refuse('Anna', 'Bitte rufen Sie mich zuerst an.');
  await expectEnding(person, 'refused');
  await expect(person.main.locator('#refusal')).toContainText('Bitte rufen Sie mich zuerst an.');
  await expect(her.main.locator('#knocking')).toHaveCount(0);
});

test('a consent that is withdrawn in the room is withdrawn at the desk @firefox', async ({ desk, invited }) => {
  const walk = walkOf('hannover-einzel');
  const her = await desk();
  const [link = ''] = await her.create({ service: walk.service, people: [ANNA] });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(walk);
  await person.enter();
  await her.expectComplete('Anna');
  await her.admit('Anna');
  // In Firefox only the page in front can have the focus, which is asked for below.
  await person.page.bringToFront();
  await person.main.locator('#withdraw').click();
  await person.main.locator('#withdraw-yes').click();
  await expectEnding(person, 'withdrawn');
  await expect(her.inside('Anna')).toHaveCount(0);
  await expect(her.main.locator('#expected')).toContainText('Frau Muster: hat widerrufen');
  await her.endForAll();
  await expect((await her.receipts()).rows.filter({ hasText: 'Anna Muster' })).toContainText('widerrufen');
});

test('three in a group and an interpreter: each by an act of her own, the interpreter when all three have said yes', async ({
  desk,
  invited,
}) => {
  // Five pages with a call each on one machine.
  test.setTimeout(150_000);
  const { service } = walkOf('hannover-gruppe');
  const names = ['Anna', 'Berta', 'Carla'];
  const her = await desk();
  const links = await her.create({
    service,
    people: [
      ...names.map((name) => ({ role: 'client', label: `Frau ${name}` }) as const),
      { role: 'interpreter', label: 'Frau Demir' },
    ],
  });
  await her.openRoom();
  const enter = async (link: string, walk: Walk): Promise<Client> => {
    const person = await invited(link);
    await person.walk(walk);
    await person.enter();
    await her.expectComplete(displayNameOf(walk));
    return person;
  };
  const clients: Client[] = [];
  for (const [index, name] of names.entries()) {
    const walk = answering(walkOf(service), { step: 'devices', name, without: ['camera'] });
    clients.push(await enter(links[index] ?? '', walk));
  }
  await her.admit('Anna');
  await expect(her.main.locator('#inside li')).toHaveCount(1);
  await her.main.locator('#admit-all').click();
  await expect(her.main.locator('#inside li')).toHaveCount(3);

  const interpreter = await enter(links[3] ?? '', furtherWalk(service));
  const card = her.knocker('Demir');
  await expect(card.locator('[id^="admit-"]')).toHaveCount(0);
  await expect(card.locator('[id^="override-"]')).toHaveCount(0);
  await card.locator('[id^="ask-"]').click();
  for (const [index, person] of clients.entries()) {
    await expect(card.locator('[id^="admit-"]')).toHaveCount(0);
    await person.page.bringToFront();
    await expect(person.main.locator('#further-who')).toContainText('Frau Demir');
    await person.main.locator('#further-yes').click();
    const answered = index === 2 ? 'Alle Ratsuchenden im Raum haben zugestimmt.' : `Frau ${names[index] ?? ''}: ja.`;
    await expect(card.locator('.knocker__others')).toContainText(answered);
  }
  await expect(interpreter.main.locator('.room--lobby')).toBeVisible();
  await her.admit('Demir');
  await expect(interpreter.main.locator('.room--in')).toBeVisible();
  await expect(her.main.locator('#reminder-title')).toContainText('Demir');
  await her.main.locator('#close-reminder').click();
  await expect(her.main.locator('#reminder')).toHaveCount(0);
  const [first = interpreter] = clients;
  await first.page.bringToFront();
  await expect(first.main.locator('#joined')).toContainText('Was hier gesagt wird, bleibt hier.', { timeout: 15_000 });
  await first.main.locator('#joined-read').click();
  await expect(first.main.locator('#joined')).toBeEmpty();

  await her.endForAll();
  for (const person of clients) {
    await expectEnding(person, 'endedByCounsellor');
    const { furtherPersons } = await saved(person);
    expect(furtherPersons).toMatchObject([{ role: 'interpreter', decision: 'yes' }]);
  }
  const shelf = await her.receipts();
  await expect(shelf.rows).toHaveCount(4);
  await shelf.rows.filter({ hasText: 'Anna Muster' }).first().getByRole('button').click();
  await expect(her.main.locator('#events')).toContainText('Weitere Person „Frau Demir“: zugestimmt.');
});

test('one no keeps a further person out, whatever the reason, and stands on both receipts', async ({
  desk,
  invited,
}) => {
  const her = await desk();
  const people = [ANNA, { role: 'interpreter', label: 'Frau Demir' }] as const;
  const [link = '', forInterpreter = ''] = await her.create({ service: SHORT.service, people });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await person.enter();
  await her.expectComplete('Anna');
  await her.admit('Anna');
  const interpreter = await invited(forInterpreter);
  await interpreter.walk(furtherWalk(SHORT.service));
  await interpreter.enter();
  await her.expectComplete('Demir');
  await her.knocker('Demir').locator('[id^="ask-"]').click();
  await person.main.locator('#further-no').click();
  await expect(her.knocker('Demir')).toContainText('Im Raum hat jemand Nein gesagt. Die Person kommt nicht herein.');
  await expect(her.knocker('Demir').locator('[id^="admit-"], [id^="override-"], [id^="ask-"]')).toHaveCount(0);
  await expect(interpreter.main.locator('.room--lobby')).toBeVisible();
  await expect(her.main.locator('#inside li')).toHaveCount(1);
  await her.endForAll();
  await expectEnding(person, 'endedByCounsellor');
  expect((await saved(person)).furtherPersons).toMatchObject([{ role: 'interpreter', decision: 'no' }]);
  const filed = await her.receiptOf('Anna Muster');
  expect(filed.furtherPersons).toMatchObject([{ role: 'interpreter', decision: 'no' }]);
  await expect(her.main.locator('#events')).toContainText('Weitere Person „Frau Demir“: abgelehnt.');
});
