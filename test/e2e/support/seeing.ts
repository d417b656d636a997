import { expect } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';

/** Several calls beside each other on an old computer: pictures come, but slowly. */
const PATIENCE = { timeout: 40_000 };

/** A person of a meeting: the page and the frame with the practice room in it. */
export interface Participant {
  readonly page: Page;
  readonly frame: FrameLocator;
}

/** Waits until this participant sees `count` others as moving pictures that are not black, and hears each of them. */
export async function expectToSeeAndHear({ page, frame }: Participant, count = 1): Promise<void> {
  await page.bringToFront();
  const others = frame.locator('.tile:not(.tile-own)');
  await expect(others).toHaveCount(count);
  for (let index = 0; index < count; index += 1) {
    await expectPicture(others.nth(index).locator('video'));
    await expectSound(others.nth(index).locator('audio'));
  }
}

export async function expectPicture(video: Locator): Promise<void> {
  const frames = async (): Promise<number> => Number(await video.getAttribute('data-frames'));
  const before = await frames();
  await expect.poll(frames, { message: 'the picture moves', ...PATIENCE }).toBeGreaterThan(before + 2);
  await expect.poll(() => brightest(video), { message: 'the picture is not black', ...PATIENCE }).toBeGreaterThan(40);
}

export async function expectSound(audio: Locator): Promise<void> {
  const sound = async (): Promise<number> => Number(await audio.getAttribute('data-sound'));
  const before = await sound();
  await expect.poll(sound, { message: 'sound arrives', ...PATIENCE }).toBeGreaterThan(before);
}

/** The highest of all colour values, 0 to 255, of what is on screen now. */
async function brightest(video: Locator): Promise<number> {
  return video.evaluate((element) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 18 });
    const context = canvas.getContext('2d');
    if (!context || !(element instanceof HTMLVideoElement)) return 0;
    context.drawImage(element, 0, 0, 32, 18);
    const pixels = context.getImageData(0, 0, 32, 18).data;
    let highest = 0;
    for (let at = 0; at < pixels.length; at += 4)
      highest = Math.max(highest, pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0);
    return highest;
  });
}
