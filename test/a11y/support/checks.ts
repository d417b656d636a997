import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { expect } from '../../e2e/support/test.ts';
import type { Screen } from './looks.ts';
import { note } from './notes.ts';

/* Each check returns what it found, one line each; an empty list is what we promise. */

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** WCAG 2.5.8 asks for 24 CSS pixels; fingers that shake need more, and this is what we promise. */
const TARGET = 44;
/** 320 CSS pixels: a small phone, and a desktop of 1280 × 800 at 400 % (WCAG 1.4.10). */
const NARROW = {
  phone: { width: 320, height: 640 },
  tablet: { width: 320, height: 427 },
  desktop: { width: 320, height: 200 },
} as const;
const OLD_PHONE = { width: 360, height: 640 };
/** Day, month, year, and the button of the calendar. */
const DATE_PARTS = 4;
/** Languages of ours that are written from right to left. */
const FROM_THE_RIGHT = LANGUAGES.filter(({ direction }) => direction === 'rtl').map(({ code }) => code);
/** What is cut on purpose: a name without an end, read out in full, and a link that is there to be copied whole. */
const MEANT_TO_BE_CUT = '.knocker__head bdi, .invitation__link';

/** What axe finds. The frame of the meeting is somebody else's page. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Half a megabyte of script: brought once for each document and not, as AxeBuilder does, for every look at it.
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    // From the top: what was scrolled to lies half under the head, for axe as for anybody.
    window.scrollTo(0, 0);
    const { axe: there } = window as unknown as { axe: typeof axe };
    const { violations } = await there.run(
      { exclude: [['iframe']] },
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false },
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, any }) => `${id}: ${help} – ${target.join(' ')} ${any.map(({ message }) => message).join(' ')}`,
      ),
    );
  }, RULES);
}

/** After every change of the page the heading has the focus, so that it is read out and Tab goes on from there. */
export async function expectFocusOnHeading(page: Page, timeout?: number): Promise<void> {
  await expect(page.locator('main h1').first()).toBeFocused(timeout === undefined ? {} : { timeout });
  note('focus');
}

/** What sticks out or is cut off in the narrowest window that a screen has. */
export async function lostWhenNarrow(page: Page, screen: Screen = 'phone'): Promise<readonly string[]> {
  const before = page.viewportSize();
  await page.setViewportSize(NARROW[screen]);
  const lost = await lostParts(page);
  if (before) await page.setViewportSize(before);
  return lost;
}

/** The same with the largest letters that can be chosen, on the narrowest phone that people still have. */
export async function lostWhenLarge(page: Page, screen: Screen = 'phone'): Promise<readonly string[]> {
  const before = page.viewportSize();
  const chosen = await page.evaluate(() => document.documentElement.dataset['size']);
  if (screen === 'phone') await page.setViewportSize(OLD_PHONE);
  await page.evaluate(() => (document.documentElement.dataset['size'] = '3'));
  const lost = await lostParts(page);
  await page.evaluate((size) => {
    if (size === undefined) delete document.documentElement.dataset['size'];
    else document.documentElement.dataset['size'] = size;
  }, chosen);
  if (before) await page.setViewportSize(before);
  return lost;
}

/** What sticks out or is cut off with the distances of WCAG 1.4.12. */
export async function lostWithSpacing(page: Page): Promise<readonly string[]> {
  // A constructed sheet, because the page's policy lets no inline styles in, not even ours.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
  const lost = await lostParts(page);
  await page.evaluate(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)));
  return lost;
}

/** What sticks out of the window sideways or is cut off by its own box. */
export async function lostParts(page: Page): Promise<readonly string[]> {
  return page.evaluate((meant) => {
    const nameOf = (element: Element): string =>
      `${element.localName}#${element.id}.${element.className.toString()} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) =>
        element.checkVisibility() && element.closest('.visually-hidden, .skip, svg, iframe, select') === null,
    );
    const width = document.documentElement.clientWidth;
    const sticksOut = shown.filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 0 && (left < -1 || right > width + 1) && !element.parentElement?.closest(meant);
    });
    const isCut = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
      return (
        hides &&
        !element.matches(meant) &&
        !isScrolledText(element) &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      );
    });
    // What was typed moves under the cursor; a date has no cursor and has to be seen whole.
    function isScrolledText(element: Element): boolean {
      return (
        element instanceof HTMLInputElement && ['text', 'search', 'password', 'email', 'tel'].includes(element.type)
      );
    }
    // Two things that lie over each other, as a name under a button.
    const [name, way] = ['.masthead__name span', '.masthead .button'].map((selector) =>
      document.querySelector(selector)?.getBoundingClientRect(),
    );
    const overlaps =
      name &&
      way &&
      overlap(name.left, name.right, way.left, way.right) &&
      overlap(name.top, name.bottom, way.top, way.bottom)
        ? ['the head overlaps itself']
        : [];
    function overlap(start: number, end: number, otherStart: number, otherEnd: number): boolean {
      return start < otherEnd - 1 && otherStart < end - 1;
    }
    // A word that is longer than its line sticks out of a box that does not.
    const isWide = document.documentElement.scrollWidth > width + 1 ? ['the page is wider than its window'] : [];
    return [...isWide, ...sticksOut.map(nameOf), ...isCut.map((element) => `cut: ${nameOf(element)}`), ...overlaps];
  }, MEANT_TO_BE_CUT);
}

/** What runs in another direction than its language is written: the page as a whole, and every part in a language of its own. */
export async function wrongDirections(page: Page): Promise<readonly string[]> {
  return page.evaluate((fromTheRight) => {
    // A button with one word on it has no direction to lose.
    const parts = [...document.querySelectorAll<HTMLElement>('[lang]')].filter(
      (part) => part.closest('button') === null && (part.textContent ?? '').trim() !== '',
    );
    // Where a sentence runs from the right, an address that begins with a number would be put together the wrong way round.
    const links = document.querySelectorAll<HTMLAnchorElement>('a[href^="mailto:"], a[href^="tel:"]');
    const loose = [...links].filter((link) => {
      const words = link.textContent ?? '';
      const isIsolated = getComputedStyle(link).direction === 'ltr' || words.includes('\u2066');
      return /@|\d/.test(words) && !isIsolated;
    });
    const turned = loose.map((link) => `${link.href} may be turned round`);
    const running = parts.flatMap((part) => {
      const wanted = fromTheRight.includes(part.lang.split('-')[0] ?? '') ? 'rtl' : 'ltr';
      const { direction } = getComputedStyle(part);
      return direction === wanted ? [] : [`${part.localName} in ${part.lang} runs ${direction}`];
    });
    return [...running, ...turned];
  }, FROM_THE_RIGHT);
}

/** What there is to press and too small for it. Links inside a sentence are as large as the sentence (WCAG 2.5.8, "inline"). */
export async function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate((least) => {
    const controls = document.querySelectorAll<HTMLElement>('button, summary, select, input, textarea, a[href]');
    return [...controls]
      .filter((control) => control.checkVisibility() && control.closest('.visually-hidden, .skip') === null)
      .filter((control) => !(control.localName === 'a' && isInSentence(control)))
      .map((control) => ({ control, box: (control.closest('label') ?? control).getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < least)
      .map(
        ({ control, box }) =>
          `${control.localName} "${control.textContent?.trim() ?? ''}" ${box.width} × ${box.height}`,
      );

    function isInSentence(link: HTMLElement): boolean {
      return (link.parentElement?.textContent ?? '').trim() !== (link.textContent ?? '').trim();
    }
  }, TARGET);
}

/**
 * Goes through the page with the Tab key, or through the dialog that lies over it. Finds each place where Tab does not come
 * to the next control in the order of the page, or where that lies under the head which stays at the top (WCAG 2.4.11), or
 * does not show that it has the focus.
 */
export async function keyboardTroubles(page: Page): Promise<readonly string[]> {
  const wanted = await page.evaluate(() => {
    const scope = document.querySelector<HTMLElement>('dialog[open]') ?? document.body;
    const all = scope.querySelectorAll<HTMLElement>(
      'button:enabled, summary, select:enabled, input:enabled, textarea, a[href]',
    );
    const groups = new Set<string>();
    const reached = [...all].filter((control) => {
      if (!control.checkVisibility()) return false;
      if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
      // Of radio buttons Tab reaches one, the arrow keys the others.
      const isFirst = !groups.has(control.name);
      groups.add(control.name);
      return isFirst;
    });
    reached.forEach((control, index) => (control.dataset['tab'] = String(index)));
    // Tab goes on from where the focus was last: that is now the top of the page, or of the dialog over it.
    scope.tabIndex = -1;
    scope.focus();
    scope.removeAttribute('tabindex');
    return reached.length;
  });
  const troubles: string[] = [];
  for (let press = 0; press < wanted; press += 1) {
    await page.keyboard.press('Tab');
    // Tab goes through the parts of a date and to its calendar before it leaves the field.
    for (let part = 0; part < DATE_PARTS && (await page.evaluate(isInsideDate, press - 1)); part += 1)
      await page.keyboard.press('Tab');
    const at = await page.evaluate(whereFocusIs);
    if (at !== String(press)) troubles.push(`Tab ${press} of ${wanted}: ${at}`);
  }
  await page.evaluate(() => document.querySelectorAll('[data-tab]').forEach((one) => one.removeAttribute('data-tab')));
  return troubles;

  function isInsideDate(before: number): boolean {
    const control = document.activeElement;
    const isDate = control instanceof HTMLInputElement && ['date', 'time'].includes(control.type);
    return isDate && control.dataset['tab'] === String(before);
  }

  function whereFocusIs(): string {
    const control = document.activeElement as HTMLElement | null;
    if (!control) return 'nowhere';
    const group = control instanceof HTMLInputElement && control.type === 'radio' ? control.name : '';
    const index =
      group === ''
        ? control.dataset['tab']
        : document.querySelector<HTMLElement>(`input[name="${group}"][data-tab]`)?.dataset['tab'];
    const box = (control.closest('label') ?? control).getBoundingClientRect();
    const head = document.querySelector('.masthead')?.getBoundingClientRect();
    const isUnder =
      head !== undefined &&
      control.closest('.masthead') === null &&
      getComputedStyle(document.querySelector('.masthead') as Element).position === 'sticky' &&
      box.top < head.bottom - 1 &&
      box.bottom <= head.bottom;
    const shows = [control, control.closest('label')].some(
      (one) => one !== null && getComputedStyle(one).outlineStyle !== 'none',
    );
    return `${index ?? control.outerHTML.slice(0, 80)}${isUnder ? ' under the head' : ''}${shows ? '' : ' shows no focus'}`;
  }
}
