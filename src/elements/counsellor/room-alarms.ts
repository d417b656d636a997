import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { RoomView } from '../../desk/view.ts';
import { mayWaiveWords, mustWaitWords, networkWords, recoveryWords } from './room-stage-words.ts';

/**
 * What cannot wait: above the picture, where nobody overlooks it. Names in it come from other people. Alarms are read out
 * as they appear; the notices, which a region that appears with its words would not say everywhere, by the announcer.
 */
export function roomAlarms(room: RoomView, onRecover: () => void): TemplateResult {
  const intruder = room.inside.find(({ isIntruder }) => isIntruder);
  return html`${
    room.recording
      ? html`<div class="room__alarm" id="recording" role="alert">
          ${msg('Jitsi meldet, dass aufgezeichnet wird. Lässt sich die Aufzeichnung nicht sofort stoppen, beenden Sie das Gespräch. Der Nachweis hält es fest.')}
        </div>`
      : nothing
  }
  ${
    intruder
      ? html`<div class="room__alarm" id="intruder" role="alert">
          <span
            >${msg(str`${intruder.name} leitet den Raum und könnte andere einlassen. Das darf nicht so bleiben.`)}</span
          >
          ${recoverButton(onRecover)}
        </div>`
      : nothing
  }
  ${
    room.isSilent
      ? html`<div class="room__alarm" id="silent" role="alert">
          ${msg('Im Raum war schon jemand, den Sie nicht eingelassen haben. Darum sind Ihre Kamera und Ihr Mikrofon noch aus. Entfernen Sie, wen Sie nicht kennen; dann gehen sie an.')}
        </div>`
      : nothing
  }
  ${room.e2ee.mustWait ? html`<div class="room__notice" id="must-wait">${mustWaitWords()}</div>` : nothing}
  ${room.e2ee.mayWaive ? html`<div class="room__notice" id="may-waive">${mayWaiveWords()}</div>` : nothing}
  ${room.networkTrouble ? html`<div class="room__notice" id="network">${networkWords()}</div>` : nothing}
  ${room.recovery ? html`<div class="room__notice" id="recovery">${recoveryWords(room.recovery)}</div>` : nothing}`;
}

/** Everybody back to the entrance, and the room opens anew behind a lobby. */
export function recoverButton(onRecover: () => void): TemplateResult {
  return html`<button type="button" class="button button--small" id="recover" @click=${onRecover}>
    ${msg('Alle zurück an den Eingang, Raum neu öffnen')}
  </button>`;
}
