import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Problem } from '../../errors.ts';
import { officeHintOf, officeProblemWords } from './office-problem-words.ts';

/** A problem in its place: read out at once, with cause, way on and number; `onClose` adds the button that puts it away. */
export function problemNote(problem: Problem, onClose?: () => void): TemplateResult {
  const words = officeProblemWords(problem.code);
  const hint = officeHintOf(problem.code);
  return html`<div class="panel panel--alert" id="problem" role="alert">
    <h2>${words.title}</h2>
    <p>${words.happened} ${words.next}</p>
    <p class="soft panel__hint">${msg(str`Hinweis ${hint}`)}</p>
    ${
      onClose
        ? html`<button type="button" class="button button--second button--small" id="close-problem" @click=${onClose}>
            ${msg('Verstanden')}
          </button>`
        : nothing
    }
  </div>`;
}
