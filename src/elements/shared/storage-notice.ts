import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

/** Says that this browser keeps nothing, and what follows from that, wherever the person stands when it shows. */
export function storageNotice(): TemplateResult {
  return html`<div class="panel panel--warm" role="status" id="not-kept">
    <p>
      ${msg(
        'Dieser Browser lässt uns nichts merken. Sie können trotzdem teilnehmen. Laden Sie die Seite dabei nicht neu, sonst beginnen Sie von vorn.',
      )}
    </p>
  </div>`;
}
