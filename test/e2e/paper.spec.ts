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
      await her.main.locator('.invitation__more summary').click();
      await her.main.locator('[id$="-form"]').click();
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
      await card.getByRole('button', { name: 'Festhalten und einlassen' }).click();
      await expect(card.getByRole('alert').filter({ hasText: 'So kann niemand' })).toBeVisible();
      await expect(her.inside()).toHaveCount(0);

      await card.locator('input[id^="mark-"]').check();
      await card.locator('input[id^="signed-"]').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
      for (const item of await card.locator('[data-text]').all()) await item.locator('input[value=yes]').check();
      await card.locator('input[id^="kept-"]').fill('Akte 12, Schrank links');
      await card.getByRole('button', { name: 'Festhalten und einlassen' }).click();
      await expect(her.inside('Anna')).toBeVisible();
      await her.endForAll();
      await her.showEnded();
      await expect(her.main).toContainText('Auf Papier erklärt, gesehen von Frau Sommer, unterschrieben am');
      await expect(her.main).toContainText('Das Papier liegt hier: „Akte 12, Schrank links“');
    },
  );
});
