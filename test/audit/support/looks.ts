import { LANGUAGES } from '../../../src/i18n/languages.ts';
import type { Client } from '../../e2e/support/client.ts';
import { expect } from '../../e2e/support/test.ts';

const SCREENS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
const DESIGNS = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** One way in which a page can be seen. */
export interface Look {
  readonly language: string;
  readonly screen: keyof typeof SCREENS;
  readonly design: keyof typeof DESIGNS;
}

/** Every language on every screen in every design. */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap(({ code: language }) =>
  (Object.keys(SCREENS) as (keyof typeof SCREENS)[]).flatMap((screen) =>
    (Object.keys(DESIGNS) as (keyof typeof DESIGNS)[]).map((design) => ({ language, screen, design })),
  ),
);

export function nameOf({ language, screen, design }: Look): string {
  return `${language}, ${screen}, ${design}`;
}

/** Shows the page that is open in another look; the language as a person changes it, with the button at the foot. */
export async function dress(client: Client, { language, screen, design }: Look): Promise<void> {
  const { page } = client;
  await page.setViewportSize(SCREENS[screen]);
  await page.emulateMedia(DESIGNS[design]);
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) === language) return;
  const button = page.locator(`page-foot button[lang="${language}"]`);
  await button.click();
  await expect(html).toHaveAttribute('lang', language);
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}
