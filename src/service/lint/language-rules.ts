import { NOTICE_IDS, TEXT_IDS } from '../ids.ts';
import type { Profile } from '../profile-schema.ts';
import type { TextsFile, TextVersion } from '../texts-schema.ts';
import { BINDING_LANGUAGE, wordsOf } from '../wording.ts';
import { findings, type Finding, type Hit, type Weight } from './finding.ts';
import { newestOf } from './text-rules.ts';

const SHOWN = 5;
const EASY = 'de-simple';
/** Placeholders, addresses of the web and of mail, and numbers. */
const FACTS = /\{\w+\}|https?:\/\/[^\s)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d+/g;

/**
 * Compares the files of one folder across languages: translations carry the numbers of the German wordings, and no
 * language that is offered should have to fall back. `languages` are those that the services using the folder offer.
 */
export function lintLanguages(
  folder: string,
  files: ReadonlyMap<string, TextsFile>,
  languages: readonly string[],
  status: Profile['status'],
): readonly Finding[] {
  const names = folder === 'common' ? ['texts', 'notice'] : ['texts'];
  return names.flatMap((name) => {
    const path = (language: string): string => `/services/${folder}/${name}.${language}.json`;
    const german = files.get(path(BINDING_LANGUAGE));
    const missing = languages.filter((language) => !files.has(path(language)));
    return [
      ...missing.flatMap((language) =>
        findings('X-06', weightOfAbsence(folder, language), path(language), status, [absent(language)]),
      ),
      ...(german === undefined
        ? []
        : languages.flatMap((language) => {
            const translated = files.get(path(language));
            if (language === BINDING_LANGUAGE || !translated) return [];
            return [
              ...findings('X-06', 'error', path(language), status, strangers(german, translated)),
              ...findings('X-06', 'publishing', path(language), status, untranslated(german, translated)),
              ...findings('X-06', 'publishing', path(language), status, otherFacts(german, translated)),
            ];
          })),
    ];
  });
}

/** Wordings that the pages name and the common German files lack. */
export function lintCatalogue(files: ReadonlyMap<string, TextsFile>): readonly Finding[] {
  const catalogue = [
    { path: '/services/common/texts.de.json', ids: TEXT_IDS },
    { path: '/services/common/notice.de.json', ids: NOTICE_IDS },
  ];
  const present = new Set(catalogue.flatMap(({ path }) => (files.get(path)?.texts ?? []).map(({ id }) => id)));
  return catalogue.flatMap(({ path, ids }) => {
    const missing = ids.filter((id) => !present.has(id));
    return missing.length === 0
      ? []
      : findings('X-06', 'error', path, 'published', [
          {
            place: list(missing),
            message: `Texte, die die Seiten zeigen, fehlen: ${String(missing.length)}.`,
            cure: 'Auf Deutsch ergänzen.',
          },
        ]);
  });
}

/** A service may have no words of its own; common German words nobody can do without. */
function weightOfAbsence(folder: string, language: string): Weight {
  if (folder !== 'common') return 'warning';
  return language === BINDING_LANGUAGE ? 'error' : 'publishing';
}

function absent(language: string): Hit {
  return {
    place: '(Datei)',
    message: 'Die Datei fehlt. Browser fragen nach ihr und vermerken einen Fehler.',
    cure: `Anlegen, notfalls leer: { "language": "${language}", "checkedBy": null, "texts": [] }`,
  };
}

function strangers(german: TextsFile, translated: TextsFile): readonly Hit[] {
  const known = new Set(german.texts.map(({ id, version }) => `${id} ${String(version)}`));
  return translated.texts
    .filter(({ id, version }) => !known.has(`${id} ${String(version)}`))
    .map(({ id, version }) => ({
      place: `${id}, Fassung ${String(version)}`,
      message: 'Diese Fassung gibt es auf Deutsch nicht.',
      cure: 'Der Übersetzung die Nummer der deutschen Fassung geben, die sie übersetzt.',
    }));
}

function untranslated(german: TextsFile, translated: TextsFile): readonly Hit[] {
  const known = new Set(translated.texts.map(({ id, version }) => `${id} ${String(version)}`));
  const missing = newestOf(german).filter(({ id, version }) => !known.has(`${id} ${String(version)}`));
  return missing.length === 0
    ? []
    : [
        {
          place: list(missing.map(({ id }) => id)),
          message: `Nicht übersetzte Texte: ${String(missing.length)}. Dort steht Deutsch.`,
          cure: 'Übersetzen, mit derselben Nummer.',
        },
      ];
}

/** A number, an address or a placeholder that only one of the two says: people would be told different things. */
function otherFacts(german: TextsFile, translated: TextsFile): readonly Hit[] {
  const ofThat = new Map(translated.texts.map((text) => [`${text.id} ${String(text.version)}`, text]));
  return newestOf(german).flatMap((text) => {
    const other = ofThat.get(`${text.id} ${String(text.version)}`);
    if (!other) return [];
    const [here, there] = [factsIn(text), factsIn(other)];
    const lost = [...here].filter((fact) => !there.has(fact));
    // Leichte Sprache writes as a digit what German may write as a word, and explains more.
    const added = translated.language === EASY ? [] : [...there].filter((fact) => !here.has(fact));
    return [...lost, ...added].length === 0
      ? []
      : [
          {
            place: text.id,
            message: `Zahlen oder Adressen sind andere als auf Deutsch. Es fehlt: ${list(lost) || '–'}. Es kommt dazu: ${list(added) || '–'}.`,
            cure: 'Die Übersetzung dem deutschen Text angleichen.',
          },
        ];
  });
}

function factsIn(text: TextVersion): ReadonlySet<string> {
  return new Set(wordsOf(text).flatMap((words) => words.match(FACTS) ?? []));
}

function list(ids: readonly string[]): string {
  return ids.length > SHOWN ? `${ids.slice(0, SHOWN).join(', ')} …` : ids.join(', ');
}
