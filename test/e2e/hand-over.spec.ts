/** Issue 3: without a mailbox everything still works by file hand-over, and the page says what is missing. */
import { expectEnding } from './support/meeting-watch.ts';
import { savedFrom } from './support/saved-file.ts';
import { withServed } from './support/served.ts';
import { expectNobodyUnadmittedHeard } from './support/room-witness.ts';
import { expect, SHORT, test } from './support/test.ts';
import { furtherWalk } from './support/walks.ts';

test.slow();

const ANNA = { role: 'client', label: 'Frau Muster' } as const;
const withoutMailbox = (site: object): object => ({ ...site, mailbox: false });

test('a link without a mailbox: the client sends a file, the counsellor opens it on the card and admits', async ({
  desk,
  invited,
  world,
}) => {
  await withServed(world, 'site.json', withoutMailbox, async () => {
    const her = await desk();
    await expect(her.main.locator('#no-mailbox')).toContainText('Dieser Server hat keine Ablage.');
    const [link = ''] = await her.create({ service: SHORT.service, people: [ANNA] });
    const person = await invited(link);
    await person.walk(SHORT);
    await expect(person.main.locator('#undelivered')).toContainText('kommt hier nicht von selbst');
    const saved = await savedFrom(person.page, person.main.locator('#save-receipt'));
    expect(saved.name).toMatch(/^nachweis-[0-9a-f]{8}\.json$/);
    const file = saved.text;
    await her.openRoom();
    await person.enter();
    await her.expectWrong('Anna', 'Nicht prüfbar', ['Es ist kein Nachweis angekommen.']);

    const open = async (text: string): Promise<void> => {
      await her.page.bringToFront();
      const toggle = her.knocker('Anna').locator('button[id^="file-"]');
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
      const buffer = Buffer.from(text);
      const files = { name: 'nachweis.json', mimeType: 'application/json', buffer };
      await her.knocker('Anna').locator('input[type=file]').setInputFiles(files);
    };
    await open(file.replace('Ich ', 'Sie '));
    await expect(her.main.locator('#problem')).toContainText('Dieser Nachweis wurde verändert');
    await her.expectWrong('Anna', 'Nicht prüfbar', ['Es ist kein Nachweis angekommen.']);

    // The same receipt without the proof that the link alone can make: a statement, and nothing more.
    const { linkProof: _, ...plain } = JSON.parse(file) as { linkProof: string };
    await open(JSON.stringify(plain));
    await expect(her.knocker('Anna')).toContainText('Nur das Kennzeichen darin passt, der Rest ist nicht belegt.');
    await expect(her.knocker('Anna').locator('.knocker__state')).toHaveText('Nicht prüfbar');
    await expect(her.knocker('Anna').locator('[id^="admit-"]')).toHaveCount(0);

    await open(file);
    await her.expectComplete('Anna');
    await expect(her.knocker('Anna')).toContainText('Als Datei übergeben, nicht über die Ablage.');
    await her.admit('Anna');
    await her.endForAll();
    await expectEnding(person, 'endedByCounsellor');

    await her.receiptOf('Anna Muster');
    const checked = her.main.locator('#checked');
    await expect(checked).toContainText('Der persönliche Link bestätigt ihn.');
    await expect(checked).toContainText('Die Worte sind die, die diese Seite in jener Fassung zeigt.');
    await expect(her.main.locator('#events')).toContainText('Eingelassen.');
    // Nobody asked a server for a mailbox that it does not have.
    expect([her, person].flatMap(({ noise }) => noise.requests).filter((url) => url.includes('/ablage/'))).toEqual([]);
  });
});

test('without a mailbox nobody learns of a change by itself, no further person comes in unasked, and the page says so', async ({
  desk,
  invited,
  world,
  witness,
}) => {
  await withServed(world, 'site.json', withoutMailbox, async () => {
    const her = await desk();
    await her.create({ service: SHORT.service, people: [ANNA] });
    await her.main.locator('#cancel').click();
    await expect(her.main.locator('#cancel-dialog')).toContainText(
      'Ohne Ablage sagen die Links dieses Termins nichts davon.',
    );
    await her.main.locator('#cancel-yes').click();
    await her.says('Die Eingeladenen wissen davon nichts', 64);
    await expect(her.main.locator('#problem')).toContainText('am Telefon oder per E-Mail');

    await her.page.locator('#place-appointments').click();
    const people = [ANNA, { role: 'interpreter', label: 'Frau Demir' }] as const;
    const [link = '', forInterpreter = ''] = await her.create({ service: SHORT.service, people });
    await her.openRoom();
    const person = await invited(link);
    await person.walk(SHORT);
    await person.enter();
    await her.page.bringToFront();
    await her.admitAllTheSame('Anna', 'Nachweis am Telefon vorgelesen');
    const interpreter = await invited(forInterpreter);
    await interpreter.walk(furtherWalk(SHORT.service));
    await interpreter.enter();
    const card = her.knocker('Demir');
    await expect(card).toContainText('Ohne Ablage kann diese Seite die Ratsuchenden im Raum nicht fragen');
    await expect(card.locator('[id^="admit-"], [id^="override-"], [id^="ask-"]')).toHaveCount(0);
    await expect(interpreter.main.locator('.room--lobby')).toBeVisible();
    await expect(her.inside()).toHaveCount(1);
    expectNobodyUnadmittedHeard(await witness(her.room), 'Anna');
  });
});
