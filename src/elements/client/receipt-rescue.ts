import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import type { StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';

/**
 * The receipt does not reach the counsellor by itself, now or in this installation: what that means, and a file to hand
 * over instead. It keeps nobody out.
 */
export class ReceiptRescue extends LightElement {
  static override properties = { receipt: { attribute: false }, isUsual: { attribute: false } };
  declare receipt: Receipt;
  /** No receipt travels by itself here: nothing went wrong, handing it over is the way. */
  declare isUsual: boolean;

  constructor() {
    super();
    this.isUsual = false;
  }

  protected override render(): TemplateResult {
    return html`<div class="panel panel--warm" id="undelivered">
      <p>
        ${
          this.isUsual
            ? msg(
                'Ihr Nachweis kommt hier nicht von selbst zur Beratungsstelle. Speichern Sie ihn, und schicken Sie die Datei auf dem Weg, den Sie mit ihr vereinbart haben. Sie können auch ohne ihn eintreten. Dann fragt man Sie noch einmal danach.',
              )
            : msg(
                'Ihr Nachweis ist bei der Beratungsstelle nicht angekommen, darum fragt man Sie vielleicht noch einmal danach.',
              )
        }
      </p>
      <button
        type="button"
        class="button button--second button--small"
        id="save-receipt"
        @click=${() => this.wish({ kind: 'saveReceipt', receipt: this.receipt })}
      >
        ${msg('Nachweis als Datei speichern')}
      </button>
    </div>`;
  }
}

/** The offer where there is something to hand over. */
export function receiptRescue({ desk, handOver }: StepContext): TemplateResult | typeof nothing {
  const receipt = desk?.undelivered ?? handOver;
  if (!receipt) return nothing;
  return html`<receipt-rescue .receipt=${receipt} .isUsual=${handOver !== null}></receipt-rescue>`;
}

customElements.define('receipt-rescue', ReceiptRescue);
