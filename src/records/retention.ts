import type { Receipt } from '../gate/receipt.ts';
import { partsOf } from '../service/format.ts';
import type { Profile } from '../service/profile-schema.ts';
import { issuedAt } from './filing.ts';

const DAY = 86_400_000;

/**
 * Until when a receipt is kept, milliseconds since 1970, by the profile's row `consentRecord`: that long from the
 * day of its issue, by the calendar in UTC, and to the end of the last day. A profile that keeps no receipts beyond the
 * meeting keeps them for one day, so that nothing is lost while it is being looked at. Null where it names no period:
 * then it stays until somebody decides.
 */
export function retentionOf(profile: Pick<Profile, 'retention'>, receipt: Receipt): number | null {
  const duration = profile.retention.find(({ subject }) => subject === 'consentRecord')?.duration ?? null;
  const from = issuedAt(receipt);
  if (duration === null || Number.isNaN(from)) return null;
  if (duration === 'none' || duration === 'session') return from + DAY;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = partsOf(duration);
  // "kept" and "untilDeleted" have no parts.
  if (years + months + weeks + days + hours === 0) return null;
  const start = new Date(from);
  const end = new Date(from);
  end.setUTCMonth(start.getUTCMonth() + 12 * years + months);
  // 31 January and a month is the last of February, not the third of March.
  if (end.getUTCDate() !== start.getUTCDate()) end.setUTCDate(0);
  const last = end.getTime() + (weeks * 7 + days) * DAY + hours * 3_600_000;
  return Math.floor(last / DAY) * DAY + DAY - 1;
}
