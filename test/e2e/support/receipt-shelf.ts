import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Receipt } from '../../../src/gate/receipt-shape.ts';
import { savedFrom } from './saved-file.ts';

/** The page of receipts at a counsellor's desk. */
export class ReceiptShelf {
  readonly #page: Page;
  readonly #main: Locator;
  /** The receipts on screen. */
  readonly rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#main = page.getByRole('main');
    this.rows = this.#main.locator('#rows > li');
  }

  /** Opens the only receipt of somebody, and returns it as it is filed. */
  async open(name: string): Promise<Receipt> {
    await this.rows.filter({ hasText: name }).getByRole('button').click();
    const sheet = this.#main.locator('receipt-view');
    await expect(sheet).toBeVisible();
    return sheet.evaluate((element) => (element as HTMLElement & { receipt: Receipt }).receipt);
  }

  /** All of them, as the file that this page saves. */
  async exported(as: 'json' | 'csv'): Promise<string> {
    const button = this.#main.locator(`#export-${as}`);
    await this.#unfoldFor(button);
    return (await savedFrom(this.#page, button)).text;
  }

  async readIn(content: string | Buffer): Promise<void> {
    const file = this.#main.locator('#import');
    await this.#unfoldFor(file);
    await file.setInputFiles({ name: 'datei.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  }

  async #unfoldFor(control: Locator): Promise<void> {
    if (!(await control.isVisible())) await this.#main.locator('#files summary').click();
  }
}
