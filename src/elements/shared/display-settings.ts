import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { applyDisplay, keepDisplay, readDisplay, type Display } from '../../browser/display.ts';
import { LightElement } from './light-element.ts';

/** Text size, contrast and rest, on every page and without leaving the step; kept in this tab alone. */
export class DisplaySettings extends LightElement {
  static override properties = { display: { state: true } };
  declare display: Display;

  constructor() {
    super();
    this.display = readDisplay();
    applyDisplay(this.display);
  }

  protected override render(): TemplateResult {
    const { contrast, calm } = this.display;
    return html`<details class="display" id="display">
      <summary>${msg('Schrift und Anzeige')}</summary>
      <fieldset class="sizes">
        <legend>${msg('Schriftgröße')}</legend>
        ${this.#size(1, msg('normal'))} ${this.#size(2, msg('groß'))} ${this.#size(3, msg('sehr groß'))}
      </fieldset>
      ${this.#switch('contrast', contrast, msg('Starker Kontrast'))}
      ${this.#switch('calm', calm, msg('Nichts bewegt sich'))}
      <p class="soft">${msg('Das gilt, bis Sie dieses Fenster schließen.')}</p>
    </details>`;
  }

  #size(size: Display['size'], words: string): TemplateResult {
    return html`<label class="sizes__one sizes__one--${size}">
      <input
        type="radio"
        name="display-size"
        .checked=${this.display.size === size}
        @change=${() => this.#take({ size })}
      />
      <span>${words}</span>
    </label>`;
  }

  #switch(name: 'contrast' | 'calm', isOn: boolean, words: string): TemplateResult {
    return html`<label class="switch">
      <input type="checkbox" name="display-${name}" .checked=${isOn} @change=${() => this.#take({ [name]: !isOn })} />
      <span>${words}</span>
    </label>`;
  }

  #take(change: Partial<Display>): void {
    this.display = { ...this.display, ...change };
    applyDisplay(this.display);
    keepDisplay(this.display);
  }
}

customElements.define('display-settings', DisplaySettings);
