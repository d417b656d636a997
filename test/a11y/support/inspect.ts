import type { Page } from '@playwright/test';
import { expect } from '../../e2e/support/test.ts';
import {
  axeFindings,
  keyboardTroubles,
  lostParts,
  lostWhenLarge,
  lostWithSpacing,
  lostWhenNarrow,
  smallTargets,
  wrongDirections,
} from './checks.ts';
import { designsIn, screensIn, show, speak } from './looks.ts';
import type { Screen } from './looks.ts';
import { note, type NoteKind } from './notes.ts';

/** What is the same in every colour, and so is looked at once for each screen. */
const USE = {
  parts: { what: 'sticks out or is cut off', find: lostParts },
  narrow: { what: 'lost in a narrow window', find: lostWhenNarrow },
  large: { what: 'lost with the largest letters', find: lostWhenLarge },
  spacing: { what: 'lost with wide spacing', find: lostWithSpacing },
  targets: { what: 'small targets', find: smallTargets },
  direction: { what: 'wrong direction', find: wrongDirections },
  keyboard: { what: 'by Tab', find: keyboardTroubles },
} satisfies Partial<
  Record<NoteKind, { what: string; find: (page: Page, screen: Screen) => Promise<readonly string[]> }>
>;

/**
 * Looks at the page that is open in `language` on each of `screens` in every design, with axe, and uses it on every screen.
 * Findings fail the test softly, so that one run names all of them; the test notes how many looks and checks there were.
 * `without`: the frame of the meeting is somebody else's page, and Tab goes through it (test/e2e/accessibility.spec.ts).
 */
export async function inspect(
  page: Page,
  language: string,
  name: string,
  { without, screens = screensIn(language) }: { without?: keyof typeof USE; screens?: readonly Screen[] } = {},
): Promise<void> {
  await speak(page, language);
  for (const screen of screens) {
    for (const design of designsIn(language)) {
      await show(page, screen, design);
      expect.soft(await axeFindings(page), `${name}: ${screen}, ${design}`).toEqual([]);
      note('looks');
    }
    for (const [kind, { what, find }] of Object.entries(USE) as [keyof typeof USE, (typeof USE)[keyof typeof USE]][]) {
      if (kind === without) continue;
      expect.soft(await find(page, screen), `${name}: ${screen}, ${what}`).toEqual([]);
      note(kind);
    }
  }
}
