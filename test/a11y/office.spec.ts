import { OfficePage } from './support/office-page.ts';
import { OFFICE_STOPS } from './support/office-stops.ts';
import { expectFocusOnHeading } from './support/checks.ts';
import { inspect } from './support/inspect.ts';
import { OFFICE_SCREENS } from './support/looks.ts';
import { test } from '../e2e/support/test.ts';

const STOPS = Object.entries(OFFICE_STOPS);
const LANGUAGES = ['de', 'en'] as const;
/** Stops of one test; small enough to spread over the workers, large enough that opening the page does not count. */
const SHARE = 12;

/*
 * Every page of the counsellor, as it comes and with what opens, asks or complains on it; in English on the screen that an
 * office has, because the pages are laid out as in German.
 */
for (const language of LANGUAGES) {
  for (let from = 0; from < STOPS.length; from += SHARE) {
    const stops = STOPS.slice(from, from + SHARE);
    test(`counsellor's page, ${stops[0]?.[0] ?? ''} and on: ${language}`, async ({ device, world }) => {
      test.setTimeout(1_200_000);
      const office = await OfficePage.open(await device(), world.gateOrigin, language);
      for (const [name, { view, act }] of stops) {
        await office.show(await view());
        await expectFocusOnHeading(office.page);
        await act?.(office);
        await inspect(office.page, language, name, {
          // Letters are chosen in the browser there.
          without: 'large',
          screens: language === 'de' ? OFFICE_SCREENS : ['desktop'],
        });
      }
    });
  }
}
