import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { InvitedPerson } from '../../appointment/appointment.ts';
import { checkDraft, type AppointmentDraft, type DraftProblem } from '../../appointment/draft.ts';
import { newPassword } from '../../appointment/random.ts';
import type { DeskContext, DeskPage, OfferedService } from '../../desk/view.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { textField } from '../shared/text-field.ts';
import { faultWords } from './appointment-words.ts';
import { OfficePage } from './office-element.ts';
import { peopleFields } from './people-fields.ts';
import { protectionFields } from './protection-fields.ts';
import { readWhen, whenFields } from './when-fields.ts';
import '../shared/error-summary.ts';

/** Where the summary leads for a problem of a field. */
const TARGETS: Readonly<Record<DraftProblem['field'], string>> = {
  service: 'service',
  type: 'service',
  startsAt: 'day',
  minutes: 'minutes',
  e2ee: 'e2ee-required',
  password: 'with-password',
  people: 'person-0-label',
  label: 'person-0-label',
  repeat: 'times',
};

type Person = Pick<InvitedPerson, 'role' | 'label'>;

/** A new appointment: who, when, how long; everything else has the profile's answer already. */
export class CounsellorNewAppointment extends OfficePage {
  static override properties = {
    context: { attribute: false },
    page: { attribute: false },
    service: { state: true },
    people: { state: true },
    isSeries: { state: true },
    problems: { state: true },
    warned: { state: true },
  };
  declare context: DeskContext;
  declare page: Extract<DeskPage, { page: 'newAppointment' }>;
  declare service: OfferedService | null;
  declare people: readonly Person[];
  declare isSeries: boolean;
  declare problems: readonly DraftProblem[];
  /** The warnings on screen were read: the second press goes on. */
  declare warned: boolean;
  /** Proposed once: a proposal that follows the clock would take away what was typed. */
  #startsAt = 0;
  #summary: readonly SummaryItem[] = [];

  protected override get refuge(): string {
    return '#add-person';
  }

  constructor() {
    super();
    this.service = null;
    this.people = [{ role: 'client', label: '' }];
    this.isSeries = false;
    this.problems = [];
    this.warned = false;
  }

  protected override willUpdate(changed: PropertyValues): void {
    // The same items as long as nothing was tried anew: only new ones take the focus.
    if (changed.has('problems')) this.#summary = this.problems.map(itemOf);
    if (this.hasUpdated) return;
    const { template } = this.page;
    const { services, now } = this.context;
    this.#startsAt = template?.startsAt ?? nextQuarter(now);
    this.service = services.find(({ id }) => id === template?.service) ?? services[0] ?? null;
    if (template) this.people = template.people.map(({ role, label }) => ({ role, label }));
  }

  protected override render(): TemplateResult {
    const { service } = this;
    return html`<form novalidate @submit=${(event: Event) => this.#create(event)}>
      ${this.heading(msg('Neuer Termin'))}
      <error-summary .items=${this.#summary} .language=${this.context.language}></error-summary>
      <div class="halves">
        <div>${this.#services()} ${this.#when()} ${service ? protectionFields(service) : nothing}</div>
        <div>
          ${peopleFields({
            people: this.people,
            mayHaveSeveralClients: service?.type === 'group',
            problems: this.problems,
            onChange: (people) => this.#setPeople(people),
          })}
        </div>
      </div>
      <div class="actions actions--office">
        <button type="submit" class="button" id="create">${msg('Termin anlegen')}</button>
        <button
          type="button"
          class="button button--second"
          id="cancel"
          @click=${() => this.want({ kind: 'go', to: 'appointments' })}
        >
          ${msg('Zurück, ohne ihn anzulegen')}
        </button>
      </div>
    </form>`;
  }

  #services(): TemplateResult {
    return html`<div class="field">
      <label for="service">${msg('Angebot')}</label>
      <select
        class="select"
        id="service"
        @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}
      >
        ${this.context.services.map(
          ({ id, title }) => html`<option value=${id} .selected=${id === this.service?.id}>${title}</option>`,
        )}
      </select>
    </div>`;
  }

  #when(): TemplateResult {
    const { template } = this.page;
    const wrong = (field: DraftProblem['field']): string | undefined => this.#wordsOf(field);
    return html`${whenFields({
        prefix: '',
        startsAt: this.#startsAt,
        minutes: template?.minutes ?? 50,
        startProblem: wrong('startsAt'),
        minutesProblem: wrong('minutes'),
      })}
      <label class="choice">
        <input
          type="checkbox"
          id="series"
          .checked=${this.isSeries}
          @change=${(event: Event) => (this.isSeries = (event.target as HTMLInputElement).checked)}
        />
        <span>${msg('Als Reihe anlegen')}</span>
        <span class="field__hint">${msg('Jeder Termin bekommt einen eigenen Raum und eigene Links.')}</span>
      </label>
      ${this.isSeries ? this.#series(wrong('repeat')) : nothing}`;
  }

  #series(problem: string | undefined): TemplateResult {
    return html`<div class="fields">
      ${textField({
        id: 'every-weeks',
        label: msg('Alle wie viele Wochen?'),
        type: 'number',
        value: '1',
        required: true,
        autocomplete: 'off',
        onChange: () => undefined,
      })}
      ${textField({
        id: 'times',
        label: msg('Wie viele Termine?'),
        type: 'number',
        value: '5',
        required: true,
        problem,
        autocomplete: 'off',
        onChange: () => undefined,
      })}
    </div>`;
  }

  #choose(id: string): void {
    this.service = this.context.services.find((service) => service.id === id) ?? null;
    this.problems = [];
  }

  #setPeople(people: readonly Person[]): void {
    this.people = people;
    this.warned = false;
  }

  #value(id: string): string {
    return this.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '';
  }

  #isTicked(id: string): boolean {
    return this.querySelector<HTMLInputElement>(`#${id}`)?.checked ?? false;
  }

  #create(event: Event): void {
    event.preventDefault();
    const { service } = this;
    if (!service) return;
    const draft = this.#draft(service);
    const problems = checkDraft(draft, service, this.context.now);
    const mayPass = problems.every(({ level }) => level === 'warning') && (problems.length === 0 || this.warned);
    this.warned = problems.length > 0;
    this.problems = problems;
    if (mayPass) this.want({ kind: 'create', draft });
  }

  #draft(service: OfferedService): AppointmentDraft {
    const isPassword = service.password === 'required' || this.#isTicked('with-password');
    return {
      service: service.id,
      type: service.type,
      ...readWhen(this, ''),
      e2ee: this.#isTicked('e2ee-required') ? 'required' : service.e2ee,
      password: isPassword ? newPassword((length) => crypto.getRandomValues(new Uint8Array(length))) : null,
      people: this.people,
      repeat: this.isSeries
        ? { everyWeeks: Number(this.#value('every-weeks')), times: Number(this.#value('times')) }
        : null,
    };
  }

  #wordsOf(field: DraftProblem['field']): string | undefined {
    const found = this.problems.find((problem) => problem.field === field);
    return found && faultWords(found);
  }
}

function itemOf(problem: DraftProblem): SummaryItem {
  const target = problem.field === 'label' ? `person-${problem.index}-label` : TARGETS[problem.field];
  return { target, words: () => faultWords(problem) };
}

function nextQuarter(now: number): number {
  const quarter = 15 * 60_000;
  return Math.ceil(now / quarter) * quarter;
}

customElements.define('counsellor-new-appointment', CounsellorNewAppointment);
