import type { TextVersion } from '../../src/service/texts-schema.ts';
import { wordsOf } from '../../src/service/wording.ts';

/** Longest sentence in Leichte Sprache, in words; names of laws make it two more than the rule of twelve. */
const SIMPLE_WORDS = 14;

const SHOUTS = /!|bitte beachten|please note/i;
const PROMISES = /\b(absolut|garantiert|hundertprozentig|guaranteed)\b|\bsichere? (verbindung|übertragung|leitung)/i;
const ABBREVIATIONS = /\b(z\. ?B|d\. ?h|u\. ?a|usw|bzw|ggf|Abs|Art|Buchst|DSGVO|Nr|StGB)\b/;
const MAYBE = /\b(würde|würden|könnte|könnten|sollte|sollten|müsste|müssten|dürfte|wäre|wären|hätte|hätten)\b/i;

const OPENINGS: readonly (readonly [RegExp, RegExp])[] = [
  [/^consent\./, /^Ich willige ausdrücklich ein, dass .+\.$/s],
  [/^assurance\./, /^Ich versichere, dass .+\.$/s],
  [/^pledge\./, /^Ich verpflichte mich, .+\.$/s],
  [/^(ack|minor)\./, /^(Ich|Die) .+\.$/s],
];

/** Says what in a wording breaks the voice that every language has in common. */
export function voiceFaults(text: TextVersion): readonly string[] {
  return wordsOf(text).flatMap((words) => [
    ...(SHOUTS.test(words) ? ['shouts'] : []),
    ...(PROMISES.test(words) ? ['promises'] : []),
  ]);
}

/** Says what in a German wording is no whole sentence of the kind that its id announces (Art. 7(2) GDPR, L-06). */
export function statementFaults(text: TextVersion): readonly string[] {
  const opening = OPENINGS.find(([id]) => id.test(text.id))?.[1];
  if (!opening) return [];
  return [
    ...(opening.test(text.statement ?? '') ? [] : ['opening']),
    ...(/^(consent|ack|pledge)\./.test(text.id) && text.consequence === undefined ? ['consequence'] : []),
  ];
}

/** Says what in a wording is not Leichte Sprache: long sentences, abbreviations, the subjunctive. */
export function simpleFaults(text: TextVersion): readonly string[] {
  return wordsOf(text).flatMap((words) => [
    ...sentencesIn(words).flatMap((sentence) => (sentence.length > SIMPLE_WORDS ? ['long'] : [])),
    ...(ABBREVIATIONS.test(words) ? ['abbreviation'] : []),
    ...(MAYBE.test(words) ? ['subjunctive'] : []),
  ]);
}

/** Says where a translation leaves out or adds what German says: a part of the wording or a fact filled in. */
export function translationFaults(german: TextVersion, translated: TextVersion | undefined): readonly string[] {
  if (!translated || translated.version !== german.version) return ['missing'];
  const parts = (['title', 'statement', 'consequence'] as const).filter(
    (part) => (german[part] === undefined) !== (translated[part] === undefined),
  );
  const facts = factsIn(german) === factsIn(translated) ? [] : ['facts'];
  return [...parts, ...facts];
}

function sentencesIn(words: string): readonly (readonly string[])[] {
  return words
    .split(/(?<=[.?!:“])\s+/)
    .map((sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)));
}

function factsIn(text: TextVersion): string {
  const placeholders = wordsOf(text).flatMap((words) => words.match(/\{\w+\}/g) ?? []);
  return [...new Set(placeholders)].sort().join(' ');
}
