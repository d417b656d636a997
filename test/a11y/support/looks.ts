import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { expect } from '../../e2e/support/test.ts';

const SCREENS = {
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
} as const;
const DESIGNS = {
  // The last one stays on while colours do not matter: it is how most people see the page.
  forced: { colorScheme: 'light', forcedColors: 'active' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  light: { colorScheme: 'light', forcedColors: 'none' },
} as const;

export type Screen = keyof typeof SCREENS;
export type Design = keyof typeof DESIGNS;

/** What clients come with; a tablet shows them what a desktop does. */
export const CLIENT_SCREENS: readonly Screen[] = ['phone', 'desktop'];
/** What counsellors sit at, and the phone on which the page must not break. */
export const OFFICE_SCREENS: readonly Screen[] = ['phone', 'tablet', 'desktop'];
const DESIGN_NAMES = Object.keys(DESIGNS) as readonly Design[];

/** One way in which a page can be seen. */
export interface Look {
  readonly language: string;
  readonly screen: Screen;
  readonly design: Design;
}

/**
 * On which screens a language is looked at. German, Leichte Sprache with its larger letters, and Arabic from right to left
 * differ in how a page is laid out; the others differ in the length of words, which shows where there is least room.
 */
export function screensIn(language: string): readonly Screen[] {
  return ['de', 'de-simple', 'ar'].includes(language) ? CLIENT_SCREENS : ['phone'];
}

/** In which designs: colours are the same in every language, so all of them are seen in German. */
export function designsIn(language: string): readonly Design[] {
  return language === 'de' ? DESIGN_NAMES : ['light'];
}

/** Every language of the client's page on every screen in every design. */
export const LOOKS: readonly Look[] = LANGUAGES.flatMap(({ code }) => looksIn(code, CLIENT_SCREENS));

/** Every screen in every design in `language`. */
export function looksIn(language: string, screens: readonly Screen[]): readonly Look[] {
  return screens.flatMap((screen) => DESIGN_NAMES.map((design) => ({ language, screen, design })));
}

export function nameOf({ language, screen, design }: Look): string {
  return `${language}, ${screen}, ${design}`;
}

/** Shows the page that is open on another screen and in another design. */
export async function show(page: Page, screen: Screen, design: Design): Promise<void> {
  await page.setViewportSize(SCREENS[screen]);
  // Without motion, because a colour on its way to another one has a contrast that nobody sees.
  await page.emulateMedia({ ...DESIGNS[design], reducedMotion: 'reduce' });
}

/** Changes the language as a person does: with the button at the foot, on the counsellor's page with the one in the head. */
export async function speak(page: Page, language: string): Promise<void> {
  const html = page.locator('html');
  if ((await html.getAttribute('lang')) === language) return;
  const button = page.locator(`page-foot button[lang="${language}"], #language[lang="${language}"]`);
  await button.click();
  await expect(html).toHaveAttribute('lang', language);
  // The interface has followed: it says so at the foot, and in the head it now offers the other language.
  await expect(
    page.locator(`page-foot button[lang="${language}"][aria-pressed=true], #language:not([lang="${language}"])`),
  ).toBeVisible();
}

/** Shows the page that is open in another look. */
export async function dress(page: Page, { language, screen, design }: Look): Promise<void> {
  await show(page, screen, design);
  await speak(page, language);
}
