import { expect } from '@playwright/test';
import type { BrowserContext, FrameLocator, Locator, Page } from '@playwright/test';

/** The counsellor of the practice room, with a browser of her own. */
export class Counsellor {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.frame = page.frameLocator('#call iframe');
  }

  /** Opens the room and resolves when the lobby is on. */
  static async open(context: BrowserContext, link: string): Promise<Counsellor> {
    const counsellor = new Counsellor(await context.newPage());
    await counsellor.page.bringToFront();
    await counsellor.page.goto(link);
    await counsellor.isReady();
    return counsellor;
  }

  async isReady(): Promise<void> {
    await expect(this.page.locator('#state')).toContainText('Warteraum ist eingeschaltet', { timeout: 20_000 });
  }

  /** Waits until she is out of the room. To be called before what throws her out: she comes back by herself. */
  async isOut(): Promise<void> {
    const state = this.page.locator('#state');
    const patience = { intervals: [50], timeout: 30_000 };
    await expect.poll(() => state.textContent(), patience).toContain('nicht im Raum');
  }

  /** Somebody who knocks, by a part of the name. */
  knocking(name: string): Locator {
    return this.page.locator('#knocking li', { hasText: name });
  }

  inside(name: string): Locator {
    return this.page.locator('#inside li', { hasText: name });
  }

  async admit(name: string): Promise<void> {
    await this.knocking(name).getByRole('button', { name: 'einlassen' }).click();
    await expect(this.inside(name)).toBeVisible();
  }

  async refuse(name: string): Promise<void> {
    await this.knocking(name).getByRole('button', { name: 'abweisen' }).click();
  }

  async kick(name: string): Promise<void> {
    await this.inside(name).getByRole('button', { name: 'entfernen' }).click();
  }

  async end(): Promise<void> {
    await this.page.locator('#end').click();
  }

  async switchEncryption(): Promise<void> {
    await this.page.locator('#encryption').click();
  }
}
