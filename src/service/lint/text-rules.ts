import { PLACEHOLDERS, wordsOf } from '../wording.ts';
import type { TextsFile, TextVersion } from '../texts-schema.ts';
import type { Profile } from '../profile-schema.ts';
import { findings, when, type Finding, type Hit, type Weight } from './finding.ts';
import { phrasesIn } from './phrases.ts';

/** Kinds of texts that are nothing without the sentence that is agreed to. */
const NEEDS_STATEMENT = /^(consent|ack|assurance|pledge|minor)\./;

/** Checks the wordings of one file by themselves. `status` is the strictest of the services that use it. */
export function lintTexts(file: TextsFile, path: string, status: Profile['status'], today: string): readonly Finding[] {
  const say = (rule: string, weight: Weight, hits: readonly Hit[]) => findings(rule, weight, path, status, hits);
  const newest = newestOf(file);
  return [
    ...say('R-148', 'error', numbering(file)),
    ...say('R-149', 'publishing', notInForce(file, today)),
    ...newest.flatMap((text) => [
      ...say('schema', 'error', placeholders(text)),
      ...say('schema', 'error', statements(text)),
      ...phraseFindings(text, path, status),
    ]),
    ...say(
      'X-06',
      'publishing',
      when(
        file.checkedBy === null && file.texts.length > 0,
        'checkedBy',
        'Für diese Texte steht noch niemand ein.',
        'Nach der Prüfung eintragen, wer sie geprüft hat.',
      ),
    ),
  ];
}

/** Checks the strings of a profile; what it says about the papers themselves may quote them. */
export function lintProfileWords(profile: Profile, path: string): readonly Finding[] {
  const quoting = new Set(['deviations', 'missingFacts', 'needsVerification']);
  const strings = (value: unknown, place: string): readonly (readonly [string, string])[] => {
    if (typeof value === 'string') return [[place, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
      quoting.has(key) ? [] : strings(member, place === '' ? key : `${place}.${key}`),
    );
  };
  return strings(profile, '').flatMap(([place, words]) =>
    phrasesIn(words, place).flatMap(({ rule, weight, message, cure }) =>
      findings(rule, weight, path, profile.status, [{ place, message, cure }]),
    ),
  );
}

/** The wording with the highest number of each id: released older ones stay as they are. */
export function newestOf(file: TextsFile): readonly TextVersion[] {
  const newest = new Map<string, TextVersion>();
  for (const text of file.texts) {
    if (text.version > (newest.get(text.id)?.version ?? 0)) newest.set(text.id, text);
  }
  return [...newest.values()];
}

function phraseFindings(text: TextVersion, path: string, status: Profile['status']): readonly Finding[] {
  const found = new Set(wordsOf(text).flatMap((words) => phrasesIn(words, text.id)));
  return [...found].flatMap(({ rule, weight, message, cure }) =>
    findings(rule, weight, path, status, [{ place: text.id, message, cure }]),
  );
}

/** Numbers run 1, 2, 3 … and later numbers count from a later day. */
function numbering({ texts }: TextsFile): readonly Hit[] {
  const ids = [...new Set(texts.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const versions = texts.filter((text) => text.id === id).sort((a, b) => a.version - b.version);
    const isCounted = versions.every(({ version }, index) => version === index + 1);
    const isRising = versions.every(({ effective }, index) => (versions[index - 1]?.effective ?? '') < effective);
    return [
      ...when(
        !isCounted,
        id,
        'Die Nummern der Fassungen laufen nicht 1, 2, 3 …',
        'Jeder Fassung ihre eigene, nächste Nummer geben.',
      ),
      ...when(
        isCounted && !isRising,
        id,
        'Eine spätere Fassung gilt nicht später als die frühere.',
        'effective der neuen Fassung auf einen späteren Tag setzen.',
      ),
    ];
  });
}

/** Before its day a text is only shown because there is no other. */
function notInForce({ texts }: TextsFile, today: string): readonly Hit[] {
  const ids = new Set(texts.filter(({ effective }) => effective <= today).map(({ id }) => id));
  const waiting = texts.filter(({ id, version }) => version === 1 && !ids.has(id));
  return waiting.map(({ id, effective }) => ({
    place: id,
    message: `Von diesem Text gilt noch keine Fassung, die erste erst ab ${effective}.`,
    cure: 'Erst dann ausliefern oder effective berichtigen.',
  }));
}

function placeholders(text: TextVersion): readonly Hit[] {
  const known = new Set<string>(PLACEHOLDERS);
  const used = wordsOf(text).flatMap((words) => words.match(/\{[^}]*\}?/g) ?? []);
  return used
    .filter((mark) => !known.has(mark.slice(1, -1)))
    .map((mark) => ({
      place: text.id,
      message: `Den Platzhalter ${mark} gibt es nicht.`,
      cure: `Einen dieser nehmen: ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}.`,
    }));
}

function statements(text: TextVersion): readonly Hit[] {
  return [
    ...when(
      NEEDS_STATEMENT.test(text.id) && text.statement === undefined,
      text.id,
      'Der Satz fehlt, der erklärt wird (statement).',
      'statement ergänzen.',
    ),
    ...when(
      text.id.startsWith('consent.') && text.consequence === undefined,
      text.id,
      'Es steht nicht da, was ein Nein bedeutet (consequence, R-085).',
      'consequence ergänzen.',
    ),
  ];
}
