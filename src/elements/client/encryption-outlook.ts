import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { encryptionTexts } from '../../service/generated.ts';
import type { StepContext } from '../../visit/view.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';

const LIMITS = 'encryption.limits';

/**
 * What encryption can be in this meeting. The sentences follow from the configuration and from this browser, so that
 * none of them promises what is switched off (R-007, R-044, R-048).
 */
export function encryptionOutlook({ service, verdict }: StepContext): TemplateResult {
  const ids = encryptionTexts(service.profile, verdict.e2ee === 'yes' ? 'can' : 'cannot');
  const limits = service.wordings.text(LIMITS);
  return html`<section id="encryption">
    <h2>${msg('Wie vertraulich ist die Verbindung?')}</h2>
    ${ids.filter((id) => id !== LIMITS).map((id) => wordingBody(service.wordings.text(id)))}
    ${
      ids.includes(LIMITS)
        ? html`<details class="disclosure">
            <summary>${spoken(limits, limits.text.title)}</summary>
            ${wordingBody(limits)}
          </details>`
        : nothing
    }
  </section>`;
}
