import { EinlassError, refused, type Parsed } from '../errors.ts';
import type { GatePlan, PersonRole } from '../gate/plan.ts';
import { contradictionsIn } from './contradictions.ts';
import { loadFace, wordingsFor, type LoadedFace, type ServiceFace } from './face.ts';
import { loadTexts, type FetchText } from './files.ts';
import { germanDay } from './format.ts';
import { namedTexts, NOTICE_IDS, TEXT_IDS } from './ids.ts';
import { composeNotice, type NoticeSection } from './notice.ts';
import { makePlan, type Refs } from './plan.ts';
import type { Profile } from './profile-schema.ts';
import { makeRefs } from './refs.ts';
import type { Site } from './site-schema.ts';
import { BINDING_LANGUAGE, type Layers, type Wordings } from './wording.ts';

/** A counselling service, ready for one person in one language. */
export interface Service extends ServiceFace {
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

const SHOWN_IDS = 5;

/** Loads a service whole: its face, then the rest. Answers like `loadFace` and `completeService`. Never throws. */
export async function loadService(
  fetchText: FetchText,
  site: Site,
  id: string,
  language: string,
  visitor: Visitor,
): Promise<Parsed<Service>> {
  const face = await loadFace(fetchText, site, id, language, visitor.now);
  return face.ok ? completeService(fetchText, site, face.value, visitor) : face;
}

/**
 * Loads the notice behind a face and makes everything ready that follows from the files. Returns PROFILE_INVALID or
 * TEXTS_INVALID with file and place, SERVER_UNREACHABLE when a file cannot be had now. Never throws.
 */
export async function completeService(
  fetchText: FetchText,
  site: Site,
  face: LoadedFace,
  visitor: Visitor,
): Promise<Parsed<Service>> {
  const { language } = face.wordings;
  const [german, translated] = await Promise.all([
    withNotice(fetchText, face.german, BINDING_LANGUAGE),
    language === BINDING_LANGUAGE ? null : withNotice(fetchText, face.translated, language),
  ]);
  if (!german.ok) return german;
  if (translated?.ok === false) return translated;
  try {
    return await prepare(site, face, german.value, translated?.value ?? german.value, visitor);
  } catch (cause) {
    // What can break here is a wording that the checks above do not know of; anything else is a mistake of ours.
    const isText = cause instanceof EinlassError && cause.code === 'TEXTS_INVALID';
    return isText ? refused('TEXTS_INVALID', cause.message) : refused('UNEXPECTED', String(cause));
  }
}

async function withNotice(fetchText: FetchText, layers: Layers, language: string): Promise<Parsed<Layers>> {
  const notice = await loadTexts(fetchText, [`/services/common/notice.${language}.json`], language);
  return notice.ok ? { ok: true, value: { common: [...layers.common, ...notice.value], own: layers.own } } : notice;
}

async function prepare(
  site: Site,
  { profile, title, wordings: { language } }: LoadedFace,
  german: Layers,
  translated: Layers,
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
      title,
      wordings,
      german: binding,
      checkedBy: unchecked ? null : (files[0]?.checkedBy ?? null),
      notice: composeNotice(profile, wordings, binding),
      refs,
      plan: makePlan(profile, refs, visitor.role),
    },
  };
}

/** Wordings that pages or profile name and German does not have in force. */
export function missingTexts(profile: Profile, german: Wordings): readonly string[] {
  const named = namedTexts(profile).map(({ id }) => id);
  return [...new Set([...TEXT_IDS, ...NOTICE_IDS, ...named])].filter((id) => !german.has(id));
}
