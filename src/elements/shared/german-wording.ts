import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Wording } from '../../service/wording.ts';
import { textBody } from './text-body.ts';

/** The wording that counts, one tap away from its translation (X-06); nothing where the German one is on screen already. */
export function germanWording({ german }: Wording): TemplateResult | typeof nothing {
  if (!german) return nothing;
  const { statement, consequence } = german;
  return html`<details class="german">
    <summary>${msg('Deutsche Fassung: Sie ist maßgeblich')}</summary>
    <div lang="de" dir="ltr">
      ${textBody(german)} ${statement ? html`<p>${statement}</p>` : nothing}
      ${consequence ? html`<p>${consequence}</p>` : nothing}
    </div>
  </details>`;
}
