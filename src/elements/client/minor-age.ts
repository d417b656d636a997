import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { MinorAnswer } from '../../gate/state.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { problemLine, textField } from '../shared/text-field.ts';

export interface AgeTyped {
  readonly age: MinorAnswer['age'] | null;
  /** Years as typed; null where it is no whole number. */
  readonly years: number | null;
}

export interface AgeOptions {
  /** Does the way depend on the years? Otherwise nobody needs to know them. */
  readonly asksYears: boolean;
  readonly answer: MinorAnswer | null;
  readonly problems: readonly SummaryItem[];
  readonly onChange: () => void;
  /** The element around, in which the choice made so far is looked up. */
  readonly root: ParentNode;
}

const ADULT_ID = 'age-adult';
const YEARS_ID = 'age-years';
const ADULT = 18;

/** Two answers, and the years only where they decide something (Art. 5(1)(c) GDPR). */
export function ageFields({ asksYears, answer, problems, onChange, root }: AgeOptions): TemplateResult {
  const problemOf = (id: string): string | undefined => problems.find(({ target }) => target === id)?.words();
  const chosen = readAge(root).age ?? answer?.age ?? null;
  return html`<fieldset aria-describedby=${problemOf(ADULT_ID) ? `${ADULT_ID}-problem` : nothing}>
      <legend>${msg('Ihr Alter')}</legend>
      ${problemLine(ADULT_ID, problemOf(ADULT_ID))}
      ${radio(ADULT_ID, 'adult', msg('Ich bin 18 Jahre alt oder älter'), chosen, onChange)}
      ${radio('age-minor', 'minor', msg('Ich bin noch nicht 18 Jahre alt'), chosen, onChange)}
    </fieldset>
    ${
      asksYears && chosen === 'minor'
        ? textField({
            id: YEARS_ID,
            label: msg('Wie viele Jahre sind Sie alt?'),
            value: answer?.years === undefined ? '' : String(answer.years),
            required: true,
            hints: [msg('Davon hängt ab, ob Sie selbst entscheiden können.')],
            problem: problemOf(YEARS_ID),
            autocomplete: 'off',
            inputmode: 'numeric',
            onChange,
          })
        : nothing
    }`;
}

/** What is chosen and typed on the page now. */
export function readAge(root: ParentNode): AgeTyped {
  const value = root.querySelector<HTMLInputElement>('input[name="age"]:checked')?.value;
  const years = root.querySelector<HTMLInputElement>(`#${YEARS_ID}`)?.value.trim() ?? '';
  return {
    age: value === 'adult' || value === 'minor' ? value : null,
    years: /^\d{1,3}$/.test(years) ? Number(years) : null,
  };
}

export function ageProblems({ age, years }: AgeTyped, asksYears: boolean): readonly SummaryItem[] {
  if (age === null) return [{ target: ADULT_ID, words: () => msg('Wählen Sie eine der beiden Antworten.') }];
  if (age === 'adult' || !asksYears) return [];
  if (years === null || years === 0) {
    return [{ target: YEARS_ID, words: () => msg('Schreiben Sie Ihr Alter als Zahl, zum Beispiel 15.') }];
  }
  return years < ADULT
    ? []
    : [{ target: YEARS_ID, words: () => msg('Mit 18 Jahren sind Sie erwachsen. Dann passt die erste Antwort.') }];
}

function radio(
  id: string,
  value: MinorAnswer['age'],
  words: string,
  chosen: MinorAnswer['age'] | null,
  onChange: () => void,
): TemplateResult {
  return html`<label class="choice">
    <input type="radio" name="age" id=${id} value=${value} .checked=${chosen === value} @change=${onChange} />
    <span>${words}</span>
  </label>`;
}
