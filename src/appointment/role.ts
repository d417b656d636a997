import type { InvitedPerson } from './appointment.ts';

/** Does this person come to work, and not for themselves or somebody near? */
export function isOnDuty({ role }: Pick<InvitedPerson, 'role'>): boolean {
  return role === 'colleague' || role === 'interpreter';
}
