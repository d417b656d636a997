import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import { phoneLink } from './page-foot.ts';
import { spoken, wordingBody } from './text-body.ts';

/** The profile's ways to be counselled without video, and the number to call (R-084). */
export function otherWays(service: ServiceFace): TemplateResult {
  const { phone, hours } = service.profile.helpline;
  return html`<ul class="ways">
      ${service.profile.alternatives.map((way) => {
        const wording = service.wordings.text(`alternative.${way}`);
        return html`<li>
          ${wording.text.title ? html`<strong>${spoken(wording, wording.text.title)}</strong>` : nothing}${wordingBody(wording)}
        </li>`;
      })}
    </ul>
    ${phone ? html`<p>${msg('Telefon:')} ${phoneLink(phone)}${hours ? html` (${hours})` : nothing}</p>` : nothing}`;
}
