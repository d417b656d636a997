import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Receipt } from '../../gate/receipt.ts';
import { formatIsoDay } from '../../i18n/format.ts';
import { rights } from '../../service/generated.ts';
import type { StepContext } from '../../visit/view.ts';
import { LightElement } from '../shared/light-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';

type RequestedRight = '15' | '16' | '17' | '18' | '20' | '21';
const BY_LETTER: readonly RequestedRight[] = ['15', '16', '17', '18', '20', '21'];

/**
 * A letter to the authority for each right that applies here (R-095…R-103): with the number of the receipt and the day
 * on which an answer is due (Art. 12(3) GDPR). Nothing is sent from here; the person copies it, or opens it as an e-mail.
 */
export class RightsRequest extends LightElement {
  static override properties = {
    context: { attribute: false },
    receipt: { attribute: false },
    chosen: { state: true },
    isCopied: { state: true },
  };
  declare context: StepContext;
  declare receipt: Receipt;
  declare chosen: RequestedRight | null;
  declare isCopied: boolean;

  constructor() {
    super();
    this.chosen = null;
    this.isCopied = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const offered = this.#offered();
    const [first] = offered;
    if (!first) return nothing;
    const right = this.chosen ?? first;
    const wording = this.context.service.wordings.text(`right.${right}`);
    return html`<details class="disclosure" id="rights">
      <summary>${msg('Auskunft, Löschung und andere Rechte')}</summary>
      <div class="field">
        <label for="right">${msg('Was möchten Sie verlangen?')}</label>
        <select
          class="select"
          id="right"
          @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}
        >
          ${offered.map((id) => html`<option value=${id} ?selected=${id === right}>${this.#title(id)}</option>`)}
        </select>
      </div>
      ${wordingBody(wording)}
      <div class="field">
        <label for="right-letter">${msg('Ihr Schreiben')}</label>
        <p class="field__hint" id="right-letter-hint">
          ${msg('Ändern Sie es, wie Sie möchten. Von hier wird nichts abgeschickt.')}
        </p>
        <textarea
          class="input"
          id="right-letter"
          rows="10"
          aria-describedby="right-letter-hint"
          .value=${this.#letter(right)}
        ></textarea>
      </div>
      ${this.#addressee()}
      <button type="button" class="button button--second" id="copy-letter" @click=${() => void this.#copy()}>
        ${msg('Text kopieren')}
      </button>
      <p role="status">${this.isCopied ? msg('Der Text ist kopiert.') : nothing}</p>
      ${wordingBody(this.context.service.wordings.text('notice.deadline'))}
      ${wordingBody(this.context.service.wordings.text('notice.refusalReason'))} ${this.#complaint()}
    </details>`;
  }

  #offered(): readonly RequestedRight[] {
    const applying: readonly string[] = rights(this.context.service.profile);
    return BY_LETTER.filter((id) => applying.includes(id));
  }

  #title(id: RequestedRight): string {
    return this.context.service.wordings.text(`right.${id}`).text.title ?? id;
  }

  #choose(value: string): void {
    this.isCopied = false;
    this.chosen = BY_LETTER.find((id) => id === value) ?? null;
  }

  #letter(right: RequestedRight): string {
    const { receipt, context } = this;
    const today = receipt.issuedAt.time.slice(0, 10);
    const number = receipt.receiptId;
    const service = context.service.title;
    const day = formatIsoDay(today, context.language);
    const due = formatIsoDay(monthAfter(today), context.language);
    const title = this.#title(right);
    return [
      context.service.profile.authority.name,
      '',
      title,
      '',
      msg('Guten Tag,'),
      '',
      msg(str`ich mache dieses Recht geltend: ${title}.`),
      msg(str`Es geht um: ${service}, Nachweis ${number} vom ${day}.`),
      msg(str`Bitte antworten Sie bis zum ${due}.`),
      '',
      msg('Mit freundlichen Grüßen'),
    ].join('\n');
  }

  #addressee(): TemplateResult {
    const { authority, department } = this.context.service.profile;
    const { name, address, email } = department.address || department.email ? department : authority;
    return html`<p id="addressee">
      ${msg('Schicken Sie es an:')}
      ${name}${address ? html`, ${address.street}, ${address.postalCode} ${address.city}` : nothing}${
        email ? html`, <a href="mailto:${email}">${email}</a>` : nothing
      }
    </p>`;
  }

  #complaint(): TemplateResult | typeof nothing {
    const { authority } = this.receipt;
    if (!authority) return nothing;
    const wording = this.context.service.wordings.text('notice.complaint');
    const contact = [authority.name, authority.address, authority.phone, authority.email].filter(
      (part) => part !== null,
    );
    return html`<section id="complaint">
      <h3>${spoken(wording, wording.text.title)}</h3>
      ${wordingBody(wording)}
      <p>${contact.join(' · ')}</p>
    </section>`;
  }

  async #copy(): Promise<void> {
    const field = this.querySelector<HTMLTextAreaElement>('#right-letter');
    if (!field) return;
    try {
      await navigator.clipboard.writeText(field.value);
      this.isCopied = true;
    } catch {
      // No clipboard here: the text is marked instead, for copying by hand.
      field.focus();
      field.select();
    }
  }
}

/** The same day of the next month, or its last day where it has no such day (§ 188(3) BGB). */
export function monthAfter(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

customElements.define('rights-request', RightsRequest);
