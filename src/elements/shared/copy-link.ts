import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LightElement } from './light-element.ts';

/**
 * Takes the personal link to another browser. Where the clipboard is closed – in many browsers inside other apps – it
 * shows the link, marked, for copying by hand.
 */
export class CopyLink extends LightElement {
  static override properties = { link: { type: String }, outcome: { state: true } };
  /** The address to copy; empty means that of this page. */
  declare link: string;
  declare outcome: 'none' | 'copied' | 'byHand';

  constructor() {
    super();
    this.link = '';
    this.outcome = 'none';
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('outcome') || this.outcome !== 'byHand') return;
    const field = this.querySelector<HTMLInputElement>('#link-by-hand');
    field?.focus();
    field?.select();
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="button button--second" @click=${() => void this.#copy()}>
        ${msg('Link kopieren')}
      </button>
      <p role="status">
        ${this.outcome === 'copied' ? msg('Der Link ist kopiert. Fügen Sie ihn im anderen Browser oben in die Adresszeile ein.') : nothing}
      </p>
      ${this.outcome === 'byHand' ? this.#byHand() : nothing}
      <p class="soft">${msg('Der Link ist nur für Sie. Geben Sie ihn nicht weiter.')}</p>`;
  }

  #byHand(): TemplateResult {
    return html`<div class="field">
      <label for="link-by-hand">${msg('Ihr Link')}</label>
      <p class="field__hint" id="link-by-hand-hint">
        ${msg('Dieser Browser kopiert nicht selbst. Der Link ist schon markiert: Tippen Sie darauf und wählen Sie „Kopieren“.')}
      </p>
      <input class="input" id="link-by-hand" readonly .value=${this.#address()} aria-describedby="link-by-hand-hint" />
    </div>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#address());
      this.outcome = 'copied';
    } catch {
      // No clipboard, or none without a permission that the app around us does not pass on: then by hand.
      this.outcome = 'byHand';
    }
  }

  #address(): string {
    return this.link === '' ? location.href : this.link;
  }
}

customElements.define('copy-link', CopyLink);
