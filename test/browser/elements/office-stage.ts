import type { LitElement } from 'lit';
import { afterEach, expect } from 'vitest';
import { page } from 'vitest/browser';
import type { DeskView } from '../../../src/desk/view.ts';
import type { DeskWish } from '../../../src/desk/wish.ts';
import { DeskWishEvent } from '../../../src/elements/shared/desk-wish-event.ts';
import '../../../src/styles/counsellor.css';
import { stage, type Stage } from './stage.ts';

/** An element of the counsellor's on a page, with everything that she wished for, oldest first. */
export interface OfficeStage<T extends LitElement> extends Stage<T> {
  readonly wants: readonly DeskWish[];
  /** What was wished for since the last call. */
  readonly news: () => readonly DeskWish[];
}

let stop: () => void = () => undefined;

afterEach(async () => {
  stop();
  document.querySelector('#announcer')?.remove();
  await page.viewport(1366, 768);
});

export async function stageOffice<T extends LitElement>(
  tag: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<OfficeStage<T>> {
  stop();
  const wants: DeskWish[] = [];
  // On the page and not on the element: a page may wish for something while it is being drawn.
  const listen = (event: Event): void => {
    if (event instanceof DeskWishEvent) wants.push(event.wish);
  };
  document.addEventListener(DeskWishEvent.type, listen);
  stop = () => document.removeEventListener(DeskWishEvent.type, listen);
  const staged = await stage<T>(tag, properties);
  await settled(staged.element);
  let heard = wants.length;
  return {
    ...staged,
    wants,
    news: () => {
      const fresh = wants.slice(heard);
      heard = wants.length;
      return fresh;
    },
  };
}

/** The whole page under a view, as it is in the office: no frame of the test around it. */
export async function stageView<T extends LitElement>(view: DeskView): Promise<OfficeStage<T>> {
  const staged = await stageOffice<T>('counsellor-app', { view });
  const frame = staged.element.parentElement;
  frame?.removeAttribute('class');
  // The page brings its own.
  frame?.setAttribute('role', 'presentation');
  return staged;
}

/** Waits until an element and all of ours in it have drawn themselves. */
export async function settled(element: Element): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    for (const one of [element, ...element.querySelectorAll('*')]) {
      if ('updateComplete' in one) await (one as LitElement).updateComplete;
    }
  }
}

/** What a finger or a mouse has to hit is at least 44 px high and wide. */
export function expectLargeTargets(root: Element): void {
  const small = [...root.querySelectorAll('button, a.button, summary, select, input, textarea, label.round__item')]
    .filter((target) => target.checkVisibility() && !isTickBox(target))
    .filter((target) => {
      const { width, height } = target.getBoundingClientRect();
      return width < 44 || height < 44;
    });
  expect(small.map((target) => target.outerHTML.slice(0, 120))).toEqual([]);
  // A box to tick is as large as its label.
  for (const label of root.querySelectorAll('label:has(> input[type=checkbox])')) {
    if (label.checkVisibility()) expect(label.getBoundingClientRect().height).toBeGreaterThanOrEqual(44);
  }
}

/** Presses a key where the focus is, or on the given element. */
export function press(key: string, target: Element = document.activeElement ?? document.body): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

function isTickBox(target: Element): boolean {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}
