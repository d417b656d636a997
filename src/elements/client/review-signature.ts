import { html, type TemplateResult } from 'lit';
import { msg } from '@lit/localize';
import type { Signature } from '../../gate/state.ts';
import type { SummaryItem } from '../shared/error-summary.ts';
import { textField } from '../shared/text-field.ts';

export interface SignatureOptions {
  readonly by: 'self' | 'guardian';
  readonly isPseudonym: boolean;
  readonly signature: Signature | null;
  /** The name given before, to choose instead of typing it again (WCAG 3.3.7). */
  readonly suggestion: string;
  readonly problems: readonly SummaryItem[];
}

const NAME_ID = 'signature-name';
const PLACE_ID = 'signature-place';
const NAMES_ID = 'signature-names';

/** The typed name under the declaration; empty at first, because typing it is part of the act. */
export function signatureFields({
  by,
  isPseudonym,
  signature,
  suggestion,
  problems,
}: SignatureOptions): TemplateResult {
  return html`${textField({
      id: NAME_ID,
      label: labelOf(by, isPseudonym),
      value: signature?.name ?? '',
      required: true,
      hints: [msg('Der Name zeigt, von wem diese Erklärung kommt. Er steht im Nachweis.')],
      problem: problems.find(({ target }) => target === NAME_ID)?.words(),
      autocomplete: by === 'guardian' ? 'section-guardian name' : isPseudonym ? 'nickname' : 'name',
      list: NAMES_ID,
      onChange: () => undefined,
    })}
    <datalist id=${NAMES_ID}>${suggestion === '' ? '' : html`<option value=${suggestion}></option>`}</datalist>
    ${textField({
      id: PLACE_ID,
      label: msg('Ort'),
      value: signature?.place ?? '',
      required: false,
      autocomplete: by === 'guardian' ? 'section-guardian address-level2' : 'address-level2',
      onChange: () => undefined,
    })}`;
}

export function readSignature(root: ParentNode): { readonly name: string; readonly place: string } {
  const read = (id: string): string => root.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? '';
  return { name: read(NAME_ID), place: read(PLACE_ID) };
}

export function signatureProblems({ name }: { readonly name: string }): readonly SummaryItem[] {
  return name === '' ? [{ target: NAME_ID, words: () => msg('Ihr Name unter der Erklärung fehlt noch.') }] : [];
}

function labelOf(by: 'self' | 'guardian', isPseudonym: boolean): string {
  if (by === 'guardian') return msg('Vor- und Nachname der sorgeberechtigten Person');
  return isPseudonym ? msg('Ihr Name oder Pseudonym, wie oben') : msg('Ihr Vor- und Nachname');
}
