import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { peopleAt } from '../../gate/said.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { StepElement } from '../shared/step-element.ts';
import { wordingBody } from '../shared/text-body.ts';
import { openBoxes, personWords, promiseBoxes, renderBoxes } from './promise-group.ts';
import '../shared/error-summary.ts';

/** The promise of confidentiality in a group, made anew for every session by everybody at this device (R-074). */
export class ClientPledge extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const boxes = promiseBoxes(this.context, 'pledge');
    const people = peopleAt(this.context.state);
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Was in der Gruppe gesagt wird, bleibt in der Gruppe'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <div class="lead">${wordingBody(this.wording('group.rules'))}</div>
      ${people.map((person) => {
        const own = boxes.filter((box) => box.person.id === person.id);
        return own.length === 0
          ? nothing
          : html`<fieldset id="promises-${person.id}">
              <legend>${people.length > 1 ? personWords(person, people) : msg('Ihr Versprechen für heute')}</legend>
              ${
                person.id === 'self'
                  ? nothing
                  : html`<p>${msg('Das verspricht die Person selbst. Geben Sie ihr kurz das Gerät.')}</p>`
              }
              ${renderBoxes(own, this.context, this.problems, (told) => this.note(told))}
            </fieldset>`;
      })}
      <div class="actions">
        <button type="submit" class="button button--even" id="go-on">${msg('Weiter')}</button>
        <button type="button" class="button button--even" id="decline" @click=${() => this.wish({ kind: 'decline' })}>
          ${msg('Ich möchte nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #next(event: Event): void {
    event.preventDefault();
    this.problems = openBoxes(promiseBoxes(this.context, 'pledge'), () => this.context);
    if (this.problems.length === 0) this.tell();
  }
}

customElements.define('client-pledge', ClientPledge);
