import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { formatIsoDay } from '../../i18n/format.ts';
import type { Service } from '../../service/load.ts';
import type { NoticeSection } from '../../service/notice.ts';
import type { Contact, NoticeBlock } from '../../service/notice-blocks.ts';
import { LightElement } from './light-element.ts';
import { phoneLink, uncheckedWords } from './page-foot.ts';
import { dirOf, langOf } from './text-body.ts';

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
      ${this.#standing()} ${notice.map((section) => sectionOf(section))}
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

function sectionOf(section: NoticeSection): TemplateResult {
  return html`<section id=${section.id.replaceAll('.', '-')} lang=${langOf(section)} dir=${dirOf(section)}>
    <h3>${section.title}</h3>
    ${section.blocks.map(blockOf)}
  </section>`;
}

function blockOf(block: NoticeBlock): TemplateResult {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${block.text}</p>`;
    case 'list':
      return html`${block.lead ? html`<p>${block.lead}</p>` : nothing}
        <ul>
          ${block.items.map((item) => html`<li>${item}</li>`)}
        </ul>`;
    case 'contact':
      return contactLines(block.contact);
    case 'table':
      return html`<dl class="rows">
        ${block.rows.map(
          ({ term, text, detail }) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${text}${detail ? html`<span class="rows__detail">${detail}</span>` : nothing}</dd>
            </div>`,
        )}
      </dl>`;
  }
}

/** An office with every way to reach it that is known. */
export function contactLines(contact: Contact): TemplateResult {
  const { name, unit, representedBy, street, place, postBox, phone, fax, email, web } = contact;
  const lines = [name, unit, street, postBox, place].filter((line) => line !== undefined);
  return html`<address class="contact">
    ${lines.map((line) => html`<span>${line}</span>`)}
    ${representedBy ? html`<span>${msg(str`Vertreten durch: ${representedBy}`)}</span>` : nothing}
    ${phone ? html`<span>${msg('Telefon:')} ${phoneLink(phone)}</span>` : nothing}
    ${fax ? html`<span>${msg('Fax:')} <bdi>${fax}</bdi></span>` : nothing}
    ${email ? html`<span>${msg('E-Mail:')} <a href="mailto:${email}">${email}</a></span>` : nothing}
    ${web ? html`<span>${msg('Internet:')} <bdi>${web}</bdi></span>` : nothing}
  </address>`;
}

customElements.define('notice-view', NoticeView);
