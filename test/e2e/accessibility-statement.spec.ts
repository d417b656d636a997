import { axeFindings, lostWhenNarrow, lostWithSpacing, smallTargets } from '../a11y/support/checks.ts';
import { expect, SHORT, test } from './support/test.ts';
import { walkOf } from './support/walks.ts';

for (const service of ['coburg', 'gelsenkirchen', 'hannover-einzel'] as const) {
  test(`${service}: the accessibility statement can be used by everybody`, async ({ client }) => {
    const { page } = await client(walkOf(service));
    await page.locator('#accessibility summary').click();
    await expect(page.locator('#accessibility h2')).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await lostWhenNarrow(page)).toEqual([]);
    expect(await lostWithSpacing(page)).toEqual([]);
  });
}

test('the statement is read in the middle of a step, by keyboard, and what was typed is still there', async ({
  client,
}) => {
  const walk = walkOf('hannover-einzel');
  const person = await client(walk);
  const { page } = person;
  await person.walk(walk, 'details');
  const name = page.locator('#field-name');
  await name.fill('Anna Ahrens');
  const summary = page.locator('#accessibility summary');
  await summary.focus();
  await page.keyboard.press('Enter');
  const mail = await page.locator('#barrier-mail').getAttribute('href');
  expect(decodeURIComponent(mail ?? '')).toContain('Schritt: Angaben zur Person');
  expect(decodeURIComponent(mail ?? '')).not.toMatch(/Anna|#|https?:/);
  await page.locator('#accessibility-close').focus();
  await page.keyboard.press('Enter');
  await expect(summary).toBeFocused();
  await person.expectStep('details');
  await expect(name).toHaveValue('Anna Ahrens');
});

test('the statement can be reached on every step', async ({ client }) => {
  const person = await client(SHORT);
  const summary = person.page.locator('#accessibility summary');
  for (let step = await person.step(); step !== 'waiting'; step = await person.step()) {
    await expect(summary, step).toBeVisible();
    const answers = SHORT.steps.find((answer) => answer.step === step);
    if (!answers) throw new Error(step);
    await person.answer(answers);
    await person.leftStep(step);
  }
  await expect(summary).toBeVisible();
});
