import { html, nothing, type TemplateResult } from 'lit';
import type { QrCode as Drawing } from '../../appointment/qr.ts';
import { LightElement } from '../shared/light-element.ts';

/** A QR code, black on white under every colour scheme: cameras read no other. */
export class QrCode extends LightElement {
  static override properties = { drawing: { attribute: false }, name: { type: String } };
  declare drawing: Drawing | null;
  /** What it is for, to those who do not see it. */
  declare name: string;

  constructor() {
    super();
    this.drawing = null;
    this.name = '';
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.drawing === null) return nothing;
    const { size, path } = this.drawing;
    return html`<svg
      class="qr"
      viewBox="0 0 ${size} ${size}"
      role="img"
      aria-label=${this.name}
      shape-rendering="crispEdges"
    >
      <title>${this.name}</title>
      <rect class="qr__paper" width=${size} height=${size}></rect>
      <path class="qr__ink" d=${path}></path>
    </svg>`;
  }
}

customElements.define('qr-code', QrCode);
