import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { formatDay, formatTime } from '../../i18n/format.ts';
import type { StepNotice } from '../../visit/view.ts';
import { callLine } from '../shared/call-line.ts';
import { checkCodeView } from '../shared/check-code.ts';
import { hasPictures } from '../shared/pictures/pictured.ts';
import { hintOf, problemWords } from '../shared/problem-words.ts';
import { StepElement } from '../shared/step-element.ts';
import { doorTitle, doorWords, notesView } from './desk-words.ts';
import { receiptRescue } from './receipt-rescue.ts';
import './start-signal.ts';
import '../shared/door-arch.ts';

/** A longer wait than a timer can count (2³¹ ms) is not watched: nobody leaves the page open for weeks. */
const LONGEST_WAIT = 2_000_000_000;

/**
 * Everything is settled: accept or decline the meeting, with equal weight (R-028), and the code to compare by phone.
 * After a meeting that broke it says first what happened; entering again is one click.
 */
export class ClientWaiting extends StepElement {
  static override properties = {
    ...StepElement.properties,
    notice: { attribute: false },
    isTime: { state: true },
  };
  declare notice: StepNotice;
  /** The time of the appointment came while the page stood open. */
  declare isTime: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.notice = null;
    this.isTime = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('context')) return;
    clearTimeout(this.#timer);
    const wait = (this.#startsAt() ?? 0) - this.context.now;
    if (wait > 0 && wait < LONGEST_WAIT) this.#timer = setTimeout(() => (this.isTime = true), wait);
  }

  protected override updated(changed: PropertyValues): void {
    // The step was on screen already when entering failed: then nobody would read out the new heading.
    if (changed.get('notice') === null && this.notice) this.querySelector('h1')?.focus();
  }

  protected override render(): TemplateResult {
    const { checkCode } = this.context;
    return html`<section>
      <door-arch large .openness=${1}></door-arch>
      ${this.notice ? this.#broken(this.notice) : this.#ready()} ${this.#desk()}
      ${checkCode ? this.#code(checkCode) : nothing}
      <p class="soft" id="decline-hint">
        ${msg('Wenn Sie nicht teilnehmen, löschen wir Ihre Angaben auf diesem Gerät und zeigen Ihnen andere Wege.')}
      </p>
      <div class="actions">
        ${this.#mustWait() ? nothing : this.#enterButton()}
        <button
          type="button"
          class="button button--even"
          id="not-now"
          aria-describedby="decline-hint"
          @click=${() => this.wish({ kind: 'decline' })}
        >
          ${msg('Nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
      ${this.#mustWait() ? this.#allTheSame() : nothing}
    </section>`;
  }

  /** Only the counsellor opens the room (R-026); nobody can say so where the mailbox is silent. */
  #mustWait(): boolean {
    const door = this.context.desk?.door ?? 'unknown';
    return door !== 'unknown' && door !== 'opened' && !this.#needsReload();
  }

  #enterButton(): TemplateResult {
    return html`<button
      type="button"
      class="button button--even"
      id="enter"
      @click=${() => this.wish({ kind: 'enter' })}
    >
      ${this.#needsReload() ? msg('Seite neu laden') : msg('Eintreten')}
    </button>`;
  }

  /** A word can be lost on the way; whoever was told by phone to come in must not stand at a shut door. */
  #allTheSame(): TemplateResult {
    return html`<details class="disclosure" id="all-the-same">
      <summary>${msg('Man hat Ihnen gesagt, dass der Raum schon offen ist?')}</summary>
      <p>${msg('Dann können Sie trotzdem eintreten. Ist noch niemand da, kommen Sie hierher zurück.')}</p>
      <button type="button" class="button button--second" id="enter" @click=${() => this.wish({ kind: 'enter' })}>
        ${msg('Trotzdem eintreten')}
      </button>
    </details>`;
  }

  /** What the counsellor's page said, above everything that stays as it is. The live region is there from the beginning. */
  #desk(): TemplateResult {
    const { desk, language } = this.context;
    return html`<p role="status" id="desk" class="lead">${desk ? doorWords(desk.door) : nothing}</p>
      ${desk ? notesView(desk.notes, language) : nothing}
      ${desk && desk.door !== 'unknown' ? html`<start-signal .door=${desk.door}></start-signal>` : nothing}
      ${receiptRescue(this.context)}`;
  }

  /** Then the same button loads the page anew; the visit does it. */
  #needsReload(): boolean {
    return this.notice?.kind === 'backFromMeeting' && this.notice.needsReload === true;
  }

  #startsAt(): number | null {
    return this.context.desk?.startsAt ?? this.context.state.visit?.startsAt ?? null;
  }

  #ready(): TemplateResult {
    const { now, language } = this.context;
    const startsAt = this.#startsAt();
    const isEarly = startsAt !== null && now < startsAt && !this.isTime;
    const day = startsAt === null ? '' : formatDay(startsAt, language);
    const time = startsAt === null ? '' : formatTime(startsAt, language);
    const { desk } = this.context;
    return html`${this.heading(desk ? doorTitle(desk.door) : msg('Die Tür steht Ihnen offen'))}
      ${
        desk?.startsAt
          ? html`<p class="lead" id="moved">
              ${msg(str`Ihr Termin ist verschoben. Er beginnt jetzt am ${day} um ${time}.`)}
            </p>`
          : nothing
      }
      ${
        isEarly && !desk?.startsAt
          ? html`<p class="lead" id="early">
              ${msg(str`Ihr Termin beginnt am ${day} um ${time}. Er hat noch nicht begonnen.`)}
            </p>`
          : nothing
      }
      <div class=${hasPictures(language) ? 'pictured' : nothing}>
        ${hasPictures(language) ? html`<text-picture name="door"></text-picture>` : nothing}
        <p class="lead">
          ${msg('Sie kommen zuerst in einen Warteraum. Ihre Beraterin oder Ihr Berater sieht, dass Sie da sind, und lässt Sie ein.')}
        </p>
      </div>
      <p role="status" id="time">
        ${this.isTime && !this.#mustWait() ? msg('Die Zeit Ihres Termins ist da. Sie können eintreten.') : nothing}
      </p>`;
  }

  #broken({ reason }: NonNullable<StepNotice>): TemplateResult {
    const { site, service, storage } = this.context;
    const words = problemWords(reason.code);
    const isShared = storage.mode === 'shared';
    const hint = hintOf(reason.code);
    return html`${this.heading(words.title)}
      <p class="lead">${words.happened} ${words.kept}</p>
      ${
        this.#needsReload()
          ? html`<p id="reload">
              ${msg('Es geht erst wieder, wenn Sie die Seite neu laden.')}
              ${isShared ? msg('Weil wir uns auf diesem Gerät nichts merken, beginnen Sie dann von vorn.') : nothing}
            </p>`
          : html`<p>${words.next}</p>`
      }
      ${callLine(site, service)}
      <p class="soft">${msg(str`Hinweis für die Beratungsstelle: ${hint}`)}</p>`;
  }

  #code(code: string): TemplateResult {
    return html`<section class="panel" aria-labelledby="code-title">
      <h2 id="code-title">${msg('Ihr Kennzeichen')}</h2>
      <p>${checkCodeView(code)}</p>
      <p>
        ${msg('Daran erkennt die Beratungsstelle, dass wirklich Sie anklopfen. Wenn man Sie am Telefon danach fragt, lesen Sie es vor.')}
      </p>
    </section>`;
  }
}

customElements.define('client-waiting', ClientWaiting);
