import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import { phoneLink } from './phone-link.ts';
import { picturedBody } from './pictures/pictured.ts';
import { spoken } from './text-body.ts';

/** The profile's ways to be counselled without video, and the number to call (R-084). */
export function otherWays(service: ServiceFace): TemplateResult {
  const { phone, hours } = service.profile.helpline;
  return html`${waysWithoutVideo(service)}
  ${phone ? html`<p>${msg('Telefon:')} ${phoneLink(phone)}${hours ? html` (${hours})` : nothing}</p>` : nothing}`;
}

/** The ways alone, where the number stands already. */
export function waysWithoutVideo(service: ServiceFace): TemplateResult {
  return html`<ul class="ways">
    ${service.profile.alternatives.map((way) => {
      const wording = service.wordings.text(`alternative.${way}`);
      return html`<li>
        ${wording.text.title ? html`<strong>${spoken(wording, wording.text.title)}</strong>` : nothing}${picturedBody(wording)}
      </li>`;
    })}
  </ul>`;
}
