import { html, type TemplateResult } from 'lit';

/** A number to tap, written as the authority writes it. */
export function phoneLink(phone: string): TemplateResult {
  return html`<a class="phone" href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`;
}
