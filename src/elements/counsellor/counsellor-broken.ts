import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Problem } from '../../errors.ts';
import { OfficePage } from './office-element.ts';
import { problemNote } from './problem-note.ts';

/** Nothing can be shown at all: why, with its number, and the one thing that can be tried. */
export class CounsellorBroken extends OfficePage {
  static override properties = { problem: { attribute: false } };
  declare problem: Problem;

  protected override render(): TemplateResult {
    return html`<section class="threshold">
      ${this.heading(msg('Diese Seite lässt sich gerade nicht öffnen'))} ${problemNote(this.problem)}
      <button type="button" class="button" id="reload" @click=${() => location.reload()}>
        ${msg('Seite neu laden')}
      </button>
    </section>`;
  }
}

customElements.define('counsellor-broken', CounsellorBroken);
