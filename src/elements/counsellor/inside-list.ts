import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, ExpectedView, InsideView, RoomView } from '../../desk/view.ts';
import { formatTime } from '../../i18n/format.ts';
import { personName } from './appointment-words.ts';
import { OfficeElement } from './office-element.ts';

/** Who is in the room, device by device, and which of the invited are still expected. */
export class InsideList extends OfficeElement {
  static override properties = { context: { attribute: false }, room: { attribute: false } };
  declare context: DeskContext;
  declare room: RoomView;

  protected override render(): TemplateResult {
    const { inside, expected } = this.room;
    const missing = expected.filter(({ stage }) => stage !== 'room');
    return html`<section aria-labelledby="inside-title">
        <h2 id="inside-title">
          ${inside.length === 0 ? msg('Noch ist niemand im Raum') : msg(str`Im Raum: ${inside.length}`)}
        </h2>
        <ul class="plain" id="inside">
          ${inside.map((person) => this.#person(person))}
        </ul>
      </section>
      ${
        missing.length > 0
          ? html`<section aria-labelledby="expected-title">
              <h2 id="expected-title">${msg('Eingeladen')}</h2>
              <ul class="plain" id="expected">
                ${missing.map((one) => this.#expected(one))}
              </ul>
            </section>`
          : nothing
      }`;
  }

  #person({ id, name, record, e2eeSupported, e2eeEnabled, hasPledged, isIntruder }: InsideView): TemplateResult {
    return html`<li class="inside" data-person=${id}>
      <span><bdi>${name}</bdi>${isIntruder ? html` <strong>${msg('leitet den Raum')}</strong>` : nothing}</span>
      <span class="soft">${e2eeWords(e2eeSupported, e2eeEnabled)}</span>
      ${record === null ? html`<span class="soft">${msg('ohne Nachweis')}</span>` : nothing}
      ${hasPledged === false ? html`<span class="status status--going">${msg('Verschwiegenheit nicht versprochen')}</span>` : nothing}
      <button
        type="button"
        class="button button--small button--quiet"
        aria-label=${msg(str`${name} aus dem Raum entfernen`)}
        @click=${() => this.want({ kind: 'remove', id })}
      >
        ${msg('Entfernen')}
      </button>
    </li>`;
  }

  #expected({ person, stage, seen }: ExpectedView): TemplateResult {
    const at = seen === null ? '' : ` (${formatTime(seen, this.context.language)})`;
    return html`<li>${personName(person)}: <span class="soft">${expectedWords(stage)}${at}</span></li>`;
  }
}

function e2eeWords(supported: boolean | null, enabled: boolean | null): string {
  if (supported === false) return msg('kann nicht zusätzlich verschlüsseln');
  if (supported === null) return msg('Verschlüsselung nicht bekannt');
  return enabled ? msg('meldet zusätzliche Verschlüsselung') : msg('könnte zusätzlich verschlüsseln');
}

function expectedWords(stage: ExpectedView['stage']): string {
  switch (stage) {
    case 'unknown':
      return msg('noch kein Zeichen');
    case 'waiting':
      return msg('wartet vor dem Raum');
    case 'lobby':
      return msg('im Warteraum');
    case 'room':
      return msg('im Raum');
    case 'left':
      return msg('gegangen');
    case 'withdrawn':
      return msg('hat widerrufen');
  }
}

customElements.define('inside-list', InsideList);
