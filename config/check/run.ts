import { ARCHIVE_ROWS } from './archive.ts';
import { DOOR_COOKIE_ROWS } from './door-cookie.ts';
import { DOOR_LINE_ROWS } from './door-lines.ts';
import { DOOR_PAGE_ROWS } from './door-pages.ts';
import { GATE_FILE_ROWS } from './gate-files.ts';
import { GATE_HEADER_ROWS } from './gate-headers.ts';
import { JITSI_ROWS } from './jitsi-config.ts';
import { LINE_ROWS } from './line.ts';
import { MAILBOX_ROWS } from './mailbox.ts';
import { NoAnswer } from './no-answer.ts';
import type { Place } from './place.ts';
import { PLUGIN_ROWS } from './plugin.ts';
import { PROFILE_ROWS } from './profiles.ts';
import { unknown, type Finding, type Row } from './row.ts';

export const ROWS: readonly Row[] = [
  ...LINE_ROWS,
  ...GATE_HEADER_ROWS,
  ...GATE_FILE_ROWS,
  ...PROFILE_ROWS,
  ...MAILBOX_ROWS,
  ...ARCHIVE_ROWS,
  ...DOOR_PAGE_ROWS,
  ...DOOR_COOKIE_ROWS,
  ...DOOR_LINE_ROWS,
  ...PLUGIN_ROWS,
  ...JITSI_ROWS,
];

export interface Result {
  readonly row: Row;
  readonly finding: Finding;
}

const RUN_LIMIT = 55_000;
const ROWS_AT_ONCE = 4;

/**
 * Looks at every row, at most four at once. Resolves within `limit` milliseconds, a minute unless given, to one result each,
 * in the order of the rows; what was not reached by then is unknown. Rejects only where a row is broken itself.
 */
export async function examine(
  place: Place,
  rows: readonly Row[] = ROWS,
  limit = RUN_LIMIT,
): Promise<readonly Result[]> {
  const findings = new Map<Row, Finding>();
  const waiting = [...rows];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  const worker = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift())
      findings.set(row, await lookAt(row, place));
  };
  try {
    await Promise.race([Promise.all(Array.from({ length: ROWS_AT_ONCE }, worker)), over]);
  } finally {
    clearTimeout(timer);
    waiting.splice(0);
    place.close();
  }
  return rows.map((row) => ({ row, finding: findings.get(row) ?? unknown('Die Minute war um.') }));
}

async function lookAt(row: Row, place: Place): Promise<Finding> {
  try {
    return await row.look(place);
  } catch (cause) {
    if (cause instanceof NoAnswer) return unknown(cause.message);
    throw cause;
  }
}
