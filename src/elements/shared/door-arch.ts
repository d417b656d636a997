import { html, svg, type TemplateResult } from 'lit';
import { LightElement } from './light-element.ts';

/**
 * The motif: a doorway that opens as the steps go by, and the light behind it. Decorative; screen readers get the words
 * beside it. `openness` from 0 (closed) to 1 (open).
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
    // The leaf turns inwards on its hinge at x = 8: seen from the front it gets narrower and its free edge goes away from us.
    const width = 1 - 0.74 * openness;
    const turn = `translate(8 45) skewY(${-9 * openness}) scale(${width} ${1 - 0.03 * openness}) translate(-8 -45)`;
    const edge = 8 + 24 * width;
    return html`<svg
      class=${this.large ? 'door door--large' : 'door'}
      viewBox="0 0 45 55"
      aria-hidden="true"
      focusable="false"
    >
      ${svg`
        <path class="door__light" d="M8 45V18a12 12 0 0 1 24 0v27z"/>
        <path class="door__floor" d=${`M${edge} 46H32L${32 + 9 * openness} 54H${edge - 2 * openness}z`}/>
        <g transform=${turn}>
          <path class="door__leaf" d="M8 45V18a12 12 0 0 1 24 0v27z"/>
          <path class="door__panel" d="M12.5 40V31h15v9zM12.5 27V18a7.5 7.5 0 0 1 15 0v9z"/>
          <circle class="door__knob" cx="28.5" cy="29" r="1.5"/>
        </g>
        <path class="door__frame" d="M6 45V18a14 14 0 0 1 28 0v27M2 46.2h36"/>`}
    </svg>`;
  }
}

customElements.define('door-arch', DoorArch);
