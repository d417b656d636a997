import {
  axeFindings,
  expectFocusOnHeading,
  keyboardTroubles,
  lostWhenNarrow,
  lostWithSpacing,
  smallTargets,
} from '../a11y/support/checks.ts';
import { dress, looksIn, nameOf, OFFICE_SCREENS } from '../a11y/support/looks.ts';
import { OfficePage } from '../a11y/support/office-page.ts';
import { OFFICE_STOPS } from '../a11y/support/office-stops.ts';
import { listenToRegions, said } from '../a11y/support/said.ts';
import { conversation, E2EE_UNKNOWN, further, groupWaits, inside, knocker, roomView } from '../fixtures/desk-room.ts';
import { DESK_VIEWS, deskView, ENDLESS_NAME } from '../fixtures/desk-views.ts';
import type { RoomView } from '../../src/desk/view.ts';
import { Client } from './support/client.ts';
import { expect, SHORT, test } from './support/test.ts';

const STOPS = Object.entries(OFFICE_STOPS);

/* A sample of `npm run audit`: every state of the counsellor's page once, each in another look than the one before. */
for (const [turn, language] of (['de', 'en'] as const).entries()) {
  test(`counsellor's page: every state can be used by everybody, ${language}`, async ({ device, world }) => {
    test.setTimeout(120_000);
    const office = await OfficePage.open(await device(), world.gateOrigin, language);
    const { page } = office;
    const looks = looksIn(language, OFFICE_SCREENS);
    for (const [index, [name, { view, act }]] of STOPS.entries()) {
      if (index % 2 !== turn) continue;
      await office.show(await view());
      await expectFocusOnHeading(page);
      await act?.(office);
      // 4 is prime to 9, and the steps of both languages are not the same: each look is seen in each of them.
      const look = looks[(index * 4) % looks.length];
      if (!look) continue;
      await dress(page, look);
      expect(await axeFindings(page), `${name} in ${nameOf(look)}`).toEqual([]);
      expect(await smallTargets(page), name).toEqual([]);
      const lost = index % 4 < 2 ? await lostWhenNarrow(page, look.screen) : await lostWithSpacing(page);
      expect(lost, name).toEqual([]);
    }
  });
}

test("counsellor's page: the keyboard alone reaches everything, and shows where it is", async ({ device, world }) => {
  const office = await OfficePage.open(await device({ viewport: { width: 768, height: 700 } }), world.gateOrigin, 'de');
  for (const name of [
    'door locked',
    'appointments with trouble',
    'new appointment after another',
    'appointment of a group, unfolded',
    'opening, nothing declared',
    'room, conversation',
    'room, refuse',
    'room, really end?',
    'receipts, unfolded',
    'receipt, unfolded',
    'settings',
  ]) {
    const stop = OFFICE_STOPS[name];
    if (!stop) throw new Error(`no state "${name}"`);
    await office.show(await stop.view());
    await stop.act?.(office);
    expect(await keyboardTroubles(office.page), name).toEqual([]);
  }
});

test("counsellor's page: what happens in the room is told to who does not see it", async ({ device, world }) => {
  const office = await OfficePage.open(await device(), world.gateOrigin, 'de');
  const { page, main } = office;
  const becomes = async (room: RoomView): Promise<readonly string[]> => {
    await office.become(deskView({ page: 'room', room }));
    return said(page);
  };
  await office.show(deskView({ page: 'room', room: await roomView({ stage: 'connecting' }) }));
  await listenToRegions(page);

  expect(await becomes(await roomView())).toEqual(['Offen, der Warteraum ist eingeschaltet']);
  expect(await becomes(await roomView({ knocking: [knocker()] }))).toEqual(['Anna klopft an.']);
  expect(await becomes(await roomView({ knocking: [knocker({ failed: 'gone' })] }))).toHaveLength(1);
  const talk = await conversation({ knocking: [], e2ee: E2EE_UNKNOWN });
  expect(await becomes(talk)).toEqual(['Anna ist im Raum.']);
  const e2ee = (changes: Partial<RoomView['e2ee']>): RoomView => ({ ...talk, e2ee: { ...E2EE_UNKNOWN, ...changes } });
  expect(await becomes(e2ee({ switching: true }))).toEqual(['Zusätzliche Verschlüsselung: wird angefordert']);
  expect(await becomes(e2ee({ report: { state: 'reportedByAll' } }))).toEqual([
    'Zusätzliche Verschlüsselung: von allen Geräten gemeldet',
  ]);
  expect(await becomes(e2ee({ report: { state: 'off' }, mustWait: true }))).toEqual([
    expect.stringMatching(/^Zusätzliche Verschlüsselung: aus Noch nicht beginnen: /),
  ]);
  expect(await becomes({ ...talk, knocking: [further('toAsk')] })).toContainEqual(
    expect.stringContaining('Dilek klopft an.'),
  );
  expect(await becomes({ ...talk, knocking: [further('agreed')] })).toHaveLength(1);
  expect(await becomes({ ...talk, knocking: [] })).toEqual(['Dilek klopft nicht mehr.']);
  expect(await becomes({ ...talk, recording: true })).toEqual([expect.stringContaining('aufgezeichnet')]);
  const intruder = inside({ isIntruder: true, name: 'Rolf' });
  expect(await becomes({ ...talk, inside: [intruder] })).toContainEqual(
    expect.stringContaining('Rolf leitet den Raum'),
  );
  expect(await becomes({ ...talk, recovery: 'callingBack', stage: 'recovering' })).toEqual([
    expect.stringContaining('zurück an den Eingang'),
  ]);
  expect(await becomes({ ...talk, inside: [] })).toEqual([expect.stringContaining('Anna hat den Raum verlassen.')]);

  await becomes(await groupWaits());
  await main.locator('[id^="note-"]').first().click();
  await main.locator('.knocker textarea').first().fill('Ich komme gleich.');
  await main.locator('.knocker form button[type=submit]').first().click();
  expect(await said(page)).toEqual(['Ihre Nachricht wird geschickt.']);
});

test("counsellor's page: a knock and an admission, in the practice room and without looking", async ({
  desk,
  device,
}) => {
  test.slow();
  const at = await desk();
  const { page, main } = at;
  const [link = ''] = await at.create({ service: SHORT.service, people: [{ role: 'client', label: 'Frau Muster' }] });
  const person = await Client.open(await device(), link);
  await person.walk(SHORT);
  await at.openRoom();
  await expectFocusOnHeading(page);
  await listenToRegions(page);
  await person.enter();
  await page.bringToFront();
  await at.expectComplete('Anna');
  await expect.poll(() => said(page)).toContainEqual(expect.stringContaining('Anna klopft an.'));
  expect(await axeFindings(page)).toEqual([]);

  // Past the frame, and with one key.
  await main.locator('a.skip').focus();
  await page.keyboard.press('Enter');
  await expect(main.locator('#admission')).toBeFocused();
  await page.keyboard.press('e');
  await expect(at.inside('Anna')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => said(page)).toContainEqual(expect.stringContaining('Anna ist im Raum.'));
  // Whoever goes into the frame with Tab comes out again.
  await main.locator('#end-for-all').focus();
  await expect
    .poll(async () => {
      await page.keyboard.press('Tab');
      return page.evaluate(() => document.activeElement?.closest('admission-panel') !== null);
    })
    .toBe(true);
  expect(await axeFindings(page)).toEqual([]);
});

test("counsellor's page: the checks go red when something is wrong with it", async ({ device, world }) => {
  const office = await OfficePage.open(await device(), world.gateOrigin, 'de');
  const { page } = office;
  const spoil = async (style: string): Promise<void> => {
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, style);
  };
  const view = DESK_VIEWS['room, three knock'];
  if (!view) throw new Error('no such view');
  for (const [what, style, check] of [
    ['a contrast too low', '.knocker__who { color: #aaa !important }', axeFindings],
    ['a wide card', '.knocker { inline-size: 30rem }', lostWhenNarrow],
    ['a cut state', '.knocker__state { block-size: 1rem; overflow: hidden }', lostWithSpacing],
    ['a small button', '.knocker__acts .button { min-block-size: 2rem; padding: 0 }', smallTargets],
    ['a button the keyboard does not find', '.knocker__acts .button { outline: none !important }', keyboardTroubles],
  ] as const) {
    await office.show(await view());
    expect(await check(page), `before ${what}`).toEqual([]);
    await spoil(style);
    expect(await check(page), what).not.toEqual([]);
    await spoil('');
  }
  // A region that appears with its words is said by no means everywhere: the ear of these tests does not count it.
  await listenToRegions(page);
  await page.evaluate((words) => {
    const late = document.createElement('p');
    late.setAttribute('role', 'status');
    late.textContent = words;
    document.body.append(late);
  }, ENDLESS_NAME);
  expect(await said(page)).toEqual([]);
});
