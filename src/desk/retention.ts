import { durationMs } from '../service/duration.ts';
import type { Profile } from '../service/profile-schema.ts';

const DAY = 86_400_000;

/**
 * Until when a note of the desk is kept, in milliseconds since 1970: as long as the receipt that it stands for, and
 * one day where none is kept. Null where the profile names no length of time: then until somebody decides.
 */
export function keptUntil(profile: Profile, now: number): number | null {
  const duration = profile.retention.find(({ subject }) => subject === 'consentRecord')?.duration;
  if (duration === 'none' || duration === 'session') return now + DAY;
  return duration?.startsWith('P') ? now + durationMs(duration) : null;
}
