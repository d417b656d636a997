import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { NoticeSection } from '../../service/notice.ts';
import type { Contact, NoticeBlock } from '../../service/notice-blocks.ts';
import { phoneLink } from './phone-link.ts';
import { dirOf, langOf } from './text-body.ts';

/** One section of the information after Art. 13 GDPR, in its own language. */
export function noticeSection(section: NoticeSection): TemplateResult {
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
    ${lines.map((line) => html`<span><bdi>${line}</bdi></span>`)}
    ${representedBy ? html`<span>${msg(str`Vertreten durch: ${representedBy}`)}</span>` : nothing}
    ${phone ? html`<span>${msg('Telefon:')} ${phoneLink(phone)}</span>` : nothing}
    ${fax ? html`<span>${msg('Fax:')} <bdi>${fax}</bdi></span>` : nothing}
    ${email ? html`<span>${msg('E-Mail:')} <a href="mailto:${email}">${email}</a></span>` : nothing}
    ${web ? html`<span>${msg('Internet:')} <bdi>${web}</bdi></span>` : nothing}
  </address>`;
}
