import type { FieldId } from '../gate/plan.ts';
import type { Profile } from './profile-schema.ts';

// Apart from the other generated facts, because the first screen needs these and must not wait for those.

/** Text id of a field's label; a name that may be a pseudonym says so. */
export function fieldText(profile: Profile, id: FieldId): string {
  const field = profile.fields.find((candidate) => candidate.id === id);
  return id === 'name' && field?.pseudonym ? 'field.namePseudonym' : `field.${id}`;
}

/** Fields that are really asked, in the profile's order. */
export function askedFields(profile: Profile): Profile['fields'] {
  return profile.fields.filter((field) => field.use !== 'off');
}
