/** Issue 5: a form printed and signed stands in for the device, as the counsellor's own record (R-081, C-09). */
import { withServed } from './support/served.ts';
import { expect, SHORT, test } from './support/test.ts';

test.slow();

test('no receipt, but a signed form: it is recorded, the person is admitted, and the record says so', async ({
  desk,
  invited,
  world,
}) => {
  await withServed(
    world,
    'site.json',
    (site: object) => ({ ...site, mailbox: false }),
    async () => {
      const her = await desk();
      const [link = ''] = await her.create({ service: SHORT.service });
      await her.page.evaluate(() => (window.print = () => undefined));
      await her.main.locator('#papers summary').click();
      await her.main.getByRole('button', { name: 'Formular drucken' }).click();
      const form = her.page.locator('body > paper-form');
      await expect(form.locator('h1')).toHaveText('Erklärungen zum Gespräch per Video');
      const mark = /[0-9A-F]{4} [0-9A-F]{4}/.exec((await form.textContent()) ?? '')?.[0] ?? 'none';
      const asked = await form.locator('[data-text]').count();
      await her.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

      await her.openRoom();
      const person = await invited(link);
      await person.walk(SHORT);
      await person.enter();
      await her.page.bringToFront();
      await her.expectWrong('Anna', 'Nicht prüfbar', ['Es ist kein Nachweis angekommen.']);
      const card = her.knocker('Anna');
      await card.locator('[id^="paper-"]').click();
      // The paper and the desk ask the same, and the mark tells one form from another.
      await expect(card.locator('[data-text]')).toHaveCount(asked);
      await expect(card).toContainText(`Auf dem Papier steht die Kennung ${mark}.`);
      await card.getByRole('button', { name: 'Festhalten' }).click();
      await expect(card.getByRole('alert').filter({ hasText: 'So reicht das Papier nicht' })).toBeVisible();
      await expect(card.getByRole('button', { name: 'Auf das Papier hin einlassen' })).toHaveCount(0);

      await card.locator('input[id^="mark-"]').check();
      await card.locator('input[id^="signer-"]').fill('Anna Ahrens');
      await card.locator('input[id^="signed-"]').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
      for (const item of await card.locator('[data-text]').all()) await item.locator('input[value=yes]').check();
      await card.locator('input[id^="kept-"]').fill('Akte 12, Schrank links');
      await card.getByRole('button', { name: 'Festhalten' }).click();
      await expect(card).toContainText('gesehen von Frau Sommer');
      await expect(her.inside()).toHaveCount(0);
      await card.getByRole('button', { name: 'Auf das Papier hin einlassen' }).click();
      await expect(her.inside('Anna')).toBeVisible();
      await her.endForAll();
      await her.showEnded();
      // Among the receipts like every other, and with what happened since.
      await her.main.getByRole('button', { name: 'Nachweis öffnen' }).click();
      await expect(her.main.locator('h1')).toHaveText('Nachweis von Anna Ahrens');
      await expect(her.main.locator('#paper')).toContainText('Akte 12, Schrank links');
      await expect(her.main.locator('#checked')).toContainText(
        'Die Worte sind die, die diese Seite in jener Fassung zeigt.',
      );
      await expect(her.main.locator('#events')).toContainText('Eingelassen.');
      const shelf = await her.receipts();
      expect(await shelf.exported('csv')).toContain('gesehen von Frau Sommer, unterschrieben am');
      // What is saved can be read in again, signature and all.
      await shelf.readIn(await shelf.exported('json'));
      await expect(shelf.rows.filter({ hasText: 'Anna Ahrens' })).toHaveCount(1);
      await expect(her.main.locator('#problem')).toHaveCount(0);
    },
  );
});
