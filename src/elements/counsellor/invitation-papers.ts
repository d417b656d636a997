import type { Sheet } from '../../appointment/sheet.ts';
import { EinlassError } from '../../errors.ts';
import type { PersonRole } from '../../gate/plan.ts';
import { fetchText } from '../../service/fetch-text.ts';
import { loadService } from '../../service/load.ts';
import { paperFormOf } from '../../service/paper-form.ts';
import type { Site } from '../../service/site-schema.ts';
import './invitation-sheet.ts';
import './paper-form.ts';
import { printAlone } from './print-sheet.ts';

/** What a card needs only when somebody asks for it: QR codes and calendar files are most of the code of invitations. */
export { calendarOf } from '../../appointment/calendar.ts';
export { qrOf } from '../../appointment/qr.ts';
export { sheetOf } from '../../appointment/sheet.ts';

/** Prints the sheet that goes home with somebody. Resolves when the browser's own dialog was asked for. */
export function printSheet(sheet: Sheet): Promise<void> {
  return printAlone(Object.assign(document.createElement('invitation-sheet'), { sheet }));
}

export interface FormWanted {
  readonly site: Site;
  /** Id of the service. */
  readonly service: string;
  readonly role: PersonRole;
  readonly language: string;
  /** Start of the appointment, in milliseconds since 1970. */
  readonly startsAt: number;
}

/**
 * Prints the form to be signed, with the texts that are in force now. Resolves when the browser's own dialog was asked
 * for; throws where the texts cannot be had.
 */
export async function printForm({ site, service, role, language, startsAt }: FormWanted): Promise<void> {
  const loaded = await loadService(fetchText, site, service, language, { now: Date.now(), role });
  if (!loaded.ok) throw new EinlassError(loaded.problem.code, { detail: loaded.problem.detail });
  const form = await paperFormOf(loaded.value, role);
  const element = document.createElement('paper-form');
  await printAlone(Object.assign(element, { service: loaded.value, form, language, startsAt }));
}
