import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext } from '../../desk/view.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { textField } from '../shared/text-field.ts';
import { archiveState } from './archive-words.ts';
import { OfficePage } from './office-element.ts';

/** How the counsellor is called here, the team's key, and the end of everything on this device. */
export class CounsellorSettings extends OfficePage {
  static override properties = { context: { attribute: false } };
  declare context: DeskContext;

  protected override render(): TemplateResult {
    const { counsellor, keyName, archive } = this.context;
    return html`${this.heading(msg('Einstellungen'))}
      <div class="halves halves--cards">
        <section aria-labelledby="name-title">
          <h2 id="name-title">${msg('Ihr Name')}</h2>
          <form novalidate @submit=${(event: Event) => this.#call(event)}>
            ${textField({
              id: 'counsellor-name',
              label: msg('Ihr Name im Gespräch und in den Nachweisen'),
              value: counsellor,
              required: true,
              hints: [msg('Zum Beispiel: Frau Sommer, Jugendberatung')],
              autocomplete: 'name',
              onChange: () => undefined,
            })}
            <button type="submit" class="button button--second" id="save-name">${msg('Name übernehmen')}</button>
          </form>
        </section>
        <section aria-labelledby="key-title">
          <h2 id="key-title">${msg('Teamschlüssel')}</h2>
          <p>
            ${msg('Kurzname zum Vergleichen am Telefon:')}
            <strong class="code code--line" id="key-name">${keyName}</strong>
          </p>
          <p>
            ${msg('Die Schlüsseldatei bringt den Schlüssel auf einen zweiten Rechner oder zu einer Kollegin. Sie öffnet sich nur mit dem Kennwort. Schicken Sie beides nie auf demselben Weg.')}
          </p>
          <button
            type="button"
            class="button button--second"
            id="save-key"
            @click=${() => this.want({ kind: 'saveKeyFile' })}
          >
            ${msg('Schlüsseldatei sichern')}
          </button>
        </section>
        <section aria-labelledby="archive-title">
          <h2 id="archive-title">${msg('Archiv')}</h2>
          ${archiveState(archive, () => this.want({ kind: 'sendCopies' }))}
        </section>
        <section aria-labelledby="lock-title">
          <h2 id="lock-title">${msg('Sperren')}</h2>
          <p>
            ${msg(str`Nach ${15} Minuten ohne Eingabe sperrt sich diese Seite von selbst, während eines Gesprächs nicht.`)}
          </p>
        </section>
        <section aria-labelledby="give-up-title">
          <h2 id="give-up-title">${msg('Dieses Gerät aufgeben')}</h2>
          <p>
            ${msg('Hier löschen Sie den Schlüssel, die Termine und alle Nachweise auf diesem Gerät. Was Sie nicht vorher als Datei gesichert haben, ist dann verloren.')}
          </p>
          <button
            type="button"
            class="button button--even"
            id="wipe"
            @click=${() => openDialog(this.querySelector<HTMLDialogElement>('#wipe-dialog'))}
          >
            ${msg('Alles auf diesem Gerät löschen')}
          </button>
          ${confirmDialog({
            id: 'wipe',
            title: msg('Wirklich alles löschen?'),
            body: html`<p>${msg('Nachweise können gesetzliche Fristen haben. Sichern Sie sie vorher als Datei.')}</p>`,
            yes: msg('Ja, alles löschen'),
            onYes: () => this.want({ kind: 'wipe' }),
          })}
        </section>
      </div>`;
  }

  #call(event: Event): void {
    event.preventDefault();
    const name = this.querySelector<HTMLInputElement>('#counsellor-name')?.value.trim() ?? '';
    if (name !== '') this.want({ kind: 'callMyself', name });
    else this.querySelector<HTMLInputElement>('#counsellor-name')?.focus();
  }
}

customElements.define('counsellor-settings', CounsellorSettings);
