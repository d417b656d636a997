import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { MeetingPhase } from '../../visit/meeting-phase.ts';
import { checkCodeView } from '../shared/check-code.ts';
import { StepElement } from '../shared/step-element.ts';
import { e2eeWords } from './e2ee-words.ts';
import { stageWords, troubleWords } from './room-words.ts';
import { doorWords, notesView } from './desk-words.ts';
import { receiptRescue } from './receipt-rescue.ts';
import './room-bar.ts';
import './room-password.ts';

/**
 * The meeting: one slim bar and the frame, which gets all the space there is. The place of the frame is rendered once
 * and neither filled nor moved by us, because moving a frame ends the call (jitsi-observed f).
 */
export class ClientRoom extends StepElement {
  static override properties = { ...StepElement.properties, meeting: { attribute: false } };
  declare meeting: MeetingPhase;

  protected override firstUpdated(): void {
    super.firstUpdated();
    const place = this.querySelector<HTMLElement>('.room__frame');
    if (place) this.wish({ kind: 'frameReady', place, title: msg('Videoberatung') });
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('meeting') as MeetingPhase | undefined;
    if (before && before.stage !== this.meeting.stage) {
      document.title = `${stageWords(this.meeting).title} – ${this.context.service.title}`;
    }
  }

  protected override render(): TemplateResult {
    const { stage, recording } = this.meeting;
    const isIn = stage === 'in';
    const words = stageWords(this.meeting);
    const troubles = troubleWords(this.meeting);
    return html`<section class="room room--${stage}">
      <div class=${isIn ? 'visually-hidden' : 'room__words'}>
        <h1 tabindex="-1">${words.title}</h1>
        ${
          isIn
            ? nothing
            : html`<p class="lead">${words.explanation}</p>
                ${this.#aside()}`
        }
      </div>
      <room-bar .context=${this.context} .meeting=${this.meeting}></room-bar>
      <div role="alert" id="alarm">
        ${
          recording === true
            ? html`<p class="room__alarm">
                ${msg('Jemand zeichnet auf. Das ist nicht erlaubt. Sagen Sie es, oder verlassen Sie das Gespräch.')}
              </p>`
            : recording === 'lost'
              ? html`<p class="room__alarm">
                  ${msg('Jemand hat aufgezeichnet. Ob es noch geschieht, wissen wir nicht. Fragen Sie nach, oder verlassen Sie das Gespräch.')}
                </p>`
              : nothing
        }
      </div>
      ${this.#mayNotBegin() ? html`<p class="room__notice" id="not-yet">${notYet()}</p>` : nothing}
      ${troubles.map((trouble) => html`<p class="room__notice">${trouble}</p>`)}
      <a
        class="skip"
        id="before-frame"
        href="#after-frame"
        @click=${(event: Event) => this.#skip(event, '#after-frame')}
      >
        ${msg('Videobild überspringen')}
      </a>
      <div class="room__frame"></div>
      <a class="skip" id="after-frame" href="#room-bar" @click=${(event: Event) => this.#skip(event, '#room-bar')}>
        ${msg('Zurück vor das Videobild: Verschlüsselung, Hilfe, Widerruf, Auflegen')}
      </a>
      <p class="visually-hidden" role="status" id="room-status">${this.#spoken(troubles)}</p>
    </section>`;
  }

  /** What belongs to the stage: the code while someone decides, the password where one is asked. */
  #aside(): TemplateResult | typeof nothing {
    const { stage } = this.meeting;
    const { checkCode } = this.context;
    if (stage === 'password') return html`<room-password .meeting=${this.meeting}></room-password>`;
    if (stage !== 'lobby' && stage !== 'waitingForCounsellor') return nothing;
    return html`${
      checkCode ? html`<p class="room__code">${msg('Ihr Kennzeichen:')} ${checkCodeView(checkCode)}</p>` : nothing
    }${this.#desk()}`;
  }

  /** What the counsellor says to somebody in the lobby. */
  #desk(): TemplateResult | typeof nothing {
    const { desk, language } = this.context;
    const rescue = receiptRescue(this.context);
    if (!desk) return rescue;
    return html`<p role="status" id="desk">${desk.door === 'busy' ? doorWords('busy') : nothing}</p>
      ${notesView(desk.notes, language)} ${rescue}`;
  }

  /** A service that requires encryption asks to wait with everything personal until all devices report it (R-049). */
  #mayNotBegin(): boolean {
    const { stage, e2ee } = this.meeting;
    return stage === 'in' && this.context.plan.e2ee === 'required' && e2ee.state !== 'reportedByAll';
  }

  /** The one live region: what changed, in words (WCAG 4.1.3). */
  #spoken(troubles: readonly string[]): string {
    const { title, explanation } = stageWords(this.meeting);
    const isIn = this.meeting.stage === 'in';
    const sentences = isIn
      ? [
          `${title}.`,
          `${e2eeWords(this.meeting.e2ee, this.context.plan.e2ee).state}.`,
          ...(this.#mayNotBegin() ? [notYet()] : []),
        ]
      : [`${title}.`, explanation];
    return [...sentences, ...troubles].join(' ');
  }

  /** The fragment of our address belongs to the personal link, so the link moves the focus without touching it. */
  #skip(event: Event, target: string): void {
    event.preventDefault();
    this.querySelector<HTMLElement>(target)?.focus();
  }
}

function notYet(): string {
  return msg(
    'Beginnen Sie noch nicht mit Persönlichem. In diesem Angebot müssen erst alle Geräte die zusätzliche Verschlüsselung melden.',
  );
}

customElements.define('client-room', ClientRoom);
