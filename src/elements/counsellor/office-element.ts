import { html, LitElement, type TemplateResult } from 'lit';
import { updateWhenLocaleChanges } from '@lit/localize';
import type { DeskWish } from '../../desk/view.ts';
import { DeskWishEvent } from '../shared/desk-wish-event.ts';

/** Base of the counsellor's elements: light DOM like all of ours, and one event up. */
export abstract class OfficeElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected want(wish: DeskWish): void {
    this.dispatchEvent(new DeskWishEvent(wish));
  }
}

/** A page of the desk: its heading takes the focus when the page appears, so that it is read out and Tab goes on from there. */
export abstract class OfficePage extends OfficeElement {
  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('h1')?.focus();
  }

  protected heading(words: string | TemplateResult): TemplateResult {
    return html`<h1 tabindex="-1">${words}</h1>`;
  }
}
