import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { DeskView } from '../../../src/desk/view.ts';
import { DeskWishEvent } from '../../../src/elements/shared/desk-wish-event.ts';
import type { TextRef } from '../../../src/gate/plan.ts';
import type { Service } from '../../../src/service/load.ts';
import type { Wording } from '../../../src/service/wording.ts';
import { expect } from '../../e2e/support/test.ts';
import { speak } from './looks.ts';

/** A service as it goes through JSON: what an element asks its maps and functions for, by text id. */
interface Packed {
  readonly refs: object;
  readonly wordings: object;
  readonly packed: {
    readonly refs: readonly (readonly [string, TextRef])[];
    readonly wordings: Readonly<Record<string, Wording>>;
  };
}

function pack(key: string, value: unknown): unknown {
  if (key !== 'service' || typeof value !== 'object' || value === null || !('refs' in value)) return value;
  const service = value as Service;
  const refs = [...service.refs.texts];
  const ids = refs.map(([id]) => id).filter((id) => service.wordings.has(id));
  const wordings = Object.fromEntries(ids.map((id) => [id, service.wordings.text(id)]));
  return { ...service, packed: { refs, wordings } };
}

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
    await this.page.evaluate(
      async (json) => {
        const next = JSON.parse(json, (key, value: Packed) =>
          key === 'service' && value.packed
            ? {
                ...value,
                refs: { ...value.refs, texts: new Map(value.packed.refs) },
                wordings: { ...value.wordings, text: (id: string) => value.packed.wordings[id] },
              }
            : value,
        ) as DeskView;
        const app = document.querySelector('counsellor-app') as HTMLElement & {
          view: unknown;
          readonly updateComplete: Promise<boolean>;
        };
        const { lang } = document.documentElement;
        app.view = next.kind === 'desk' ? { ...next, context: { ...next.context, language: lang } } : next;
        await app.updateComplete;
      },
      JSON.stringify(view, pack),
    );
  }

  /** Opens everything that is folded. */
  async unfold(): Promise<void> {
    await this.page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
  }
}
