/** Issue 3, admission panel and what happens during a session: at the real desk, each with what it leaves on the receipt. */
import type { Page } from '@playwright/test';
import { HostPage } from '../contract/host-page.ts';
import { WITHOUT_E2EE } from './support/client.ts';
import { expectEnding } from './support/meeting-watch.ts';
import { expect, SHORT, test } from './support/test.ts';
import { answering, furtherWalk, walkOf } from './support/walks.ts';

test.slow();

const ANNA = { role: 'client', label: 'Frau Muster' } as const;
const MINUTE = 60_000;

/** Counts the sounds of a page: each is made in an audio context of its own. */
const SOUND_WATCH = `
  window.soundsPlayed = 0;
  window.AudioContext = class extends window.AudioContext {
    constructor(...options) { super(...options); window.soundsPlayed += 1; }
  };`;
const soundsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { soundsPlayed: number }).soundsPlayed);

/** Keeps every state that a card shows, however short. */
const STATE_WATCH = `
  window.statesShown = [];
  new MutationObserver(() => {
    const state = document.querySelector('.knocker__state')?.textContent.trim();
    if (state && window.statesShown.at(-1) !== state) window.statesShown.push(state);
  }).observe(document, { childList: true, subtree: true, characterData: true });`;
const statesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { statesShown: string[] }).statesShown);

/** Jitsi's own word for it, from the window of the meeting: nothing but that window is believed. */
async function recordingStarts(page: Page, meetOrigin: string): Promise<void> {
  const frame = page.frames().find((one) => one.url().startsWith(meetOrigin));
  if (!frame) throw new Error('no meeting on this page');
  await frame.evaluate(() => {
    const data = { name: 'recording-status-changed', on: true, mode: 'file' };
    const scope = `jitsi_meet_external_api_${/jitsi_meet_external_api_id=(\d+)/.exec(location.href)?.[1] ?? '0'}`;
    const message = { postis: true, scope, method: 'message', params: { type: 'event', data } };
    window.parent.postMessage(JSON.stringify(message), '*');
  });
}

test('a knock: counted in the tab, heard, looked into at once, let in with one key; no sound during a single session', async ({
  browser,
  desk,
  invited,
  world,
}) => {
  const her = await desk({ initScript: `${SOUND_WATCH}${STATE_WATCH}` });
  const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await person.enter();
  await her.expectComplete('Anna');
  expect(await statesOf(her.page)).not.toContain('Nicht prüfbar');
  await expect(her.page).toHaveTitle(/^\(1\) /);
  const heard = await soundsOf(her.page);
  expect(heard).toBeGreaterThan(0);
  await her.page.bringToFront();
  await her.main.locator('#admission').focus();
  await her.page.keyboard.press('e');
  await expect(her.inside('Anna')).toBeVisible();
  await expect(her.page).not.toHaveTitle(/^\(/);

  const domain = new URL(world.meetOrigin).host;
  const apiAddress = `${world.gateOrigin}/jitsi/external_api.js`;
  const stranger = await HostPage.open(browser, { gateOrigin: world.gateOrigin, apiAddress, domain });
  await stranger.start('Carla', her.room, { startWithVideoMuted: true, startWithAudioMuted: true });
  await expect(her.knocker('Carla')).toBeVisible();
  await expect(her.page).toHaveTitle(/^\(1\) /);
  expect(await soundsOf(her.page)).toBe(heard);
  await stranger.close();
});

test('what was decided and what happened in the meeting stands on the receipt, on screen and on paper', async ({
  desk,
  invited,
  world,
}) => {
  const her = await desk();
  const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
  await her.openRoom();
  const person = await invited(link, { initScript: WITHOUT_E2EE });
  await person.walk(SHORT);
  await person.enter();
  await her.expectComplete('Anna');
  await her.admit('Anna');

  await expect(her.main.locator('#may-waive')).toBeVisible();
  await her.main.locator('#e2ee summary').click();
  await her.main.locator('#reason-waive-e2ee').fill('Ihr Telefon kann es nicht.');
  await her.main.locator('#e2ee form button[type=submit]').click();
  await expect(her.main.locator('#waived')).toContainText('Ihr Telefon kann es nicht.');
  await expect(her.main.locator('#may-waive')).toHaveCount(0);

  for (const item of ['introduced', 'noRecording', 'encryption']) await her.main.locator(`#round-${item}`).click();
  await expect(her.main.locator('#round-done')).toBeVisible();

  for (const { page } of [her, person]) await recordingStarts(page, world.meetOrigin);
  await expect(her.main.locator('#recording')).toContainText('aufgezeichnet');
  await expect(person.main.locator('#alarm')).toContainText('Jemand zeichnet auf.');

  await her.endForAll();
  await expectEnding(person, 'endedByCounsellor');
  await her.receiptOf('Anna');
  const events = her.main.locator('#events');
  const said = [
    'Entschieden, ohne sie zu sprechen: „Ihr Telefon kann es nicht.“',
    'Die Eröffnungsrunde ist gemacht',
    'Jitsi meldete eine laufende Aufzeichnung.',
  ];
  for (const words of said)
    await expect(events.locator('li', { hasText: words })).toContainText(/\d\d:\d\d Uhr · Frau Sommer/);
  await her.page.emulateMedia({ media: 'print' });
  await expect(events).toBeVisible();
  for (const hidden of ['#checked', '#until', '#withdrawal', '#print'])
    await expect(her.main.locator(hidden)).toBeHidden();
  const [sheet, after] = await Promise.all([her.main.locator('receipt-view').boundingBox(), events.boundingBox()]);
  expect(after?.y).toBeGreaterThan((sheet?.y ?? 0) + (sheet?.height ?? 0) - 1);
});

test('no answer is no: after a minute a further person is still outside, and that stands on the receipt', async ({
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
  await her.page.clock.install();
  const card = her.knocker('Demir');
  await card.locator('[id^="ask-"]').click();
  await person.page.bringToFront();
  await expect(person.main.locator('#further-no')).toBeVisible({ timeout: 15_000 });
  await expect(card.locator('[id^="admit-"], [id^="override-"]')).toHaveCount(0);
  await her.page.clock.fastForward(MINUTE);
  await expect(card).toContainText('Nicht alle haben geantwortet. Keine Antwort heißt Nein.');
  await expect(card.locator('[id^="admit-"], [id^="override-"]')).toHaveCount(0);
  await expect(interpreter.main.locator('.room--lobby')).toBeVisible();
  await expect(her.main.locator('#inside li')).toHaveCount(1);
  await her.page.clock.resume();
  await her.endForAll();
  await her.receiptOf('Anna');
  await expect(her.main.locator('#events')).toContainText('Weitere Person „Frau Demir“: keine Antwort, also nein.');
});

test('whoever waits for the next appointment hears that she is still talking', async ({ desk, invited }) => {
  const her = await desk();
  const [later = ''] = await her.create({ service: SHORT.service, people: [{ role: 'client', label: 'Frau Spät' }] });
  await her.page.locator('#place-appointments').click();
  await her.create({ service: SHORT.service, people: [ANNA] });
  await her.openRoom();
  const waiting = await invited(later);
  await waiting.walk(SHORT);
  await expect(her.main.locator('#next')).toContainText('Dort wartet schon eine Person.', { timeout: 15_000 });
  await her.main.locator('#tell-next').click();
  await expect(her.main.locator('#told')).toBeVisible();
  await waiting.page.bringToFront();
  await expect(waiting.main.locator('#desk')).toContainText('ist noch im Gespräch', { timeout: 15_000 });
});

test('without the plugin nobody is said to be still there when nothing was heard for a while', async ({
  desk,
  fault,
  invited,
}) => {
  const her = await desk();
  const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
  await fault({ fault: 'reporter-off', room: her.room });
  await her.page.clock.install();
  await her.openRoom();
  const person = await invited(link);
  await person.walk(SHORT);
  await person.enter();
  await her.expectComplete('Anna');
  await expect(her.knocker('Anna')).not.toContainText('vielleicht nicht mehr da');
  await her.page.clock.fastForward(MINUTE);
  await expect(her.knocker('Anna')).toContainText('vielleicht nicht mehr da');
});

test('encryption is a condition: whose browser cannot is not admitted, whatever the reason', async ({
  desk,
  invited,
}) => {
  const her = await desk();
  const [link = ''] = await her.create({ service: 'hannover-einzel', people: [ANNA], requiresE2ee: true });
  await her.openRoom();
  const walk = answering(walkOf('hannover-einzel'), { step: 'devices', name: 'Anna' });
  const person = await invited(link, { initScript: WITHOUT_E2EE });
  await person.walk(walk);
  await person.enter();
  const card = her.knocker('Anna');
  await expect(card).toContainText('Für diesen Termin ist das Bedingung.');
  await expect(card.locator('[id^="admit-"]')).toHaveCount(0);
  await her.admitAllTheSame('Anna', 'Am Telefon besprochen');
  // What is written after that arrives: an admission would have been through by then.
  await her.note('Anna', 'Wir rufen Sie an.');
  await expect(person.main.locator('#notes')).toContainText('Wir rufen Sie an.');
  await expect(card).toBeVisible();
  await expect(her.inside()).toHaveCount(0);
  await expect(person.main.locator('.room--lobby')).toBeVisible();
});

test('a message to all who wait: on every screen, and in each mailbox of its own', async ({ desk, invited }) => {
  const her = await desk();
  const { service } = walkOf('hannover-gruppe');
  const names = ['Anna', 'Berta'];
  const people = names.map((name) => ({ role: 'client', label: `Frau ${name}` }) as const);
  const links = await her.create({ service, people });
  await her.openRoom();
  const waiting = [];
  for (const [index, name] of names.entries()) {
    const walk = answering(walkOf(service), { step: 'devices', name, without: ['camera'] });
    const person = await invited(links[index] ?? '');
    await person.walk(walk);
    await person.enter();
    await expect(her.knocker(name)).toBeVisible();
    waiting.push(person);
  }
  await her.page.bringToFront();
  await her.main.locator('summary', { hasText: 'Nachricht an alle Wartenden' }).click();
  await her.main.locator('#note-all').fill('Wir beginnen fünf Minuten später.');
  await her.main.locator('#note-all').locator('xpath=ancestor::form').locator('button').click();
  for (const person of waiting) {
    await person.page.bringToFront();
    await expect(person.main.locator('#notes')).toContainText('Wir beginnen fünf Minuten später.');
  }
});
