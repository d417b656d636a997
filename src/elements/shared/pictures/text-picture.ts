import { html, nothing, type TemplateResult } from 'lit';
import { LightElement } from '../light-element.ts';
import type { Drawing, Picture } from './drawings.ts';

/**
 * One picture, to the eye only: the words beside it say the same. The drawings load when the first one is shown, and the
 * styles keep their places free, so that nothing moves when they arrive.
 */
export class TextPicture extends LightElement {
  static override properties = { name: { type: String }, drawings: { state: true } };
  declare name: Picture;
  declare drawings: Readonly<Record<Picture, Drawing>> | null;

  constructor() {
    super();
    this.drawings = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    import('./drawings.ts').then(
      ({ DRAWINGS }) => {
        this.drawings = DRAWINGS;
      },
      // The line broke: the words say everything without their picture.
      () => undefined,
    );
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.drawings) return nothing;
    const { tint, line, accent } = this.drawings[this.name];
    return html`<svg class="picture" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <path class="picture__tint" d=${tint} />
      <path d=${line} />
      <path class="picture__accent" d=${accent} />
    </svg>`;
  }
}

customElements.define('text-picture', TextPicture);
