import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import type { StepKind } from '../../src/gate/plan.ts';
import { expect, test } from '../e2e/support/test.ts';
import { WALKS } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';
import { expectFocusOnHeading } from './support/checks.ts';
import { inspect } from './support/inspect.ts';
import { Script, unspoken } from './support/intended.ts';
import { speak } from './support/looks.ts';
import { note } from './support/notes.ts';
import { spokenLog } from './support/spoken.ts';
import { tour, wasSeen, type Moment } from './support/tour.ts';

const ALL: readonly Walk[] = WALKS;
/** Steps that let nobody on without an answer, in whatever profile. */
const INSISTENT: readonly StepKind[] = ['consent', 'details', 'minor', 'assurances', 'pledge', 'devices'];
const LOGS = 'test-results/a11y/spoken';

/*
 * `npm run audit`: every step of every walk in every language, as it comes, answered, and wrongly left out: looked at, used
 * and listened to. A walk is gone once for each language; at each stop it is shown in all looks one after another. What an
 * earlier walk has seen with the same answers is not looked at again, but listened to. In Firefox as well goes a tenth of
 * them, so that every walk and every language is there at least once.
 */
for (const [index, walk] of ALL.entries()) {
  const earlier = ALL.slice(0, index);
  const isFirstAt = (step: StepKind): boolean =>
    !earlier.some(({ service, steps }) => service === walk.service && steps.some((one) => one.step === step));
  for (const [turn, { code: language }] of LANGUAGES.entries()) {
    const tag = index % LANGUAGES.length === turn ? ' @firefox' : '';
    test(`${walk.service}, ${walk.id}: ${language}${tag}`, async ({ client, browserName }) => {
      test.setTimeout(1_200_000);
      const script = await Script.of(walk.service, language);
      const person = await client(walk);
      const { page } = person;
      const heard: string[] = [];
      await tour(person, walk, async (step, moment) => {
        if (moment === 'fresh') await expectFocusOnHeading(page);
        await speak(page, language);
        const log = await spokenLog(page);
        heard.push(`--- ${step}, ${moment}`, ...log);
        expectSaid(script, step, moment, log);
        if (wasSeen(walk, earlier, step, moment)) return;
        await inspect(page, language, `${step}, ${moment}`);
        if (moment !== 'fresh' || !INSISTENT.includes(step) || !isFirstAt(step)) return;
        await person.goOn();
        await expect(person.main.locator('.summary')).toBeVisible();
        await inspect(page, language, `${step}, not answered`);
      });
      await mkdir(LOGS, { recursive: true });
      const name = `${browserName} ${walk.service} ${walk.id} ${language}`.replace(/[^\w-]+/g, '-');
      await writeFile(join(LOGS, `${name}.txt`), `${heard.join('\n')}\n`);
    });
  }
}

/** What is to be said is said, whole, in order, in the language that was chosen. */
function expectSaid(script: Script, step: StepKind, moment: Moment, log: readonly string[]): void {
  // What somebody assures is asked once it is known who else is there.
  if (moment !== (step === 'assurances' ? 'answered' : 'fresh')) return;
  const intended = script.intendedAt(step);
  expect.soft(unspoken(intended, log), `not said on ${step}`).toEqual([]);
  note('spoken', intended.flat().length);
}
