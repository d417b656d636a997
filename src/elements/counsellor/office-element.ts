import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { updateWhenLocaleChanges } from '@lit/localize';
import type { DeskWish } from '../../desk/wish.ts';
import { DeskWishEvent } from '../shared/desk-wish-event.ts';

/** Base of the counsellor's elements: light DOM like all of ours, and one event up. */
export abstract class OfficeElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  /** Where the focus goes when what had it is gone after an update; null: nowhere. */
  protected get refuge(): string | null {
    return null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  /** Whoever admits by keyboard presses a button that is gone a moment later, and has to be able to go on from there. */
  protected override update(changed: PropertyValues): void {
    const hadFocus = this.refuge !== null && this.contains(document.activeElement);
    super.update(changed);
    if (hadFocus && this.refuge !== null && !this.contains(document.activeElement)) {
      this.querySelector<HTMLElement>(this.refuge)?.focus();
    }
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

  /** The tab follows the heading, also into another language; the number of those who knock before it is the desk's. */
  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const heading = this.querySelector('h1')?.textContent.replace(/\s+/g, ' ').trim();
    if (!heading) return;
    const knocking = /^\(\d+\) /.exec(document.title)?.[0] ?? '';
    document.title = `${knocking}${heading}`;
  }

  protected heading(words: string | TemplateResult): TemplateResult {
    return html`<h1 tabindex="-1">${words}</h1>`;
  }
}
