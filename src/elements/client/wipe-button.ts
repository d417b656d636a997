import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { LightElement } from '../shared/light-element.ts';

/** Deletes everything of ours on this device, after one question (R-097, WCAG 3.3.4). */
export class WipeButton extends LightElement {
  protected override render(): TemplateResult {
    return html`<button type="button" class="button button--small button--second" id="wipe" @click=${() => this.#ask()}>
        ${msg('Alles auf diesem Gerät löschen')}
      </button>
      ${confirmDialog({
        id: 'wipe',
        title: msg('Alles auf diesem Gerät löschen?'),
        body: html`<p>
          ${msg('Wir löschen alles, was diese Seite hier gespeichert hat, auch den Nachweis. Was die Beratungsstelle hat, bleibt dort.')}
        </p>`,
        yes: msg('Ja, löschen'),
        onYes: () => this.wish({ kind: 'wipe' }),
      })}`;
  }

  #ask(): void {
    openDialog(this.querySelector('dialog'));
  }
}

customElements.define('wipe-button', WipeButton);
