import type { Page } from '@playwright/test';
import { expect, test } from '../../e2e/support/test.ts';
import { axeFindings, keyboardTroubles, lostParts, lostWithSpacing, lostWhenNarrow, smallTargets } from './checks.ts';
import { CLIENT_SCREENS, DESIGN_NAMES, show, speak } from './looks.ts';
import type { Screen } from './looks.ts';

/** The kinds of notes that tests leave for the closing line (figures.ts), each with a number. */
export const PAGE_LOOKS = 'page-looks';
export const USE_CHECKS = 'use-checks';

/** What is the same in every colour, and so is looked at once for each screen. */
const USE = {
  'sticks out or is cut off': lostParts,
  'lost in a narrow window': lostWhenNarrow,
  'lost with wide spacing': lostWithSpacing,
  'small targets': smallTargets,
  'by Tab': keyboardTroubles,
} satisfies Record<string, (page: Page, screen: Screen) => Promise<readonly string[]>>;

/**
 * Looks at the page that is open in `language` on each of `screens` in every design, with axe, and uses it on every screen.
 * Findings fail the test softly, so that one run names all of them; the test notes how many looks and checks there were.
 * `without`: the frame of the meeting is somebody else's page, and Tab goes through it (test/e2e/accessibility.spec.ts).
 */
export async function inspect(
  page: Page,
  language: string,
  name: string,
  { without, screens = CLIENT_SCREENS }: { without?: keyof typeof USE; screens?: readonly Screen[] } = {},
): Promise<void> {
  await speak(page, language);
  for (const screen of screens) {
    for (const design of DESIGN_NAMES) {
      await show(page, screen, design);
      expect.soft(await axeFindings(page), `${name}: ${screen}, ${design}`).toEqual([]);
      note(PAGE_LOOKS);
    }
    for (const [what, find] of Object.entries(USE)) {
      if (what === without) continue;
      expect.soft(await find(page, screen), `${name}: ${screen}, ${what}`).toEqual([]);
      note(USE_CHECKS);
    }
  }
}

function note(type: string): void {
  const { annotations } = test.info();
  const found = annotations.find((one) => one.type === type);
  if (found) found.description = String(Number(found.description) + 1);
  else annotations.push({ type, description: '1' });
}
