import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { InvitedPerson } from '../../appointment/appointment.ts';
import type { DeskContext, KnockerView, RoomView } from '../../desk/view.ts';
import './paper-record.ts';
import { paperWords } from './paper-words.ts';

/* What the card of somebody who knocks says and offers about a signed form. */

/** That one is recorded, where it helps; nothing otherwise. */
export function paperLine({ mayAdmitOnPaper, paper }: KnockerView, language: string): TemplateResult | typeof nothing {
  if (!mayAdmitOnPaper || !paper) return nothing;
  return html`<p class="knocker__others" role="status">${paperWords(paper, language)}</p>`;
}

/** Admission on a form that is recorded, and on nothing that somebody has only in her hand. */
export function admitOnPaper(
  { id, mayAdmitOnPaper, paper }: KnockerView,
  onAdmit: () => void,
): TemplateResult | typeof nothing {
  if (!mayAdmitOnPaper || !paper) return nothing;
  return html`<button
    type="button"
    class="button button--small"
    id="on-paper-${id}"
    aria-describedby="name-${id}"
    @click=${onAdmit}
  >
    ${msg('Auf das Papier hin einlassen')}
  </button>`;
}

/** What the button is called that opens the form for recording. */
export function recordWords({ paper }: KnockerView): string {
  return paper ? msg('Neues Papier festhalten …') : msg('Erklärung liegt auf Papier vor …');
}

export function paperForm(person: InvitedPerson, room: RoomView, { counsellor, now }: DeskContext): TemplateResult {
  return html`<paper-record
    .appointment=${room.appointment.id}
    .person=${person}
    .service=${room.service}
    .counsellor=${counsellor}
    .now=${now}
  ></paper-record>`;
}
