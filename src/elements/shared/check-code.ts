import { html, type TemplateResult } from 'lit';
import { displayCode, spellCode } from '../../mailbox/keys.ts';

/** The code in two groups for the eye, and character by character for the ear. */
export function checkCodeView(code: string): TemplateResult {
  return html`<span class="code" aria-hidden="true">${displayCode(code)}</span
    ><span class="visually-hidden">${spellCode(code)}</span>`;
}
