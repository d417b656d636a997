import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LightElement } from './light-element.ts';

/** One thing to put right: the words, and the id of the control that it is about. */
export interface SummaryItem {
  readonly target: string;
  /** Asked for whenever they are shown: who does not understand them changes the language. */
  readonly words: () => string;
}

/**
 * Says after an attempt to go on what is still open, each item a link to its control. Takes the focus whenever new
 * items arrive, so that it is read out at once (WCAG 3.3.1, 4.1.3). Empty items show nothing.
 */
export class ErrorSummary extends LightElement {
  static override properties = { items: { attribute: false }, language: { attribute: false } };
  declare items: readonly SummaryItem[];
  /** Of the texts that the items quote. */
  declare language: string;

  constructor() {
    super();
    this.items = [];
    this.language = '';
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('items') && this.items.length > 0) this.querySelector<HTMLElement>('.summary')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing;
    return html`<div class="summary" role="alert" tabindex="-1" aria-labelledby="summary-title">
      <h2 id="summary-title">${msg('Das ist noch zu tun')}</h2>
      <ul>
        ${this.items.map(
          (item) =>
            html`<li>
              <a href="#${item.target}" @click=${(event: Event) => this.#goTo(event, item.target)}>${item.words()}</a>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  /** The fragment of our address belongs to the personal link, so the link moves the focus without touching it. */
  #goTo(event: Event, target: string): void {
    event.preventDefault();
    const control = document.getElementById(target);
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }
}

customElements.define('error-summary', ErrorSummary);
