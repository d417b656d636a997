import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LightElement } from '../shared/light-element.ts';

/** A button that copies a text, or shows it, marked, where the clipboard is closed. */
export class CopyText extends LightElement {
  static override properties = {
    text: { type: String },
    label: { type: String },
    about: { type: String },
    outcome: { state: true },
  };
  declare text: string;
  /** What the button says. */
  declare label: string;
  /** The id of what says whose text this is: several of these stand on one page. */
  declare about: string;
  declare outcome: 'none' | 'copied' | 'byHand';

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.about = '';
    this.outcome = 'none';
  }

  /** Another text is not the one that was copied. */
  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.outcome = 'none';
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('outcome') || this.outcome !== 'byHand') return;
    const field = this.querySelector('textarea');
    field?.focus();
    field?.select();
  }

  protected override render(): TemplateResult {
    return html`<button
        type="button"
        class="button button--second button--small"
        aria-describedby=${this.about || nothing}
        @click=${() => void this.#copy()}
      >
        ${this.label}
      </button>
      <span role="status" class="copy__outcome">${this.outcome === 'copied' ? msg('Kopiert.') : nothing}</span>
      ${this.outcome === 'byHand' ? this.#byHand() : nothing}`;
  }

  #byHand(): TemplateResult {
    return html`<label class="copy__by-hand"
      >${msg('Dieser Browser kopiert nicht selbst. Der Text ist markiert: Drücken Sie Strg und C.')}
      <textarea class="input" readonly rows="4" .value=${this.text}></textarea>
    </label>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
      this.outcome = 'copied';
    } catch {
      // No clipboard, or a policy of the office's computers closes it: then by hand.
      this.outcome = 'byHand';
    }
  }
}

customElements.define('copy-text', CopyText);
