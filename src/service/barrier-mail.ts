import type { StepKind } from '../gate/plan.ts';

/** Where somebody is on the page: a step, or one of the screens around the steps. */
export type PagePlace = StepKind | 'loading' | 'problem' | 'entrance' | 'door' | 'meeting' | 'ending';

/** In German, because the office reads it. */
const PLACES: Readonly<Record<PagePlace, string>> = {
  loading: 'Laden der Seite',
  problem: 'Fehlerseite',
  entrance: 'Eingang ohne persönlichen Link',
  door: 'Begrüßung',
  arrive: 'Begrüßung',
  browser: 'Prüfung des Browsers',
  information: 'Information',
  consent: 'Einwilligung',
  details: 'Angaben zur Person',
  minor: 'Alter',
  review: 'Prüfen und unterschreiben',
  assurances: 'Versicherungen',
  pledge: 'Verpflichtung',
  devices: 'Kamera und Mikrofon',
  waiting: 'Warten auf den Einlass',
  meeting: 'Gespräch',
  ending: 'Schlussseite',
};

/** Says nothing of counselling: it stands in lists of mails that others may see. */
export const BARRIER_SUBJECT = 'Barriere auf Ihrer Internetseite';

export interface Barrier {
  /** Address of the office. */
  readonly to: string;
  /** What the person is asked to describe, in their language. */
  readonly question: string;
  readonly place: PagePlace;
  /** BCP 47 of what is on screen. */
  readonly language: string;
  /** Number and day of the texts' edition. */
  readonly edition: { readonly version: number; readonly effective: string };
}

/**
 * A mail to the office about a barrier, as `mailto:` (RFC 6068). It carries what the office needs to find the place, and
 * nothing that could tell who wrote or which appointment it was: no name, no address of the page.
 */
export function barrierMail({ to, question, place, language, edition }: Barrier): string {
  const body = [
    question,
    '',
    '',
    `Schritt: ${PLACES[place]}`,
    `Sprache: ${language}`,
    `Texte: Fassung ${String(edition.version)} vom ${edition.effective}`,
  ].join('\r\n');
  // What may stand unescaped in an address of RFC 6068 and is common in one.
  const address = encodeURIComponent(to).replaceAll('%40', '@');
  return `mailto:${address}?subject=${encodeURIComponent(BARRIER_SUBJECT)}&body=${encodeURIComponent(body)}`;
}
