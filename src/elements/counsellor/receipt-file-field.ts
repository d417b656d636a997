import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { readText } from './read-file.ts';

export interface ReceiptFileOptions {
  /** Tells the fields of several people apart. */
  readonly id: string;
  /** The file chosen last was no text. */
  readonly isUnreadable: boolean;
  /** Null: it is no text. */
  readonly onText: (text: string | null) => void;
}

/** Asks for the file that a person saved and sent; what comes of it, the desk says. */
export function receiptFileField({ id, isUnreadable, onText }: ReceiptFileOptions): TemplateResult {
  const field = `receipt-file-${id}`;
  const choose = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    onText(await readText(file));
    // The same file once more is a new try; a browser would not call it a change.
    input.value = '';
  };
  return html`<div class="field">
    <label for=${field}>${msg('Die Datei, die die Person Ihnen geschickt hat')}</label>
    <p class="field__hint" id="${field}-hint">
      ${msg('Ihr Name beginnt mit „nachweis“. Die Person speichert sie dort, wo sie wartet.')}
    </p>
    ${
      isUnreadable
        ? html`<p class="field__problem" id="${field}-problem" role="alert">
            ${msg('Diese Datei lässt sich nicht als Text lesen.')}
          </p>`
        : nothing
    }
    <input
      class="input"
      type="file"
      id=${field}
      accept=".json,application/json"
      aria-describedby="${field}-hint${isUnreadable ? ` ${field}-problem` : ''}"
      @change=${(event: Event) => void choose(event)}
    />
  </div>`;
}
