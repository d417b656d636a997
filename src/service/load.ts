import { EinlassError, refused, type ErrorCode, type Parsed } from '../errors.ts';
import type { GatePlan, PersonRole } from '../gate/plan.ts';
import { contradictionsIn } from './contradictions.ts';
import { fillingsFor, titleOf } from './fillings.ts';
import { germanDay } from './format.ts';
import { namedTexts, NOTICE_IDS, TEXT_IDS } from './ids.ts';
import { composeNotice, type NoticeSection } from './notice.ts';
import { parseJson, parseProfile, parseSite, parseTexts } from './parse.ts';
import { makePlan, type Refs } from './plan.ts';
import type { Profile } from './profile-schema.ts';
import { makeRefs } from './refs.ts';
import type { Site } from './site-schema.ts';
import type { TextsFile } from './texts-schema.ts';
import { BINDING_LANGUAGE, makeWordings, type Layers, type Wordings } from './wording.ts';

/**
 * Fetches a text file of the own origin. `path` always starts with exactly one slash. Returns its content, or the
 * status where the server gave none; rejects only when the server cannot be reached.
 */
export type FetchText = (path: string) => Promise<string | { readonly status: number }>;

/** A counselling service, ready for one person in one language. */
export interface Service {
  readonly profile: Profile;
  /** Title in the language on screen, German where it has none. */
  readonly title: string;
  /** Wordings in the language that was asked for; each says whether it had to fall back to German. */
  readonly wordings: Wordings;
  /** The binding wordings, of which hashes are made. */
  readonly german: Wordings;
  /** Who vouched for the wordings of this language; null: nobody yet, and the page says so. */
  readonly checkedBy: string | null;
  readonly notice: readonly NoticeSection[];
  readonly refs: Refs;
  readonly plan: GatePlan;
}

export interface Visitor {
  /** Milliseconds since 1970; decides which versions of the texts are in force. */
  readonly now: number;
  readonly role: PersonRole;
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;
const NOT_FOUND = 404;
const SHOWN_IDS = 5;

/** Returns the settings of the installation, SITE_INVALID or SERVER_UNREACHABLE. Never throws. */
export async function loadSite(fetchText: FetchText): Promise<Parsed<Site>> {
  const json = await readJson(fetchText, '/site.json', 'SITE_INVALID', 'SITE_INVALID');
  return json.ok ? parseSite(json.value) : json;
}

/**
 * Loads a service and makes everything ready that follows from its files. Returns SERVICE_UNKNOWN only when the site
 * does not list it or has no profile for it, PROFILE_INVALID or TEXTS_INVALID with file and place, SERVER_UNREACHABLE
 * when a file cannot be had now. A language without texts is German, visibly. Never throws.
 */
export async function loadService(
  fetchText: FetchText,
  site: Site,
  id: string,
  language: string,
  visitor: Visitor,
): Promise<Parsed<Service>> {
  if (!site.services.includes(id)) return refused('SERVICE_UNKNOWN', id.slice(0, 40));
  const isTranslated = language !== BINDING_LANGUAGE && LANGUAGE_TAG.test(language);
  const [profile, german, translated] = await Promise.all([
    loadProfile(fetchText, id),
    loadLayers(fetchText, id, BINDING_LANGUAGE),
    isTranslated ? loadLayers(fetchText, id, language) : null,
  ]);
  if (!profile.ok) return profile;
  if (!german.ok) return german;
  if (translated?.ok === false) return translated;
  const wanted = isTranslated ? language : BINDING_LANGUAGE;
  try {
    return await prepare(site, profile.value, german.value, translated?.value ?? german.value, wanted, visitor);
  } catch (cause) {
    // What can break here is a wording that the checks above do not know of; anything else is a mistake of ours.
    const isText = cause instanceof EinlassError && cause.code === 'TEXTS_INVALID';
    return isText ? refused('TEXTS_INVALID', cause.message) : refused('UNEXPECTED', String(cause));
  }
}

async function prepare(
  site: Site,
  profile: Profile,
  german: Layers,
  translated: Layers,
  language: string,
  visitor: Visitor,
): Promise<Parsed<Service>> {
  const today = germanDay(visitor.now);
  const binding = wordingsFor(site, profile, german, german, BINDING_LANGUAGE, today);
  const missing = missingTexts(profile, binding);
  if (missing.length > 0) {
    return refused('TEXTS_INVALID', `fehlt auf Deutsch: ${missing.slice(0, SHOWN_IDS).join(', ')}`);
  }
  const refs = await makeRefs(profile, binding);
  const [contradiction] = contradictionsIn(profile, makePlan(profile, refs));
  if (contradiction) {
    return refused('PROFILE_INVALID', `profile.json, ${contradiction.place}: ${contradiction.message}`);
  }
  const isGerman = language === BINDING_LANGUAGE;
  const wordings = isGerman ? binding : wordingsFor(site, profile, german, translated, language, today);
  const files = [...translated.common, ...translated.own];
  const unchecked = files.length === 0 || files.some((file) => file.checkedBy === null);
  return {
    ok: true,
    value: {
      profile,
      title: titleOf(profile, language),
      wordings,
      german: binding,
      checkedBy: unchecked ? null : (files[0]?.checkedBy ?? null),
      notice: composeNotice(profile, wordings, binding),
      refs,
      plan: makePlan(profile, refs, visitor.role),
    },
  };
}

/** Makes the wordings of one language with this profile's facts filled in. */
export function wordingsFor(
  site: Site,
  profile: Profile,
  german: Layers,
  translated: Layers,
  language: string,
  today: string,
): Wordings {
  const sources = { german, today };
  return makeWordings({
    ...sources,
    language,
    translated,
    fillings: (code) => {
      // Names of fields hold no placeholders, so that they can be read before the fillings are known.
      const layers = code === BINDING_LANGUAGE ? german : translated;
      const names = makeWordings({ ...sources, language: code, translated: layers, fillings: () => ({}) });
      return fillingsFor(profile, site, code, (id) => (names.has(id) ? (names.text(id).text.title ?? id) : id));
    },
  });
}

/** Wordings that pages or profile name and German does not have in force. */
export function missingTexts(profile: Profile, german: Wordings): readonly string[] {
  const named = namedTexts(profile).map(({ id }) => id);
  return [...new Set([...TEXT_IDS, ...NOTICE_IDS, ...named])].filter((id) => !german.has(id));
}

async function loadProfile(fetchText: FetchText, id: string): Promise<Parsed<Profile>> {
  const path = `/services/${id}/profile.json`;
  const json = await readJson(fetchText, path, 'PROFILE_INVALID', 'SERVICE_UNKNOWN');
  if (!json.ok) return json;
  const profile = parseProfile(json.value, path);
  if (!profile.ok || profile.value.id === id) return profile;
  return refused('PROFILE_INVALID', `${path}, id: "${profile.value.id}", erwartet "${id}" wie der Ordner`);
}

async function loadLayers(fetchText: FetchText, id: string, language: string): Promise<Parsed<Layers>> {
  const paths = [
    `/services/common/texts.${language}.json`,
    `/services/common/notice.${language}.json`,
    `/services/${id}/texts.${language}.json`,
  ];
  const [texts, notice, own] = await Promise.all(paths.map((path) => loadTexts(fetchText, path, language)));
  if (!texts || !notice || !own) return refused('UNEXPECTED', 'layers');
  for (const file of [texts, notice, own]) if (!file.ok) return file;
  const values = (file: Parsed<TextsFile | null>): readonly TextsFile[] => (file.ok && file.value ? [file.value] : []);
  return { ok: true, value: { common: [...values(texts), ...values(notice)], own: values(own) } };
}

/** A file that is not there is no mistake by itself: missing German wordings are found by their ids. */
async function loadTexts(fetchText: FetchText, path: string, language: string): Promise<Parsed<TextsFile | null>> {
  const json = await readJson(fetchText, path, 'TEXTS_INVALID', null);
  if (!json.ok) return json;
  if (json.value === undefined) return { ok: true, value: null };
  const file = parseTexts(json.value, path);
  if (!file.ok || file.value.language === language) return file;
  return refused('TEXTS_INVALID', `${path}, language: "${file.value.language}", erwartet "${language}" wie im Namen`);
}

/** Returns the JSON value, or undefined where there is no such file and `absent` is null. */
async function readJson(
  fetchText: FetchText,
  path: string,
  invalid: ErrorCode,
  absent: ErrorCode | null,
): Promise<Parsed<unknown>> {
  let answer: Awaited<ReturnType<FetchText>>;
  try {
    answer = await fetchText(path);
  } catch {
    // Offline, a name that does not resolve, a time limit: for the person it is all the same, and all can be tried again.
    return refused('SERVER_UNREACHABLE', path);
  }
  if (typeof answer === 'string') return parseJson(answer, path, invalid);
  if (answer.status !== NOT_FOUND) return refused('SERVER_UNREACHABLE', `${path}: ${String(answer.status)}`);
  return absent === null ? { ok: true, value: undefined } : refused(absent, `${path}: ${String(answer.status)}`);
}
