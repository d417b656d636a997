import { expect, test } from '../e2e/support/test.ts';
import { WALKS } from '../e2e/support/walks.ts';
import type { Walk } from '../e2e/support/walks.ts';
import {
  axeFindings,
  expectFocusOnHeading,
  expectKeyboardReachesEverything,
  expectLargeTargets,
  expectReflow,
  expectRoomForSpacing,
} from './support/checks.ts';
import { dress, LOOKS, nameOf } from './support/looks.ts';
import { tour } from './support/tour.ts';

/* `npm run audit`: every step of every walk, as it comes and answered, in every language, on every screen, in every design. */
for (const walk of WALKS as readonly Walk[]) {
  for (const look of LOOKS) {
    test(`${walk.service}, ${walk.id}: ${nameOf(look)}`, async ({ client }) => {
      test.setTimeout(300_000);
      const person = await client(walk);
      const { page } = person;
      await tour(person, walk, async (step, moment) => {
        if (moment === 'fresh') await expectFocusOnHeading(page);
        await dress(person, look);
        expect.soft(await axeFindings(page), `${step}, ${moment}`).toEqual([]);
        if (moment === 'answered') return;
        await expectLargeTargets(page);
        await expectReflow(page);
        await expectRoomForSpacing(page);
        await expectKeyboardReachesEverything(page);
      });
    });
  }
}
