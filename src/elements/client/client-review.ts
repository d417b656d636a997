import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import { declarant, minorDuty } from '../../gate/minor.ts';
import type { StatementPlan, StepKind } from '../../gate/plan.ts';
import { clientDeclarations, decisionOn } from '../../gate/position.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { fieldText } from '../../service/generated.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { noticeDisclosure } from '../shared/notice-view.ts';
import { boxId } from '../shared/statement-box.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken, wordingBody } from '../shared/text-body.ts';
import { relationWords } from './minor-guardian.ts';
import { fieldValue, group, statementLine } from './review-parts.ts';
import { readSignature, signatureFields, signatureProblems } from './review-signature.ts';
import '../shared/error-summary.ts';

/**
 * Everything said so far in full, each part to be changed, then the final act (WCAG 3.3.4, R-081, R-082). Nothing of it
 * is declared before the button below; a no weighs as much as the yes.
 */
export class ClientReview extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const { plan, state, service, language, now } = this.context;
    const declarations = clientDeclarations(plan, state);
    const consents = declarations.filter(({ kind }) => kind === 'consent');
    const others = declarations.filter(({ kind }) => kind !== 'consent');
    const hasConsents = consents.length > 0;
    return html`<form novalidate @submit=${(event: Event) => this.#sign(event)}>
      ${this.heading(hasConsents ? msg('Prüfen und einwilligen') : msg('Prüfen und bestätigen'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <p class="lead">
        ${msg('Stimmt alles? Sie können jeden Teil noch ändern. Erst der Knopf am Ende macht Ihre Erklärung gültig.')}
      </p>
      ${this.#appointment()} ${hasConsents ? this.#statements('consent', msg('Einwilligung'), consents) : nothing}
      ${others.length > 0 ? this.#statements('acknowledgement', msg('Zur Kenntnis genommen'), others) : nothing}
      ${this.#details()} ${this.#minor()}
      <section class="fact">${this.#free(hasConsents)}</section>
      ${noticeDisclosure(service, language)}
      <fieldset>
        <legend>${hasConsents ? msg('Ihre Erklärung') : msg('Ihre Bestätigung')}</legend>
        ${this.#declarantLine()}
        ${
          plan.typedName
            ? signatureFields({
                by: declarant(plan, state, now),
                isPseudonym: service.profile.fields.some(({ id, pseudonym }) => id === 'name' && pseudonym === true),
                signature: state.signature,
                suggestion: this.#suggestion(),
                problems: this.problems,
              })
            : nothing
        }
        <p>${msg(str`Datum und Uhrzeit tragen wir ein: ${formatDay(now, language)}, ${formatTime(now, language)}.`)}</p>
      </fieldset>
      ${this.#remember()}
      <div class="actions">
        <button type="submit" class="button button--even" id="sign">
          ${hasConsents ? msg('Einwilligung jetzt erteilen') : msg('Bestätigen und weiter')}
        </button>
        <button type="button" class="button button--even" id="decline" @click=${() => this.wish({ kind: 'decline' })}>
          ${hasConsents ? msg('Ich willige nicht ein') : msg('Ich möchte nicht teilnehmen')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #appointment(): TemplateResult {
    const { service, state, language } = this.context;
    const startsAt = state.visit?.startsAt ?? null;
    return html`<section class="group" id="group-appointment">
      <div class="group__head"><h2>${msg('Termin')}</h2></div>
      <dl class="rows">
        <div>
          <dt>${msg('Beratungsangebot')}</dt>
          <dd>${service.title}</dd>
        </div>
        <div>
          <dt>${msg('Beratungsstelle')}</dt>
          <dd>${service.profile.department.name}</dd>
        </div>
        ${
          startsAt === null
            ? nothing
            : html`<div>
                <dt>${msg('Beginn')}</dt>
                <dd>${formatDay(startsAt, language)}, ${formatTime(startsAt, language)}</dd>
              </div>`
        }
      </dl>
    </section>`;
  }

  #statements(id: string, title: string, statements: readonly StatementPlan[]): TemplateResult {
    const { plan, state, now } = this.context;
    const lines = statements.map((statement) =>
      statementLine(this.wording(statement.text.id), statement.kind, decisionOn(statement, plan, state, now)),
    );
    return group({ id, title, onChange: () => this.#look('consent'), content: html`${lines}` });
  }

  #details(): TemplateResult | typeof nothing {
    const { plan, state, service, language } = this.context;
    if (plan.fields.length === 0) return nothing;
    const rows = plan.fields.map(({ id }) => {
      const label = this.wording(fieldText(service.profile, id));
      return html`<div>
        <dt>${spoken(label, label.text.title ?? id)}</dt>
        <dd>${fieldValue(id, state.details?.[id], language)}</dd>
      </div>`;
    });
    const content = html`<dl class="rows">${rows}</dl>`;
    return group({ id: 'details', title: msg('Ihre Angaben'), onChange: () => this.#look('details'), content });
  }

  #minor(): TemplateResult | typeof nothing {
    const { plan, state, now } = this.context;
    if (plan.minors.policy === 'none') return nothing;
    const duty = minorDuty(plan, state, now);
    const isDeclaring = duty.kind === 'declare';
    const guardian = isDeclaring && duty.path === 'guardian' ? state.minor?.guardian : undefined;
    // For an adult by date of birth there is nothing to show here and nothing to change.
    if (!isDeclaring && (state.minor === null || state.details?.birthDate !== undefined)) return nothing;
    const content = html`<p>${isDeclaring ? msg('Noch nicht 18 Jahre alt') : msg('18 Jahre alt oder älter')}</p>
      ${
        guardian
          ? html`<p>${msg(str`Sorgeberechtigte Person: ${guardian.name} (${relationWords(guardian.relation)})`)}</p>`
          : nothing
      }
      ${isDeclaring ? statementLine(this.wording(duty.statement.text.id), 'minor', 'given') : nothing}`;
    return group({ id: 'minor', title: msg('Alter'), onChange: () => this.#look('minor'), content });
  }

  /** Voluntary, revocable, and what this does not cover – before the act, not after it (R-014, R-080). */
  #free(hasConsents: boolean): TemplateResult {
    const ids = hasConsents ? ['info.voluntary', 'withdrawal.effect', 'notIncluded.release'] : ['info.voluntary'];
    return html`${ids.map((id) => {
      const wording = this.wording(id);
      return html`${wording.text.title ? html`<h3>${spoken(wording, wording.text.title)}</h3>` : nothing}
      ${wordingBody(wording)}`;
    })}`;
  }

  #declarantLine(): TemplateResult | typeof nothing {
    const { plan, state, now } = this.context;
    if (declarant(plan, state, now) !== 'guardian') return nothing;
    const guardian = state.minor?.guardian?.name ?? '';
    const client = state.details?.name;
    return html`<p id="declarant">
      ${
        client
          ? msg(str`Diese Erklärung gibt ${guardian} für ${client} ab.`)
          : msg(str`Diese Erklärung gibt ${guardian} für die Person ab, die beraten wird.`)
      }
    </p>`;
  }

  #suggestion(): string {
    const { plan, state, now } = this.context;
    const name = declarant(plan, state, now) === 'guardian' ? state.minor?.guardian?.name : state.details?.name;
    return name ?? '';
  }

  #remember(): TemplateResult {
    const { storage } = this.context;
    if (storage.mode === 'shared') {
      return html`<p class="soft" id="not-remembered">
        ${msg('Dieses Gerät nutzen auch andere. Darum merken wir uns hier nichts.')}
      </p>`;
    }
    if (storage.trouble !== null) {
      return html`<p class="soft" id="not-remembered">
        ${msg('Dieser Browser lässt uns nichts merken. Beim nächsten Termin fragen wir noch einmal. Teilnehmen können Sie trotzdem.')}
      </p>`;
    }
    return html`<label class="choice">
        <input
          type="checkbox"
          id="remember"
          .checked=${storage.mode === 'remember'}
          aria-describedby="remember-hint"
          @change=${(event: Event) =>
            this.wish({ kind: 'storage', mode: (event.target as HTMLInputElement).checked ? 'remember' : 'session' })}
        />
        <span>${msg('Auf diesem Gerät merken (freiwillig)')}</span>
      </label>
      <p class="field__hint" id="remember-hint">
        ${msg('Dann bleiben Ihre Erklärungen und Angaben verschlüsselt in diesem Browser. Beim nächsten Termin fragen wir nur, was neu ist. Auf der letzten Seite können Sie alles wieder löschen.')}
      </p>`;
  }

  #look(step: StepKind): void {
    this.wish({ kind: 'look', step });
  }

  #sign(event: Event): void {
    event.preventDefault();
    const { plan, state, now } = this.context;
    const signature = plan.typedName ? readSignature(this) : { name: '', place: '' };
    const undecided = clientDeclarations(plan, state).filter((statement) => {
      const decision = decisionOn(statement, plan, state, now);
      return statement.need === 'required' ? decision !== 'given' : decision === null;
    });
    this.problems = [
      // The gate would not take a signature under something open; the way there is the button to change it.
      ...undecided.map(({ kind, text }) => ({
        target: `change-${kind}`,
        words: () => msg(str`Hier fehlt noch Ihre Antwort: ${this.text(text.id).statement ?? boxId(text.id)}`),
      })),
      ...(plan.typedName ? signatureProblems(signature) : []),
    ];
    if (this.problems.length === 0) this.tell({ type: 'signed', ...signature });
  }
}

customElements.define('client-review', ClientReview);
