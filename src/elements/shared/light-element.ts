import { LitElement } from 'lit';
import { updateWhenLocaleChanges } from '@lit/localize';
import type { Wish } from '../../visit/view.ts';
import { WishEvent } from './wish-event.ts';

/**
 * Base of all our elements. Light DOM: labels, error links, print styles and screen readers work across elements, and
 * Safari before 16.4 would put shadow styles inline, which the strict CSP blocks.
 */
export abstract class LightElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected wish(wish: Wish): void {
    this.dispatchEvent(new WishEvent(wish));
  }
}
