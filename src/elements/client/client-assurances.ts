import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { peopleAt } from '../../gate/said.ts';
import type { Person } from '../../gate/state.ts';
import { assuranceText, shownAssurances } from '../../service/generated.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { picturedBody } from '../shared/pictures/pictured.ts';
import { StepElement } from '../shared/step-element.ts';
import type { PeopleThere } from './people-there.ts';
import { openBoxes, personWords, promiseBoxes, renderBoxes, type PromiseBox } from './promise-group.ts';
import '../shared/error-summary.ts';
import './people-there.ts';

/**
 * Who is in the room, and what each of them assures, sentence by sentence, for this session only (R-069…R-076). A child
 * is named, so that the counsellor knows, and has nothing to confirm.
 */
export class ClientAssurances extends StepElement {
  static override properties = { ...StepElement.properties, problems: { state: true } };
  declare problems: readonly SummaryItem[];

  constructor() {
    super();
    this.problems = [];
  }

  protected override render(): TemplateResult {
    const { plan, state } = this.context;
    const people = peopleAt(state);
    const boxes = promiseBoxes(this.context, 'assurance');
    const problem = this.problems.find(({ target }) => target === 'who')?.words();
    return html`<form novalidate @submit=${(event: Event) => this.#next(event)}>
      ${this.heading(msg('Was Sie uns heute zusichern'))}
      <error-summary .items=${this.problems} .language=${this.context.language}></error-summary>
      <p class="lead">
        ${msg('Damit das Gespräch vertraulich bleibt, brauchen wir Ihr Wort. Wir fragen vor jedem Gespräch neu.')}
      </p>
      ${
        plan.othersInRoom
          ? html`<people-there
              .people=${state.people}
              .problem=${problem}
              .onNamed=${(named: readonly Person[]) => this.note({ type: 'peopleNamed', people: named })}
            ></people-there>`
          : nothing
      }
      ${
        this.#isNamed()
          ? people.map((person) =>
              this.#group(
                person,
                boxes.filter(({ person: { id } }) => id === person.id),
                people,
              ),
            )
          : nothing
      }
      ${this.#shown()}
      <div class="actions">
        <button type="submit" class="button">${msg('Weiter')}</button>
        <div class="actions__back">${this.backButton()}</div>
      </div>
    </form>`;
  }

  #isNamed(): boolean {
    return !this.context.plan.othersInRoom || this.context.state.people !== null;
  }

  #group(person: Person, boxes: readonly PromiseBox[], people: readonly Person[]): TemplateResult | typeof nothing {
    if (boxes.length === 0) return person.role === 'child' ? this.#child(person, people) : nothing;
    const isCompanion = boxes.some(({ statement }) => statement.text.id === assuranceText('companion'));
    return html`<fieldset id="promises-${person.id}">
      <legend>${people.length > 1 ? personWords(person, people) : msg('Das versichere ich')}</legend>
      ${
        person.id === 'self'
          ? nothing
          : html`<p>${msg('Diese Sätze bestätigt die Person selbst. Geben Sie ihr kurz das Gerät.')}</p>`
      }
      ${isCompanion ? html`<div class="panel">${picturedBody(this.wording('companion.notice'))}</div>` : nothing}
      ${renderBoxes(boxes, this.context, this.problems, (told) => this.note(told))}
    </fieldset>`;
  }

  #child(person: Person, people: readonly Person[]): TemplateResult {
    return html`<p id="promises-${person.id}" class="soft">
      ${personWords(person, people)}:
      ${msg('Das Kind muss nichts bestätigen. Ihre Beraterin oder Ihr Berater weiß, dass es dabei ist.')}
    </p>`;
  }

  /** What the profile shows without asking for a tick. */
  #shown(): TemplateResult | typeof nothing {
    const ids = shownAssurances(this.context.service.profile);
    if (ids.length === 0) return nothing;
    return html`<section class="panel" id="shown">
      <h2>${msg('Das gilt auch, ohne dass Sie es ankreuzen')}</h2>
      ${ids.map((id) => html`<p>${this.sentence(id)}</p>`)}
    </section>`;
  }

  #next(event: Event): void {
    event.preventDefault();
    const there = this.querySelector<PeopleThere>('people-there');
    const settled = there?.settle() ?? 'clear';
    if (settled === 'open') {
      const isSomeone = there?.someone;
      const words = (): string =>
        isSomeone
          ? msg('Sagen Sie uns, wer noch da ist. Oder wählen Sie „Ich bin allein“.')
          : msg('Sagen Sie uns, wer bei Ihnen im Raum ist.');
      this.problems = [{ target: 'who', words }];
      return;
    }
    if (settled === 'added') {
      this.problems = [];
      return;
    }
    this.problems = openBoxes(promiseBoxes(this.context, 'assurance'), () => this.context);
    if (this.problems.length > 0) return;
    this.tell(...(this.context.state.people === null ? [{ type: 'peopleNamed' as const, people: [] }] : []));
  }
}

customElements.define('client-assurances', ClientAssurances);
