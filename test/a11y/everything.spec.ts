import { LANGUAGES } from '../../src/i18n/languages.ts';
import type { StepKind } from '../../src/gate/plan.ts';
import { expect, test } from '../e2e/support/test.ts';
import { WALKS } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';
import { expectFocusOnHeading } from './support/checks.ts';
import { inspect } from './support/inspect.ts';
import { speak } from './support/looks.ts';
import { tour, wasSeen } from './support/tour.ts';

const ALL: readonly Walk[] = WALKS;
/** Steps that let nobody on without an answer, in whatever profile. */
const INSISTENT: readonly StepKind[] = ['consent', 'details', 'minor', 'assurances', 'pledge', 'devices'];

/*
 * `npm run audit`: every step of every walk, as it comes, answered, and wrongly left out, in every language, on every
 * screen, in every design. A walk is gone once for each language; at each stop it is shown in all looks one after another.
 * What an earlier walk has seen with the same answers is not looked at again.
 */
for (const [index, walk] of ALL.entries()) {
  const earlier = ALL.slice(0, index);
  const isFirstAt = (step: StepKind): boolean =>
    !earlier.some(({ service, steps }) => service === walk.service && steps.some((one) => one.step === step));
  for (const { code: language } of LANGUAGES) {
    test(`${walk.service}, ${walk.id}: ${language}`, async ({ client }) => {
      test.setTimeout(1_200_000);
      const person = await client(walk);
      const { page } = person;
      await tour(person, walk, async (step, moment) => {
        if (moment === 'fresh') await expectFocusOnHeading(page);
        await speak(page, language);
        if (wasSeen(walk, earlier, step, moment)) return;
        await inspect(page, language, `${step}, ${moment}`);
        if (moment !== 'fresh' || !INSISTENT.includes(step) || !isFirstAt(step)) return;
        await person.goOn();
        await expect(person.main.locator('.summary')).toBeVisible();
        await inspect(page, language, `${step}, not answered`);
      });
    });
  }
}
