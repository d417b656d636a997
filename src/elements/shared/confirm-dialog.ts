import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

export interface ConfirmOptions {
  /** The dialog gets the id `…-dialog`, its yes `…-yes`, its no `…-no`. */
  readonly id: string;
  readonly title: string;
  readonly body: TemplateResult;
  /** What the yes does, as a verb. */
  readonly yes: string;
  readonly onYes: () => void;
}

/** One question before something that cannot be taken back. No weighs as much as yes; Escape means no (WCAG 3.3.4). */
export function confirmDialog({ id, title, body, yes, onYes }: ConfirmOptions): TemplateResult {
  const answer = (event: Event, isYes: boolean): void => {
    closeDialog((event.currentTarget as HTMLElement).closest('dialog'));
    if (isYes) onYes();
  };
  return html`<dialog id="${id}-dialog" aria-labelledby="${id}-title">
    <h2 id="${id}-title" tabindex="-1">${title}</h2>
    ${body}
    <div class="actions">
      <button type="button" class="button button--even" id="${id}-yes" @click=${(event: Event) => answer(event, true)}>
        ${yes}
      </button>
      <button type="button" class="button button--even" id="${id}-no" @click=${(event: Event) => answer(event, false)}>
        ${msg('Nein, zurück')}
      </button>
    </div>
  </dialog>`;
}

/** Asks. The focus goes to the question and not to the yes, which a second tap on the same spot would press. */
export function openDialog(dialog: HTMLDialogElement | null): void {
  if (!dialog || dialog.hasAttribute('open')) return;
  // Safari before 15.4 knows no modal dialogs: there the question stands in the page.
  if (typeof (dialog as Partial<HTMLDialogElement>).showModal === 'function') dialog.showModal();
  else dialog.setAttribute('open', '');
  dialog.querySelector<HTMLElement>('h2')?.focus();
}

function closeDialog(dialog: HTMLDialogElement | null): void {
  if (typeof (dialog as Partial<HTMLDialogElement> | null)?.close === 'function') dialog?.close();
  else dialog?.removeAttribute('open');
}
