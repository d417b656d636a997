import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { doorSubmit, passphraseField } from './door-fields.ts';
import { OfficePage } from './office-element.ts';
import './door-join.ts';

/** The desk is locked: the team's passphrase opens it. What can be done without it is said, and what cannot. */
export class DoorLocked extends OfficePage {
  static override properties = { busy: { type: Boolean }, wrong: { state: true }, withFile: { state: true } };
  declare busy: boolean;
  declare wrong: { readonly passphrase?: string };
  /** Open with the key file, because the copy of it on this device is damaged. */
  declare withFile: boolean;

  constructor() {
    super();
    this.busy = false;
    this.wrong = {};
    this.withFile = false;
  }

  protected override render(): TemplateResult {
    return html`${this.heading(msg('Ihr Platz ist gesperrt'))}
      <p class="lead">${msg('Termine und Nachweise liegen verschlüsselt auf diesem Gerät.')}</p>
      ${this.withFile ? html`<door-join .busy=${this.busy}></door-join>` : this.#passphrase()}
      <button
        type="button"
        class="button button--quiet"
        id="with-file"
        aria-expanded=${this.withFile ? 'true' : 'false'}
        @click=${() => (this.withFile = !this.withFile)}
      >
        ${msg('Mit der Schlüsseldatei des Teams öffnen')}
      </button>
      <details>
        <summary>${msg('Kennwort vergessen?')}</summary>
        <p>
          ${msg('Niemand kann es zurücksetzen, auch nicht die IT. Fragen Sie zuerst Ihr Team: Alle benutzen dasselbe Kennwort.')}
        </p>
        <p>
          ${msg('Wenn es niemand mehr weiß, bleiben die Nachweise auf diesem Gerät für immer verschlossen. Sie können dann nur neu anfangen. Dabei wird alles gelöscht, was hier gespeichert ist.')}
        </p>
        <label class="choice">
          <input type="checkbox" id="sure" /><span>${msg('Ja, ich will alles auf diesem Gerät löschen.')}</span>
        </label>
        <button type="button" class="button button--even" id="wipe" @click=${() => this.#wipe()}>
          ${msg('Löschen und neu anfangen')}
        </button>
      </details>`;
  }

  #passphrase(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => this.#unlock(event)}>
      ${passphraseField(msg('Kennwort des Teams'), 'current-password', this.wrong.passphrase)}
      ${doorSubmit(msg('Entsperren'), this.busy)}
    </form>`;
  }

  #unlock(event: Event): void {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('#passphrase');
    const passphrase = field?.value ?? '';
    this.wrong = passphrase === '' ? { passphrase: msg('Geben Sie das Kennwort ein.') } : {};
    if (passphrase === '') field?.focus();
    else this.want({ kind: 'unlock', passphrase });
  }

  #wipe(): void {
    const sure = this.querySelector<HTMLInputElement>('#sure');
    if (sure?.checked) this.want({ kind: 'wipe' });
    else sure?.focus();
  }
}

customElements.define('door-locked', DoorLocked);
