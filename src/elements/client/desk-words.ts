import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { formatTime } from '../../i18n/format.ts';
import type { CounsellorWord } from '../../visit/counsellor-word.ts';

/** What the heading of the last step says about the door. */
export function doorTitle(door: CounsellorWord['door']): string {
  switch (door) {
    case 'unknown':
    case 'opened':
      return msg('Die Tür steht Ihnen offen');
    case 'notOpened':
    case 'busy':
      return msg('Sie sind bereit, es fehlt nichts mehr');
    case 'calledBack':
      return msg('Wir öffnen den Raum noch einmal neu');
  }
}

/** What the counsellor's page said, in one or two sentences; empty where nobody can say anything. */
export function doorWords(door: CounsellorWord['door']): string {
  switch (door) {
    case 'unknown':
      return '';
    case 'opened':
      return msg('Ihre Beraterin oder Ihr Berater hat den Raum geöffnet. Sie können jetzt eintreten.');
    case 'notOpened':
      return msg('Ihre Beraterin oder Ihr Berater hat den Raum noch nicht geöffnet. Sie müssen nichts tun.');
    case 'busy':
      return msg(
        'Ihre Beraterin oder Ihr Berater ist noch im Gespräch und weiß, dass Sie da sind. Sie müssen nichts tun.',
      );
    case 'calledBack':
      return msg(
        'Die Verbindung musste neu aufgebaut werden. Das liegt nicht an Ihnen, und was Sie erklärt haben, gilt weiter. Sobald der Raum wieder offen ist, kommen Sie mit einem Klick zurück.',
      );
  }
}

/** Messages of the counsellor, with their time; foreign words, so text only. The list is a live region of its own. */
export function notesView(notes: CounsellorWord['notes'], language: string): TemplateResult {
  return html`<div role="log" id="notes" aria-label=${msg('Nachrichten der Beratungsstelle')}>
    ${
      notes.length === 0
        ? nothing
        : notes.map(
            ({ at, text }) => html`<p class="panel"><small>${formatTime(at, language)}</small><br />${text}</p>`,
          )
    }
  </div>`;
}
