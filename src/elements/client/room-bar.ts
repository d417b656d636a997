import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';
import type { StepContext } from '../../visit/view.ts';
import { callLine } from '../shared/call-line.ts';
import { LightElement } from '../shared/light-element.ts';
import { e2eeWords } from './e2ee-words.ts';
import './further-question.ts';
import './joined-notice.ts';
import './withdraw-button.ts';

/**
 * One line at the edge: how private the line is, that nobody records, help, and the ways out. On a small screen all but
 * the first and the last stand behind "Mehr".
 */
export class RoomBar extends LightElement {
  static override properties = {
    context: { attribute: false },
    meeting: { attribute: false },
    isOpen: { state: true },
  };
  declare context: StepContext;
  declare meeting: MeetingPhase;
  /** Does a small screen show the rest of the bar? */
  declare isOpen: boolean;

  constructor() {
    super();
    this.isOpen = false;
  }

  protected override render(): TemplateResult {
    const { site, service, plan } = this.context;
    const e2ee = e2eeWords(this.meeting.e2ee, plan.e2ee);
    return html`<div class="bar" role="region" aria-label=${msg('Ihr Gespräch')} id="room-bar" tabindex="-1">
      <details class="bar__state" id="e2ee">
        <summary><span class="status status--${e2ee.shape}">${e2ee.state}</span></summary>
        <p>${e2ee.reason}</p>
      </details>
      <button
        type="button"
        class="button button--small button--second bar__toggle"
        id="bar-toggle"
        aria-expanded=${this.isOpen ? 'true' : 'false'}
        aria-controls="bar-more"
        @click=${() => (this.isOpen = !this.isOpen)}
      >
        ${msg('Mehr')}
      </button>
      <div class=${this.isOpen ? 'bar__more bar__more--open' : 'bar__more'} id="bar-more">
        <p class="bar__ban">${msg('Niemand darf aufzeichnen.')}</p>
        ${this.#people()} ${callLine(site, service)}
        <withdraw-button .context=${this.context}></withdraw-button>
      </div>
      <button type="button" class="button button--small" id="leave" @click=${() => this.wish({ kind: 'leave' })}>
        ${msg('Auflegen')}
      </button>
      ${
        this.context.desk && this.meeting.stage === 'in'
          ? html`<div class="bar__question">
              <further-question .desk=${this.context.desk}></further-question>
              <joined-notice .desk=${this.context.desk}></joined-notice>
            </div>`
          : nothing
      }
    </div>`;
  }

  /** How many are listening: nobody should have to guess. */
  #people(): TemplateResult | typeof nothing {
    const { stage, people } = this.meeting;
    if (stage !== 'in' || people < 1) return nothing;
    return html`<p id="people-count">
      ${people === 1 ? msg('Noch sind Sie allein im Raum.') : msg(str`${people} Geräte im Gespräch`)}
    </p>`;
  }
}

customElements.define('room-bar', RoomBar);
