import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import { isConsent } from '../../service/generated.ts';
import type { EndingKind } from '../../visit/view.ts';
import { callLine } from '../shared/call-line.ts';
import { otherWays } from '../shared/other-ways.ts';
import { picturedBody } from '../shared/pictures/pictured.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import { endingWords } from './ending-words.ts';
import './after-care.ts';

/** The last page: how it ended, what holds now, and what can still be done. */
export class ClientEnding extends StepElement {
  static override properties = {
    ...StepElement.properties,
    ending: { type: String },
    receipt: { attribute: false },
    leftovers: { type: Boolean },
  };
  declare ending: EndingKind;
  declare receipt: Receipt | null;
  /** Something on this device did not let itself be deleted. */
  declare leftovers: boolean;

  constructor() {
    super();
    this.receipt = null;
    this.leftovers = false;
  }

  protected override updated(changed: PropertyValues): void {
    // Withdrawn or wiped on this very page: the new heading has to be heard.
    if (changed.get('ending') !== undefined) super.firstUpdated();
  }

  protected override render(): TemplateResult {
    const { title, words, call, back } = endingWords(this.ending, this.leftovers);
    // After "delete everything" the page shows nothing any more that was deleted.
    const receipt = this.ending === 'wiped' ? null : this.receipt;
    const { site, service } = this.context;
    return html`<div class=${receipt ? 'no-print' : nothing}>
        ${this.heading(title)}
        <p class="lead">${words}</p>
        <div role="status" id="refusal">${this.ending === 'refused' ? this.#refusal() : nothing}</div>
        ${this.leftovers ? this.#leftovers() : nothing} ${call ? callLine(site, service) : nothing}
        ${this.ending === 'declined' ? html`${otherWays(service)} ${picturedBody(this.wording('refusal.noDisadvantage'))}` : nothing}
        ${this.ending === 'withdrawn' ? this.#whatContinues() : nothing}
        ${
          back === null
            ? nothing
            : html`<div class="actions">
                <button
                  type="button"
                  class="button button--second"
                  id="restart"
                  @click=${() => this.wish({ kind: 'restart' })}
                >
                  ${back}
                </button>
              </div>`
        }
      </div>
      ${
        receipt
          ? html`<after-care .context=${this.context} .receipt=${receipt} .ending=${this.ending}></after-care>`
          : nothing
      }`;
  }

  /** Why, in the counsellor's own words; it may come a little after everything else. */
  #refusal(): TemplateResult | typeof nothing {
    const refusal = this.context.desk?.refusal;
    if (!refusal) return nothing;
    return html`<p class="panel"><strong>${msg('Die Beratungsstelle schreibt Ihnen:')}</strong> ${refusal}</p>`;
  }

  #leftovers(): TemplateResult {
    return html`<div class="panel panel--warm" id="leftovers">
      <p>
        ${msg('Etwas ist auf diesem Gerät geblieben, weil der Browser das Löschen nicht zuließ. Schließen Sie alle Fenster dieser Seite, und löschen Sie in den Einstellungen Ihres Browsers die gespeicherten Websitedaten.')}
      </p>
    </div>`;
  }

  /** Which purposes end with the consent and which rest on a law and go on (R-093). */
  #whatContinues(): TemplateResult {
    const { purposes } = this.context.service.profile;
    const ended = purposes.filter(({ legalBasis }) => isConsent(legalBasis));
    const continued = purposes.filter(({ legalBasis }) => !isConsent(legalBasis));
    return html`<section id="what-continues">
      <h2>${msg('Was das bedeutet')}</h2>
      ${this.#purposes(
        msg('Das endet:'),
        ended.map(({ title }) => title),
      )}
      ${this.#purposes(
        msg('Das geht weiter, weil ein Gesetz es erlaubt:'),
        continued.map(({ title }) => title),
      )}
      ${wordingBody(this.wording('withdrawal.continues'))}
    </section>`;
  }

  #purposes(lead: string, ids: readonly string[]): TemplateResult | typeof nothing {
    if (ids.length === 0) return nothing;
    return html`<p>${lead}</p>
      <ul>
        ${ids.map((id) => {
          const wording = this.wording(id);
          return html`<li>${spoken(wording, wording.text.title)}</li>`;
        })}
      </ul>`;
  }
}

customElements.define('client-ending', ClientEnding);
