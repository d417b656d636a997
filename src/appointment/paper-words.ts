import { formWordsAr } from './paper-words-ar.ts';
import { formWordsRu } from './paper-words-ru.ts';
import { formWordsTr } from './paper-words-tr.ts';
import { formWordsUk } from './paper-words-uk.ts';

/** What a form to be signed says besides the legal texts, in one language. No topic, and nothing that a text says already. */
export interface FormWords {
  readonly title: string;
  readonly lead: string;
  readonly when: string;
  readonly information: string;
  readonly refusal: string;
  readonly details: string;
  readonly needs: Readonly<Record<'required' | 'optional', string>>;
  readonly consents: string;
  readonly acknowledgements: string;
  /** That the information and the notice behind it were handed over. */
  readonly notice: string;
  readonly minors: string;
  readonly guardian: Readonly<Record<'name' | 'relation', string>>;
  readonly assurances: string;
  readonly others: string;
  readonly othersLead: string;
  readonly pledge: string;
  readonly withdrawal: string;
  readonly yes: string;
  readonly no: string;
  readonly free: string;
  readonly signature: string;
  readonly place: string;
  readonly date: string;
  readonly signed: string;
  readonly name: string;
  readonly annex: string;
  /** Which wording a statement is. */
  readonly edition: (version: number, day: string) => string;
  readonly mark: (mark: string) => string;
  /** Only beside a translation: which wording counts. */
  readonly counts: string;
  /** Nobody has vouched for this translation. */
  readonly unchecked: string;
  /** The authority has not released these texts. */
  readonly example: string;
}

const de: FormWords = {
  title: 'Erklärungen zum Gespräch per Video',
  lead: 'Lesen Sie in Ruhe. Kreuzen Sie bei jedem Satz Ja oder Nein an. Sie entscheiden frei. Unterschreiben Sie am Ende.',
  when: 'Termin',
  information: 'Gut zu wissen',
  refusal: 'Wenn Sie nicht einwilligen',
  details: 'Ihre Angaben',
  needs: { required: 'Pflichtangabe', optional: 'freiwillig' },
  consents: 'Ihre Einwilligung',
  acknowledgements: 'Das habe ich zur Kenntnis genommen',
  notice: 'Ich habe die Informationen auf diesem Formular und die Datenschutzinformation im Anhang bekommen.',
  minors: 'Nur wenn Sie noch nicht 18 Jahre alt sind',
  guardian: { name: 'Vor- und Nachname der sorgeberechtigten Person', relation: 'Verhältnis, zum Beispiel Mutter' },
  assurances: 'Das versichere ich',
  others: 'Nur wenn noch jemand bei Ihnen im Raum ist',
  othersLead: 'Das erklärt und unterschreibt diese Person selbst.',
  pledge: 'Das verspreche ich der Gruppe',
  withdrawal: 'Ihr Recht auf Widerruf',
  yes: 'Ja',
  no: 'Nein',
  free: 'Freigestellt: Sie können auch mit Nein teilnehmen.',
  signature: 'Unterschrift',
  place: 'Ort',
  date: 'Datum',
  signed: 'Unterschrift',
  name: 'Name in Druckbuchstaben',
  annex: 'Anhang: Datenschutzinformation',
  edition: (version, day) => `Fassung ${version}, gültig ab ${day}`,
  mark: (mark) => `Kennung dieses Formulars: ${mark}`,
  counts: 'Maßgeblich ist die deutsche Fassung.',
  unchecked: 'Diese Übersetzung hat noch niemand geprüft.',
  example: 'Dies ist ein Beispiel. Die Behörde hat diese Texte nicht freigegeben.',
};

const simple: FormWords = {
  title: 'Ihr Gespräch per Video',
  lead: 'Lesen Sie in Ruhe. Machen Sie bei jedem Satz ein Kreuz: bei Ja oder bei Nein. Sie entscheiden selbst. Am Ende unterschreiben Sie.',
  when: 'Ihr Termin',
  information: 'Das ist wichtig',
  refusal: 'Wenn Sie Nein sagen',
  details: 'Das möchten wir von Ihnen wissen',
  needs: { required: 'Das brauchen wir', optional: 'Das können Sie frei lassen' },
  consents: 'Sind Sie einverstanden?',
  acknowledgements: 'Das habe ich gelesen',
  notice: 'Ich habe die Informationen bekommen. Ich habe auch die Seiten über meine Daten bekommen.',
  minors: 'Nur für Menschen unter 18 Jahren',
  guardian: { name: 'Name von Mutter, Vater oder Vormund', relation: 'Wer ist die Person für Sie?' },
  assurances: 'Das stimmt',
  others: 'Nur wenn noch jemand bei Ihnen im Raum ist',
  othersLead: 'Diese Person macht hier das Kreuz. Und sie unterschreibt selbst.',
  pledge: 'Das verspreche ich der Gruppe',
  withdrawal: 'Sie können später Nein sagen',
  yes: 'Ja',
  no: 'Nein',
  free: 'Sie können auch mit Nein mitmachen.',
  signature: 'Ihre Unterschrift',
  place: 'Ort',
  date: 'Datum',
  signed: 'Unterschrift',
  name: 'Name in großen Buchstaben',
  annex: 'Was mit Ihren Daten geschieht',
  edition: (version, day) => `Fassung ${version}, gilt ab ${day}`,
  mark: (mark) => `Kennung von diesem Formular: ${mark}`,
  counts: 'Es gilt der Text in schwerer Sprache. Er steht unter jedem Satz.',
  unchecked: 'Diesen Text in Leichter Sprache hat noch niemand geprüft.',
  example: 'Das ist ein Beispiel. Die Behörde hat die Texte noch nicht erlaubt.',
};

const en: FormWords = {
  title: 'Declarations for our conversation by video',
  lead: 'Take your time to read. Tick Yes or No for every sentence. You decide freely. Sign at the end.',
  when: 'Appointment',
  information: 'Good to know',
  refusal: 'If you do not consent',
  details: 'Your details',
  needs: { required: 'required', optional: 'optional' },
  consents: 'Your consent',
  acknowledgements: 'I have taken note of this',
  notice: 'I have received the information on this form and the data protection information in the annex.',
  minors: 'Only if you are under 18',
  guardian: {
    name: 'First and last name of the person with parental responsibility',
    relation: 'Relation, for example mother',
  },
  assurances: 'I assure you of this',
  others: 'Only if somebody else is in the room with you',
  othersLead: 'That person declares and signs this personally.',
  pledge: 'I promise this to the group',
  withdrawal: 'Your right to withdraw',
  yes: 'Yes',
  no: 'No',
  free: 'Optional: you can take part even if you say no.',
  signature: 'Signature',
  place: 'Place',
  date: 'Date',
  signed: 'Signature',
  name: 'Name in block letters',
  annex: 'Annex: data protection information',
  edition: (version, day) => `Version ${version}, in force from ${day}`,
  mark: (mark) => `Identifier of this form: ${mark}`,
  counts: 'The German wording is binding. It stands under every sentence.',
  unchecked: 'Nobody has checked this translation yet.',
  example: 'This is an example. The authority has not released these texts.',
};

const WORDS: Readonly<Record<string, FormWords>> = {
  de,
  'de-simple': simple,
  en,
  tr: formWordsTr,
  ar: formWordsAr,
  uk: formWordsUk,
  ru: formWordsRu,
};

/** The words of the form in that language; German, with its code, where there are none. */
export function formWords(language: string): { readonly language: string; readonly words: FormWords } {
  const words = WORDS[language];
  return words ? { language, words } : { language: 'de', words: de };
}
