import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { PersonRole } from '../../gate/plan.ts';
import { peopleAt } from '../../gate/position.ts';
import type { Person } from '../../gate/state.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { StepElement } from '../shared/step-element.ts';
import { textBody } from '../shared/text-body.ts';
import { openBoxes, personWords, promiseBoxes, renderBoxes } from './promise-group.ts';
import '../shared/error-summary.ts';

/** Who can be in the room besides the person who came with the link. */
const OTHERS: readonly PersonRole[] = ['relative', 'guardian', 'child', 'interpreter', 'helper', 'colleague'];
const MAX_OTHERS = 6;

/**
 * Who is in the room, and what each of them assures, sentence by sentence (R-069…R-076). A child is named, so that the
 * counsellor knows, and has nothing to confirm. Names of others are never asked.
 */
export class ClientAssurances extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const boxes = this.#named() ? promiseBoxes(this.context, 'assurance') : [];
    const people = peopleAt(this.context.state);
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Ihre Versicherungen für heute'))}
      <error-summary .items=${this.problems}></error-summary>
      <p class="lead">${msg('Damit das Gespräch vertraulich bleibt, brauchen wir ein paar Zusagen. Wir fragen sie bei jedem Gespräch neu.')}</p>
      ${this.context.plan.othersInRoom ? this.#whoIsThere() : nothing}
      ${this.#named()
        ? people.map((person, index) => {
            const own = boxes.filter((box) => box.person.id === person.id);
            const companion = index > 0 && own.length > 0;
            return own.length === 0
              ? nothing
              : html`<fieldset>
                  <legend>${people.length > 1 ? personWords(person, 1) : msg('Ich versichere')}</legend>
                  ${companion ? html`<div class="panel">${textBody(this.text('companion.notice'))}</div>` : nothing}
                  ${renderBoxes(
                    own,
                    this.problems,
                    (id) => this.sentence(id),
                    (box, given) =>
                      this.note({ type: 'promised', person: box.person.id, text: box.statement.text, given }),
                  )}
                </fieldset>`;
          })
        : nothing}
      ${this.#shown()}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #named(): boolean {
    return !this.context.plan.othersInRoom || this.context.state.people !== null;
  }

  #whoIsThere(): TemplateResult {
    const { people } = this.context.state;
    const problem = this.problems.find(({ target }) => target === 'who');
    return html`<fieldset id="who" tabindex="-1">
      <legend>${msg('Wer ist bei Ihnen im Raum?')}</legend>
      ${problem ? html`<p class="field__problem">${problem.words}</p>` : nothing}
      <label class="choice">
        <input type="radio" name="who" .checked=${people !== null && people.length === 0} @change=${() => this.#name([])} />
        <span>${msg('Ich bin allein.')}</span>
      </label>
      <label class="choice">
        <input
          type="radio"
          name="who"
          .checked=${people !== null && people.length > 0}
          @change=${() => this.#name([{ id: 'p1', role: 'relative' }])}
        />
        <span>${msg('Es ist noch jemand da.')}</span>
      </label>
      ${people?.map((person, index) => this.#otherPerson(person, index))}
      ${people && people.length > 0 && people.length < MAX_OTHERS
        ? html`<button type="button" class="button button--second" @click=${() => this.#add()}>
            ${msg('Noch eine Person nennen')}
          </button>`
        : nothing}
    </fieldset>`;
  }

  #otherPerson(person: Person, index: number): TemplateResult {
    const id = `other-${person.id}`;
    const people = this.context.state.people ?? [];
    return html`<div class="field field--row">
      <label for=${id}>${msg('Wer ist das?')} ${index > 0 ? `(${index + 1})` : nothing}</label>
      <select
        class="select"
        id=${id}
        @change=${(event: Event) => this.#changeRole(person, (event.target as HTMLSelectElement).value)}
      >
        ${OTHERS.map((role) => html`<option value=${role} ?selected=${role === person.role}>${roleWords(role)}</option>`)}
      </select>
      <button
        type="button"
        class="button button--quiet"
        @click=${() => this.#name(people.filter((other) => other.id !== person.id))}
      >
        ${msg('Doch nicht da')}
      </button>
    </div>`;
  }

  #add(): void {
    const people = this.context.state.people ?? [];
    const highest = Math.max(0, ...people.map(({ id }) => Number(id.slice(1))));
    this.#name([...people, { id: `p${highest + 1}`, role: 'relative' }]);
  }

  /** Another role is another person: promises made in the old role do not pass to the new one. */
  #changeRole(person: Person, value: string): void {
    const role = OTHERS.find((candidate) => candidate === value);
    const people = this.context.state.people ?? [];
    const highest = Math.max(0, ...people.map(({ id }) => Number(id.slice(1))));
    if (role) this.#name(people.map((other) => (other.id === person.id ? { id: `p${highest + 1}`, role } : other)));
  }

  #name(people: readonly Person[]): void {
    this.note({ type: 'peopleNamed', people });
  }

  /** What the profile shows without asking for a tick. */
  #shown(): TemplateResult | typeof nothing {
    const { assurances } = this.context.service.profile;
    const shown = Object.entries(assurances).filter(([id, use]) => use === 'shown' && id !== 'A6');
    if (shown.length === 0) return nothing;
    return html`<div class="panel">
      ${shown.map(([id]) => html`<p>${this.sentence(`assurance.${id}`)}</p>`)}
    </div>`;
  }

  #next(event: Event): void {
    event.preventDefault();
    if (!this.#named()) {
      this.problems = [{ target: 'who', words: msg('Sagen Sie uns, wer bei Ihnen im Raum ist.') }];
      return;
    }
    this.problems = openBoxes(promiseBoxes(this.context, 'assurance'));
    if (this.problems.length > 0) return;
    this.tell(...(this.context.state.people === null ? [{ type: 'peopleNamed' as const, people: [] }] : []));
  }
}

function roleWords(role: PersonRole): string {
  const words: Readonly<Record<PersonRole, string>> = {
    client: msg('Ratsuchende Person'),
    guardian: msg('Eine sorgeberechtigte Person'),
    helper: msg('Eine Hilfsperson oder Assistenz'),
    interpreter: msg('Eine Dolmetscherin oder ein Dolmetscher'),
    relative: msg('Jemand aus der Familie'),
    colleague: msg('Eine Fachkraft'),
    child: msg('Ein Kind'),
  };
  return words[role];
}

customElements.define('client-assurances', ClientAssurances);
