import { html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import type { Wording } from '../../service/wording.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { wordingBody } from '../shared/text-body.ts';
import { needWords, problemLine, textField } from '../shared/text-field.ts';

export interface Guardian {
  readonly name: string;
  readonly relation: string;
}

export interface GuardianOptions {
  /** Name of the young person, where it was given. */
  readonly client: string | null;
  readonly answer: Guardian | null;
  /** What becomes of data about third persons (Art. 14 GDPR, X-03). */
  readonly about: Wording;
  readonly problems: readonly SummaryItem[];
  readonly onChange: () => void;
}

const NAME_ID = 'guardian-name';
const RELATION_ID = 'guardian-relation';

/** Values are German, as everything that is declared: the counsellor reads them in the receipt. */
const RELATIONS = ['Mutter', 'Vater', 'Vormund', 'Pflegeperson', 'andere sorgeberechtigte Person'] as const;

/** Who declares for the young person. A section of its own, so that no browser mixes up parent and child (WCAG 1.3.5). */
export function guardianFields({ client, answer, about, problems, onChange }: GuardianOptions): TemplateResult {
  const problemOf = (id: string): string | undefined => problems.find(({ target }) => target === id)?.words();
  const relationProblem = problemOf(RELATION_ID);
  return html`<div class="panel">
      <p>
        ${msg('Geben Sie das Gerät jetzt Ihrer Mutter, Ihrem Vater oder wer sonst für Sie sorgt. Diese Person füllt diese Seite aus und bestätigt am Ende alles mit ihrem Namen.')}
      </p>
    </div>
    <fieldset>
      <legend>${msg('Angaben der sorgeberechtigten Person')}</legend>
      <p>${client ? msg(str`Sie erklären für: ${client}`) : msg('Sie erklären für die Person, die beraten wird.')}</p>
      ${textField({
        id: NAME_ID,
        label: msg('Ihr Vor- und Nachname'),
        value: answer?.name ?? '',
        required: true,
        hints: [msg('Der Name steht im Nachweis der Erklärung. Das sehen die Beratenden.')],
        problem: problemOf(NAME_ID),
        autocomplete: 'section-guardian name',
        onChange,
      })}
      <div class="field">
        <label for=${RELATION_ID}>${msg('Was sind Sie für die Person?')} ${needWords(true)}</label>
        ${problemLine(RELATION_ID, relationProblem)}
        <select
          class="select"
          id=${RELATION_ID}
          name=${RELATION_ID}
          aria-required="true"
          aria-invalid=${relationProblem ? 'true' : 'false'}
          aria-describedby=${relationProblem ? `${RELATION_ID}-problem` : nothing}
          @change=${onChange}
        >
          <option value="">${msg('Bitte wählen')}</option>
          ${RELATIONS.map(
            (value) =>
              html`<option value=${value} ?selected=${answer?.relation === value}>${relationWords(value)}</option>`,
          )}
        </select>
      </div>
      ${wordingBody(about)}
    </fieldset>`;
}

export function readGuardian(root: ParentNode): Guardian {
  return {
    name: root.querySelector<HTMLInputElement>(`#${NAME_ID}`)?.value.trim() ?? '',
    relation: root.querySelector<HTMLSelectElement>(`#${RELATION_ID}`)?.value ?? '',
  };
}

export function guardianProblems({ name, relation }: Guardian): readonly SummaryItem[] {
  return [
    ...(name === ''
      ? [{ target: NAME_ID, words: () => msg('Der Name der sorgeberechtigten Person fehlt noch.') }]
      : []),
    ...(relation === '' ? [{ target: RELATION_ID, words: () => msg('Wählen Sie, was Sie für die Person sind.') }] : []),
  ];
}

/** A relation as it was declared, in the language on screen. */
export function relationWords(relation: string): string {
  switch (relation) {
    case 'Mutter':
      return msg('Mutter');
    case 'Vater':
      return msg('Vater');
    case 'Vormund':
      return msg('Vormund');
    case 'Pflegeperson':
      return msg('Pflegeperson');
    case 'andere sorgeberechtigte Person':
      return msg('andere sorgeberechtigte Person');
    default:
      return relation;
  }
}
