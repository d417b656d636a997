import type { Parsed } from '../errors.ts';
import * as v from 'valibot';
import { contradictionsIn } from './contradictions.ts';
import { namedTexts, NOTICE_IDS, TEXT_IDS } from './ids.ts';
import { lintAuthorities, lintSite } from './lint/authority-rules.ts';
import { lintFacts } from './lint/fact-rules.ts';
import { findings, type Finding } from './lint/finding.ts';
import { lintCatalogue, lintLanguages } from './lint/language-rules.ts';
import { LAW_RULES } from './lint/law-rules.ts';
import { lintLock, LOCK_PATH, lockSchema, placedTexts, placeOfTexts, type Lock } from './lint/lock.ts';
import { PROFILE_RULES } from './lint/profile-rules.ts';
import { lintProfileWords, lintTexts } from './lint/text-rules.ts';
import { lintVideos, type IsServed } from './lint/video-rules.ts';
import { wordingsFor } from './face.ts';
import { missingTexts } from './load.ts';
import { parseJson, parseProfile, parseSite, parseTexts } from './parse.ts';
import { makePlan } from './plan.ts';
import type { Profile } from './profile-schema.ts';
import { makeRefs } from './refs.ts';
import type { Site } from './site-schema.ts';
import type { TextsFile } from './texts-schema.ts';
import { BINDING_LANGUAGE, wordsOf, type Layers } from './wording.ts';

/** The files of an installation by served path, as they are on disk. */
export type SourceFiles = ReadonlyMap<string, string>;

interface Sources {
  readonly site: Site | null;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly texts: ReadonlyMap<string, TextsFile>;
  readonly lock: Lock;
  readonly folders: readonly string[];
  readonly broken: readonly Finding[];
}

const PROFILE_PATH = /^\/services\/([a-z][a-z0-9-]*)\/profile\.json$/;

/**
 * Checks all profiles and texts of an installation: schema, contradictions, missing facts, phrases, languages, released
 * wordings. `today` is YYYY-MM-DD; `isServed` is asked for the videos that texts name, which `files` cannot hold. Returns
 * findings in the order of the files; never throws because of their content.
 */
export async function lintFiles(
  files: SourceFiles,
  today: string,
  isServed: IsServed = () => true,
): Promise<readonly Finding[]> {
  const sources = read(files);
  const statusOf = (folder: string): Profile['status'] => strictest(folder, sources.profiles);
  const profileFindings = await Promise.all(
    [...sources.profiles].map(([path, profile]) => lintProfile(path, profile, sources, today)),
  );
  const videoFindings = await Promise.all(
    [...sources.texts].map(([path, file]) =>
      lintVideos(file, path, statusOf(placeOfTexts(path)?.folder ?? ''), isServed),
    ),
  );
  const all = [
    ...sources.broken,
    ...(sources.site ? lintSite(sources.site, sources.profiles, sources.folders) : []),
    ...profileFindings.flat(),
    ...lintAuthorities(sources.profiles),
    ...lintCatalogue(sources.texts),
    ...[...sources.texts].flatMap(([path, file]) =>
      lintTexts(file, path, statusOf(placeOfTexts(path)?.folder ?? ''), today),
    ),
    ...videoFindings.flat(),
    ...['common', ...sources.folders].flatMap((folder) =>
      lintLanguages(folder, sources.texts, languagesOf(folder, sources.profiles), statusOf(folder)),
    ),
    ...(await lintLock(placedTexts(sources.texts), sources.lock, statusOf)),
  ];
  return all.sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1));
}

/** Says whether nothing keeps this service from being published: no missing fact, and no finding that forbids it. */
export function isPublishable(profile: Profile, all: readonly Finding[]): boolean {
  return profile.missingFacts.length === 0 && whyNotPublishable(profile, all).length === 0;
}

/** The findings that keep this service from being published, in its own files and in those that all services share. */
export function whyNotPublishable(profile: Profile, all: readonly Finding[]): readonly Finding[] {
  const concerns = ['/site.json', '/services/common/', `/services/${profile.id}/`, LOCK_PATH];
  return all.filter(({ file, blocksPublishing }) => blocksPublishing && concerns.some((path) => file.startsWith(path)));
}

async function lintProfile(
  path: string,
  profile: Profile,
  sources: Sources,
  today: string,
): Promise<readonly Finding[]> {
  const say = (rule: string, weight: 'error', place: string, message: string, cure: string) =>
    findings(rule, weight, path, profile.status, [{ place, message, cure }]);
  const facts = [...lintFacts(profile, path, today), ...lintProfileWords(profile, path), ...titles(path, profile)];
  const folder = PROFILE_PATH.exec(path)?.[1] ?? '';
  const foreign =
    folder === profile.id
      ? []
      : say('schema', 'error', 'id', `"${profile.id}" liegt im Ordner "${folder}".`, 'id und Ordner gleich benennen.');
  if (!sources.site) return [...facts, ...foreign];
  const layers = germanOf(profile.id, sources.texts);
  const german = wordingsFor(sources.site, profile, layers, layers, BINDING_LANGUAGE, today);
  const missing = new Set(missingTexts(profile, german));
  const unwritten = namedTexts(profile)
    .filter(({ id }) => missing.has(id))
    .flatMap(({ id, place }) =>
      say('X-06', 'error', place, `Der Text "${id}" fehlt auf Deutsch.`, 'Text schreiben oder einen anderen nennen.'),
    );
  const unfilled = [...TEXT_IDS, ...NOTICE_IDS]
    // Each row of the retention table fills its own period.
    .filter((id) => german.has(id) && id !== 'duration.period')
    .filter((id) => wordsOf(german.text(id).text).some((words) => words.includes('{period}')))
    .flatMap((id) =>
      say(
        'schema',
        'error',
        'consentHolds',
        `"${id}" nennt {period}, die Einwilligung gilt aber nur für den Termin.`,
        'Den Text ohne {period} schreiben oder consentHolds als Dauer angeben.',
      ),
    );
  const rules = [...PROFILE_RULES, ...LAW_RULES].flatMap(({ rule, weight, check }) =>
    findings(rule, weight, path, profile.status, check({ profile, german, today })),
  );
  // Without all wordings there is no plan to look at; they are named above.
  const plan = missing.size > 0 ? null : makePlan(profile, await makeRefs(profile, german));
  const contradictions = (plan ? contradictionsIn(profile, plan) : []).flatMap(({ rule, place, message, cure }) =>
    say(rule, 'error', place, message, cure),
  );
  return [...facts, ...foreign, ...unwritten, ...unfilled, ...contradictions, ...rules];
}

function titles(path: string, profile: Profile): readonly Finding[] {
  const missing = profile.languages.filter((language) => profile.title[language] === undefined);
  return findings(
    'R-001',
    'publishing',
    path,
    profile.status,
    missing.map((language) => ({
      place: `title.${language}`,
      message: `Der Titel fehlt in der Sprache "${language}".`,
      cure: 'Titel ergänzen oder die Sprache aus languages streichen.',
    })),
  );
}

function read(files: SourceFiles): Sources {
  const broken: Finding[] = [];
  const keep = <T>(path: string, parsed: Parsed<T>): T | null => {
    if (parsed.ok) return parsed.value;
    const message = parsed.problem.detail.replace(`${path}, `, '').replace(`${path}: `, '');
    broken.push(
      ...findings('schema', 'error', path, 'published', [
        { place: '(Datei)', message, cure: 'Nach dem Schema berichtigen.' },
      ]),
    );
    return null;
  };
  const parse = <T>(path: string, parser: (json: unknown, file: string) => Parsed<T>): T | null => {
    const json = keep(path, parseJson(files.get(path) ?? '', path, 'UNEXPECTED'));
    return json === null ? null : keep(path, parser(json, path));
  };
  const paths = [...files.keys()];
  const collect = <T>(wanted: readonly string[], parser: (json: unknown, file: string) => Parsed<T>): Map<string, T> =>
    new Map(
      wanted.flatMap((path) =>
        [parse(path, parser)].flatMap((value) => (value === null ? [] : [[path, value] as const])),
      ),
    );
  return {
    site: parse('/site.json', parseSite),
    profiles: collect(
      paths.filter((path) => PROFILE_PATH.test(path)),
      parseProfile,
    ),
    texts: collect(
      paths.filter((path) => placeOfTexts(path) !== null),
      textsNamedLikeTheFile,
    ),
    lock: files.has(LOCK_PATH) ? (parse(LOCK_PATH, parseLock) ?? {}) : {},
    folders: paths.flatMap((path) => PROFILE_PATH.exec(path)?.[1] ?? []),
    broken,
  };
}

function textsNamedLikeTheFile(json: unknown, path: string): Parsed<TextsFile> {
  const file = parseTexts(json, path);
  const language = placeOfTexts(path)?.language ?? '';
  if (!file.ok || file.value.language === language) return file;
  const detail = `language: "${file.value.language}", erwartet "${language}" wie im Namen`;
  return { ok: false, problem: { code: 'TEXTS_INVALID', detail } };
}

/** Parses the lock; an empty object where nothing was released yet. Never throws. */
export function parseLock(json: unknown, path: string): Parsed<Lock> {
  const result = v.safeParse(lockSchema, json);
  return result.success
    ? { ok: true, value: result.output }
    : { ok: false, problem: { code: 'TEXTS_INVALID', detail: `${path}: ${result.issues[0].message}` } };
}

function germanOf(id: string, texts: ReadonlyMap<string, TextsFile>): Layers {
  const files = (...paths: readonly string[]): readonly TextsFile[] => paths.flatMap((path) => texts.get(path) ?? []);
  return {
    common: files('/services/common/texts.de.json', '/services/common/notice.de.json'),
    own: files(`/services/${id}/texts.de.json`),
  };
}

function languagesOf(folder: string, profiles: ReadonlyMap<string, Profile>): readonly string[] {
  const users = [...profiles.values()].filter(({ id }) => folder === 'common' || id === folder);
  return [...new Set(users.flatMap(({ languages }) => languages))];
}

/** What all share is as strict as the strictest of those who use it. */
function strictest(folder: string, profiles: ReadonlyMap<string, Profile>): Profile['status'] {
  const users = [...profiles.values()].filter(({ id }) => folder === 'common' || id === folder);
  if (users.some(({ status }) => status === 'published')) return 'published';
  return users.some(({ status }) => status === 'draft') ? 'draft' : 'example';
}
