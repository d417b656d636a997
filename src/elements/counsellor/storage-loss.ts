import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, LossView } from '../../desk/view.ts';
import { OfficeElement } from './office-element.ts';
import { officeHintOf } from './office-problem-words.ts';

/** What lay in this browser is gone: what is still here, what is not, and the way back. Stays until it is put back. */
export class StorageLoss extends OfficeElement {
  static override properties = { context: { attribute: false } };
  declare context: DeskContext;

  protected override render(): TemplateResult | typeof nothing {
    const { loss, keyName } = this.context;
    if (!loss) return nothing;
    const hint = officeHintOf('STORAGE_CLEARED');
    return html`<div class="panel panel--alert" id="storage-loss" role="alert">
      <h2>${msg('In diesem Browser ist alles gelöscht, was Einlass gespeichert hatte')}</h2>
      <p>
        ${msg('Ob es der Browser war, ein anderes Programm oder ein zweiter Tab, weiß diese Seite nicht. Was Sie hier sehen, ist noch da, und ein Gespräch läuft weiter. Laden Sie die Seite nicht neu und sperren Sie sie nicht, solange hier nicht wieder gespeichert ist.')}
      </p>
      <p>${this.#held(loss)}</p>
      <p>
        ${msg('Andere Nachweise hat diese Seite nicht mehr. Haben Sie sie früher als Datei gesichert, können Sie die Datei danach wieder einlesen.')}
      </p>
      <div class="actions">
        <button type="button" class="button" id="save-key-again" @click=${() => this.want({ kind: 'saveKeyFile' })}>
          ${msg(str`Schlüsseldatei ${keyName} noch einmal sichern`)}
        </button>
        <button
          type="button"
          class="button button--even"
          id="put-back"
          aria-disabled=${loss.isBusy ? 'true' : 'false'}
          @click=${() => this.want({ kind: 'putBack' })}
        >
          ${msg('Hier wieder speichern, was noch da ist')}
        </button>
      </div>
      <p class="soft panel__hint">${msg(str`Hinweis ${hint}`)}</p>
    </div>`;
  }

  #held({ appointments, receipts }: LossView): TemplateResult {
    const names = receipts.map((name) => (name === '' ? msg('ohne Namen') : name)).join(', ');
    return html`${msg(str`Noch hier: der Teamschlüssel und Ihre Termine (${appointments}).`)}
    ${receipts.length === 0 ? nothing : html`${msg('Dazu die Nachweise von:')} <bdi id="held-receipts">${names}</bdi>.`}`;
  }
}

customElements.define('storage-loss', StorageLoss);
