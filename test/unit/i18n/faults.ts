import { simpleFaults, voiceFaults } from '../../house/words.ts';
import type { TextVersion } from '../../../src/service/texts-schema.ts';
import type { Unit } from './catalogue.ts';

/** A language that the interface is translated into. */
export type Target = 'en' | 'de-simple' | 'tr' | 'ar' | 'uk' | 'ru';

/** Words that are the same in German and in that language. */
const SAME: Readonly<Partial<Record<Target, readonly string[]>>> = {
  en: ['Fax:', 'Internet:', 'Name'],
  tr: ['Kamera', 'Mikrofon', 'Telefon:', 'normal'],
};

/** A whole message of the right script, without letters that only the neighbour's language has. */
const SCRIPTS: Readonly<Partial<Record<Target, RegExp>>> = {
  ar: /\p{Script=Arabic}/u,
  uk: /^(?!.*[ыэъё]).*\p{Script=Cyrillic}/isu,
  ru: /^(?!.*[іїєґ]).*\p{Script=Cyrillic}/isu,
};

/** A message of at most so many words may be simple enough in German already. */
const SHORT = 16;

/** What a message in Leichte Sprache says in another way: as the texts of the services do, or in two words. */
const HARD =
  /einwillig|widerruf|zugestimmt|zur kenntnis|vertraulich|zusätzlich|sorgeberechtigt|angekreuzt|beratungsstelle|beratungsangebot|videoberatung|videogespräch|warteraum|kennzeichen|konferenzname|geburtsdatum|telefonnummer|postleitzahl|datenschutz(?!-grundverordnung)|teilnehm|pseudonym/i;

/** `werden` carries the passive and the future; `wurde` carries both and the subjunctive. */
const PASSIVE = /\b(werde|wird|werden|wirst|wurde|wurden|worden)\b/i;

const GERMAN_LEFT = /[äöüß„]|\b(Sie|und|nicht|Ihre?|der|die|das)\b/;

/** Says what is wrong with a translated message, in an order that does not change; nothing where it may be shown. */
export function messageFaults({ source, target }: Unit, language: Target): readonly string[] {
  if (target === null) return ['missing'];
  if (target.trim() === '') return ['empty'];
  return [
    ...(gapsIn(source) === gapsIn(target) ? [] : ['gaps']),
    ...(target === target.trim() && !target.includes('  ') ? [] : ['spaces']),
    ...voiceFaults(asText(target)),
    ...(language === 'de-simple' ? easyFaults(source, target) : foreignFaults(source, target, language)),
  ];
}

function foreignFaults(source: string, target: string, language: Target): readonly string[] {
  const isWritten = /\p{L}/u.test(withoutGaps(source));
  return [
    ...(source === target && !SAME[language]?.includes(source) ? ['copy'] : []),
    ...(language === 'en' && GERMAN_LEFT.test(target) ? ['german'] : []),
    ...(/["']/.test(target) ? ['quotes'] : []),
    ...(isWritten && SCRIPTS[language]?.test(target) === false ? ['script'] : []),
    // English says "under 18" where the others have a word for it.
    ...(language === 'en' || digitsIn(source) === digitsIn(target) ? [] : ['digits']),
  ];
}

/** Western digits, sorted: word order differs between languages, numbers do not. */
function digitsIn(words: string): string {
  return (withoutGaps(words).match(/\d+/g) ?? []).sort().join(' ');
}

function withoutGaps(words: string): string {
  return words.replace(/\{\d+\}/g, '');
}

function easyFaults(source: string, target: string): readonly string[] {
  return [
    ...(source === target && source.split(' ').length > SHORT ? ['copy'] : []),
    ...(HARD.test(target) ? ['hard'] : []),
    ...(PASSIVE.test(target) ? ['passive'] : []),
    ...simpleFaults(asText(target)),
  ];
}

function gapsIn(words: string): string {
  return (words.match(/\{\d+\}/g) ?? []).sort().join(' ');
}

/** The rules of voice are written for wordings; a message is one without an id of its own. */
function asText(words: string): TextVersion {
  return { id: 'message', version: 1, effective: '2026-11-22', title: words };
}
