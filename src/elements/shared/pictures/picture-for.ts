import type { Picture } from './drawings.ts';

/**
 * Which picture explains which text. Only where it says the same as the words: a picture that has to be explained itself
 * takes more effort than none.
 */
export const PICTURES: ReadonlyMap<string, Picture> = new Map([
  ['info.how', 'talking'],
  ['info.furtherPersons', 'door'],
  ['consent.participation', 'yes'],
  ['consent.appointment', 'yes'],
  ['info.voluntary', 'no'],
  ['refusal.noDisadvantage', 'no'],
  ['info.confidential', 'secret'],
  ['assurance.A4', 'secret'],
  ['assurance.companion', 'secret'],
  ['companion.notice', 'secret'],
  ['minor.confidential', 'secret'],
  ['notIncluded.release', 'secret'],
  ['pledge.A6', 'secret'],
  ['info.recordingBan', 'unrecorded'],
  ['assurance.A3', 'unrecorded'],
  ['info.place', 'quiet'],
  ['assurance.A1', 'quiet'],
  ['assurance.A7', 'quiet'],
  ['ack.notice', 'written'],
  ['consent.documentation', 'written'],
  ['consent.findings', 'written'],
  ['info.rightsShort', 'withdraw'],
  ['withdrawal.effect', 'withdraw'],
  ['alternative.phone', 'telephone'],
]);

/** The picture that explains the text with this id, null where there is none. */
export function pictureFor(textId: string): Picture | null {
  return PICTURES.get(textId) ?? null;
}
