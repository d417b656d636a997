import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LightElement } from '../shared/light-element.ts';

/** Deletes everything of ours on this device, after one question. */
export class WipeButton extends LightElement {
  protected override render(): TemplateResult {
    return html`<button type="button" class="button button--small button--second" id="wipe" @click=${() => this.#dialog()?.showModal()}>
        ${msg('Alles auf diesem Gerät löschen')}
      </button>
      <dialog aria-labelledby="wipe-title">
        <h2 id="wipe-title">${msg('Alles auf diesem Gerät löschen?')}</h2>
        <p>${msg('Wir löschen alles, was diese Seite hier gespeichert hat, auch den Nachweis. Was die Beratungsstelle hat, bleibt dort.')}</p>
        <div class="actions">
          <button type="button" class="button button--even" id="wipe-yes" @click=${() => this.#wipe()}>${msg('Ja, löschen')}</button>
          <button type="button" class="button button--even" @click=${() => this.#dialog()?.close()}>${msg('Nein, zurück')}</button>
        </div>
      </dialog>`;
  }

  #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  #wipe(): void {
    this.#dialog()?.close();
    this.wish({ kind: 'wipe' });
  }
}

customElements.define('wipe-button', WipeButton);
