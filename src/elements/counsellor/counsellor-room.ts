import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, RoomView } from '../../desk/view.ts';
import { formatTime } from '../../i18n/format.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { personName } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import { announceRoom } from './room-announcer.ts';
import { endingWords, recoveryWords, stageWords } from './room-stage-words.ts';
import './admission-panel.ts';
import './e2ee-light.ts';

/**
 * The open room: the call on one side, who waits and who is in always in sight on the other. The frame's place is made
 * once and never moved, because a moved frame ends the call (jitsi-observed i).
 */
export class CounsellorRoom extends OfficePage {
  static override properties = { context: { attribute: false }, room: { attribute: false } };
  declare context: DeskContext;
  declare room: RoomView;

  protected override firstUpdated(): void {
    super.firstUpdated();
    const place = this.querySelector<HTMLElement>('#call');
    if (place) this.want({ kind: 'frameReady', place, title: msg('Videogespräch') });
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('room') as RoomView | undefined;
    if (before) announceRoom(before, this.room);
  }

  protected override render(): TemplateResult {
    const { room } = this;
    return html`<div class="room-desk">
      <section class="room-desk__call" aria-labelledby="room-title">
        <div class="room-desk__bar">
          ${this.heading(html`<span id="room-title">${this.#title()}</span>`)}
          <p class="room-desk__stage" id="stage">${stageWords(room)}</p>
          <e2ee-light .room=${room}></e2ee-light>
          <div class="room-desk__acts">
            <a class="skip" href="#admission" @click=${(event: Event) => this.#skip(event)}
              >${msg('Zu den Wartenden')}</a
            >
            <button
              type="button"
              class="button button--small button--second"
              id="leave-room"
              @click=${() => this.want({ kind: 'leaveRoom' })}
            >
              ${msg('Raum verlassen')}
            </button>
            <button
              type="button"
              class="button button--small"
              id="end-for-all"
              @click=${() => openDialog(this.querySelector<HTMLDialogElement>('#end-dialog'))}
            >
              ${msg('Für alle beenden')}
            </button>
          </div>
        </div>
        ${this.#alarms()}
        <div class="room-desk__frame" id="call"></div>
        ${room.stage === 'over' ? this.#over() : nothing}
      </section>
      <admission-panel .context=${this.context} .room=${room} id="admission" tabindex="-1"></admission-panel>
      ${confirmDialog({
        id: 'end',
        title: msg('Das Gespräch für alle beenden?'),
        body: html`<p>
          ${msg('Alle werden aus dem Raum geholt, der Termin gilt als beendet, und die Links öffnen ihn nicht mehr.')}
        </p>`,
        yes: msg('Ja, für alle beenden'),
        onYes: () => this.want({ kind: 'endForAll' }),
      })}
    </div>`;
  }

  #title(): string {
    const { appointment } = this.room;
    const time = formatTime(appointment.startsAt, this.context.language);
    return `${time} · ${appointment.people.map(personName).join(', ')}`;
  }

  /** What cannot wait stands above the picture, where nobody overlooks it. */
  #alarms(): TemplateResult {
    const { room } = this;
    const intruder = room.inside.find(({ isIntruder }) => isIntruder);
    return html`${
      room.recording
        ? html`<p class="room__alarm" id="recording" role="alert">
            ${msg('Jitsi meldet eine laufende Aufzeichnung. Beenden Sie das Gespräch, wenn sie sich nicht sofort stoppen lässt. Es wird im Nachweis vermerkt.')}
          </p>`
        : nothing
    }
    ${
      intruder
        ? html`<div class="room__alarm" id="intruder" role="alert">
            <p>${msg(str`${intruder.name} leitet den Raum und dürfte andere einlassen. So darf es nicht bleiben.`)}</p>
            ${this.#recover()}
          </div>`
        : nothing
    }
    ${
      room.e2ee.mustWait
        ? html`<div class="room__notice" id="must-wait">
            <p>
              ${msg('Bitte noch nicht beginnen: Für diesen Termin ist zusätzliche Verschlüsselung Bedingung, und noch melden sie nicht alle Geräte.')}
            </p>
          </div>`
        : nothing
    }
    ${room.networkTrouble ? html`<p class="room__notice" id="network">${msg('Die Verbindung ist gerade schlecht.')}</p>` : nothing}
    ${room.recovery ? html`<p class="room__notice" id="recovery" role="status">${recoveryWords(room.recovery)}</p>` : nothing}`;
  }

  #over(): TemplateResult {
    const { ending } = this.room;
    return html`<div class="room-desk__over" id="over">
      <h2>${endingWords(ending).title}</h2>
      <p>${endingWords(ending).happened}</p>
      <div class="actions">
        ${ending?.kind === 'endedForAll' || ending?.kind === 'left' ? nothing : this.#recover()}
        <button
          type="button"
          class="button button--second"
          id="to-appointments"
          @click=${() => this.want({ kind: 'go', to: 'appointments' })}
        >
          ${msg('Zu den Terminen')}
        </button>
      </div>
    </div>`;
  }

  #recover(): TemplateResult {
    return html`<button
      type="button"
      class="button button--small"
      id="recover"
      @click=${() => this.want({ kind: 'recover' })}
    >
      ${msg('Alle zurück an den Eingang, Raum neu öffnen')}
    </button>`;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('#admission')?.focus();
  }
}

customElements.define('counsellor-room', CounsellorRoom);
