import { html, svg, type TemplateResult } from 'lit';
import { LightElement } from './light-element.ts';

/**
 * The motif: a doorway that opens as the steps go by. Decorative; screen readers get the words beside it.
 * `openness` from 0 (closed) to 1 (open).
 */
export class DoorArch extends LightElement {
  static override properties = { openness: { type: Number }, large: { type: Boolean } };
  declare openness: number;
  declare large: boolean;

  constructor() {
    super();
    this.openness = 0;
    this.large = false;
  }

  protected override render(): TemplateResult {
    const openness = Math.min(1, Math.max(0, this.openness));
    // The leaf turns on its hinge: seen from the front it gets narrower and its free edge reaches towards us.
    const edge = 24 - 15 * openness;
    const reach = 2.5 * openness;
    return html`<svg class=${this.large ? 'door door--large' : 'door'} viewBox="0 0 32 40" aria-hidden="true" focusable="false">
      ${svg`
        <path d="M4 38V16a12 12 0 0 1 24 0v22" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>
        <path d="M8 38V16a8 8 0 0 1 16 0v22z" fill="currentColor" opacity=${0.1 + 0.16 * openness}/>
        <path d=${`M8 38V16q0 -6 4 -7.2L${edge} ${9 + 2 * (1 - openness) + reach}V${38 + reach * 0.6}z`} fill="currentColor" opacity="0.92"/>
        <circle cx=${edge - 2.2} cy=${26 + reach * 0.5} r="1" fill="var(--surface)"/>
        <path d="M2 38.5h28" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>`}
    </svg>`;
  }
}

customElements.define('door-arch', DoorArch);
