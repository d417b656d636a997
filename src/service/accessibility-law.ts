import type { Contact } from './notice-blocks.ts';
import type { Profile } from './profile-schema.ts';

/** What a state demands of its authorities' pages, and who helps when an authority does not answer (X-05). */
export interface AccessibilityLaw {
  /** Names of the laws, in German. */
  readonly laws: readonly string[];
  /** Enforcement body (Art. 9 Directive (EU) 2016/2102), with what is known of how to reach it. */
  readonly body: Contact;
  /** Where this was read. */
  readonly source: string;
  /** Day on which somebody compared this with the body's own page; null: nobody has, and the statement says so. */
  readonly verifiedOn: string | null;
}

/** Ways to reach a body that nobody could name a source for are left out rather than remembered. */
const LAWS: Readonly<Partial<Record<Profile['jurisdiction'], AccessibilityLaw>>> = {
  'DE-BY': {
    laws: ['Bayerisches Digitalgesetz (BayDiG)', 'Bayerische Digitalverordnung (BayDiV)'],
    body: {
      name: 'Durchsetzungs- und Überwachungsstelle für barrierefreie Informationstechnik',
      unit: 'Landesamt für Digitalisierung, Breitband und Vermessung',
    },
    source: '§ 11 BayDiV; finanzministerium.bayern/digitalisierung/barrierefreiheit',
    verifiedOn: null,
  },
  'DE-NI': {
    laws: ['Niedersächsisches Behindertengleichstellungsgesetz (NBGG), §§ 9 bis 9e'],
    body: {
      name: 'Schlichtungsstelle nach § 9d NBGG',
      unit: 'bei der oder dem Landesbeauftragten für Menschen mit Behinderungen',
      web: 'www.behindertenbeauftragte-niedersachsen.de',
    },
    source: '§ 9d NBGG and SchVO-NBGG (schure.de); requirements A-01',
    verifiedOn: null,
  },
  'DE-NW': {
    laws: [
      'Behindertengleichstellungsgesetz Nordrhein-Westfalen (BGG NRW), §§ 10 bis 10e',
      'Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen (BITV NRW)',
    ],
    body: {
      name: 'Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen',
      email: 'ombudsstelle-barrierefreie-it@mags.nrw.de',
      web: 'www.lbbp.nrw.de/ombudsstelle',
    },
    source: '§§ 10d, 10e BGG NRW, §§ 9 ff. BITV NRW; lbbp.nrw.de/ombudsstelle; e-mail: it.nrw, 3 January 2020',
    verifiedOn: null,
  },
};

/** Returns what is entered for this state; null where nothing is, and nothing may be said about it then. */
export function accessibilityLaw(jurisdiction: Profile['jurisdiction']): AccessibilityLaw | null {
  return LAWS[jurisdiction] ?? null;
}
