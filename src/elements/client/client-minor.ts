import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { ageOn, minorDuty, type MinorDuty } from '../../gate/minor.ts';
import type { MinorPath } from '../../gate/plan.ts';
import type { MinorAnswer } from '../../gate/state.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { noticeDisclosure } from '../shared/notice-view.ts';
import { otherWays } from '../shared/other-ways.ts';
import { boxId, statementBox } from '../shared/statement-box.ts';
import { StepElement } from '../shared/step-element.ts';
import { spoken } from '../shared/text-body.ts';
import { ageFields, ageProblems, readAge } from './minor-age.ts';
import { guardianFields, guardianProblems, readGuardian } from './minor-guardian.ts';
import '../shared/error-summary.ts';

type Declaring = Extract<MinorDuty, { kind: 'declare' }>;

/**
 * For people under 18: asks the age only where it is not known, then goes the one way that the profile's policy has for
 * that age (C-17, § 8(3) SGB VIII). Under `confidential` nobody asks for parents.
 */
export class ClientMinor extends StepElement {
  static override properties = {
    ...StepElement.properties,
    problems: { state: true },
    asksAge: { state: true },
  };
  declare problems: readonly SummaryItem[];
  /** Is the question for the age on screen, by its own wish or because the answer is missing? */
  declare asksAge: boolean;
  #shown: string | null = null;

  constructor() {
    super();
    this.problems = [];
    this.asksAge = false;
  }

  protected override render(): TemplateResult {
    const duty = this.#duty();
    switch (this.#phase(duty)) {
      case 'age':
        return this.#age();
      case 'grown':
        return this.#grown();
      default:
        return duty.kind === 'declare' ? this.#declaration(duty) : this.#impossible();
    }
  }

  /** One question after the other on the same step: each is a page of its own to whoever listens. */
  protected override updated(): void {
    const shown = this.#phase(this.#duty());
    const isTurned = this.#shown !== null && this.#shown !== shown;
    this.#shown = shown;
    const heading = this.querySelector('h1');
    if (!isTurned || !heading) return;
    document.title = `${heading.textContent.trim()} – ${this.context.service.title}`;
    heading.focus();
  }

  #duty(): MinorDuty {
    const { plan, state, now } = this.context;
    return minorDuty(plan, state, now);
  }

  /** What is on screen: a date of birth outranks any answer, so with one nobody is asked. */
  #phase(duty: MinorDuty): 'age' | 'grown' | 'impossible' | MinorPath {
    if (this.#yearsByBirthDate() === null && (this.asksAge || duty.kind === 'askAge' || duty.kind === 'none'))
      return 'age';
    if (duty.kind === 'declare') return duty.path;
    return duty.kind === 'none' ? 'grown' : 'impossible';
  }

  #yearsByBirthDate(): number | null {
    const { state, now } = this.context;
    return state.details?.birthDate ? ageOn(state.details.birthDate, now) : null;
  }

  #age(): TemplateResult {
    const { plan, state } = this.context;
    return html`<form novalidate @submit=${(event: Event) => this.#answerAge(event)}>
      ${this.heading(msg('Sind Sie schon 18?'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <p class="lead">${msg('Wer noch nicht 18 ist, hat besondere Rechte. Darum fragen wir.')}</p>
      ${ageFields({
        asksYears: plan.minors.policy === 'capacity',
        answer: state.minor,
        problems: this.problems,
        onChange: () => this.requestUpdate(),
        root: this,
      })}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  /** Somebody looks back here whose date of birth has meanwhile said that there is nothing to ask. */
  #grown(): TemplateResult {
    return html`<section>
      ${this.heading(msg('Hier fragen wir nur Menschen unter 18'))}
      <p class="lead">${msg('Nach Ihrem Geburtsdatum sind Sie 18 Jahre alt oder älter.')}</p>
      <div class="actions">
        <button
          type="button"
          class="button"
          @click=${() => this.tell({ type: 'minorAnswered', answer: { age: 'adult' } })}
        >
          ${msg('Weiter')}
        </button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </section>`;
  }

  #declaration(duty: Declaring): TemplateResult {
    const { service, language, state, missing } = this.context;
    const wording = this.wording(duty.statement.text.id);
    const id = boxId(duty.statement.text.id);
    const isGuardian = duty.path === 'guardian';
    const isGiven = state.minor?.path === duty.path && !missing.some(({ what }) => what === 'statement');
    return html`<form novalidate @submit=${(event: Event) => this.#declare(event, duty)}>
      ${this.heading(wording.text.title ? spoken(wording, wording.text.title) : titleOf(duty))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      ${this.#howWeKnow()}
      ${
        isGuardian
          ? guardianFields({
              client: state.details?.name ?? null,
              answer: state.minor?.guardian ?? null,
              about: this.wording('notice.thirdParty'),
              problems: this.problems,
              onChange: () => this.note({ type: 'minorAnswered', answer: this.#answer() }),
            })
          : nothing
      }
      ${statementBox({
        id,
        wording,
        checked: isGiven,
        problem: this.problems.find(({ target }) => target === id)?.words(),
        // Told on going on, together with the names it belongs to.
        onChange: () => undefined,
      })}
      ${isGuardian ? this.#withoutGuardian() : nothing} ${noticeDisclosure(service, language)}
      <div class="actions">
        <button type="submit" class="button button--even">${msg('Weiter')}</button>
        ${this.#decline()}
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #howWeKnow(): TemplateResult {
    return this.#yearsByBirthDate() === null
      ? html`<p>
          ${msg('Sie haben gesagt, dass Sie noch nicht 18 sind.')}
          <button
            type="button"
            class="button button--quiet button--small"
            id="change-age"
            @click=${() => this.#askAgain()}
          >
            ${msg('Das stimmt nicht')}
          </button>
        </p>`
      : html`<p>
          ${msg('Nach Ihrem Geburtsdatum sind Sie noch nicht 18.')}
          <button
            type="button"
            class="button button--quiet button--small"
            id="change-age"
            @click=${() => this.wish({ kind: 'look', step: 'details' })}
          >
            ${msg('Geburtsdatum ändern')}
          </button>
        </p>`;
  }

  /** Nobody is sent away for having no parent at hand: a person on the phone finds the way. */
  #withoutGuardian(): TemplateResult {
    return html`<details class="disclosure">
      <summary>${msg('Niemand von ihnen ist da, oder sie sollen nichts erfahren?')}</summary>
      <p>${msg('Dann rufen Sie uns an. Sie müssen Ihren Namen nicht sagen. Wir sagen Ihnen, was möglich ist.')}</p>
      ${otherWays(this.context.service)}
    </details>`;
  }

  #impossible(): TemplateResult {
    return html`<section>
      ${this.heading(msg('Das klären wir am besten am Telefon'))}
      <p class="lead">
        ${msg('Für Ihr Alter können wir hier nicht per Video beraten. Auf einem anderen Weg sind wir für Sie da:')}
      </p>
      ${otherWays(this.context.service)}
      <div class="actions">
        ${this.#decline()}
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </section>`;
  }

  #decline(): TemplateResult {
    return html`<button
      type="button"
      class="button button--even"
      id="decline"
      @click=${() => this.wish({ kind: 'decline' })}
    >
      ${msg('Ich möchte nicht teilnehmen')}
    </button>`;
  }

  #askAgain(): void {
    this.problems = [];
    this.asksAge = true;
  }

  #answerAge(event: Event): void {
    event.preventDefault();
    const asksYears = this.context.plan.minors.policy === 'capacity';
    const typed = readAge(this);
    this.problems = ageProblems(typed, asksYears);
    if (this.problems.length > 0 || typed.age === null) return;
    this.asksAge = false;
    const guardian = this.context.state.minor?.guardian;
    const years = asksYears && typed.years !== null ? { years: typed.years } : {};
    const answer: MinorAnswer =
      typed.age === 'adult' ? { age: 'adult' } : { age: 'minor', ...years, ...(guardian ? { guardian } : {}) };
    this.tell({ type: 'minorAnswered', answer });
  }

  #declare(event: Event, duty: Declaring): void {
    event.preventDefault();
    const id = boxId(duty.statement.text.id);
    const isTicked = this.querySelector<HTMLInputElement>(`#${id}`)?.checked === true;
    this.problems = [
      ...(duty.path === 'guardian' ? guardianProblems(readGuardian(this)) : []),
      ...(isTicked ? [] : [{ target: id, words: () => msg('Setzen Sie das Häkchen, wenn das für Sie stimmt.') }]),
    ];
    if (this.problems.length > 0) return;
    this.tell({ type: 'minorAnswered', answer: { ...this.#answer(), path: duty.path } });
  }

  /** What is known so far, without the way: only going on declares. */
  #answer(): MinorAnswer {
    const duty = this.#duty();
    const years = this.#yearsByBirthDate() ?? this.context.state.minor?.years;
    const isGuardian = duty.kind === 'declare' && duty.path === 'guardian';
    return {
      age: 'minor',
      ...(years === undefined ? {} : { years }),
      ...(isGuardian ? { guardian: readGuardian(this) } : {}),
    };
  }
}

function titleOf({ path }: Declaring): string {
  if (path === 'guardian') return msg('Wer für Sie sorgt, muss zustimmen');
  return path === 'capacity' ? msg('Sie entscheiden selbst') : msg('Niemand fragt Ihre Eltern');
}

customElements.define('client-minor', ClientMinor);
