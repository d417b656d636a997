import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeskContext } from '../../desk/view.ts';
import { OfficeElement } from './office-element.ts';

/** Stays until the key file was saved: losing the key is explained before it can happen. */
export class KeyReminder extends OfficeElement {
  static override properties = { context: { attribute: false } };
  declare context: DeskContext;

  protected override render(): TemplateResult | typeof nothing {
    if (this.context.isKeySaved) return nothing;
    return html`<div class="panel panel--warm" id="key-reminder">
      <h2>${msg('Sichern Sie jetzt den Teamschlüssel')}</h2>
      <p>
        ${msg('Er liegt bisher nur in diesem Browser. Wird der Browser gelöscht oder geht das Gerät kaputt, lassen sich die Nachweise nie mehr öffnen.')}
      </p>
      <button type="button" class="button" id="save-key" @click=${() => this.want({ kind: 'saveKeyFile' })}>
        ${msg('Schlüsseldatei sichern')}
      </button>
    </div>`;
  }
}

customElements.define('key-reminder', KeyReminder);
