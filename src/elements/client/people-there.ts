import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { PersonRole } from '../../gate/plan.ts';
import type { Person } from '../../gate/state.ts';
import { LightElement } from '../shared/light-element.ts';
import { problemLine } from '../shared/text-field.ts';
import { personWords } from './promise-group.ts';

/** Who can be in the room besides the person who came with the link. */
const OTHERS: readonly PersonRole[] = ['relative', 'guardian', 'child', 'interpreter', 'helper', 'colleague'];
const MOST_OTHERS = 8;

/**
 * „Wer ist bei Ihnen im Raum?“ – alone, or who by role; names are never asked (R-070). No role is chosen beforehand:
 * a wrong one would be declared by whoever just goes on.
 */
export class PeopleThere extends LightElement {
  static override properties = {
    people: { attribute: false },
    problem: { type: String },
    onNamed: { attribute: false },
    someone: { state: true },
    added: { state: true },
  };
  /** Null while nothing was said. */
  declare people: readonly Person[] | null;
  declare problem: string | undefined;
  declare onNamed: (people: readonly Person[]) => void;
  /** Said that somebody is there, perhaps not yet who. */
  declare someone: boolean;
  declare added: string;

  constructor() {
    super();
    this.people = null;
    this.problem = undefined;
    this.onNamed = () => undefined;
    this.someone = false;
    this.added = '';
  }

  /** Before going on. A role that was chosen and not yet added is added now: `added` brings questions of its own. */
  settle(): 'clear' | 'open' | 'added' {
    if (this.#chosenRole()) {
      this.#add();
      return 'added';
    }
    const isClear = this.people !== null && !(this.someone && this.people.length === 0);
    return isClear ? 'clear' : 'open';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('people') && this.people && this.people.length > 0) this.someone = true;
  }

  protected override render(): TemplateResult {
    const alone = this.people?.length === 0 && !this.someone;
    return html`<fieldset id="who" tabindex="-1" aria-describedby=${this.problem ? 'who-problem' : nothing}>
      <legend>${msg('Wer ist bei Ihnen im Raum?')}</legend>
      ${problemLine('who', this.problem)}
      <label class="choice">
        <input type="radio" id="alone" name="who" .checked=${alone} @change=${() => this.#setAlone()} />
        <span>${msg('Ich bin allein.')}</span>
      </label>
      <label class="choice">
        <input type="radio" id="someone" name="who" .checked=${this.someone} @change=${() => (this.someone = true)} />
        <span>${msg('Es ist noch jemand da.')}</span>
      </label>
      ${this.someone ? this.#others() : nothing}
      <p class="visually-hidden" role="status">${this.added}</p>
    </fieldset>`;
  }

  #others(): TemplateResult {
    const people = this.people ?? [];
    return html`${
      people.length > 0
        ? html`<ul class="people" id="people">
            ${people.map((person) => this.#person(person, people))}
          </ul>`
        : nothing
    }
    ${
      people.length < MOST_OTHERS
        ? html`<div class="field">
            <label for="other-role">
              ${people.length === 0 ? msg('Wer ist es?') : msg('Ist noch jemand da? Wer?')}
            </label>
            <p class="field__hint" id="other-role-hint">${msg('Wir fragen nicht nach dem Namen.')}</p>
            <select class="select" id="other-role" aria-describedby="other-role-hint">
              <option value="">${msg('Auswählen')}</option>
              ${OTHERS.map((role) => html`<option value=${role}>${personWords({ id: '', role }, [])}</option>`)}
            </select>
            <button type="button" class="button button--second" id="add-person" @click=${() => this.#add()}>
              ${msg('Hinzufügen')}
            </button>
          </div>`
        : nothing
    }`;
  }

  #person(person: Person, people: readonly Person[]): TemplateResult {
    const words = personWords(person, people);
    return html`<li>
      <span>${words}</span>
      <button type="button" class="button button--small button--second" @click=${() => this.#remove(person)}>
        ${msg('Entfernen')}<span class="visually-hidden">: ${words}</span>
      </button>
    </li>`;
  }

  #setAlone(): void {
    this.someone = false;
    this.onNamed([]);
  }

  #chosenRole(): PersonRole | undefined {
    const value = this.querySelector<HTMLSelectElement>('#other-role')?.value;
    return OTHERS.find((role) => role === value);
  }

  #add(): void {
    const role = this.#chosenRole();
    const select = this.querySelector<HTMLSelectElement>('#other-role');
    if (!role || !select) return select?.focus();
    const people = this.people ?? [];
    const highest = Math.max(0, ...people.map(({ id }) => Number(id.slice(1))));
    const person: Person = { id: `p${highest + 1}`, role };
    select.value = '';
    const words = personWords(person, [...people, person]);
    this.added = msg(str`Hinzugefügt: ${words}`);
    this.onNamed([...people, person]);
  }

  #remove(person: Person): void {
    this.added = '';
    this.onNamed((this.people ?? []).filter(({ id }) => id !== person.id));
    // The button that had the focus is gone.
    this.querySelector<HTMLElement>('#who')?.focus();
  }
}

customElements.define('people-there', PeopleThere);
