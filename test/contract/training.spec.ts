/** The screens that people practise with: the start page, the counsellor to practise with, the room by itself. */
import AxeBuilder from '@axe-core/playwright';
import { HostPage } from './host-page.ts';
import { heard, last } from './call.ts';
import { REAL_JITSI, expect, test } from './stage.ts';

test.skip(REAL_JITSI !== undefined, 'about the practice room');

test('the counsellor to practise with opens the lobby, admits, removes, ends and plays a fault', async ({
  stage,
  world,
  page,
}) => {
  await page.goto(`${world.meetOrigin}/beratung-ueben/${stage.room}`);
  await expect(page.getByText('der Warteraum ist eingeschaltet')).toBeVisible();
  const client = await HostPage.open(stage.browser, stage.host);
  await client.start('Anna Abel · K7F2QX', stage.room);
  const knock = page.locator('#knocking li');
  await expect(knock).toContainText('Anna Abel · K7F2QX');
  await client.dispose();
  await expect(knock).toHaveCount(0);
  await client.start('Anna Abel · K7F2QX', stage.room);
  await page.getByRole('button', { name: 'Anna Abel · K7F2QX abweisen' }).click();
  await expect
    .poll(() => last(client, 'errorOccurred'))
    .toMatchObject({ error: { name: 'conference.connectionError.accessDenied' } });
  await client.dispose();
  await client.start('Anna Abel · K7F2QX', stage.room);
  await page.getByRole('button', { name: 'Anna Abel · K7F2QX einlassen' }).click();
  await heard(client, 'videoConferenceJoined');
  await expect(page.locator('#inside')).toContainText('Anna Abel');
  await page.getByRole('button', { name: 'Leitung sechs Sekunden weg' }).click();
  await expect(page.locator('#state')).toContainText('Ausgelöst');
  await page.getByRole('button', { name: 'Für alle beenden' }).click();
  await expect
    .poll(() => last(client, 'errorOccurred'), { timeout: 12_000 })
    .toMatchObject({ error: { name: 'conference.destroyed' } });
  await client.close();
});

test('a client who was there first is named, and has not been hidden by a lobby', async ({ stage, world, page }) => {
  const client = await HostPage.open(stage.browser, stage.host);
  await client.start('Anna', stage.room);
  await heard(client, 'videoConferenceJoined');
  await page.goto(`${world.meetOrigin}/beratung-ueben/${stage.room}`);
  await expect(page.getByRole('alert')).toContainText('Als Sie kamen, war schon jemand im Raum: Anna');
  await client.close();
});

test('every screen says that it is practice, reads well to machines and fits 320 px', async ({
  stage,
  world,
  page,
}) => {
  // Five screens, each read through by axe.
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  // Opened directly, the plugin would send the page to the gate.
  const room = `${world.meetOrigin}/${stage.room}?lang=de&reporter=off`;
  const screens = [
    [`${world.meetOrigin}/`, 'Übungs-Beratung öffnen'],
    [`${world.meetOrigin}/beratung-ueben/${stage.room}b`, 'der Warteraum ist eingeschaltet'],
    [`${room}#config.prejoinConfig.enabled=true`, 'Am Gespräch teilnehmen'],
    [
      `${world.meetOrigin}/${stage.room}a?lang=de&reporter=off#config.prejoinConfig.enabled=false&userInfo.displayName=%22Anna%22`,
      'Auflegen',
    ],
    [`${world.meetOrigin}/practice/welcome?lang=de&reporter=off`, 'Startseite von Jitsi'],
  ] as const;
  for (const [address, text] of screens) {
    await page.goto('about:blank');
    await page.goto(address);
    await expect(page.getByText(text).first(), address).toBeVisible();
    await expect(page.getByText('kein echtes Gespräch').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(320);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      address,
    ).toEqual([]);
  }
});
