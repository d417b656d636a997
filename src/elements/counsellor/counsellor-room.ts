import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { DeskContext, RoomView } from '../../desk/view.ts';
import { confirmDialog, openDialog } from '../shared/confirm-dialog.ts';
import { personName } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import { announceRoom } from './room-announcer.ts';
import { recoverButton, roomAlarms } from './room-alarms.ts';
import { endingWords, stageWords } from './room-stage-words.ts';
import { clock } from './office-time.ts';
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
    if (!before) return;
    announceRoom(before, this.room, this.context.language);
    if (before.stage !== 'over' && this.room.stage === 'over') this.querySelector<HTMLElement>('#over h2')?.focus();
  }

  protected override render(): TemplateResult {
    const { room } = this;
    const isOver = room.stage === 'over';
    return html`<div class=${isOver ? 'room-desk room-desk--over' : 'room-desk'}>
      <div class="room-desk__top">
        <div class="room-desk__bar">
          <div class="room-desk__name">
            ${this.heading(this.#title())}
            <p class="room-desk__stage" id="stage">${stageWords(room, this.context.language)}</p>
          </div>
          ${isOver ? nothing : this.#acts()}
        </div>
        ${roomAlarms(room, () => this.want({ kind: 'recover' }))}
      </div>
      <section class="room-desk__call" aria-label=${msg('Videogespräch')}>
        <div class="room-desk__frame" id="call"></div>
        ${isOver ? this.#over() : nothing}
      </section>
      <admission-panel
        .context=${this.context}
        .room=${room}
        id="admission"
        tabindex="-1"
        ?hidden=${isOver}
      ></admission-panel>
      ${this.#questions()}
    </div>`;
  }

  #acts(): TemplateResult {
    return html`<e2ee-light .room=${this.room}></e2ee-light>
      <div class="room-desk__acts">
        <a class="skip" href="#admission" @click=${(event: Event) => this.#skip(event)}>${msg('Zu den Wartenden')}</a>
        <button type="button" class="button button--small button--second" id="leave-room" @click=${() => this.#leave()}>
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
      </div>`;
  }

  #questions(): TemplateResult {
    return html`${confirmDialog({
      id: 'end',
      title: msg('Das Gespräch für alle beenden?'),
      body: html`<p>
        ${msg('Alle verlassen den Raum, und der Termin gilt als beendet. Die Links öffnen ihn dann nicht mehr.')}
      </p>`,
      yes: msg('Ja, für alle beenden'),
      onYes: () => this.want({ kind: 'endForAll' }),
    })}
    ${confirmDialog({
      id: 'leave',
      title: msg('Den Raum verlassen, obwohl noch jemand da ist?'),
      body: html`<p>
        ${msg('Die anderen bleiben dann ohne Sie im Raum. Der Termin ist damit nicht beendet. Zum Abschluss wählen Sie „Für alle beenden“.')}
      </p>`,
      yes: msg('Ja, Raum verlassen'),
      onYes: () => this.want({ kind: 'leaveRoom' }),
    })}`;
  }

  #title(): string {
    const { appointment } = this.room;
    const time = clock(appointment.startsAt, this.context.language);
    return `${time} · ${appointment.people.map(personName).join(', ')}`;
  }

  #over(): TemplateResult {
    const { ending } = this.room;
    return html`<div class="room-desk__over" id="over">
      <h2 tabindex="-1">${endingWords(ending).title}</h2>
      <p>${endingWords(ending).happened}</p>
      <div class="actions">
        ${ending?.kind === 'endedForAll' || ending?.kind === 'left' ? nothing : recoverButton(() => this.want({ kind: 'recover' }))}
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

  /** Without anybody inside it is nothing to ask about. */
  #leave(): void {
    if (this.room.inside.length > 0) openDialog(this.querySelector<HTMLDialogElement>('#leave-dialog'));
    else this.want({ kind: 'leaveRoom' });
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('#admission')?.focus();
  }
}

customElements.define('counsellor-room', CounsellorRoom);
