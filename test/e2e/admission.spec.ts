/** Issue 3, points 2 and 3: whoever is not in order is told apart, one by one, and comes in by a recorded reason or not at all. */
import type { Browser } from '@playwright/test';
import { HostPage } from '../contract/host-page.ts';
import type { World } from '../world.ts';
import type { Desk } from './support/desk.ts';
import { expectNobodyKnocks } from './support/room-witness.ts';
import { newVersionOf, withServed } from './support/served.ts';
import { expect, SHORT, test } from './support/test.ts';

test.slow();

const ANNA = { role: 'client', label: 'Frau Muster' } as const;
const SINGLE = { service: SHORT.service, people: [ANNA] } as const;
const UNKNOWN = 'Nicht prüfbar';
const NO_CODE = 'Der Name trägt kein Kennzeichen.';
const TWICE =
  'Mit demselben Kennzeichen ist schon jemand da. Vielleicht wurde die Seite neu geladen. Fragen Sie die Person am Telefon, ob sie gerade neu geklopft hat. Lassen Sie dann mit einem Grund ein.';

/** Knocks past every page of ours, as whoever knows the room's address can, under any name. */
async function knockFromOutside(browser: Browser, world: World, room: string, name: string): Promise<HostPage> {
  const { gateOrigin, meetOrigin } = world;
  const apiAddress = `${gateOrigin}/jitsi/external_api.js`;
  const page = await HostPage.open(browser, { gateOrigin, apiAddress, domain: new URL(meetOrigin).host });
  await page.start(name, room, { startWithVideoMuted: true, startWithAudioMuted: true });
  return page;
}

async function codeOf(desk: Desk, name: string): Promise<string> {
  const shown = (await desk.knocker(name).locator('.code [aria-hidden]').textContent()) ?? '';
  return shown.replace(/\s/g, '');
}

test('names from outside, beside somebody who is complete: each is told what is wrong, and nobody else loses by it', async ({
  browser,
  desk,
  invited,
  world,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SINGLE);
  await her.openRoom();
  const anna = await invited(link);
  await anna.walk(SHORT);
  await anna.enter();
  await her.expectComplete('Frau Muster');
  const code = await codeOf(her, 'Frau Muster');

  // As shown, part of it on screen, what is said.
  const strangers = [
    [`Berta · ${code}`, 'Berta', ['Das Kennzeichen gehört zu einer anderen eingeladenen Person.', TWICE]],
    ['Carla · KZZZZZ', 'Carla', ['Das Kennzeichen passt zu niemandem, den Sie zu diesem Termin eingeladen haben.']],
    [`${'Dora '.repeat(39)}· ${code}`, 'Dora Dora', [NO_CODE]],
    ['<img src=x onerror=alert(1)>\u202eavE', 'img src=x onerror=alert(1)', [NO_CODE]],
  ] as const;
  for (const [shown, part, lines] of strangers) {
    const stranger = await knockFromOutside(browser, world, her.room, shown);
    await her.expectWrong(part, UNKNOWN, lines);
    await expect(her.knocker(part)).toContainText('nicht erkannt');
    const name = (await her.knocker(part).locator('h3').textContent()) ?? '';
    // Nothing of Jitsi's 50 characters is lost but the code, and nothing turns round what stands beside it.
    expect(name.trim()).not.toMatch(/[<>\u202a-\u202e\u2066-\u2069]/);
    expect(name.trim().length).toBeLessThanOrEqual(50);
    await expect(her.main.locator('#knocking img')).toHaveCount(0);
    await expect(her.main.locator('#admit-all')).toHaveCount(0);
    // Two with one code: nobody can say which of them she is.
    if ((lines as readonly string[]).includes(TWICE)) await her.expectWrong('Frau Muster', UNKNOWN, [TWICE]);
    await stranger.dispose();
    await expect(her.knocker(part)).toHaveCount(0);
    await stranger.close();
    await her.expectComplete('Frau Muster');
  }
  await expect(her.main.locator('#inside li')).toHaveCount(0);
});

test('a forged code comes in by a reason only, and the reason is kept though there is no receipt', async ({
  browser,
  desk,
  world,
}) => {
  const her = await desk();
  await her.create(SINGLE);
  await her.openRoom();
  const stranger = await knockFromOutside(browser, world, her.room, 'Carla · KZZZZZ');
  await her.expectWrong('Carla', UNKNOWN, [
    'Das Kennzeichen passt zu niemandem, den Sie zu diesem Termin eingeladen haben.',
  ]);
  await her.admitAllTheSame('Carla', '   ');
  await expect(her.knocker('Carla').locator('textarea')).toBeFocused();
  await expect(her.knocker('Carla')).toBeVisible();
  await her.admitAllTheSame('Carla', 'Am Telefon erkannt.');
  await expect(her.inside('Carla')).toContainText('ohne Nachweis');
  await her.endForAll();
  await her.showEnded();
  await expect(her.main.locator('#notes')).toContainText('Frau Sommer');
  await expect(her.main.locator('#notes')).toContainText(
    'Carla: Eingelassen, obwohl etwas fehlte: „Am Telefon erkannt.“',
  );
  await stranger.close();
});

test('an acknowledgement of an older text: said with its title, and admitted by a reason that stands on the receipt', async ({
  desk,
  invited,
  world,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SINGLE);
  const person = await invited(link);
  await person.walk(SHORT);
  const edit = newVersionOf('ack.publicTask', 'Ich habe die neue Fassung zur Kenntnis genommen.');
  await withServed(world, 'services/common/texts.de.json', edit, async () => {
    await her.openRoom();
    await person.enter();
    await expect(her.knocker('Anna').locator('.knocker__state')).toHaveText('Es fehlt etwas');
    const lines = her.knocker('Anna').locator('.knocker__lacks li');
    await expect(lines).toHaveText([/^„.+“ gilt für eine ältere Fassung \(ratsuchende Person\)\.$/]);
    await expect(her.knocker('Anna').locator('[id^="admit-"]')).toHaveCount(0);
    await her.admitAllTheSame('Anna', 'Neue Fassung am Telefon besprochen.');
    await expect(her.inside('Anna')).toBeVisible();
    await expect(her.inside('Anna')).not.toContainText('ohne Nachweis');
  });
  await her.endForAll();
  await her.receiptOf('Anna Muster');
  await expect(her.main.locator('#events')).toContainText(
    'Eingelassen, obwohl etwas fehlte: „Neue Fassung am Telefon besprochen.“',
  );
});

test('one client whose line to the mailbox is cut: recognised by the code, and without a receipt', async ({
  desk,
  invited,
}) => {
  const her = await desk();
  const [link = ''] = await her.create(SINGLE);
  await her.openRoom();
  const person = await invited(link);
  await person.page.context().route('**/ablage/**', (route) => route.abort());
  await person.walk(SHORT);
  await person.enter();
  await her.expectWrong('Anna', UNKNOWN, ['Es ist kein Nachweis angekommen.']);
  await expect(her.knocker('Anna')).toContainText('Frau Muster');
  await expect(person.main.locator('.room--lobby')).toBeVisible();
});

test('somebody who has just gone is admitted: reported as failed within its limit, and nobody is in', async ({
  browser,
  desk,
  fault,
  world,
  request,
}) => {
  const her = await desk();
  await her.create(SINGLE);
  // Without the plugin nobody says who stopped knocking.
  await fault({ fault: 'reporter-off', room: her.room });
  await her.openRoom();
  const stranger = await knockFromOutside(browser, world, her.room, 'Carla');
  await expect(her.knocker('Carla')).toBeVisible();
  await stranger.close();
  await expectNobodyKnocks(request, world, her.room);
  await her.admitAllTheSame('Carla', 'Am Telefon erkannt.');
  await expect(her.knocker('Carla')).toContainText('Jitsi muss es noch bestätigen.');
  await expect(her.knocker('Carla').getByRole('alert')).toContainText('Jitsi hat das nicht bestätigt.', {
    timeout: 9_500,
  });
  await expect(her.main.locator('#inside li')).toHaveCount(0);
  await her.endForAll();
  await her.showEnded();
  await expect(her.main.locator('#notes')).toHaveCount(0);
});
