import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { NOTE_MAX } from '../../mailbox/messages.ts';
import { announce } from './room-announcer.ts';

/** A short text to somebody who waits. `id` tells forms apart; what was sent is cleared, and an empty one is not sent. */
export function noteForm(id: string, onSend: (text: string) => void): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLElement).querySelector('textarea');
    const text = field?.value.trim() ?? '';
    if (!field || text === '') return field?.focus();
    field.value = '';
    // That it arrived is not known here; where it does not, that is said loudly.
    announce(msg('Ihre Nachricht wird geschickt.'));
    onSend(text);
  };
  return html`<form novalidate @submit=${send}>
    <label class="label" for="note-${id}">${msg('Ihre Nachricht')}</label>
    <textarea class="input" id="note-${id}" rows="2" maxlength=${NOTE_MAX} autocomplete="off"></textarea>
    <button type="submit" class="button button--small button--second">${msg('Senden')}</button>
  </form>`;
}
