import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import type { EndingKind, StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import './receipt-view.ts';
import './rights-request.ts';
import './wipe-button.ts';
import './withdraw-button.ts';

/** What a person can still do afterwards: keep the receipt, withdraw, use their rights, delete everything on this device. */
export class AfterCare extends LightElement {
  static override properties = {
    context: { attribute: false },
    receipt: { attribute: false },
    ending: { type: String },
  };
  declare context: StepContext;
  declare receipt: Receipt;
  declare ending: EndingKind;
  readonly #openForPrint = (): void => this.#sheet()?.setAttribute('open', '');

  override connectedCallback(): void {
    super.connectedCallback();
    // A closed sheet would leave the paper empty, also when the browser's own menu prints.
    window.addEventListener('beforeprint', this.#openForPrint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('beforeprint', this.#openForPrint);
  }

  protected override render(): TemplateResult {
    return html`<section class="no-print">
        <h2>${msg('Ihr Nachweis')}</h2>
        <p>
          ${msg('Hier steht, was Sie erklärt haben, Wort für Wort. Drucken oder speichern Sie ihn jetzt, wenn Sie ihn behalten möchten.')}
        </p>
        <div class="actions">
          <button type="button" class="button button--second" id="print" @click=${() => this.#print()}>
            ${msg('Drucken')}
          </button>
          <button
            type="button"
            class="button button--second"
            id="save"
            @click=${() => this.wish({ kind: 'saveReceipt', receipt: this.receipt })}
          >
            ${msg('Als Datei speichern (JSON)')}
          </button>
        </div>
      </section>
      <details class="disclosure receipt">
        <summary class="no-print">${msg('Nachweis ansehen')}</summary>
        <receipt-view .receipt=${this.receipt} .language=${this.context.language}></receipt-view>
      </details>
      <section class="no-print">
        <h2>${msg('Was Sie noch tun können')}</h2>
        ${this.#withdrawal()}
        <rights-request .context=${this.context} .receipt=${this.receipt}></rights-request>
        <p>${msg('Möchten Sie, dass auf diesem Gerät nichts bleibt?')}</p>
        <wipe-button></wipe-button>
      </section>`;
  }

  #withdrawal(): TemplateResult | typeof nothing {
    const hasConsent = this.context.plan.statements.some(({ kind }) => kind === 'consent');
    if (this.ending === 'withdrawn' || !hasConsent) return nothing;
    return html`<p>
        ${msg('Sie können Ihre Einwilligung jederzeit widerrufen, auch später am Telefon. Niemand fragt nach dem Grund.')}
      </p>
      <withdraw-button .context=${this.context}></withdraw-button>`;
  }

  #sheet(): HTMLDetailsElement | null {
    return this.querySelector<HTMLDetailsElement>('.receipt');
  }

  #print(): void {
    this.#openForPrint();
    window.print();
  }
}

customElements.define('after-care', AfterCare);
