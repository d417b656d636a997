import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Problem } from '../../errors.ts';
import type { ServiceFace } from '../../service/face.ts';
import type { Site } from '../../service/site-schema.ts';
import { callLine } from '../shared/call-line.ts';
import { LightElement } from '../shared/light-element.ts';
import { hintOf, problemWords } from '../shared/problem-words.ts';

/** Says what happened, that nothing is lost, and how to reach a human. The gate stays shut behind it. */
export class ClientProblem extends LightElement {
  static override properties = {
    problem: { attribute: false },
    site: { attribute: false },
    service: { attribute: false },
  };
  /** `detail` is for those who mend the file and never on screen. */
  declare problem: Problem;
  declare site: Site | null;
  declare service: ServiceFace | null;

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('problem')) return;
    const heading = this.querySelector('h1');
    document.title = heading?.textContent.trim() ?? document.title;
    heading?.focus();
  }

  protected override render(): TemplateResult {
    const words = problemWords(this.problem.code);
    const hint = hintOf(this.problem.code);
    return html`<section>
      <h1 tabindex="-1">${words.title}</h1>
      <p class="lead">${words.happened} ${words.kept}</p>
      <p>${words.next}</p>
      ${callLine(this.site, this.service)}
      <p class="soft">${msg(str`Hinweis für die Beratungsstelle: ${hint}`)}</p>
      ${
        words.retry
          ? html`<div class="actions">
              <button type="button" class="button" id="retry" @click=${() => this.wish({ kind: 'retry' })}>
                ${msg('Noch einmal versuchen')}
              </button>
            </div>`
          : nothing
      }
    </section>`;
  }
}

customElements.define('client-problem', ClientProblem);
