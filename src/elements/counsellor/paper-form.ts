import { html, nothing, type TemplateResult } from 'lit';
import { formWords, type FormWords } from '../../appointment/paper-words.ts';
import { formatIsoDay } from '../../i18n/format.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import type { Service } from '../../service/load.ts';
import type { PaperForm, PaperStatement } from '../../service/paper-form.ts';
import type { Wording } from '../../service/wording.ts';
import { LightElement } from '../shared/light-element.ts';
import { noticeSection } from '../shared/notice-section.ts';
import { dirOf, langOf, spoken, textBody, wordingBody } from '../shared/text-body.ts';
import { dayAndClock } from './office-time.ts';

/**
 * The declarations of the gate on paper, to be ticked and signed with a pen: by somebody without a device, or who cannot
 * use it (R-081). Without a link and a name; below every translated statement stands the German one, which counts.
 */
export class PaperFormSheet extends LightElement {
  static override properties = {
    service: { attribute: false },
    form: { attribute: false },
    language: { attribute: false },
    startsAt: { attribute: false },
  };
  declare service: Service;
  declare form: PaperForm;
  declare language: string;
  /** Milliseconds since 1970. */
  declare startsAt: number;

  protected override render(): TemplateResult {
    const { form } = this;
    const { language, words } = formWords(this.language);
    const direction = LANGUAGES.find(({ code }) => code === this.language)?.direction ?? 'ltr';
    return html`<article class="paper" lang=${this.language} dir=${direction}>
      <div lang=${language} dir=${language === this.language ? direction : 'ltr'}>
        ${this.#head(words)} ${this.#information(words)} ${this.#details(words)}
        ${this.#part(words, words.acknowledgements, [...form.acknowledgements], this.#notice(words))}
        ${this.#consents(words)} ${this.#minors(words)} ${this.#part(words, words.assurances, form.assurances)}
        ${this.#part(words, words.pledge, form.pledges, form.rules ? wordingBody(form.rules) : nothing)}
        ${this.#withdrawal(words)} ${this.#signature(words)} ${this.#others(words)} ${this.#annex(words)}
      </div>
    </article>`;
  }

  #head(words: FormWords): TemplateResult {
    const { profile, title } = this.service;
    return html`<header>
      <p class="paper__office">${profile.authority.name}<br />${profile.department.name}</p>
      <h1>${words.title}</h1>
      <p class="paper__service">${title}</p>
      <p>${words.when}: <strong>${dayAndClock(this.startsAt, this.#timeLanguage)}</strong></p>
      <p>${words.lead}</p>
      ${this.#isGerman ? nothing : html`<p>${words.counts}</p>`}
      ${this.#isGerman || this.service.checkedBy !== null ? nothing : html`<p>${words.unchecked}</p>`}
      ${profile.status === 'published' ? nothing : html`<p class="paper__aside">${words.example}</p>`}
      <p class="paper__edition">
        ${words.edition(profile.version, formatIsoDay(profile.effective, this.#timeLanguage))} ·
        ${words.mark(this.form.mark)}
      </p>
    </header>`;
  }

  #information(words: FormWords): TemplateResult {
    const { information } = this.form;
    return html`<section class="paper__information">
      <h2>${words.information}</h2>
      ${information.map((wording) => titled(wording))}
    </section>`;
  }

  #details(words: FormWords): TemplateResult {
    const { fields } = this.form;
    // Whoever signs is somebody, also where the profile asks for nothing.
    const lines = fields.map(({ wording, need }) => line(spoken(wording, wording.text.title), words.needs[need]));
    return html`<section>
      <h2>${words.details}</h2>
      <div class="paper__lines">${lines.length > 0 ? lines : line(html`${words.name}`, words.needs.required)}</div>
    </section>`;
  }

  #notice(words: FormWords): TemplateResult | typeof nothing {
    return this.form.notice
      ? html`<div class="paper__statement" data-text=${this.form.notice.statement.text.id}>
          <div>
            <p class="paper__words">${words.notice}</p>
            ${this.#isGerman ? nothing : html`<p class="paper__german" lang="de" dir="ltr">${formWords('de').words.notice}</p>`}
          </div>
          ${boxes(words)}
        </div>`
      : nothing;
  }

  #consents(words: FormWords): TemplateResult | typeof nothing {
    const { consents, refusal } = this.form;
    const before = html`<div class="paper__aside">
      <h3>${words.refusal}</h3>
      ${refusal.map((wording) => wordingBody(wording))}
    </div>`;
    return this.#part(words, words.consents, consents, before);
  }

  #minors(words: FormWords): TemplateResult | typeof nothing {
    const { minors } = this.form;
    const needsGuardian = minors.some(({ statement }) => statement.text.id === 'minor.guardian');
    const after = needsGuardian
      ? html`<div class="paper__lines">
            ${line(html`${words.guardian.name}`, '')} ${line(html`${words.guardian.relation}`, '')}
          </div>
          ${signing(words)}`
      : nothing;
    return this.#part(words, words.minors, minors, nothing, after);
  }

  #others(words: FormWords): TemplateResult | typeof nothing {
    const lead = html`<p>${words.othersLead}</p>`;
    return this.#part(words, words.others, this.form.others, lead, signing(words, true));
  }

  #part(
    words: FormWords,
    title: string,
    statements: readonly PaperStatement[],
    before: TemplateResult | typeof nothing = nothing,
    after: TemplateResult | typeof nothing = nothing,
  ): TemplateResult | typeof nothing {
    const isNotice = title === words.acknowledgements && before !== nothing;
    if (statements.length === 0 && !isNotice) return nothing;
    return html`<section>
      <h2>${title}</h2>
      ${before} ${statements.map((statement) => this.#statement(words, statement))} ${after}
    </section>`;
  }

  #statement(words: FormWords, { statement, wording }: PaperStatement): TemplateResult {
    const { text, german } = wording;
    const day = formatIsoDay(text.effective, this.#timeLanguage);
    return html`<div class="paper__statement" data-text=${statement.text.id}>
      <div>
        <h3>${spoken(wording, text.title)}</h3>
        ${wordingBody(wording)}
        ${text.consequence ? html`<p lang=${langOf(wording)} dir=${dirOf(wording)}>${text.consequence}</p>` : nothing}
        <p class="paper__words">${spoken(wording, text.statement)}</p>
        ${
          german
            ? html`<div class="paper__german" lang="de" dir="ltr">
                ${textBody(german)} ${german.consequence ? html`<p>${german.consequence}</p>` : nothing}
                <p><strong>${german.statement}</strong></p>
              </div>`
            : nothing
        }
        <p class="paper__edition">
          ${words.edition(text.version, day)}${statement.need === 'optional' ? html` · ${words.free}` : nothing}
        </p>
      </div>
      ${boxes(words)}
    </div>`;
  }

  #withdrawal(words: FormWords): TemplateResult | typeof nothing {
    const { withdrawal } = this.form;
    if (withdrawal.length === 0) return nothing;
    return html`<section>
      <h2>${words.withdrawal}</h2>
      ${withdrawal.map((wording) => wordingBody(wording))}
    </section>`;
  }

  #signature(words: FormWords): TemplateResult {
    return html`<section class="paper__end">
      <h2>${words.signature}</h2>
      ${signing(words)}
      <p class="paper__edition">${words.mark(this.form.mark)}</p>
    </section>`;
  }

  #annex(words: FormWords): TemplateResult {
    const { profile } = this.service;
    return html`<section class="paper__annex">
      <h2>${words.annex}</h2>
      <p class="paper__edition">
        ${words.edition(profile.version, formatIsoDay(profile.effective, this.#timeLanguage))}
      </p>
      ${this.form.sections.map((section) => noticeSection(section))}
    </section>`;
  }

  get #isGerman(): boolean {
    return this.language === 'de';
  }

  get #timeLanguage(): string {
    return this.language === 'de-simple' ? 'de' : this.language;
  }
}

function titled(wording: Wording): TemplateResult {
  return html`<div class="paper__text">
    ${wording.text.title ? html`<h3>${spoken(wording, wording.text.title)}</h3>` : nothing} ${wordingBody(wording)}
  </div>`;
}

function boxes({ yes, no }: FormWords): TemplateResult {
  return html`<p class="paper__boxes">
    ${[yes, no].map((word) => html`<span><span class="paper__box"></span>${word}</span>`)}
  </p>`;
}

function line(label: TemplateResult, note: string): TemplateResult {
  return html`<p class="paper__line">
    <span>${label}${note === '' ? nothing : html` <span class="paper__note">(${note})</span>`}</span>
  </p>`;
}

/** Lines for a pen. Never a picture of a signature: only what is written by hand is one. */
function signing({ place, date, signed, name }: FormWords, withName = false): TemplateResult {
  const labels = [...(withName ? [name] : []), place, date, signed];
  return html`<div class="paper__sign">${labels.map((label) => line(html`${label}`, ''))}</div>`;
}

customElements.define('paper-form', PaperFormSheet);
