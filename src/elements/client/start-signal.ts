import { html, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { playTone, type Tone } from '../../browser/sound.ts';
import type { CounsellorWord } from '../../visit/counsellor-word.ts';
import { LightElement } from '../shared/light-element.ts';

/** A sound when the counsellor opens the room, for those who want one: whoever is not alone may not want to be heard. */
export class StartSignal extends LightElement {
  static override properties = { door: { type: String }, isOn: { state: true } };
  declare door: CounsellorWord['door'];
  declare isOn: boolean;
  #tone: Tone | null = null;

  constructor() {
    super();
    this.door = 'unknown';
    this.isOn = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#tone?.stop();
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('door') as CounsellorWord['door'] | undefined;
    if (this.isOn && this.door === 'opened' && before !== undefined && before !== 'opened') this.#play();
  }

  protected override render(): TemplateResult {
    return html`<label class="choice">
      <input type="checkbox" id="signal" .checked=${this.isOn} @change=${(event: Event) => this.#switch(event)} />
      <span>${msg('Einen Ton spielen, sobald der Raum offen ist')}</span>
    </label>`;
  }

  /** Heard once when it is switched on: then everybody knows it, and the browser has had the tap that it asks for. */
  #switch(event: Event): void {
    this.isOn = (event.target as HTMLInputElement).checked;
    if (this.isOn) this.#play();
    else this.#tone?.stop();
  }

  #play(): void {
    this.#tone?.stop();
    this.#tone = playTone(undefined);
  }
}

customElements.define('start-signal', StartSignal);
