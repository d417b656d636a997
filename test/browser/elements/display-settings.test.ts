import { afterEach, expect, test } from 'vitest';
import { applyDisplay, PLAIN_DISPLAY, readDisplay } from '../../../src/browser/display.ts';
import type { DisplaySettings } from '../../../src/elements/shared/display-settings.ts';
import '../../../src/elements/shared/display-settings.ts';
import { stage } from './stage.ts';

afterEach(() => {
  sessionStorage.clear();
  applyDisplay(PLAIN_DISPLAY);
});

const rootSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
const ink = (): string => getComputedStyle(document.body).color;

test('larger type, stronger contrast and rest hold at once, and after a reload of this tab', async () => {
  const plain = { size: rootSize(), ink: ink() };
  const { get } = await stage<DisplaySettings>('display-settings', {});
  get<HTMLDetailsElement>('details').open = true;
  get('.sizes__one--3 input').click();
  get('[name="display-contrast"]').click();
  get('[name="display-calm"]').click();
  expect(rootSize()).toBe(plain.size * 1.5);
  expect(ink()).not.toBe(plain.ink);
  expect(getComputedStyle(get('summary'), '::before').transitionDuration).toBe('0s');
  expect(readDisplay()).toEqual({ size: 3, contrast: true, calm: true });
});

test('what is plain again leaves nothing behind', async () => {
  const { get } = await stage<DisplaySettings>('display-settings', {});
  get('.sizes__one--2 input').click();
  expect(sessionStorage.length).toBe(1);
  get('.sizes__one--1 input').click();
  expect(sessionStorage.length).toBe(0);
});

test.each(['', '9cq', '{"size":3}', '2'])('"%s" in the storage breaks nothing', (stored) => {
  sessionStorage.setItem('einlass.display', stored);
  expect(readDisplay()).toEqual({
    ...PLAIN_DISPLAY,
    size: stored === '2' ? 2 : 1,
    ...(stored === '9cq' ? { contrast: true, calm: true } : {}),
  });
});
