import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { OfficeElement } from './office-element.ts';

/** Somebody has joined the group: what to say to all, and whether it stands on their screens too. Closed by hand only. */
export class JoinedReminder extends OfficeElement {
  static override properties = { room: { attribute: false } };
  declare room: RoomView;

  protected override render(): TemplateResult | typeof nothing {
    const { reminder } = this.room;
    if (!reminder) return nothing;
    const names = reminder.names.map((name) => (name === '' ? msg('ohne Namen') : name)).join(', ');
    return html`<section class="panel panel--warm" aria-labelledby="reminder-title" id="reminder">
      <h2 id="reminder-title">${msg(str`Neu dabei: ${names}`)}</h2>
      <p>${msg('Zum Vorlesen:')} <q>${reminderWords()}</q></p>
      ${reminder.told === null ? nothing : html`<p class="soft" id="reminder-told">${toldWords(reminder.told)}</p>`}
      <button
        type="button"
        class="button button--small button--second"
        id="close-reminder"
        @click=${() => this.want({ kind: 'closeReminder' })}
      >
        ${msg('Ist gesagt')}
      </button>
    </section>`;
  }
}

/** What the counsellor says to the group; it is read out to her as well when somebody joins. */
export function reminderWords(): string {
  return msg('Zur Erinnerung für uns alle: Was hier gesagt wird, bleibt hier.');
}

function toldWords(isTold: boolean): string {
  return isTold
    ? msg('Es ging auch an die Bildschirme der anderen.')
    : msg('Auf den Bildschirmen der anderen steht es nicht überall. Bitte lesen Sie es vor.');
}

customElements.define('joined-reminder', JoinedReminder);
