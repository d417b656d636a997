import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { MailboxLine } from '../../mailbox/mailbox-shape.ts';

/** What is missing because of the mailbox, and what to do instead; nothing as long as it is well or not yet known. */
export function mailboxNote(line: MailboxLine): TemplateResult | typeof nothing {
  if (line === 'absent') {
    return html`<p class="panel panel--warm" id="no-mailbox">
      ${msg('Dieser Server hat keine Ablage. Nachweise, Nachrichten und Antworten kommen darum nicht von selbst an, und niemand sieht, ob Ihr Raum schon offen ist. Bitten Sie die Ratsuchenden, ihren Nachweis als Datei zu schicken. Sie öffnen ihn hier, wenn die Person anklopft. Sagen Sie Änderungen am Telefon oder per E-Mail. Weitere Personen kommen nur am Gerät der Ratsuchenden dazu, weil diese Seite im Raum niemanden fragen kann.')}
    </p>`;
  }
  return line === 'unreachable'
    ? html`<p class="panel panel--warm" id="mailbox-unreachable">
        ${msg('Die Ablage antwortet gerade nicht. Diese Seite versucht es weiter.')}
      </p>`
    : nothing;
}
