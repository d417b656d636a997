import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { lastWord } from '../../gate/acceptance.ts';
import type { StatementKind, StatementPlan } from '../../gate/plan.ts';
import { peopleAt, statementsOf } from '../../gate/position.ts';
import type { Person } from '../../gate/state.ts';
import type { StepContext } from '../../visit/view.ts';
import type { SummaryItem } from '../shared/error-summary.ts';

/** One box on the steps `assurances` and `pledge`: this statement by this person. */
export interface PromiseBox {
  readonly id: string;
  readonly person: Person;
  readonly statement: StatementPlan;
  /** Given in this visit already? */
  readonly given: boolean;
}

/** All boxes of a kind, person by person, the client first. */
export function promiseBoxes(context: StepContext, kind: StatementKind): readonly PromiseBox[] {
  const { plan, state } = context;
  return peopleAt(state).flatMap((person) =>
    statementsOf(plan, kind)
      .filter((statement) => statement.roles.includes(person.role))
      .map((statement) => {
        const last = lastWord(state.acceptances, statement.text.id, person.id);
        const given =
          last?.decision === 'given' && last.session === state.visit?.session && last.text.sha256 === statement.text.sha256;
        return { id: `promise-${person.id}-${statement.text.id.replaceAll('.', '-')}`, person, statement, given };
      }),
  );
}

/** Renders the boxes; `words` gives the sentence of a text, `toggled` hears each tick. */
export function renderBoxes(
  boxes: readonly PromiseBox[],
  problems: readonly SummaryItem[],
  sentence: (textId: string) => TemplateResult | string,
  toggled: (box: PromiseBox, given: boolean) => void,
): TemplateResult {
  return html`${boxes.map((box) => {
    const problem = problems.find(({ target }) => target === box.id);
    return html`<label class="choice">
      <input
        type="checkbox"
        id=${box.id}
        .checked=${box.given}
        aria-invalid=${problem ? 'true' : 'false'}
        aria-describedby=${problem ? `${box.id}-problem` : nothing}
        @change=${(event: Event) => toggled(box, (event.target as HTMLInputElement).checked)}
      />
      <span>${sentence(box.statement.text.id)}</span>
      ${problem ? html`<span class="field__problem" id="${box.id}-problem">${problem.words}</span>` : nothing}
    </label>`;
  })}`;
}

/** What is still open, as items of the error summary. */
export function openBoxes(boxes: readonly PromiseBox[]): readonly SummaryItem[] {
  return boxes
    .filter(({ statement, given }) => statement.need === 'required' && !given)
    .map(({ id }) => ({ target: id, words: msg('Bestätigen Sie diesen Satz, wenn er stimmt.') }));
}

/** Name of a person at this device, by role: names of others are never asked (R-070). */
export function personWords(person: Person, count: number): string {
  const words: Readonly<Record<Person['role'], string>> = {
    client: msg('Für Sie selbst'),
    guardian: msg('Für die sorgeberechtigte Person'),
    helper: msg('Für die Hilfsperson'),
    interpreter: msg('Für die Dolmetscherin oder den Dolmetscher'),
    relative: msg('Für die Angehörige oder den Angehörigen'),
    colleague: msg('Für die Kollegin oder den Kollegen'),
    child: msg('Für das Kind'),
  };
  return count > 1 ? `${words[person.role]} (${count})` : words[person.role];
}
