import { html, nothing, type TemplateResult } from 'lit';
import type { TextBlock, TextVersion } from '../../service/texts-schema.ts';
import type { Wording } from '../../service/wording.ts';

type Spoken = Pick<Wording, 'language' | 'fallback'>;

/** `lang` of a wording that stands in for a missing translation (WCAG 3.1.2); elsewhere the page's own holds. */
export function langOf({ language, fallback }: Spoken): string | typeof nothing {
  return fallback ? language : nothing;
}

/** `dir` to go with it: what stands in is German, whatever the direction of the page. */
export function dirOf({ fallback }: Spoken): 'ltr' | typeof nothing {
  return fallback ? 'ltr' : nothing;
}

/** Words of a wording in a sentence or label, in their own language. */
export function spoken(wording: Spoken, words: string | undefined): TemplateResult {
  return html`<span lang=${langOf(wording)} dir=${dirOf(wording)}>${words}</span>`;
}

/** The body of a wording, in its own language. */
export function wordingBody(wording: Wording): TemplateResult | typeof nothing {
  if (!wording.text.body) return nothing;
  return html`<div lang=${langOf(wording)} dir=${dirOf(wording)}>${textBody(wording.text)}</div>`;
}

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
