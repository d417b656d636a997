import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { PaperView } from '../../desk/view.ts';
import type { ReceiptPaper } from '../../gate/receipt.ts';
import { formatIsoDay } from '../../i18n/format.ts';

/** What the form says of the notice, which is no text with a title of its own. */
export function noticeWords(): string {
  return msg('Informationen und Datenschutzinformation bekommen');
}

/** That there is a signed form, in one sentence: who has seen it stands in it, because it is her word. */
export function paperWords({ signedOn, seenBy, isWithdrawn }: PaperView, language: string): string {
  const day = formatIsoDay(signedOn, language);
  const said = msg(str`Auf Papier erklärt, unterschrieben am ${day}, gesehen von ${seenBy}.`);
  return isWithdrawn ? `${said} ${msg('Danach widerrufen.')}` : said;
}

/** The same in full, on the page of the receipt: where the paper lies, and what others have signed on it. */
export function paperSection({ signedOn, kept, seenBy, others }: ReceiptPaper, language: string): TemplateResult {
  const row = (term: string, words: string): TemplateResult =>
    html`<div>
      <dt>${term}</dt>
      <dd><bdi>${words}</bdi></dd>
    </div>`;
  const named = (wanted: 'given' | 'refused'): string =>
    others.flatMap(({ decision, title, textId }) => (decision === wanted ? [title ?? textId] : [])).join(', ');
  const [yes, refusals] = [named('given'), named('refused')];
  return html`<section aria-labelledby="paper-title" id="paper">
    <h2 id="paper-title">${msg('Auf Papier')}</h2>
    <dl class="rows rows--stacked">
      ${row(msg('Unterschrieben am'), formatIsoDay(signedOn, language))} ${row(msg('Gesehen von'), seenBy)}
      ${row(msg('Wo das Papier liegt'), kept)} ${yes === '' ? nothing : row(msg('Andere im Raum, ja zu'), yes)}
      ${refusals === '' ? nothing : row(msg('Andere im Raum, nein zu'), refusals)}
    </dl>
  </section>`;
}
