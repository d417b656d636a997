import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';
import type { StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import { e2eeWords } from './e2ee-words.ts';
import './withdraw-button.ts';

/** One line at the edge: how private the line is, that nobody records, and the ways out. */
export class RoomBar extends LightElement {
  static override properties = { context: { attribute: false }, meeting: { attribute: false } };
  declare context: StepContext;
  declare meeting: MeetingPhase;

  protected override render(): TemplateResult {
    const e2ee = e2eeWords(this.meeting.e2ee);
    return html`<div class="bar" role="region" aria-label=${msg('Ihr Gespräch')}>
      ${this.meeting.recording === true
        ? html`<p class="panel panel--alert" role="alert">
            ${msg('Jemand zeichnet auf. Das ist nicht erlaubt. Sagen Sie es, oder verlassen Sie das Gespräch.')}
          </p>`
        : nothing}
      <details class="bar__state">
        <summary><span class="status status--${e2ee.shape}">${e2ee.state}</span></summary>
        <p>${e2ee.reason}</p>
      </details>
      <span class="bar__ban">${msg('Niemand darf aufzeichnen')}</span>
      <span class="bar__buttons">
        <withdraw-button .context=${this.context}></withdraw-button>
        <button type="button" class="button button--small" id="leave" @click=${() => this.wish({ kind: 'leave' })}>
          ${msg('Auflegen')}
        </button>
      </span>
    </div>`;
  }
}

customElements.define('room-bar', RoomBar);
