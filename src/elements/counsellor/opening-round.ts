import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { OfficeElement } from './office-element.ts';

type Item = RoomView['round']['done'][number];

/** The opening round (R-070, L-19): said aloud together, ticked here, folded away when done. */
export class OpeningRound extends OfficeElement {
  static override properties = { room: { attribute: false } };
  declare room: RoomView;

  protected override render(): TemplateResult {
    const { round, appointment } = this.room;
    if (round.closedAt !== null) {
      return html`<p class="round__done status status--yes" id="round-done">
        ${msg('Die Eröffnungsrunde ist festgehalten.')}
      </p>`;
    }
    const item = (id: Item, words: string): TemplateResult =>
      html`<label class="round__item">
        <input
          type="checkbox"
          id="round-${id}"
          .checked=${round.done.includes(id)}
          @change=${(event: Event) => this.want({ kind: 'round', item: id, done: (event.target as HTMLInputElement).checked })}
        />
        <span>${words}</span>
      </label>`;
    return html`<section class="round" aria-labelledby="round-title" id="round">
      <h2 id="round-title">${msg('Zu Beginn gemeinsam klären')}</h2>
      ${item('introduced', msg('Alle sind vorgestellt, auch wer nicht im Bild ist.'))}
      ${item('noRecording', msg('Niemand zeichnet auf, auf keiner Seite.'))}
      ${item(
        'encryption',
        appointment.e2ee === 'off'
          ? msg('Alle wissen: Die Verbindung zum Server ist verschlüsselt, zusätzlich von Gerät zu Gerät nicht.')
          : msg('Wir haben besprochen, ob Bild und Ton zusätzlich verschlüsselt sind.'),
      )}
    </section>`;
  }
}

customElements.define('opening-round', OpeningRound);
