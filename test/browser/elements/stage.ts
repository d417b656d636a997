import axe from 'axe-core';
import { afterEach, expect } from 'vitest';
import type { LitElement } from 'lit';
import type { StepKind } from '../../../src/gate/plan.ts';
import { WishEvent } from '../../../src/elements/shared/wish-event.ts';
import type { DoorContext, StepContext, Told, Wish } from '../../../src/visit/view.ts';
import '../../../src/styles/client.css';
import '../../../src/styles/further.css';
import { advance } from '../../fixtures/context.ts';

/** An element on a page of its own, with everything that it wished for. */
export interface Stage<T extends LitElement> {
  readonly element: T;
  readonly wishes: readonly Wish[];
  /** What the wishes told, in order: on the way (`stay`) and on going on. */
  readonly noted: () => readonly Told[];
  readonly told: () => readonly Told[];
  /** Finds the one element that matches; throws where there is none. */
  readonly get: <E extends Element = HTMLElement>(selector: string) => E;
  readonly button: (words: string) => HTMLButtonElement;
  readonly words: () => string;
}

afterEach(() => {
  document.querySelector('main')?.remove();
});

/** Puts any element of ours on the page and waits until it stands. */
export async function stage<T extends LitElement>(
  tag: string,
  properties: Readonly<Record<string, unknown>>,
): Promise<Stage<T>> {
  document.documentElement.lang = 'de';
  const element = Object.assign(document.createElement(tag), properties) as unknown as T;
  const wishes: Wish[] = [];
  element.addEventListener(WishEvent.type, (event) => {
    if (event instanceof WishEvent) wishes.push(event.wish);
  });
  const main = document.createElement('main');
  main.className = 'page';
  main.append(element);
  document.body.append(main);
  await element.updateComplete;
  const get = <E extends Element>(selector: string): E => {
    const found = element.querySelector<E>(selector);
    if (!found) throw new Error(`nothing on the page matches ${selector}`);
    return found;
  };
  const told = (stay: boolean): readonly Told[] =>
    wishes.flatMap((wish) => (wish.kind === 'tell' && (wish.stay ?? false) === stay ? wish.told : []));
  return {
    element,
    wishes,
    noted: () => told(true),
    told: () => told(false),
    get,
    button: (words) => {
      const found = [...element.querySelectorAll('button')].find((button) => spoken(button) === words);
      if (!found) throw new Error(`no button "${words}"`);
      return found;
    },
    words: () => spoken(element),
  };
}

/** Puts a step on the page. It lives: what it tells goes through the gate and comes back down, as in a visit. */
export async function stageStep<T extends LitElement & { context: DoorContext }>(
  step: StepKind,
  context: StepContext,
): Promise<Stage<T>> {
  const staged = await stage<T>(`client-${step}`, { context });
  let current = context;
  staged.element.addEventListener(WishEvent.type, (event) => {
    if (event instanceof WishEvent && event.wish.kind === 'tell') {
      current = advance(step, current, event.wish.told);
      staged.element.context = current;
    }
  });
  return staged;
}

/** What axe finds wrong, one readable line each. */
export async function violations(element: Element): Promise<readonly string[]> {
  const { violations: found } = await axe.run(element, { resultTypes: ['violations'] });
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  );
}

/** A name as an attacker would choose it: markup, an event handler, a direction override, a line break. */
export const HOSTILE = '<img src=x onerror=alert(1)>\u202Egnp.\n&amp; "Anna"';

/** Holds that nothing of a hostile text has become an element. */
export function expectOnlyText(element: Element): void {
  expect(element.querySelector('img, script, iframe, [onerror]')).toBeNull();
}

/** Types into a field as a person does who then leaves it. */
export function fill(control: HTMLInputElement | HTMLSelectElement, value: string): void {
  control.value = value;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
}

function spoken(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
