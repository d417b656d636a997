import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { ArchiveView } from '../../desk/view.ts';
import { officeProblemWords } from './office-problem-words.ts';

/** How many receipts are not in the archive yet; nothing where all are, or nobody has counted. */
export function outstandingWords(outstanding: number | null): string | null {
  if (outstanding === null || outstanding === 0) return null;
  return outstanding === 1
    ? msg('1 Nachweis liegt noch nicht im Archiv.')
    : msg(str`${outstanding} Nachweise liegen noch nicht im Archiv.`);
}

/** The archive on the page of settings: whether there is one, and what is missing in it. */
export function archiveState(archive: ArchiveView | null, onSend: () => void): TemplateResult {
  if (!archive) {
    return html`<p id="no-archive">
      ${msg('Dieser Server hat kein Archiv. Die Nachweise liegen allein in diesem Browser. Sichern Sie sie regelmäßig als Datei.')}
    </p>`;
  }
  const { outstanding, trouble } = archive;
  const missing = outstandingWords(outstanding);
  const words = trouble && officeProblemWords(trouble);
  return html`<p>
      ${msg('Von jedem Nachweis geht eine Kopie in das Archiv Ihrer Stadt. Sie ist verschlossen und öffnet sich nur mit Ihrem Teamschlüssel.')}
    </p>
    <p role="status" id="archive-state">
      ${outstanding === null ? msg('Wird noch gezählt.') : (missing ?? msg('Alle Nachweise dieses Geräts liegen im Archiv.'))}
    </p>
    ${
      words
        ? html`<p id="archive-trouble"><strong>${words.title}.</strong> ${words.happened} ${words.next}</p>
            <button type="button" class="button button--second button--small" id="send-copies" @click=${onSend}>
              ${msg('Jetzt noch einmal versuchen')}
            </button>`
        : nothing
    }`;
}

/** The way back out of the archive, for a browser that has lost its receipts; nothing where there is no archive. */
export function archiveReturn(archive: ArchiveView | null, onFetch: () => void): TemplateResult | typeof nothing {
  if (!archive) return nothing;
  const { fetching } = archive;
  return html`<div class="field">
    <p>${msg('Fehlen hier Nachweise, zum Beispiel nach dem Löschen der Browserdaten? Dann holen Sie sie zurück.')}</p>
    <button
      type="button"
      class="button button--second"
      id="fetch-copies"
      aria-disabled=${fetching ? 'true' : 'false'}
      @click=${() => (fetching ? undefined : onFetch())}
    >
      ${msg('Aus dem Archiv holen')}
    </button>
    <p role="status" id="fetched">${fetching ? goingWords(fetching) : fetchedWords(archive.fetched)}</p>
  </div>`;
}

function goingWords({ done, of }: NonNullable<ArchiveView['fetching']>): string {
  return of === 0 ? msg('Das Archiv wird gelesen.') : msg(str`${done} von ${of} Kopien gelesen.`);
}

function fetchedWords(fetched: ArchiveView['fetched']): string | typeof nothing {
  if (!fetched) return nothing;
  const { found, filed, expired, refused } = fetched;
  return [
    msg(str`Kopien im Archiv: ${found}. Nachweise daraus, die jetzt hier liegen: ${filed}.`),
    ...(expired > 0 ? [msg(str`Nicht geholt, weil ihre Frist um ist: ${expired}.`)] : []),
    ...(refused > 0 ? [msg(str`Nicht übernommen: ${refused}.`)] : []),
  ].join(' ');
}
