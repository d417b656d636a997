import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { formatIsoDay } from '../../i18n/format.ts';
import type { Service } from '../../service/load.ts';
import { LightElement } from './light-element.ts';
import { noticeSection } from './notice-section.ts';
import { uncheckedWords } from './page-foot.ts';

/** The whole information after Art. 13 GDPR: composed elsewhere, here only set. Says itself what is missing in it. */
export class NoticeView extends LightElement {
  static override properties = {
    service: { attribute: false },
    language: { type: String },
    printable: { type: Boolean },
  };
  declare service: Service;
  declare language: string;
  /** Offer to print? Only where the page around holds nothing that a person typed. */
  declare printable: boolean;

  constructor() {
    super();
    this.language = 'de';
    this.printable = false;
  }

  protected override render(): TemplateResult {
    const { title, profile, notice } = this.service;
    return html`<article class="notice" aria-labelledby="notice-title">
      <h2 id="notice-title">${msg(str`Datenschutzinformation: ${title}`)}</h2>
      <p class="soft">${editionOf(this.service, this.language)}</p>
      ${this.#standing()} ${notice.map((section) => noticeSection(section))}
      <p class="soft">${profile.authority.name} · ${editionOf(this.service, this.language)}</p>
      ${
        this.printable
          ? html`<p class="no-print">
              <button type="button" class="button button--second" @click=${() => window.print()}>
                ${msg('Drucken')}
              </button>
            </p>`
          : nothing
      }
    </article>`;
  }

  /** What speaks against relying on this text: an example, missing facts, a translation that nobody checked. */
  #standing(): TemplateResult {
    const { profile } = this.service;
    return html`${
      profile.status === 'published'
        ? nothing
        : html`<div class="panel panel--warm">
            <p>${msg('Dies ist ein Beispiel. Die Behörde hat diesen Text nicht freigegeben.')}</p>
          </div>`
    }
    ${
      profile.missingFacts.length > 0
        ? html`<div class="panel panel--warm">
            <p>${msg('Diese Angaben fehlen noch. Ohne sie darf der Text nicht veröffentlicht werden:')}</p>
            <ul lang=${this.language === 'de' ? nothing : 'de'} dir=${this.language === 'de' ? nothing : 'ltr'}>
              ${profile.missingFacts.map(({ fact }) => html`<li>${fact}</li>`)}
            </ul>
          </div>`
        : nothing
    }
    ${uncheckedNote(this.service, this.language)}`;
  }
}

/** "Fassung 3, Stand: 22. November 2026" – which text this is, for the person and for the receipt. */
export function editionOf({ profile }: Pick<Service, 'profile'>, language: string): string {
  return msg(str`Fassung ${profile.version}, Stand: ${formatIsoDay(profile.effective, language)}`);
}

/** Says that nobody has vouched for this translation, and which text holds; nothing for German or a checked one. */
export function uncheckedNote({ checkedBy }: Service, language: string): TemplateResult | typeof nothing {
  if (language === 'de' || checkedBy !== null) return nothing;
  return html`<p class="soft">${uncheckedWords()}</p>`;
}

/** The whole notice one tap away, wherever somebody decides or gives data (R-066). */
export function noticeDisclosure(service: Service, language: string, printable = false): TemplateResult {
  return html`<details class="disclosure" id="notice">
    <summary>${msg('Ganze Datenschutzinformation lesen')}</summary>
    <notice-view .service=${service} .language=${language} .printable=${printable}></notice-view>
  </details>`;
}

customElements.define('notice-view', NoticeView);
