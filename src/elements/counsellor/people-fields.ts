import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { InvitedPerson } from '../../appointment/appointment.ts';
import { PEOPLE_MAX, type DraftProblem } from '../../appointment/draft.ts';
import { FURTHER_ROLES } from '../../mailbox/link.ts';
import { problemLine } from '../shared/text-field.ts';
import { faultWords } from './appointment-words.ts';
import { invitedRoleWords } from './invitation-words.ts';

type Person = Pick<InvitedPerson, 'role' | 'label'>;

export interface PeopleOptions {
  readonly people: readonly Person[];
  readonly mayHaveSeveralClients: boolean;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (people: readonly Person[]) => void;
}

/** Who is invited, one row each: role, and how the counsellor calls this person here. */
export function peopleFields({ people, mayHaveSeveralClients, problems, onChange }: PeopleOptions): TemplateResult {
  const change = (index: number, part: Partial<Person>): void =>
    onChange(people.map((person, at) => (at === index ? { ...person, ...part } : person)));
  const general = problems.find(({ field }) => field === 'people');
  return html`<fieldset class="people">
    <legend>${msg('Wer ist eingeladen?')}</legend>
    <p class="field__hint">
      ${msg('Der Name hilft nur Ihnen. Er bleibt auf diesem Gerät und steht in keinem Link und in keiner E-Mail.')}
    </p>
    ${general ? problemLine('people', faultWords(general)) : nothing}
    ${people.map((person, index) =>
      row(person, index, problemOf(problems, index), {
        isRemovable: people.length > 1,
        mayBeClient: mayHaveSeveralClients || index === 0,
        onRole: (role) => change(index, { role }),
        onLabel: (label) => change(index, { label }),
        onRemove: () => onChange(people.filter((_, at) => at !== index)),
      }),
    )}
    ${
      people.length < PEOPLE_MAX
        ? html`<button
            type="button"
            class="button button--second button--small"
            id="add-person"
            @click=${() => onChange([...people, { role: mayHaveSeveralClients ? 'client' : 'interpreter', label: '' }])}
          >
            ${msg('Weitere Person einladen')}
          </button>`
        : nothing
    }
  </fieldset>`;
}

interface RowOptions {
  readonly isRemovable: boolean;
  readonly mayBeClient: boolean;
  readonly onRole: (role: InvitedPerson['role']) => void;
  readonly onLabel: (label: string) => void;
  readonly onRemove: () => void;
}

function row(person: Person, index: number, problem: string | undefined, options: RowOptions): TemplateResult {
  const roles: readonly InvitedPerson['role'][] =
    options.mayBeClient || person.role === 'client' ? ['client', ...FURTHER_ROLES] : FURTHER_ROLES;
  const id = `person-${index}`;
  return html`<div class="people__row">
    <div class="field">
      <label for="${id}-role">${msg('Rolle')}</label>
      <select
        class="select"
        id="${id}-role"
        @change=${(event: Event) => options.onRole((event.target as HTMLSelectElement).value as InvitedPerson['role'])}
      >
        ${roles.map((role) => html`<option value=${role} .selected=${role === person.role}>${invitedRoleWords(role)}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="${id}-label">${msg('Name für Sie')} <span class="need">${msg('freiwillig')}</span></label>
      ${problemLine(`${id}-label`, problem)}
      <input
        class="input"
        id="${id}-label"
        autocomplete="off"
        .value=${person.label}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${problem ? `${id}-label-problem` : nothing}
        @change=${(event: Event) => options.onLabel((event.target as HTMLInputElement).value)}
      />
    </div>
    ${
      options.isRemovable
        ? html`<button
            type="button"
            class="button button--quiet button--small"
            aria-label=${msg(str`Person ${index + 1} nicht einladen`)}
            @click=${options.onRemove}
          >
            ${msg('Entfernen')}
          </button>`
        : nothing
    }
  </div>`;
}

function problemOf(problems: readonly DraftProblem[], index: number): string | undefined {
  const found = problems.find((problem) => problem.field === 'label' && problem.index === index);
  return found && faultWords(found);
}
