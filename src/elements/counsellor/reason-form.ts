import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { NOTE_MAX } from '../../mailbox/messages.ts';

export interface ReasonOptions {
  /** Tells the forms of several people apart. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** Words to be taken as they are or changed; none is chosen beforehand. */
  readonly proposals: readonly string[];
  /** What sending does, as a verb. */
  readonly act: string;
  readonly onSend: (words: string) => void;
}

/** Asks for words that will be kept or read: an empty one is not sent, the focus goes back to the field. */
export function reasonForm({ id, label, hint, proposals, act, onSend }: ReasonOptions): TemplateResult {
  const field = `reason-${id}`;
  const areaOf = (event: Event): HTMLTextAreaElement | null =>
    (event.currentTarget as HTMLElement).closest('form')?.querySelector('textarea') ?? null;
  const take = (event: Event, words: string): void => {
    const area = areaOf(event);
    if (!area) return;
    area.value = words;
    area.focus();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const area = areaOf(event);
    const words = area?.value.trim() ?? '';
    if (words === '') area?.focus();
    else onSend(words);
  };
  return html`<form class="knocker__form" novalidate @submit=${submit}>
    <label class="label" for=${field}>${label}</label>
    <div class="knocker__proposals">
      ${proposals.map(
        (words) =>
          html`<button
            type="button"
            class="button button--small button--quiet"
            @click=${(event: Event) => take(event, words)}
          >
            ${words}
          </button>`,
      )}
    </div>
    <textarea
      class="input"
      id=${field}
      rows="2"
      maxlength=${NOTE_MAX}
      autocomplete="off"
      aria-describedby="${field}-hint"
    ></textarea>
    <p class="field__hint" id="${field}-hint">${hint}</p>
    <button type="submit" class="button button--small button--even">${act}</button>
  </form>`;
}

/** Kind words for a refusal. */
export function refusalProposals(): readonly string[] {
  return [
    msg('Ich bin noch in einem anderen Gespräch. Bitte warten Sie auf meinen Anruf.'),
    msg('Es fehlt noch eine Erklärung. Bitte gehen Sie noch einmal durch den Einlass.'),
    msg('Ich kann nicht erkennen, wer Sie sind. Bitte rufen Sie mich an.'),
  ];
}

/** Why people speak without encryption between their devices. */
export function waiverProposals(): readonly string[] {
  return [
    msg('Ein Gerät kann es nicht. Alle wissen es und sind einverstanden.'),
    msg('Das Einschalten hat nicht geklappt. Alle wissen es und sind einverstanden.'),
  ];
}

/** Reasons that happen. */
export function overrideProposals(): readonly string[] {
  return [msg('Hat mündlich eingewilligt.'), msg('Ist mir persönlich bekannt, die Erklärung wird nachgeholt.')];
}
