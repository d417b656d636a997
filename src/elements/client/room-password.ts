import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LightElement } from '../shared/light-element.ts';

/** The password that came by phone: may be pasted, shown, and tried again (R-023, WCAG 3.3.8). */
export class RoomPassword extends LightElement {
  static override properties = { wrong: { type: Boolean }, shown: { state: true } };
  declare wrong: boolean;
  declare shown: boolean;

  constructor() {
    super();
    this.wrong = false;
    this.shown = false;
  }

  protected override render(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#send(event)}>
      <div class="field">
        <label for="room-password">${msg('Passwort')}</label>
        ${this.wrong
          ? html`<p class="field__problem" id="room-password-problem" role="alert">
              ${msg('Dieses Passwort passt nicht. Prüfen Sie Groß- und Kleinschreibung oder rufen Sie uns an.')}
            </p>`
          : nothing}
        <input
          class="input"
          id="room-password"
          type=${this.shown ? 'text' : 'password'}
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-invalid=${this.wrong ? 'true' : 'false'}
          aria-describedby=${this.wrong ? 'room-password-problem' : nothing}
        />
      </div>
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <button
          type="button"
          class="button button--second"
          aria-pressed=${this.shown ? 'true' : 'false'}
          @click=${() => (this.shown = !this.shown)}
        >
          ${msg('Passwort zeigen')}
        </button>
      </div>
    </form>`;
  }

  #send(event: Event): void {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>('#room-password');
    if (input && input.value !== '') this.wish({ kind: 'password', password: input.value });
  }
}

customElements.define('room-password', RoomPassword);
