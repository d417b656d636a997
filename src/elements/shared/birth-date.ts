import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import { needWords, problemLine } from './text-field.ts';

const PARTS = ['day', 'month', 'year'] as const;
type Part = (typeof PARTS)[number];

const TOKENS: Readonly<Record<Part, string>> = { day: 'bday-day', month: 'bday-month', year: 'bday-year' };

export interface BirthDateOptions {
  readonly id: string;
  readonly label: string | TemplateResult;
  /** YYYY-MM-DD, or whatever of it was typed so far. */
  readonly value: string;
  readonly required: boolean;
  readonly hints: readonly (string | TemplateResult)[];
  readonly problem?: string | undefined;
  readonly onChange: (event: Event) => void;
}

/**
 * Three short number fields: a calendar starts in this month and makes people scroll back for decades, and date pickers
 * of old phones cannot be typed into.
 */
export function birthDateFields(options: BirthDateOptions): TemplateResult {
  const { id, hints, problem } = options;
  const describedBy = problem ? `${id}-hint ${id}-problem` : `${id}-hint`;
  return html`<fieldset class="field" aria-describedby=${describedBy}>
    <legend class="label">${options.label} ${needWords(options.required)}</legend>
    <div class="field__hint" id="${id}-hint">${hints.map((hint) => html`<div>${hint}</div>`)}</div>
    ${problemLine(id, problem)}
    <div class="date">${PARTS.map((part) => field(part, options))}</div>
  </fieldset>`;
}

/** Id of the first of the three, for links that lead there. */
export function birthDateTarget(id: string): string {
  return `${id}-day`;
}

/** What was typed, as YYYY-MM-DD; empty where all three are empty. Says nothing about whether such a day exists. */
export function readBirthDate(root: ParentNode, id: string): string {
  const [day = '', month = '', year = ''] = PARTS.map((part) =>
    (root.querySelector<HTMLInputElement>(`#${id}-${part}`)?.value ?? '').trim().replaceAll('-', ''),
  );
  if (day === '' && month === '' && year === '') return '';
  const padded = (digits: string): string => (digits === '' ? '' : digits.padStart(2, '0'));
  return `${year}-${padded(month)}-${padded(day)}`;
}

function field(part: Part, { id, value, required, problem, onChange }: BirthDateOptions): TemplateResult {
  const [year = '', month = '', day = ''] = value.split('-');
  return html`<div class="date__part">
    <label for="${id}-${part}">${partWords(part)}</label>
    <input
      class=${part === 'year' ? 'input input--year' : 'input input--two'}
      id="${id}-${part}"
      name="${id}-${part}"
      type="text"
      inputmode="numeric"
      autocomplete=${TOKENS[part]}
      .value=${{ day, month, year }[part]}
      aria-required=${required ? 'true' : 'false'}
      aria-invalid=${problem ? 'true' : nothing}
      @change=${onChange}
    />
  </div>`;
}

function partWords(part: Part): string {
  if (part === 'day') return msg('Tag');
  return part === 'month' ? msg('Monat') : msg('Jahr');
}
