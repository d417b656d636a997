import { html, nothing, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';

export interface FieldOptions {
  readonly id: string;
  readonly label: string | TemplateResult;
  readonly value: string;
  readonly required: boolean;
  /** What it is for, who sees it, an example: each a line under the label. */
  readonly hints?: readonly (string | TemplateResult)[];
  readonly problem?: string | undefined;
  /** Token of WCAG 1.3.5, `off` where none fits. */
  readonly autocomplete: string;
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'number' | 'search';
  readonly inputmode?: 'numeric' | 'text';
  readonly multiline?: boolean;
  /** Ids of words to choose from, beside typing. */
  readonly list?: string;
  readonly onChange: (event: Event) => void;
}

/**
 * A labelled field: label above, "Pflichtangabe" or "freiwillig" in words, hints and problem tied to it.
 * `aria-required` and not `required`: an empty required field is read as invalid before anything was typed.
 */
export function textField(options: FieldOptions): TemplateResult {
  const { id, hints = [], problem } = options;
  const describedBy = [...(hints.length > 0 ? [`${id}-hint`] : []), ...(problem ? [`${id}-problem`] : [])].join(' ');
  return html`<div class="field">
    <label for=${id}>${options.label} ${needWords(options.required)}</label>
    ${
      hints.length > 0
        ? html`<div class="field__hint" id="${id}-hint">${hints.map((hint) => html`<div>${hint}</div>`)}</div>`
        : nothing
    }
    ${problemLine(id, problem)}
    ${options.multiline ? multiline(options, describedBy) : singleLine(options, describedBy)}
  </div>`;
}

/** Whether it has to be given, in words and not by a star. */
export function needWords(isRequired: boolean): TemplateResult {
  return html`<span class="need">${isRequired ? msg('Pflichtangabe') : msg('freiwillig')}</span>`;
}

export function problemLine(id: string, problem: string | undefined): TemplateResult | typeof nothing {
  return problem ? html`<p class="field__problem" id="${id}-problem">${problem}</p>` : nothing;
}

function singleLine(options: FieldOptions, describedBy: string): TemplateResult {
  return html`<input
    class="input"
    id=${options.id}
    name=${options.id}
    type=${options.type ?? 'text'}
    inputmode=${options.inputmode ?? nothing}
    autocomplete=${options.autocomplete}
    list=${options.list ?? nothing}
    .value=${options.value}
    aria-required=${options.required ? 'true' : 'false'}
    aria-invalid=${options.problem ? 'true' : 'false'}
    aria-describedby=${describedBy || nothing}
    @change=${options.onChange}
  />`;
}

function multiline(options: FieldOptions, describedBy: string): TemplateResult {
  return html`<textarea
    class="input"
    id=${options.id}
    name=${options.id}
    rows="4"
    autocomplete=${options.autocomplete}
    .value=${options.value}
    aria-required=${options.required ? 'true' : 'false'}
    aria-invalid=${options.problem ? 'true' : 'false'}
    aria-describedby=${describedBy || nothing}
    @change=${options.onChange}
  ></textarea>`;
}
