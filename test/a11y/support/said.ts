import type { Page } from '@playwright/test';

/**
 * Writes down from now on what a screen reader is told without having the focus there: every change inside a region that
 * was there before, and every alert that appears. A polite region that appears together with its words is not said by all
 * of them, and so it does not count here.
 */
export async function listenToRegions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const say = (region: Element): void => {
      const words = (region.textContent ?? '').replace(/\s+/g, ' ').trim();
      if (words !== '' && said.at(-1) !== words) said.push(words);
    };
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const inside = target instanceof Element ? target : target.parentElement;
        const region = inside?.closest('[role=status], [role=alert], [aria-live]');
        if (region) say(region);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          if (node.matches('[role=alert]')) say(node);
          node.querySelectorAll('[role=alert]').forEach(say);
        }
      }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** What was said since {@link listenToRegions} or since the last call, oldest first. */
export async function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
}
