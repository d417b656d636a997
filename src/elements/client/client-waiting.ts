import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { displayCode, spellCode } from '../../mailbox/keys.ts';
import type { StepNotice } from '../../visit/view.ts';
import { hintOf, problemWords } from '../shared/problem-words.ts';
import { StepElement } from '../shared/step-element.ts';
import '../shared/door-arch.ts';

/** Everything is settled: accept or decline the meeting, with equal weight (R-028); the code to compare by phone. */
export class ClientWaiting extends StepElement {
  static override properties = { ...StepElement.properties, notice: { attribute: false } };
  declare notice: StepNotice;

  constructor() {
    super();
    this.notice = null;
  }

  protected override render(): TemplateResult {
    const { state, now, language, checkCode } = this.context;
    const startsAt = state.visit?.startsAt ?? null;
    const early = startsAt !== null && now < startsAt;
    return html`<section>
      <door-arch large .openness=${1}></door-arch>
      ${this.notice ? this.#back(this.notice) : nothing}
      ${this.heading(this.notice ? msg('Sie können wieder eintreten') : msg('Die Tür steht Ihnen offen'))}
      <p class="lead">
        ${early && startsAt !== null
          ? msg(str`Ihr Termin beginnt am ${formatDay(startsAt, language)} um ${formatTime(startsAt, language)}. Er hat noch nicht begonnen. Sie können schon in den Warteraum gehen.`)
          : msg('Sie kommen zuerst in einen Warteraum. Ihre Beraterin oder Ihr Berater sieht Sie dort und lässt Sie ein.')}
      </p>
      ${checkCode ? this.#code(checkCode) : nothing}
      <div class="actions">
        <button type="button" class="button button--even" id="enter" @click=${() => this.wish({ kind: 'enter' })}>
          ${msg('Eintreten')}
        </button>
        <button type="button" class="button button--even" id="not-now" @click=${() => this.wish({ kind: 'decline' })}>
          ${msg('Nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </section>`;
  }

  #back(notice: NonNullable<StepNotice>): TemplateResult {
    const { code } = notice.reason;
    const words = problemWords(code);
    const hint = hintOf(code);
    return html`<div class="panel panel--warm" role="alert">
      <h2>${words.title}</h2>
      <p>${words.happened} ${words.kept} ${words.next}</p>
      <p class="soft">${msg(str`Hinweis für die Beratungsstelle: ${hint}`)}</p>
    </div>`;
  }

  #code(code: string): TemplateResult {
    return html`<div class="panel">
      <h2>${msg('Ihr Kennzeichen')}</h2>
      <p class="code"><span aria-hidden="true">${displayCode(code)}</span><span class="visually-hidden">${spellCode(code)}</span></p>
      <p>${msg('Daran erkennt die Beratungsstelle, dass wirklich Sie anklopfen. Wenn man Sie am Telefon danach fragt, lesen Sie es vor.')}</p>
    </div>`;
  }
}

customElements.define('client-waiting', ClientWaiting);
