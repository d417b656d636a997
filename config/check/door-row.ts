import type { Row } from './row.ts';

export const JITSI = 'config/nginx/jitsi.conf';
/** What the gate is given for its visitor, and what opens the line. */
export const COOKIE = '__Host-einlass=1';

export function row(id: string, requirement: string, what: string, repair: string, look: Row['look']): Row {
  return { id: `door:${id}`, subject: 'door', requirement, what, repair, look };
}
