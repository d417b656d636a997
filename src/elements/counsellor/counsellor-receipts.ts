import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { DeskContext, DeskPage } from '../../desk/view.ts';
import { displayCode, spellCode } from '../../mailbox/keys.ts';
import type { ListedRow, ReceiptQuery } from '../../records/office-shape.ts';
import { textField } from '../shared/text-field.ts';
import { archiveReturn, outstandingWords } from './archive-words.ts';
import { OfficePage } from './office-element.ts';
import { readText } from './read-file.ts';
import { clock, shortDay } from './office-time.ts';

/** Every receipt of this device: search, open, save, read in. */
export class CounsellorReceipts extends OfficePage {
  static override properties = { context: { attribute: false }, page: { attribute: false }, wrong: { state: true } };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'receipts' }>;
  declare wrong: string | undefined;

  protected override render(): TemplateResult {
    const { rows, more, count, query } = this.page;
    const isSearch = Object.keys(query).length > 0;
    const missing = outstandingWords(this.context.archive?.outstanding ?? null);
    return html`<div class="office__head">
        ${this.heading(msg('Nachweise'))}
        <p class="soft" id="count">
          ${msg(str`${new Intl.NumberFormat(this.context.language).format(count)} auf diesem Gerät`)}
        </p>
        ${missing === null ? nothing : html`<p class="soft" id="outstanding">${missing}</p>`}
      </div>
      ${this.#search()}
      <p role="status" class="visually-hidden" id="found">${isSearch ? msg(str`${rows.length} gefunden`) : nothing}</p>
      ${
        rows.length > 0
          ? html`<ul class="agenda" id="rows">
              ${rows.map((row) => this.#row(row))}
            </ul>`
          : html`<p id="nothing">
              ${isSearch ? msg('Dazu gibt es keinen Nachweis auf diesem Gerät.') : msg('Hier liegt noch kein Nachweis. Der erste kommt mit dem ersten Termin.')}
            </p>`
      }
      ${
        more
          ? html`<button
              type="button"
              class="button button--second"
              id="more"
              @click=${() => this.want({ kind: 'more' })}
            >
              ${msg('Weitere anzeigen')}
            </button>`
          : nothing
      }
      ${this.#files(count)}`;
  }

  #search(): TemplateResult {
    const { query } = this.page;
    const field = (id: keyof ReceiptQuery, label: string, type: 'search' | 'date', hint?: string): TemplateResult =>
      textField({
        id: `search-${id}`,
        label,
        type,
        value: query[id] ?? '',
        required: false,
        ...(hint === undefined ? {} : { hints: [hint] }),
        autocomplete: 'off',
        onChange: () => undefined,
      });
    return html`<form class="search" role="search" novalidate @submit=${(event: Event) => this.#find(event)}>
      <div class="fields">
        ${field('name', msg('Name'), 'search')} ${field('day', msg('Tag'), 'date')}
        ${field('checkCode', msg('Kennzeichen'), 'search')}
        <div class="field">
          <label for="search-service">${msg('Angebot')}</label>
          <select class="select" id="search-service">
            <option value="">${msg('alle')}</option>
            ${this.context.services.map(
              ({ id, title }) => html`<option value=${id} .selected=${id === query.service}>${title}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="search__acts">
        <button type="submit" class="button button--second" id="find">${msg('Suchen')}</button>
        <button type="button" class="button button--quiet" id="all" @click=${() => this.#all()}>
          ${msg('Alle zeigen')}
        </button>
      </div>
    </form>`;
  }

  #row({ id, name, service, checkCode, at, isWithdrawn, isHeld, isCopied }: ListedRow): TemplateResult {
    const { language, services, archive } = this.context;
    const shown = name === '' ? msg('ohne Namen') : name;
    const title = services.find((one) => one.id === service)?.title ?? service;
    return html`<li class="agenda__row" data-receipt=${id}>
      <div class="agenda__when">
        <span><strong>${shortDay(at, language)}</strong> <span class="soft">${clock(at, language)}</span></span>
      </div>
      <div class="agenda__what">
        <strong><bdi>${shown}</bdi></strong>
        <span class="soft">
          ${title}${
            checkCode
              ? html` · <span class="check" aria-hidden="true">${displayCode(checkCode)}</span
                  ><span class="visually-hidden">${msg('Kennzeichen')} ${spellCode(checkCode)}</span>`
              : nothing
          }
        </span>
        ${isWithdrawn ? html`<span class="status status--no">${msg('widerrufen')}</span>` : nothing}
        ${isHeld ? html`<span class="status status--going">${msg('wird aufbewahrt')}</span>` : nothing}
        ${archive && !isCopied ? html`<span class="status status--unknown">${msg('noch nicht im Archiv')}</span>` : nothing}
      </div>
      <div class="agenda__acts">
        <button
          type="button"
          class="button button--small button--second"
          aria-label=${msg(str`Nachweis öffnen: ${shown}, ${shortDay(at, language)}`)}
          @click=${() => this.want({ kind: 'showReceipt', id })}
        >
          ${msg('Öffnen')}
        </button>
      </div>
    </li>`;
  }

  #files(count: number): TemplateResult {
    return html`<details id="files">
      <summary>${msg('Sichern und Nachweis-Datei öffnen …')}</summary>
      <p>
        ${msg('Gesicherte Nachweise sind digital unterschrieben. Beim Einlesen zeigt sich, ob auch nur ein Zeichen verändert wurde. Die Datei ist nicht verschlüsselt: Legen Sie sie nur an sichere Orte.')}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button button--second"
          id="export-json"
          ?disabled=${count === 0}
          @click=${() => this.want({ kind: 'export', ids: 'all', as: 'json' })}
        >
          ${msg('Alle als Datei sichern')}
        </button>
        <button
          type="button"
          class="button button--second"
          id="export-csv"
          ?disabled=${count === 0}
          @click=${() => this.want({ kind: 'export', ids: 'all', as: 'csv' })}
        >
          ${msg('Liste für eine Tabelle sichern (CSV)')}
        </button>
      </div>
      <div class="field">
        <label for="import">${msg('Nachweis-Datei öffnen: gesicherte Nachweise oder einen zugeschickten')}</label>
        ${this.wrong ? html`<p class="field__problem" id="import-problem">${this.wrong}</p>` : nothing}
        <input
          class="input"
          type="file"
          id="import"
          accept=".json,application/json"
          aria-describedby=${this.wrong ? 'import-problem' : nothing}
          @change=${(event: Event) => void this.#read(event)}
        />
      </div>
      ${archiveReturn(this.context.archive, () => this.want({ kind: 'fetchCopies' }))}
    </details>`;
  }

  #find(event: Event): void {
    event.preventDefault();
    const value = (id: keyof ReceiptQuery): string =>
      this.querySelector<HTMLInputElement | HTMLSelectElement>(`#search-${id}`)?.value.trim() ?? '';
    const parts = (['name', 'day', 'checkCode', 'service'] as const).flatMap((id) => {
      const words = id === 'checkCode' ? value(id).replace(/\s/g, '').toUpperCase() : value(id);
      return words === '' ? [] : [[id, words] as const];
    });
    this.want({ kind: 'search', query: Object.fromEntries(parts) });
  }

  #all(): void {
    this.querySelector<HTMLFormElement>('form')?.reset();
    this.want({ kind: 'search', query: {} });
  }

  async #read(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    const text = file ? await readText(file) : null;
    this.wrong = file && text === null ? msg('Diese Datei lässt sich nicht als Text lesen.') : undefined;
    if (text !== null) this.want({ kind: 'import', text });
  }
}

customElements.define('counsellor-receipts', CounsellorReceipts);
