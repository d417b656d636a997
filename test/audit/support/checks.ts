import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../../e2e/support/test.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** WCAG 2.5.8 asks for 24 CSS pixels; fingers that shake need more, and this is what we promise. */
const TARGET = 44;

/** What axe finds, one line each. The frame of the meeting is somebody else's page. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).exclude('iframe').analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any }) => `${id}: ${help} – ${target.join(' ')} ${any.map(({ message }) => message).join(' ')}`,
    ),
  );
}

/** After every change of the page the heading has the focus, so that it is read out and Tab goes on from there. */
export async function expectFocusOnHeading(page: Page): Promise<void> {
  await expect(page.locator('main h1').first()).toBeFocused();
}

/** At 320 CSS pixels – a small phone, or a desktop at 400 % – nothing sticks out and nothing is cut off (WCAG 1.4.10). */
export async function expectReflow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await lostParts(page), 'at 320 px').toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** With the distances of WCAG 1.4.12 all words are still there. */
export async function expectRoomForSpacing(page: Page): Promise<void> {
  // A constructed sheet, because the page's policy lets no inline styles in, not even ours.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  expect(await lostParts(page), 'with wide spacing').toEqual([]);
  await page.evaluate(() => (document.adoptedStyleSheets = []));
}

/** What sticks out of the window sideways or is cut off by its own box. */
async function lostParts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element): string =>
      `${element.localName}.${element.className.toString()} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const shown = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) =>
        element.checkVisibility() && element.closest('.visually-hidden, .skip, svg, iframe, select') === null,
    );
    const width = document.documentElement.clientWidth;
    const sticksOut = shown.filter((element) => {
      const { left, right, width: own } = element.getBoundingClientRect();
      return own > 0 && (left < -1 || right > width + 1);
    });
    const isCut = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip');
      return (
        hides && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      );
    });
    // Two things on one line that lie over each other, as a name under a button.
    const head = [...document.querySelectorAll('.masthead__name span, .masthead .button')].map((one) =>
      one.getBoundingClientRect(),
    );
    const overlaps =
      head.length === 2 && (head[0]?.right ?? 0) > (head[1]?.left ?? 0) + 1 ? ['the head overlaps itself'] : [];
    return [...sticksOut.map(nameOf), ...isCut.map((element) => `cut: ${nameOf(element)}`), ...overlaps];
  });
}

/** Everything to press is large enough. Links inside a sentence are as large as the sentence (WCAG 2.5.8, "inline"). */
export async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate((least) => {
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
  expect(small).toEqual([]);
}

/**
 * Goes through the page with the Tab key: it comes to every control in the order of the page, none of them lies under the
 * head that stays at the top (WCAG 2.4.11), each shows that it has the focus, and after the last one it leaves the page.
 */
export async function expectKeyboardReachesEverything(page: Page): Promise<void> {
  const wanted = await page.evaluate(() => {
    const all = document.querySelectorAll<HTMLElement>(
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
    // Tab goes on from where the focus was last: that is now the top of the page.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    return reached.length;
  });
  const seen: (string | null)[] = [];
  for (let press = 0; press < wanted; press += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(trouble));
  }
  expect(seen, 'by Tab').toEqual(seen.map((_, index) => `${index}`));
  await page.evaluate(() => document.querySelectorAll('[data-tab]').forEach((one) => one.removeAttribute('data-tab')));

  function trouble(): string | null {
    const control = document.activeElement as HTMLElement | null;
    if (!control) return null;
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
