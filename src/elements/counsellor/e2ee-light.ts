import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { lightWords } from './e2ee-light-words.ts';
import { OfficeElement } from './office-element.ts';
import { reasonForm, waiverProposals } from './reason-form.ts';

/** One switch and one truthful light (design §4.6): shape, word and reason, and the counsellor's decision to go on without. */
export class E2eeLight extends OfficeElement {
  static override properties = { room: { attribute: false } };
  declare room: RoomView;

  protected override render(): TemplateResult {
    const { e2ee, appointment } = this.room;
    const { shape, state, reason } = lightWords(e2ee);
    return html`<details class="light" id="e2ee">
      <summary><span class="status status--${shape}">${state}</span></summary>
      <p>${reason}</p>
      ${
        e2ee.failed
          ? html`<p class="field__problem" id="e2ee-failed">
              ${msg('Das Umschalten wurde nicht bestätigt. Was jetzt gilt, ist nicht bekannt.')}
            </p>`
          : nothing
      }
      ${appointment.e2ee === 'off' ? nothing : this.#switch()} ${e2ee.mayWaive ? this.#waive() : nothing}
      ${
        e2ee.waived === null
          ? nothing
          : html`<p id="waived">${msg(str`Festgehalten: Sie sprechen ohne sie. Grund: „${e2ee.waived}“`)}</p>`
      }
    </details>`;
  }

  #switch(): TemplateResult {
    const { e2ee, stage } = this.room;
    const isOn = e2ee.asked ?? (e2ee.report.state === 'requested' || e2ee.report.state === 'reportedByAll');
    return html`<button
      type="button"
      class="button button--small button--second"
      id="switch-e2ee"
      ?disabled=${e2ee.switching || stage !== 'open'}
      @click=${() => this.want({ kind: 'switchE2ee', on: !isOn })}
    >
      ${isOn ? msg('Zusätzliche Verschlüsselung ausschalten') : msg('Zusätzliche Verschlüsselung einschalten')}
    </button>`;
  }

  /** A decision of hers, never a default; it goes into every receipt of this meeting. */
  #waive(): TemplateResult {
    return reasonForm({
      id: 'waive-e2ee',
      label: msg('Oder ohne sie sprechen: Warum?'),
      hint: msg('Der Grund kommt mit Uhrzeit und Ihrem Namen auf den Nachweis jeder Person im Raum.'),
      proposals: waiverProposals(),
      act: msg('Festhalten und ohne sie sprechen'),
      onSend: (reason) => this.want({ kind: 'waiveE2ee', reason }),
    });
  }
}

customElements.define('e2ee-light', E2eeLight);
