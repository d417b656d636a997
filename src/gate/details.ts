import { ageOn } from './minor.ts';
import { FIELD_IDS, type FieldId, type FieldPlan } from './plan.ts';
import type { Details } from './state.ts';

/** Why a field's content cannot be taken as it is. */
export type FieldProblem = 'missing' | 'tooLong' | 'notADate' | 'notAnEmail' | 'notAPhone' | 'notAPostalCode';

const MAX_LENGTH: Readonly<Record<FieldId, number>> = {
  name: 120,
  birthDate: 10,
  street: 120,
  postalCode: 10,
  city: 80,
  phone: 40,
  email: 254,
  note: 400,
};

/**
 * Checks one field. Returns null when it can be taken. Lenient on purpose: a pseudonym is a name, a phone
 * number may be written in any usual way, and only what surely cannot work is refused.
 */
export function fieldProblem(field: FieldPlan, content: string | undefined, now: number): FieldProblem | null {
  const text = content?.trim() ?? '';
  if (text === '') return field.need === 'required' ? 'missing' : null;
  if (text.length > MAX_LENGTH[field.id]) return 'tooLong';
  if (field.id === 'birthDate' && ageOn(text, now) === null) return 'notADate';
  if (field.id === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'notAnEmail';
  if (field.id === 'phone' && (text.match(/\d/g) ?? []).length < 5) return 'notAPhone';
  if (field.id === 'postalCode' && !/^[\dA-Za-z][\dA-Za-z -]{2,9}$/.test(text)) return 'notAPostalCode';
  return null;
}

/** Returns all fields of the plan that cannot be taken yet, in the plan's order. */
export function detailProblems(
  fields: readonly FieldPlan[],
  details: Details | null,
  now: number,
): readonly { readonly field: FieldId; readonly problem: FieldProblem }[] {
  return fields.flatMap((field) => {
    const problem = fieldProblem(field, details?.[field.id], now);
    return problem ? [{ field: field.id, problem }] : [];
  });
}

/** Keeps only the plan's fields, trimmed and not empty: a field that is off is never stored. */
export function keepPlanned(fields: readonly FieldPlan[], details: Details): Details {
  const planned = new Set<FieldId>(fields.map((field) => field.id));
  const kept: Partial<Record<FieldId, string>> = {};
  for (const id of FIELD_IDS) {
    const content = details[id];
    if (planned.has(id) && typeof content === 'string' && content.trim() !== '') kept[id] = content.trim();
  }
  return kept;
}
