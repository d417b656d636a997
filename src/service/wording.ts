import { EinlassError } from '../errors.ts';
import { formatDuration } from './format.ts';
import type { TextBlock, TextsFile, TextVersion } from './texts-schema.ts';

/** The binding language: its wordings are the ones that people agree to, all others translate them. */
export const BINDING_LANGUAGE = 'de';

export const PLACEHOLDERS = [
  'authority',
  'department',
  'host',
  'phone',
  'supervisoryAuthority',
  'dpoEmail',
  'effective',
  'fields',
  'period',
  'processor',
  'title',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Fillings = Readonly<Partial<Record<Placeholder, string>>>;

/** A wording ready to be shown: filled, and in the language that `language` says. */
export interface Wording {
  readonly text: TextVersion;
  /** BCP 47 of what `text` is written in; needed for `lang` on screen and in the receipt. */
  readonly language: string;
  /** True where the asked language has no translation of the current German version, so German is shown. */
  readonly fallback: boolean;
  /** What `text` translates, and what counts: the German wording of the same version. Missing where German is shown. */
  readonly german?: TextVersion;
}

export interface Wordings {
  /** The language that was asked for. */
  readonly language: string;
  has(id: string): boolean;
  /**
   * Returns the current wording. `period` (ISO 8601 duration) is what `{period}` stands for at this place.
   * Throws TEXTS_INVALID only when German has no version of `id`; `loadService` makes sure that it has.
   */
  text(id: string, period?: string): Wording;
}

/** The wordings of one language in their two layers; a service's own texts come before the common ones. */
export interface Layers {
  readonly common: readonly TextsFile[];
  readonly own: readonly TextsFile[];
}

export interface WordingSources {
  readonly language: string;
  readonly german: Layers;
  /** The same for `language`; German's own layers again where it is German. */
  readonly translated: Layers;
  /** Today, YYYY-MM-DD: a version counts from its day on; before the first one's day the first one does. */
  readonly today: string;
  /** What the placeholders stand for in a language. */
  readonly fillings: (language: string) => Fillings;
}

/** Makes the wordings of one language. Pure; the same sources always give the same words. */
export function makeWordings(sources: WordingSources): Wordings {
  const { language, today } = sources;
  const candidates = [
    { isOwn: true, texts: currentVersions(sources.german.own, today) },
    { isOwn: false, texts: currentVersions(sources.german.common, today) },
    { isOwn: true, texts: firstVersions(sources.german.own) },
    { isOwn: false, texts: firstVersions(sources.german.common) },
  ];
  const find = (id: string): { readonly isOwn: boolean; readonly binding: TextVersion } | undefined => {
    for (const { isOwn, texts } of candidates) {
      const binding = texts.get(id);
      if (binding) return { isOwn, binding };
    }
    return undefined;
  };
  const translatedOwn = allVersions(sources.translated.own);
  const translatedCommon = allVersions(sources.translated.common);
  const german = sources.fillings(BINDING_LANGUAGE);
  const local = language === BINDING_LANGUAGE ? german : sources.fillings(language);
  const inGerman = (text: TextVersion, period?: string): TextVersion =>
    fill(text, withPeriod(german, BINDING_LANGUAGE, period));

  return {
    language,
    has: (id) => find(id) !== undefined,
    text(id, period) {
      const found = find(id);
      if (!found) throw new EinlassError('TEXTS_INVALID', { detail: id });
      const { isOwn, binding } = found;
      if (language === BINDING_LANGUAGE) return { text: inGerman(binding, period), language, fallback: false };
      // A translation belongs to one version in one layer: the common translation of an own text would say other things.
      const layer = isOwn ? translatedOwn : translatedCommon;
      const match = layer.find((text) => text.id === id && text.version === binding.version);
      return match
        ? {
            text: fill(match, withPeriod(local, language, period)),
            language,
            fallback: false,
            german: inGerman(binding, period),
          }
        : { text: inGerman(binding, period), language: BINDING_LANGUAGE, fallback: true };
    },
  };
}

function withPeriod(fillings: Fillings, language: string, period: string | undefined): Fillings {
  return period === undefined ? fillings : { ...fillings, period: formatDuration(period, language) };
}

/** Returns the text with every placeholder replaced; one without a filling stays as it stands. */
export function fill(text: TextVersion, fillings: Fillings): TextVersion {
  const inWords = (words: string): string =>
    words.replace(/\{(\w+)\}/g, (whole, name: string) => fillings[name as Placeholder] ?? whole);
  const inBlock = (block: TextBlock): TextBlock =>
    typeof block === 'string'
      ? inWords(block)
      : { ...(block.lead === undefined ? {} : { lead: inWords(block.lead) }), list: block.list.map(inWords) };
  return {
    ...text,
    ...(text.title === undefined ? {} : { title: inWords(text.title) }),
    ...(text.statement === undefined ? {} : { statement: inWords(text.statement) }),
    ...(text.body === undefined ? {} : { body: text.body.map(inBlock) }),
    ...(text.consequence === undefined ? {} : { consequence: inWords(text.consequence) }),
  };
}

/** All words of a text, block by block, for search and checks. */
export function wordsOf(text: TextVersion): readonly string[] {
  const body = (text.body ?? []).flatMap((block) =>
    typeof block === 'string' ? [block] : [...(block.lead === undefined ? [] : [block.lead]), ...block.list],
  );
  return [text.title, text.statement, text.consequence, ...body].filter((words) => words !== undefined);
}

function allVersions(files: readonly TextsFile[]): readonly TextVersion[] {
  return files.flatMap((file) => file.texts);
}

/** The highest version of each id whose day has come. */
function currentVersions(files: readonly TextsFile[], today: string): ReadonlyMap<string, TextVersion> {
  const current = new Map<string, TextVersion>();
  for (const text of allVersions(files)) {
    const known = current.get(text.id);
    // ISO days compare like words.
    if (text.effective <= today && (!known || text.version > known.version)) current.set(text.id, text);
  }
  return current;
}

/** The first version of each id, for a device whose clock is so far behind that none counts yet. */
function firstVersions(files: readonly TextsFile[]): ReadonlyMap<string, TextVersion> {
  const first = new Map<string, TextVersion>();
  for (const text of allVersions(files)) {
    const known = first.get(text.id);
    if (!known || text.version < known.version) first.set(text.id, text);
  }
  return first;
}
