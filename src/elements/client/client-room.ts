import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { displayCode, spellCode } from '../../mailbox/keys.ts';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';
import { StepElement } from '../shared/step-element.ts';
import { e2eeWords } from './e2ee-words.ts';
import './room-bar.ts';
import './room-password.ts';

/**
 * The meeting: one slim bar and the frame, which gets all the space there is. The place of the frame is rendered once
 * and never moved, because moving it ends the call (jitsi-observed f).
 */
export class ClientRoom extends StepElement {
  static override properties = { ...StepElement.properties, meeting: { attribute: false } };
  declare meeting: MeetingPhase;

  protected override firstUpdated(): void {
    super.firstUpdated();
    const place = this.querySelector<HTMLElement>('.room__frame');
    if (place) this.wish({ kind: 'frameReady', place, title: msg('Videoberatung') });
  }

  protected override render(): TemplateResult {
    const words = this.#stageWords();
    return html`<section class="room room--${this.meeting.stage}">
      <h1 tabindex="-1" class=${this.meeting.stage === 'in' ? 'visually-hidden' : 'room__title'}>${words.title}</h1>
      <div class="room__words" ?hidden=${this.meeting.stage === 'in'}>
        <p class="lead">${words.explanation}</p>
        ${this.meeting.stage === 'lobby' && this.context.checkCode ? this.#code(this.context.checkCode) : nothing}
        ${this.meeting.stage === 'password'
          ? html`<room-password .wrong=${this.meeting.wrongPassword}></room-password>`
          : nothing}
      </div>
      <room-bar .context=${this.context} .meeting=${this.meeting}></room-bar>
      <a class="skip" href="#after-frame" @click=${(event: Event) => this.#skip(event)}>${msg('Das Videobild überspringen')}</a>
      <div class="room__frame"></div>
      <div id="after-frame" tabindex="-1"></div>
      <p class="visually-hidden" role="status">${words.title}. ${this.meeting.stage === 'in' ? e2eeWords(this.meeting.e2ee).state : words.explanation}</p>
    </section>`;
  }

  #stageWords(): { readonly title: string; readonly explanation: string } {
    switch (this.meeting.stage) {
      case 'connecting':
        return { title: msg('Wir verbinden Sie'), explanation: msg('Einen Moment. Sie müssen nichts tun.') };
      case 'lobby':
        return {
          title: msg('Sie sind im Warteraum'),
          explanation: msg('Ihre Beraterin oder Ihr Berater sieht, dass Sie da sind, und lässt Sie ein. Sie müssen nichts tun.'),
        };
      case 'waitingForCounsellor':
        return {
          title: msg('Das Gespräch hat noch nicht begonnen'),
          explanation: msg('Ihre Beraterin oder Ihr Berater ist noch nicht da. Sie müssen nichts tun.'),
        };
      case 'password':
        return {
          title: msg('Bitte das Passwort'),
          explanation: msg('Sie haben es am Telefon von der Beratungsstelle bekommen. Sie dürfen es auch einfügen.'),
        };
      case 'name':
        return {
          title: msg('Der Videodienst fragt nach einem Namen'),
          explanation: msg('Geben Sie unten den Namen ein, mit dem Sie erscheinen möchten.'),
        };
      case 'in':
        return { title: msg('Sie sind im Gespräch'), explanation: '' };
      case 'leaving':
        return { title: msg('Wir legen auf'), explanation: msg('Kamera und Mikrofon gehen gleich aus.') };
    }
  }

  #code(code: string): TemplateResult {
    return html`<p>
      ${msg('Ihr Kennzeichen:')}
      <strong class="code code--small" aria-hidden="true">${displayCode(code)}</strong>
      <span class="visually-hidden">${spellCode(code)}</span>
    </p>`;
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('#after-frame')?.focus();
  }
}

customElements.define('client-room', ClientRoom);
