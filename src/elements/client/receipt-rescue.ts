import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import { LightElement } from '../shared/light-element.ts';
import { saveReceipt } from './save-receipt.ts';

/** The receipt did not reach the counsellor: what that means, and a file to hand over instead. It keeps nobody out. */
export class ReceiptRescue extends LightElement {
  static override properties = { receipt: { attribute: false } };
  declare receipt: Receipt;

  protected override render(): TemplateResult {
    return html`<div class="panel panel--warm" id="undelivered">
      <p>
        ${msg('Ihr Nachweis ist bei der Beratungsstelle nicht angekommen, darum fragt man Sie vielleicht noch einmal danach.')}
      </p>
      <button
        type="button"
        class="button button--second button--small"
        id="save-receipt"
        @click=${() => saveReceipt(this.receipt)}
      >
        ${msg('Nachweis als Datei speichern')}
      </button>
    </div>`;
  }
}

customElements.define('receipt-rescue', ReceiptRescue);
