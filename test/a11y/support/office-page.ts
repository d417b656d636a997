import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { DeskView } from '../../../src/desk/view.ts';
import { DeskWishEvent } from '../../../src/elements/shared/desk-wish-event.ts';
import { expect } from '../../e2e/support/test.ts';
import { speak } from './looks.ts';

/** The counsellor's page as it is published. What it shows is given to it: its own desk stands behind a locked door. */
export class OfficePage {
  readonly page: Page;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
  }

  /** Opens it in `language`. */
  static async open(context: BrowserContext, gateOrigin: string, language: string): Promise<OfficePage> {
    const page = await context.newPage();
    await page.goto(`${gateOrigin}/beratung.html`);
    await expect(page.locator('counsellor-door h1')).toBeVisible();
    await speak(page, language);
    // What the given pages wish for must not reach the desk, which would show its own door again.
    await page.evaluate(
      (type) => window.addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true }),
      DeskWishEvent.type,
    );
    return new OfficePage(page);
  }

  /** Shows `view` as a page that has just appeared. */
  async show(view: DeskView): Promise<void> {
    await this.become({ kind: 'loading' });
    await this.become(view);
  }

  /** Lets what is on screen change into `view`, as a desk does when something happened. */
  async become(view: DeskView): Promise<void> {
    // As JSON: the service brings functions with it, which no element here calls.
    await this.page.evaluate(async (json) => {
      const next = JSON.parse(json) as DeskView;
      const app = document.querySelector('counsellor-app') as HTMLElement & {
        view: unknown;
        readonly updateComplete: Promise<boolean>;
      };
      const { lang } = document.documentElement;
      app.view = next.kind === 'desk' ? { ...next, context: { ...next.context, language: lang } } : next;
      await app.updateComplete;
    }, JSON.stringify(view));
  }

  /** Opens everything that is folded. */
  async unfold(): Promise<void> {
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  }
}
