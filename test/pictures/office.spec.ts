import { fileURLToPath } from 'node:url';
import { OFFICE_SCREENS, show } from '../a11y/support/looks.ts';
import { OfficePage } from '../a11y/support/office-page.ts';
import { OFFICE_STOPS } from '../a11y/support/office-stops.ts';
import { test } from '../e2e/support/test.ts';

const FOLDER = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));

/** Part of `npm run screenshots`: every state of the counsellor's page, to look at. */
for (const screen of OFFICE_SCREENS) {
  for (const design of ['light', 'dark'] as const) {
    test(`${screen} ${design} every state of the counsellor's page`, async ({ device, world }) => {
      test.setTimeout(180_000);
      const office = await OfficePage.open(await device(), world.gateOrigin, 'de');
      const { page } = office;
      await show(page, screen, design);
      for (const [name, { view, act }] of Object.entries(OFFICE_STOPS)) {
        await office.show(await view());
        await act?.(office);
        await page.evaluate(() => window.scrollTo(0, 0));
        const file = name.replace(/\W+/g, '-');
        await page.screenshot({ path: `${FOLDER}/${screen}-${design}/office-${file}.png`, fullPage: true });
      }
    });
  }
}
