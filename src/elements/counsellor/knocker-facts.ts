import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { KnockerView } from '../../desk/view.ts';
import { nameOfLanguage } from '../../i18n/language-name.ts';
import { peopleWords } from './assessment-words.ts';
import { clock } from './office-time.ts';

/** What is known of somebody who knocks: when and what was accepted, who is at the device, what the browser can. */
export function knockerFacts(
  { id, accepted, e2ee, breaksE2ee }: KnockerView,
  language: string,
  onCapacity: (record: string) => void,
): TemplateResult {
  return html`<ul class="knocker__facts">
    ${
      accepted
        ? html`<li>${acceptedWords(accepted, language)}</li>
            <li>${peopleWords(accepted.people)}</li>
            ${accepted.origin === 'link' ? nothing : html`<li>${handedOverWords(accepted.origin)}</li>`}`
        : nothing
    }
    <li>
      ${e2eeWords(e2ee)}${breaksE2ee ? html` <strong>${msg('Für diesen Termin ist das Bedingung.')}</strong>` : nothing}
    </li>
    ${
      accepted?.needsCapacity
        ? html`<li>
            ${msg('Minderjährig, hat selbst erklärt')}
            <button
              type="button"
              class="button button--small button--second"
              id="capacity-${id}"
              aria-describedby="name-${id}"
              @click=${() => onCapacity(accepted.record)}
            >
              ${msg('Einsichtsfähigkeit festhalten')}
            </button>
          </li>`
        : nothing
    }
  </ul>`;
}

function acceptedWords({ at, profileVersion, language }: NonNullable<KnockerView['accepted']>, shown: string): string {
  const read = nameOfLanguage(language, shown);
  return msg(str`Erklärt um ${clock(at, shown)}, Fassung ${profileVersion}, ${read}`);
}

/** Which way a receipt came that did not come through the mailbox, and what is known of it. */
function handedOverWords(origin: NonNullable<KnockerView['accepted']>['origin']): string {
  return origin === 'linkFile'
    ? msg('Als Datei übergeben, nicht über die Ablage. Der persönliche Link bestätigt sie.')
    : msg('Als Datei übergeben, nicht über die Ablage. Nur das Kennzeichen darin passt, der Rest ist nicht belegt.');
}

/** What is known of one device and encryption between the devices; null: nothing. */
export function e2eeWords(supported: boolean | null, isOn = false): string {
  if (supported === null) return msg('Zusätzliche Verschlüsselung: nicht bekannt');
  if (!supported) return msg('Kann nicht zusätzlich verschlüsseln');
  return isOn ? msg('Meldet zusätzliche Verschlüsselung') : msg('Kann zusätzlich verschlüsseln');
}
