import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import { refusalTexts } from '../../service/generated.ts';
import type { EndingKind } from '../../visit/view.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
import './after-care.ts';

/** The last page: how it ended, what holds now, and what can still be done. */
export class ClientEnding extends StepElement {
  static override properties = { ...StepElement.properties, ending: { type: String }, receipt: { attribute: false } };
  declare ending: EndingKind;
  declare receipt: Receipt | null;

  protected override render(): TemplateResult {
    const words = this.#words();
    return html`<section>
      ${this.heading(words.title)}
      ${words.lines.map((line) => html`<p class="lead">${line}</p>`)}
      ${this.ending === 'declined' ? this.#alternatives() : nothing}
      ${this.ending === 'withdrawn' ? this.#withdrawn() : nothing}
      ${this.receipt ? html`<after-care .context=${this.context} .receipt=${this.receipt} .ending=${this.ending}></after-care>` : nothing}
      ${this.ending === 'endedByCounsellor' || this.ending === 'wiped'
        ? nothing
        : html`<div class="actions">
            <button type="button" class="button button--second" id="restart" @click=${() => this.wish({ kind: 'restart' })}>
              ${this.ending === 'declined' || this.ending === 'withdrawn' ? msg('Noch einmal von vorn') : msg('Zurück zum Einlass')}
            </button>
          </div>`}
    </section>`;
  }

  #words(): { readonly title: string; readonly lines: readonly string[] } {
    switch (this.ending) {
      case 'declined':
        return {
          title: msg('Das ist in Ordnung'),
          lines: [msg('Sie nehmen nicht an der Videoberatung teil. Auf diesem Gerät ist nichts geblieben.')],
        };
      case 'withdrawn':
        return {
          title: msg('Ihre Einwilligung gilt nicht mehr'),
          lines: [msg('Das Gespräch ist beendet. Kamera und Mikrofon sind aus.')],
        };
      case 'left':
        return {
          title: msg('Sie haben aufgelegt'),
          lines: [msg('Kamera und Mikrofon sind aus. Wenn Sie noch einmal eintreten möchten, geht das über den Einlass.')],
        };
      case 'endedByCounsellor':
        return {
          title: msg('Das Gespräch ist beendet'),
          lines: [msg('Ihre Beraterin oder Ihr Berater hat das Gespräch für alle beendet. Der Raum ist geschlossen.')],
        };
      case 'refused':
        return {
          title: msg('Sie wurden gerade nicht eingelassen'),
          lines: [msg('Das kann viele Gründe haben. Rufen Sie uns an, wir klären es.')],
        };
      case 'kicked':
        return {
          title: msg('Sie sind nicht mehr im Gespräch'),
          lines: [msg('Die Beratungsstelle hat die Verbindung zu Ihnen beendet. Das kann viele Gründe haben. Rufen Sie uns an, wir klären es.')],
        };
      case 'wiped':
        return {
          title: msg('Auf diesem Gerät ist alles gelöscht'),
          lines: [msg('Wir haben alles gelöscht, was diese Seite hier gespeichert hatte. Sie können das Fenster schließen.')],
        };
    }
  }

  #alternatives(): TemplateResult {
    return html`${refusalTexts(this.context.service.profile)
      .filter((id) => id !== 'refusal.consequence')
      .map((id) => {
        const text = this.text(id);
        return html`${text.title ? html`<h2>${text.title}</h2>` : nothing} ${textBody(text)}`;
      })}`;
  }

  #withdrawn(): TemplateResult {
    return html`${textBody(this.text('withdrawal.effect'))} ${textBody(this.text('withdrawal.continues'))}`;
  }
}

customElements.define('client-ending', ClientEnding);
