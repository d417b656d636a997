import { loadFurtherLook } from '../shared/further-look.ts';
import { fetchMeetingApiAhead } from '../../jitsi/load.ts';

/** In the order in which they stand: a foot that grew above something would push it away under somebody's finger. */
async function fetchFootAhead(): Promise<void> {
  await import('../shared/display-settings.ts');
  await import('../shared/accessibility-statement.ts');
}

/**
 * Fetches in a quiet moment what comes after the first screen – looks, steps, meeting – from the gate's own host and
 * without running anything of Jitsi's, so that a bad line later costs nothing. Never rejects.
 */
export async function fetchAhead(): Promise<void> {
  await Promise.allSettled([loadFurtherLook(), fetchFootAhead(), import('./steps.ts'), import('./client-devices.ts')]);
  await Promise.allSettled([import('./client-room.ts'), import('../../jitsi/meeting.ts'), fetchMeetingApiAhead()]);
}
