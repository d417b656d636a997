import type { Locator, Page } from '@playwright/test';

/** What Anna Muster writes into a field, by the field's autocomplete token; everything else gets her name. */
const ANSWERS: Readonly<Record<string, string>> = {
  'bday-day': '1',
  'bday-month': '2',
  'bday-year': '1980',
  'address-line1': 'Lindenweg 3',
  'postal-code': '30159',
  'address-level2': 'Hannover',
  tel: '0511 123456',
  email: 'anna@example.org',
};

/** No profile has more steps than this. */
const MOST_STEPS = 20;
/** How often a step may ask for more before the walk gives up. */
const MOST_LOOKS = 4;

/**
 * Opens a personal link and goes through the gate as somebody who agrees to everything, alone in the room, until the
 * button that enters the meeting can be pressed; returns that button. Throws when a step cannot be left.
 */
export async function walkGate(page: Page, href: string): Promise<Locator> {
  await page.goto(href);
  const enter = page.getByRole('main').getByRole('button', { name: 'Eintreten', exact: true });
  const heading = page.locator('h1').first();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await heading.waitFor();
    if (await enter.isVisible()) return enter;
    const before = await heading.textContent();
    for (let look = 0; (await heading.textContent()) === before; look += 1) {
      if (look === MOST_LOOKS) throw new Error(`the step "${before ?? ''}" cannot be left`);
      // The first step has one tick only, "this device is shared", and that is not true here.
      if (step > 0) await answerEverything(page);
      await onward(page).click();
      await headingOtherThan(page, before);
    }
  }
  throw new Error(`no way to the meeting after ${MOST_STEPS} steps: ${(await heading.textContent()) ?? 'no heading'}`);
}

/** Waits a moment for the next step. An answer may also bring further questions, and then there is none yet. */
async function headingOtherThan(page: Page, before: string | null): Promise<void> {
  const changed = (old: string | null): boolean => document.querySelector('h1')?.textContent !== old;
  await page.waitForFunction(changed, before, { timeout: 1500 }).catch(() => undefined);
}

/** The button that leads on: the one that sends the step's form, otherwise the only one that is neither second nor quiet. */
function onward(page: Page): Locator {
  const main = page.getByRole('main');
  return main.locator('button[type=submit]:visible, button.button:visible:not([class*="--"])').first();
}

async function answerEverything(page: Page): Promise<void> {
  const main = page.getByRole('main');
  const names = await main
    .locator('input[type=radio]:visible')
    .evaluateAll((all) => all.map((one) => one.getAttribute('name')));
  for (const name of new Set(names)) {
    const choices = main.locator(`input[type=radio][name="${name ?? ''}"]`);
    if ((await choices.and(page.locator(':checked')).count()) === 0) await choices.first().check();
  }
  for (const box of await main.locator('input[type=checkbox]:visible').all()) await box.check();
  for (const field of await main.locator('input:not([type=checkbox], [type=radio]):visible').all()) {
    const token = (await field.getAttribute('autocomplete')) ?? '';
    if ((await field.inputValue()) === '') await field.fill(ANSWERS[token] ?? 'Anna Muster');
  }
}
