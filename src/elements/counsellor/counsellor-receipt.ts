import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext } from '../../desk/view.ts';
import { quotesWords } from '../../gate/assess-sayings.ts';
import type { GermanWords } from '../../records/german-words.ts';
import { isVouched, type FiledReceipt } from '../../records/office-shape.ts';
import { textField } from '../shared/text-field.ts';
import { eventWords, noWords, originWords, shippedWords, wordsWords } from './filed-words.ts';
import { OfficePage } from './office-element.ts';
import { clock, fullDay, shortDay } from './office-time.ts';
import { paperSection } from './paper-words.ts';
import '../client/receipt-view.ts';

/** The shape for each answer; what could not be checked is neither good nor bad. */
const SHIPPED = { fit: 'yes', changed: 'no', unknown: 'unknown' } as const;

/** One filed receipt: what was checked, what was added since, the sheet itself, and what may be recorded about it. */
export class CounsellorReceipt extends OfficePage {
  static override properties = {
    context: { attribute: false },
    filed: { attribute: false },
    german: { attribute: false },
  };
  declare context: DeskContext;
  declare filed: FiledReceipt;
  declare german: GermanWords;

  constructor() {
    super();
    this.german = {};
  }

  protected override render(): TemplateResult {
    const { receipt, id } = this.filed;
    const { name: own, onBehalfOf } = receipt.declarant;
    const name = own || (receipt.paper && onBehalfOf) || msg('ohne Namen');
    return html`<button
        type="button"
        class="button button--quiet button--small back"
        id="back"
        @click=${() => this.want({ kind: 'go', to: 'receipts' })}
      >
        ${msg('Alle Nachweise')}
      </button>
      ${this.heading(msg(str`Nachweis von ${name}`))}
      <div class="sided">
        <div class="sided__side">
          ${this.#checked()} ${this.#paper()} ${this.#kept()} ${this.#events()} ${this.#record()}
          <div class="sided__acts no-print">
            <button type="button" class="button button--second button--small" id="print" @click=${() => window.print()}>
              ${msg('Drucken')}
            </button>
            <button
              type="button"
              class="button button--second button--small"
              id="save"
              @click=${() => this.want({ kind: 'export', ids: [id], as: 'json' })}
            >
              ${msg('Als Datei sichern')}
            </button>
          </div>
        </div>
        <receipt-view .receipt=${receipt} .language=${this.context.language} .german=${this.german}></receipt-view>
      </div>`;
  }

  #checked(): TemplateResult {
    const { origin } = this.filed.verification;
    const isKnown = isVouched({ origin }) || origin === 'paper';
    return html`<section class="no-print" aria-labelledby="checked-title">
      <h2 id="checked-title">${msg('Geprüft')}</h2>
      <ul class="plain checked" id="checked">
        ${quotesWords(this.filed.receipt) ? this.#words() : html`<li id="no-words">${noWords()}</li>`}
        <li><span class="status status--${isKnown ? 'yes' : 'unknown'}">${originWords(origin)}</span></li>
      </ul>
    </section>`;
  }

  /** Only what was recorded at a desk of this team: nobody else can say who has seen a paper. */
  #paper(): TemplateResult | typeof nothing {
    const { receipt, verification } = this.filed;
    const isOurs = verification.origin === 'paper' && receipt.paper;
    return isOurs ? paperSection(isOurs, this.context.language) : nothing;
  }

  #words(): TemplateResult {
    const { words, shipped } = this.filed.verification;
    return html`<li><span class="status status--${words === 'fit' ? 'yes' : 'no'}">${wordsWords(words)}</span></li>
      <li><span class="status status--${SHIPPED[shipped]}">${shippedWords(shipped)}</span></li>`;
  }

  #kept(): TemplateResult {
    const { until, hold, id } = this.filed;
    const { language } = this.context;
    return html`<section class="no-print" aria-labelledby="kept-title">
      <h2 id="kept-title">${msg('Aufbewahrung')}</h2>
      ${
        hold
          ? html`<p id="held">${msg(str`Löschung angehalten seit ${fullDay(hold.since, language)}: ${hold.reason}`)}</p>
              <button
                type="button"
                class="button button--second button--small"
                id="release"
                @click=${() => this.want({ kind: 'release', id })}
              >
                ${msg('Löschung wieder zulassen')}
              </button>`
          : html`<p id="until">
                ${
                  until === null
                    ? msg('Für diesen Nachweis ist keine Frist bekannt. Er bleibt, bis jemand anders entscheidet.')
                    : msg(str`Wird nach dem ${fullDay(until, language)} von selbst gelöscht.`)
                }
              </p>
              <details>
                <summary>${msg('Löschung anhalten')}</summary>
                <form novalidate @submit=${(event: Event) => this.#hold(event)}>
                  ${this.#line('hold-reason', msg('Grund, zum Beispiel ein laufendes Verfahren'))}
                  <button type="submit" class="button button--second button--small">${msg('Anhalten')}</button>
                </form>
              </details>`
      }
    </section>`;
  }

  /** On paper as well, below the sheet: what was decided in the meeting belongs to what the receipt proves. */
  #events(): TemplateResult | typeof nothing {
    const { events } = this.filed;
    const { language } = this.context;
    if (events.length === 0) return nothing;
    return html`<section aria-labelledby="events-title">
      <h2 id="events-title">${msg('Seitdem')}</h2>
      <ol class="plain history" id="events">
        ${events.map(
          (event) =>
            html`<li>
              <span class="soft">${shortDay(event.at, language)}, ${clock(event.at, language)} · ${event.by}</span>
              <br />${eventWords(event)}
            </li>`,
        )}
      </ol>
    </section>`;
  }

  #record(): TemplateResult {
    const fields = [...this.filed.receipt.details.counsellor];
    return html`<section class="no-print" aria-labelledby="record-title">
      <h2 id="record-title">${msg('Festhalten')}</h2>
      <details id="withdrawal">
        <summary>${msg('Mündlicher Widerruf')}</summary>
        <p>
          ${msg('Ein Widerruf braucht weder Form noch Grund. Er gilt ab jetzt. Was bisher war, bleibt rechtmäßig.')}
        </p>
        <form novalidate @submit=${(event: Event) => this.#withdraw(event)}>
          ${this.#line('withdrawal-note', msg('Wie er kam, zum Beispiel am Telefon'))}
          <button type="submit" class="button button--second button--small">${msg('Widerruf festhalten')}</button>
        </form>
      </details>
      ${
        fields.length > 0
          ? html`<details id="correction">
              <summary>${msg('Angabe berichtigen')}</summary>
              <p>${msg('Die alte Angabe bleibt im Nachweis stehen, die neue kommt dazu.')}</p>
              <form novalidate @submit=${(event: Event) => this.#correct(event)}>
                <div class="field">
                  <label for="correct-field">${msg('Welche Angabe?')}</label>
                  <select class="select" id="correct-field">
                    ${fields.map(({ field, label }) => html`<option value=${field}>${label}</option>`)}
                  </select>
                </div>
                ${this.#line('correct-is', msg('So ist es richtig'))}
                <button type="submit" class="button button--second button--small">${msg('Berichtigen')}</button>
              </form>
            </details>`
          : nothing
      }
    </section>`;
  }

  #line(id: string, label: string): TemplateResult {
    return textField({ id, label, value: '', required: true, autocomplete: 'off', onChange: () => undefined });
  }

  /** The words of a field, cleared so that nothing is recorded twice; null and the focus back where it is empty. */
  #take(id: string): string | null {
    const field = this.querySelector<HTMLInputElement>(`#${id}`);
    const words = field?.value.trim() ?? '';
    if (field && words !== '') field.value = '';
    else field?.focus();
    return words === '' ? null : words;
  }

  #hold(event: Event): void {
    event.preventDefault();
    const reason = this.#take('hold-reason');
    if (reason) this.want({ kind: 'hold', id: this.filed.id, reason });
  }

  #withdraw(event: Event): void {
    event.preventDefault();
    const note = this.#take('withdrawal-note');
    if (note) this.want({ kind: 'recordWithdrawal', id: this.filed.id, note });
  }

  #correct(event: Event): void {
    event.preventDefault();
    const field = this.querySelector<HTMLSelectElement>('#correct-field')?.value ?? '';
    const is = this.#take('correct-is');
    if (is) this.want({ kind: 'correct', id: this.filed.id, field, is });
  }
}

customElements.define('counsellor-receipt', CounsellorReceipt);
