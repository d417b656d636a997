/** Issue 3, point 4: what goes wrong at the counsellor's desk, each time with the way on. */
import { Desk } from './support/desk.ts';
import { expectBack, expectEnding } from './support/meeting-watch.ts';
import { expectNobodyUnadmittedHeard } from './support/room-witness.ts';
import { appointed, comesBack, expect, received, SHORT, test } from './support/test.ts';
import { answering, walkOf } from './support/walks.ts';
import type { Walk } from './support/walks.ts';

/** Milliseconds from the room or server being back until it is open again. */
const RECOVERED = 30_000;
/** Milliseconds that every answer of a slow mailbox takes: with several entries more than six seconds in all. */
const SLOW = 1_500;
/** Milliseconds from the mailbox being well again until what did not arrive has arrived. */
const CAUGHT_UP = 30_000;
const REASON = 'Am Telefon vorgelesen';
const REFUSAL = 'Bitte rufen Sie uns an.';
const GROUP = answering(walkOf('hannover-gruppe'), { step: 'assurances', people: [] });
/** Everything as Anna says it, but the name. */
const BERTA: Walk = {
  ...GROUP,
  steps: GROUP.steps.map((one) => {
    if (one.step === 'devices') return { ...one, name: 'Berta' };
    if (one.step === 'review') return { ...one, name: 'Berta Berg' };
    return one.step === 'details' ? { ...one, fields: { ...one.fields, name: 'Berta Berg' } } : one;
  }),
};
const TWO = [
  { role: 'client', label: 'Frau Muster' },
  { role: 'client', label: 'Frau Berg' },
] as const;

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
  test(`mailbox ${trouble}: the desk says what is missing and goes on by hand, and afterwards nothing is missing`, async ({
    desk,
    invited,
    mailboxFault,
    witness,
  }) => {
    // The mailbox is tried again after a while, not at once.
    test.setTimeout(90_000);
    const her = await desk();
    const [link = '', other = ''] = await her.create({ service: GROUP.service, people: TWO });
    await mailboxFault({ fault: trouble });
    await her.openRoom();
    const anna = await invited(link);
    await anna.walk(GROUP);
    if (trouble === 'full') await anna.main.locator('#all-the-same summary').click();
    await anna.enter();
    const berta = await invited(other);
    await berta.walk(BERTA);
    // What cannot be written cannot say that the room is open: with her the door has to wait.
    if (trouble === 'full') await expect(berta.main.locator('#desk')).toContainText('noch nicht geöffnet');
    else await berta.enter();
    await her.page.bringToFront();
    // Reading works where only writing is refused: then it is a word that did not go out.
    const told = trouble === 'full' ? '#problem' : '#mailbox-unreachable';
    await expect(her.main.locator(told)).toBeVisible({ timeout: 15_000 });
    const doubt = trouble === 'full' ? 'Es ist kein Nachweis angekommen.' : 'Die Ablage antwortet nicht.';
    await expect(her.knocker('Anna')).toContainText(doubt, { timeout: 15_000 });
    await expect(her.knocker('Anna').locator('[id^=admit-]')).toHaveCount(0);
    if (trouble !== 'full') {
      await her.refuse('Berta', REFUSAL);
      await expectEnding(berta, 'refused');
    }
    await her.admitAllTheSame('Anna', REASON);
    await expect(anna.main.locator('.room--in')).toBeVisible();
    await expect(her.inside('Anna')).toContainText('ohne Nachweis');

    await mailboxFault({ fault: 'none' });
    await lookAgain(her);
    await expect(her.inside('Anna')).not.toContainText('ohne Nachweis', { timeout: CAUGHT_UP });
    const [place, words] = trouble === 'full' ? ['#desk', 'hat den Raum geöffnet'] : ['#refusal', REFUSAL];
    await expect(berta.main.locator(place)).toContainText(words, { timeout: CAUGHT_UP });
    await expect(her.main.locator('#mailbox-unreachable, #problem')).toHaveCount(0, { timeout: CAUGHT_UP });
    await her.endForAll();
    const shelf = await her.receipts();
    await expect(shelf.rows).toHaveCount(trouble === 'full' ? 1 : 2);
    await shelf.open('Anna');
    await expect(her.main.locator('#events')).toContainText(`Eingelassen, obwohl etwas fehlte: „${REASON}“`);
    expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
  });
}

test('mailbox slow: the desk waits for the receipt as long as it is on its way, admits with it, and files it', async ({
  desk,
  invited,
  mailboxFault,
  witness,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SHORT);
  await mailboxFault({ fault: 'slow', delayMs: SLOW });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await her.page.evaluate(noteStates);
  await expect(her.main.locator('#expected')).toContainText('wartet', { timeout: 15_000 });
  await person.enter();
  await her.page.bringToFront();
  await expect(her.knocker('Anna').locator('.knocker__state')).toHaveText('Wird gerade geprüft');
  await expect(her.knocker('Anna').locator('[id^=admit-]')).toHaveCount(0);
  await expect(her.knocker('Anna').locator('.knocker__state')).toHaveText('Vollständig', { timeout: 30_000 });
  expect(await her.page.evaluate(() => globalThis.statesSeen)).toEqual(['Wird gerade geprüft', 'Vollständig']);
  await mailboxFault({ fault: 'none' });
  await her.admit('Anna');
  await expect(person.main.locator('.room--in')).toBeVisible();
  await her.endForAll();
  const shelf = await her.receipts();
  await expect(shelf.rows).toHaveCount(1);
  await shelf.open('Anna');
  await expect(her.main.locator('#events')).toContainText('Eingelassen.');
  expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
});

declare global {
  var statesSeen: string[] | undefined;
}

/** Writes down what the card of somebody who knocks says, each time it says something else. Runs in the counsellor's page. */
function noteStates(): void {
  const seen: string[] = [];
  globalThis.statesSeen = seen;
  const look = (): void => {
    const said = document.querySelector('.knocker__state')?.textContent.trim();
    if (said && said !== seen.at(-1)) seen.push(said);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

/** As when she comes back to the page. */
async function lookAgain({ page }: Desk): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}
