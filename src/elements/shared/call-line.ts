import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { ServiceFace } from '../../service/face.ts';
import type { Site } from '../../service/site-schema.ts';
import { phoneLink } from './phone-link.ts';

/** The number to call, where the page has just said "call us": the service's own, otherwise that of the city. */
export function callLine(site: Site | null, service: ServiceFace | null): TemplateResult | typeof nothing {
  const own = service?.profile.helpline;
  if (own?.phone) return html`<p class="call">${msg('Telefon:')} ${phoneLink(own.phone)}${hours(own.hours)}</p>`;
  if (!site) return nothing;
  const { name, phone } = site.helpline;
  return html`<p class="call">${name}: ${phoneLink(phone)}${hours(site.helpline.hours)}</p>`;
}

function hours(words: string | undefined): TemplateResult | typeof nothing {
  return words ? html` (${words})` : nothing;
}
