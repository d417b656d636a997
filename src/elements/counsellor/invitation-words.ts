import { msg } from '@lit/localize';
import type { InvitedPerson } from '../../appointment/appointment.ts';

/** What somebody is in an appointment. */
export function invitedRoleWords(role: InvitedPerson['role']): string {
  const words: Readonly<Record<InvitedPerson['role'], string>> = {
    client: msg('Ratsuchende Person'),
    colleague: msg('Fachkraft'),
    interpreter: msg('Dolmetscherin oder Dolmetscher'),
    relative: msg('Jemand aus der Familie oder dem Umfeld'),
    helper: msg('Hilfsperson oder Assistenz'),
  };
  return words[role];
}
