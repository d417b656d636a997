import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { OfferedService } from '../../desk/view.ts';
import { e2eePolicyWords } from './appointment-words.ts';

/** Encryption and password of a new appointment: only what the profile leaves open is a question. */
export function protectionFields({ e2ee, password }: OfferedService): TemplateResult {
  return html`<h2>${msg('Schutz')}</h2>
    <p>${msg('Zusätzliche Verschlüsselung:')} <strong>${e2eePolicyWords(e2ee)}</strong></p>
    ${
      e2ee === 'preferred'
        ? html`<label class="choice">
            <input type="checkbox" id="e2ee-required" />
            <span>${msg('Für diesen Termin zur Bedingung machen')}</span>
            <span class="field__hint"> ${msg('Dann wird nur eingelassen, wessen Gerät mitmachen kann.')} </span>
          </label>`
        : nothing
    }
    ${
      password === 'optional'
        ? html`<label class="choice">
            <input type="checkbox" id="with-password" />
            <span>${msg('Mit Passwort')}</span>
            <span class="field__hint"
              >${msg('Sie sagen es am Telefon. Es steht in keinem Link und in keiner E-Mail.')}</span
            >
          </label>`
        : nothing
    }
    ${
      password === 'required'
        ? html`<p id="password-hint">
            ${msg('Dieses Angebot verlangt ein Passwort. Es wird beim Anlegen erzeugt. Sie sagen es am Telefon.')}
          </p>`
        : nothing
    }`;
}
