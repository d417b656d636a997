import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { textField } from '../shared/text-field.ts';

/** The field for the team's passphrase, under the id `passphrase`. */
export function passphraseField(
  label: string,
  autocomplete: 'current-password' | 'new-password',
  problem: string | undefined,
): TemplateResult {
  return textField({
    id: 'passphrase',
    label,
    value: '',
    required: true,
    type: 'password',
    problem,
    autocomplete,
    onChange: () => undefined,
  });
}

/** The button of the form, and what it is that takes so long. */
export function doorSubmit(words: string, isBusy: boolean): TemplateResult {
  return html`<div class="door__submit">
    <button type="submit" class="button" id="go" ?disabled=${isBusy}>${words}</button>
    <p role="status" class="soft" id="busy">
      ${isBusy ? msg('Einen Moment: Das Kennwort wird mit Absicht langsam geprüft, damit es niemand erraten kann.') : nothing}
    </p>
  </div>`;
}
