import { html, nothing, type TemplateResult } from 'lit';
import type { TextBlock, TextVersion } from '../../service/texts-schema.ts';

/** The paragraphs and lists of a wording, as plain text nodes: a text file can never bring markup along (W-13). */
export function textBody(text: Pick<TextVersion, 'body'>): TemplateResult | typeof nothing {
  return text.body ? html`${text.body.map(textBlock)}` : nothing;
}

function textBlock(block: TextBlock): TemplateResult {
  if (typeof block === 'string') return html`<p>${block}</p>`;
  return html`${block.lead ? html`<p>${block.lead}</p>` : nothing}
    <ul>
      ${block.list.map((item) => html`<li>${item}</li>`)}
    </ul>`;
}
