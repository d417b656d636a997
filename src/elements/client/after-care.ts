import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import type { EndingKind, StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import './receipt-view.ts';
import './wipe-button.ts';
import './withdraw-button.ts';

/** What a person can still do afterwards: keep the receipt, withdraw, delete everything on this device. */
export class AfterCare extends LightElement {
  static override properties = {
    context: { attribute: false },
    receipt: { attribute: false },
    ending: { type: String },
  };
  declare context: StepContext;
  declare receipt: Receipt;
  declare ending: EndingKind;

  protected override render(): TemplateResult {
    return html`<section class="no-print">
        <h2>${msg('Ihr Nachweis')}</h2>
        <p>${msg('Hier steht, was Sie erklärt haben, Wort für Wort. Sie können es drucken oder speichern. Wenn Sie diese Seite schließen, zeigen wir es nicht noch einmal.')}</p>
        <div class="actions">
          <button type="button" class="button" id="print" @click=${() => window.print()}>${msg('Drucken')}</button>
          <button type="button" class="button button--second" id="save" @click=${() => this.#save()}>
            ${msg('Als Datei speichern (JSON)')}
          </button>
        </div>
      </section>
      <details class="receipt">
        <summary class="no-print">${msg('Nachweis ansehen')}</summary>
        <receipt-view .context=${this.context} .receipt=${this.receipt}></receipt-view>
      </details>
      <section class="no-print">
        <h2>${msg('Ihre Rechte')}</h2>
        <p>${msg('Sie können Ihre Einwilligung jederzeit widerrufen, auch später am Telefon. Niemand fragt nach dem Grund.')}</p>
        <div class="actions">
          ${this.ending === 'withdrawn' ? nothing : html`<withdraw-button .context=${this.context}></withdraw-button>`}
          <wipe-button></wipe-button>
        </div>
      </section>`;
  }

  /** A file for the person, made on this device; no server hears of it. The name says nothing about counselling (W-12). */
  #save(): void {
    const json = JSON.stringify(this.receipt, null, 2);
    const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `nachweis-${this.receipt.receiptId.slice(0, 8)}.json`;
    link.click();
    URL.revokeObjectURL(address);
  }
}

customElements.define('after-care', AfterCare);
