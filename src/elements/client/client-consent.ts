import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { StatementPlan } from '../../gate/plan.ts';
import { clientDeclarations, decisionOn } from '../../gate/position.ts';
import { refusalTexts } from '../../service/generated.ts';
import type { Told } from '../../visit/view.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { noticeDisclosure } from '../shared/notice-view.ts';
import { picturedBody } from '../shared/pictures/pictured.ts';
import { boxId, statementBox } from '../shared/statement-box.ts';
import { StepElement } from '../shared/step-element.ts';
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
    const { plan, state, service, language } = this.context;
    const declarations = clientDeclarations(plan, state);
    const consents = declarations.filter(({ kind }) => kind === 'consent');
    const acknowledgements = declarations.filter(({ kind }) => kind === 'acknowledgement');
    const hasConsents = consents.length > 0;
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(hasConsents ? msg('Ihre Einwilligung') : msg('Ihre Bestätigung'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      ${
        hasConsents
          ? html`<div class="lead">${picturedBody(this.wording('refusal.noDisadvantage'))}</div>
              ${this.#otherwise()}
              <fieldset>
                <legend>${msg('Darin willige ich ein')}</legend>
                ${consents.map((statement) => this.#choice(statement))}
              </fieldset>`
          : nothing
      }
      ${
        acknowledgements.length > 0
          ? html`<fieldset>
              <legend>${msg('Das habe ich zur Kenntnis genommen')}</legend>
              ${acknowledgements.map((statement) => this.#choice(statement))}
            </fieldset>`
          : nothing
      }
      ${noticeDisclosure(service, language)}
      <div class="actions">
        <button type="submit" class="button button--even">${msg('Weiter')}</button>
        <button type="button" class="button button--even" id="decline" @click=${() => this.wish({ kind: 'decline' })}>
          ${hasConsents ? msg('Ich willige nicht ein') : msg('Ich möchte nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  /** What a no leads to, before the choice: the consequence and every other way (R-085). */
  #otherwise(): TemplateResult {
    const ids = refusalTexts(this.context.service.profile).filter((id) => id !== 'refusal.noDisadvantage');
    return html`<details class="disclosure">
      <summary>${msg('Was ist, wenn ich nicht einwillige?')}</summary>
      ${ids.map((id) => picturedBody(this.wording(id)))}
    </details>`;
  }

  #choice(statement: StatementPlan): TemplateResult {
    const { plan, state, now } = this.context;
    const id = boxId(statement.text.id);
    return statementBox({
      id,
      wording: this.wording(statement.text.id),
      checked: decisionOn(statement, plan, state, now) === 'given',
      optional: statement.need === 'optional',
      problem: this.problems.find(({ target }) => target === id)?.words(),
      onChange: (isChecked) => this.note(answer(statement, isChecked)),
    });
  }

  #next(event: Event): void {
    event.preventDefault();
    const declarations = clientDeclarations(this.context.plan, this.context.state);
    const answers = declarations.map((statement) => ({
      statement,
      given: this.querySelector<HTMLInputElement>(`#${boxId(statement.text.id)}`)?.checked === true,
    }));
    const open = answers.filter(({ statement, given }) => statement.need === 'required' && !given);
    const inOrder = [...open].sort((one, other) => rank(one.statement) - rank(other.statement));
    this.problems = inOrder.map(({ statement }) => ({
      target: boxId(statement.text.id),
      // Named, because two links with the same words lead nobody anywhere (WCAG 2.4.4).
      words: () =>
        `${this.text(statement.text.id).title ?? ''}: ${
          statement.kind === 'consent'
            ? msg(
                'Ohne dieses Häkchen können wir nicht per Video beraten. Sie können auch „Ich willige nicht ein“ wählen.',
              )
            : msg('Setzen Sie das Häkchen, wenn Sie es gelesen haben.')
        }`,
    }));
    if (open.length > 0) return;
    this.tell(...answers.map(({ statement, given }) => answer(statement, given)));
  }
}

/** Consents stand above what is taken note of. */
function rank({ kind }: StatementPlan): number {
  return kind === 'consent' ? 0 : 1;
}

function answer(statement: StatementPlan, given: boolean): Told {
  return { type: 'decided', text: statement.text, decision: given ? 'given' : 'refused' };
}

customElements.define('client-consent', ClientConsent);
