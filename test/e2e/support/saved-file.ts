import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/** Presses a button that saves a file, and reads the file. */
export async function savedFrom(page: Page, button: Locator): Promise<SavedFile> {
  const download = page.waitForEvent('download');
  await button.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}
