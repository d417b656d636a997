import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { KnockerView } from '../../desk/view.ts';
import { formatTime } from '../../i18n/format.ts';
import { peopleWords } from './assessment-words.ts';

/** What is known of somebody who knocks: when and what was accepted, who is at the device, what the browser can. */
export function knockerFacts(
  { id, accepted, e2ee, breaksE2ee }: KnockerView,
  language: string,
  onCapacity: (record: string) => void,
): TemplateResult {
  return html`<dl class="knocker__facts">
    ${
      accepted
        ? html`<div>
              <dt>${msg('Erklärt')}</dt>
              <dd>
                ${formatTime(accepted.at, language)}, ${msg(str`Fassung ${accepted.profileVersion}`)},
                ${accepted.language}
              </dd>
            </div>
            <div>
              <dt>${msg('Am Gerät')}</dt>
              <dd>${peopleWords(accepted.people)}</dd>
            </div>`
        : nothing
    }
    <div>
      <dt>${msg('Verschlüsselung')}</dt>
      <dd>
        ${e2ee === null ? msg('nicht bekannt') : e2ee ? msg('dieses Gerät kann es') : msg('dieses Gerät kann es nicht')}${
          breaksE2ee ? html`<br /><strong>${msg('Für diesen Termin ist sie Bedingung.')}</strong>` : nothing
        }
      </dd>
    </div>
    ${
      accepted?.needsCapacity
        ? html`<div>
            <dt>${msg('Alter')}</dt>
            <dd>
              ${msg('Minderjährig, hat selbst erklärt.')}
              <button
                type="button"
                class="button button--small button--quiet"
                id="capacity-${id}"
                @click=${() => onCapacity(accepted.record)}
              >
                ${msg('Einsichtsfähigkeit festhalten')}
              </button>
            </dd>
          </div>`
        : nothing
    }
  </dl>`;
}
