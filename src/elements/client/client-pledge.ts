import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { peopleAt } from '../../gate/position.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
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
    const people = peopleAt(this.context.state).filter((person) => boxes.some((box) => box.person.id === person.id));
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Was in der Gruppe gesagt wird, bleibt in der Gruppe'))}
      <error-summary .items=${this.problems}></error-summary>
      <div class="lead">${textBody(this.text('group.rules'))}</div>
      <p>${msg('Alle in der Gruppe geben dieses Versprechen, auch Ihre Beraterin oder Ihr Berater. Es gilt für das heutige Treffen. Beim nächsten Mal fragen wir wieder.')}</p>
      ${people.map(
        (person, index) =>
          html`<fieldset>
            <legend>${people.length > 1 ? personWords(person, index) : msg('Ihr Versprechen')}</legend>
            ${renderBoxes(
              boxes.filter((box) => box.person.id === person.id),
              this.problems,
              (id) => this.sentence(id),
              (box, given) => this.note({ type: 'promised', person: box.person.id, text: box.statement.text, given }),
            )}
          </fieldset>`,
      )}
      <div class="actions">
        <button type="submit" class="button button--even">${msg('Ich verspreche es')}</button>
        <button type="button" class="button button--even" @click=${() => this.wish({ kind: 'decline' })}>
          ${msg('Ich möchte nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #next(event: Event): void {
    event.preventDefault();
    this.problems = openBoxes(promiseBoxes(this.context, 'pledge'));
    if (this.problems.length === 0) this.tell();
  }
}

customElements.define('client-pledge', ClientPledge);

