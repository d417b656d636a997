import { html, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { StatementKind, StatementPlan } from '../../gate/plan.ts';
import { acceptanceOf, peopleAt, statementsOf } from '../../gate/said.ts';
import type { Person } from '../../gate/state.ts';
import type { StepContext, Told } from '../../visit/view.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { boxId, statementBox } from '../shared/statement-box.ts';

/** One box on the steps `assurances` and `pledge`: this statement by this person. */
export interface PromiseBox {
  readonly id: string;
  readonly person: Person;
  readonly statement: StatementPlan;
  /** Given in this visit already? */
  readonly given: boolean;
}

/** All boxes of a kind, person by person, the one who came with the link first. */
export function promiseBoxes({ plan, state, now }: StepContext, kind: StatementKind): readonly PromiseBox[] {
  return peopleAt(state).flatMap((person) =>
    statementsOf(plan, kind)
      .filter((statement) => statement.roles.includes(person.role))
      .map((statement) => ({
        id: `${person.id}-${boxId(statement.text.id)}`,
        person,
        statement,
        given: acceptanceOf(statement, person, plan, state, now) === 'given',
      })),
  );
}

/** The boxes of one person, each with what it is about; `told` hears every tick. */
export function renderBoxes(
  boxes: readonly PromiseBox[],
  context: StepContext,
  problems: readonly SummaryItem[],
  told: (told: Told) => void,
): TemplateResult {
  return html`${boxes.map(({ id, person, statement, given }) =>
    statementBox({
      id,
      wording: context.service.wordings.text(statement.text.id),
      checked: given,
      optional: statement.need === 'optional',
      bodyAfter: true,
      problem: problems.find(({ target }) => target === id)?.words(),
      onChange: (isGiven) => told({ type: 'promised', person: person.id, text: statement.text, given: isGiven }),
    }),
  )}`;
}

/** What is still open, as items of the error summary: each names its sentence and, among several, its person. */
export function openBoxes(boxes: readonly PromiseBox[], context: () => StepContext): readonly SummaryItem[] {
  return boxes
    .filter(({ statement, given }) => statement.need === 'required' && !given)
    .map(({ id, person, statement }) => ({ target: id, words: () => openWords(person, statement, context()) }));
}

function openWords(person: Person, { text }: StatementPlan, { state, service }: StepContext): string {
  const people = peopleAt(state);
  const sentence = service.wordings.text(text.id).text.title ?? '';
  const who = personWords(person, people);
  return people.length > 1
    ? msg(str`${who}: Noch nicht bestätigt ist „${sentence}“.`)
    : msg(str`Noch nicht bestätigt ist „${sentence}“.`);
}

/** Names a person at this device by role, numbered where there are several: names of others are never asked. */
export function personWords(person: Person, people: readonly Person[]): string {
  const same = people.filter(({ role }) => role === person.role);
  const number = same.findIndex(({ id }) => id === person.id) + 1;
  const words = roleWords(person);
  return same.length > 1 ? `${words} (${number})` : words;
}

function roleWords({ id, role }: Person): string {
  if (id === 'self') return msg('Sie selbst');
  const words: Readonly<Record<Person['role'], string>> = {
    client: msg('Ratsuchende Person'),
    guardian: msg('Sorgeberechtigte Person'),
    helper: msg('Hilfsperson oder Assistenz'),
    interpreter: msg('Dolmetscherin oder Dolmetscher'),
    relative: msg('Jemand aus der Familie oder dem Umfeld'),
    colleague: msg('Fachkraft'),
    child: msg('Kind'),
  };
  return words[role];
}
