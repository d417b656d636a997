import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { LANGUAGES } from '../../i18n/locale.ts';
import type { Wish } from '../../visit/view.ts';

/** Every language by its own name, the one on screen pressed. */
export function languageList(current: string, wish: (wish: Wish) => void): TemplateResult {
  return html`<ul class="languages" aria-label=${msg('Sprache')}>
    ${LANGUAGES.map(
      ({ code, name }) =>
        html`<li>
          <button
            type="button"
            class="button button--small button--second"
            lang=${code}
            aria-pressed=${current === code ? 'true' : 'false'}
            @click=${() => wish({ kind: 'language', language: code })}
          >
            ${name}
          </button>
        </li>`,
    )}
  </ul>`;
}
