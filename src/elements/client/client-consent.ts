import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { StatementPlan } from '../../gate/plan.ts';
import { clientDeclarations, decisionOn } from '../../gate/position.ts';
import type { Told } from '../../visit/view.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import '../shared/error-summary.ts';

/**
 * What is taken note of and what is agreed to, never mixed (Art. 7(2) GDPR). One box per purpose, none ticked before
 * the person does it; the consequence of a no stands above each; no weighs as much as yes (R-009, R-078, R-084).
 */
export class ClientConsent extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const declarations = clientDeclarations(this.context.plan, this.context.state);
    const consents = declarations.filter(({ kind }) => kind === 'consent');
    const acknowledgements = declarations.filter(({ kind }) => kind === 'acknowledgement');
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(consents.length > 0 ? msg('Ihre Einwilligung') : msg('Was Sie wissen sollen'))}
      <error-summary .items=${this.problems}></error-summary>
      ${consents.length > 0
        ? html`<div class="lead">${textBody(this.text('refusal.noDisadvantage'))}</div>
            <fieldset>
              <legend>${msg('Darin willige ich ein')}</legend>
              ${consents.map((statement) => this.#choice(statement))}
            </fieldset>`
        : nothing}
      ${acknowledgements.length > 0
        ? html`<fieldset>
            <legend>${msg('Das habe ich zur Kenntnis genommen')}</legend>
            ${acknowledgements.map((statement) => this.#choice(statement))}
          </fieldset>`
        : nothing}
      <div class="actions">
        <button type="submit" class="button button--even">${msg('Weiter')}</button>
        <button type="button" class="button button--even" id="decline" @click=${() => this.wish({ kind: 'decline' })}>
          ${consents.length > 0 ? msg('Ich willige nicht ein') : msg('Ich möchte nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #choice(statement: StatementPlan): TemplateResult {
    const { plan, state, now } = this.context;
    const id = boxId(statement);
    const text = this.text(statement.text.id);
    const problem = this.problems.find(({ target }) => target === id);
    const given = decisionOn(statement, plan, state, now) === 'given';
    return html`${textBody(text)}
      ${text.consequence ? html`<p class="soft" id="${id}-consequence">${text.consequence}</p>` : nothing}
      <label class="choice">
        <input
          type="checkbox"
          id=${id}
          name=${statement.text.id}
          .checked=${given}
          @change=${(event: Event) => this.note(answer(statement, (event.target as HTMLInputElement).checked))}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby="${text.consequence ? `${id}-consequence` : ''} ${problem ? `${id}-problem` : ''}"
        />
        <span>${text.statement}</span>
        ${statement.need === 'optional'
          ? html`<span class="field__hint">${msg('Freigestellt: Sie können auch ohne dieses Häkchen teilnehmen.')}</span>`
          : nothing}
        ${problem ? html`<span class="field__problem" id="${id}-problem">${problem.words}</span>` : nothing}
      </label>`;
  }

  #next(event: Event): void {
    event.preventDefault();
    const declarations = clientDeclarations(this.context.plan, this.context.state);
    const answers = declarations.map((statement) => ({
      statement,
      given: this.querySelector<HTMLInputElement>(`#${boxId(statement)}`)?.checked === true,
    }));
    const open = answers.filter(({ statement, given }) => statement.need === 'required' && !given);
    this.problems = open.map(({ statement }) => ({
      target: boxId(statement),
      words:
        statement.kind === 'consent'
          ? msg('Ohne dieses Häkchen können wir nicht per Video beraten. Sie können auch „Ich willige nicht ein“ wählen.')
          : msg('Setzen Sie das Häkchen, wenn Sie es gelesen haben.'),
    }));
    if (open.length > 0) return;
    this.tell(...answers.map(({ statement, given }) => answer(statement, given)));
  }
}

function answer(statement: StatementPlan, given: boolean): Told {
  return { type: 'decided', text: statement.text, decision: given ? 'given' : 'refused' };
}

function boxId(statement: StatementPlan): string {
  return `box-${statement.text.id.replaceAll('.', '-')}`;
}

customElements.define('client-consent', ClientConsent);
