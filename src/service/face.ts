import { refused, type Parsed } from '../errors.ts';
import { loadProfile, loadTexts, readJson, type FetchText } from './files.ts';
import { fillingsFor, titleOf } from './fillings.ts';
import { germanDay } from './format.ts';
import { parseSite } from './parse.ts';
import type { Profile } from './profile-schema.ts';
import type { Site } from './site-schema.ts';
import { BINDING_LANGUAGE, makeWordings, type Layers, type Wordings } from './wording.ts';

/** What the first screen needs of a service; the rest of it is loaded behind that screen (budget, design §7). */
export interface ServiceFace {
  readonly profile: Profile;
  /** Title in the language on screen, German where it has none. */
  readonly title: string;
  /** Wordings in the language that was asked for; each says whether it had to fall back to German. */
  readonly wordings: Wordings;
}

/** A face with the files it was made of, so that the rest of the service is not fetched twice. */
export interface LoadedFace extends ServiceFace {
  readonly german: Layers;
  readonly translated: Layers;
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

/** Returns the settings of the installation, SITE_INVALID or SERVER_UNREACHABLE. Never throws. */
export async function loadSite(fetchText: FetchText): Promise<Parsed<Site>> {
  const json = await readJson(fetchText, '/site.json', 'SITE_INVALID', 'SITE_INVALID');
  return json.ok ? parseSite(json.value) : json;
}

/**
 * Loads what the first screen shows of a service. Returns SERVICE_UNKNOWN only when the site does not list it or has no
 * profile for it, PROFILE_INVALID or TEXTS_INVALID with file and place, SERVER_UNREACHABLE when a file cannot be had now.
 * A language without texts is German, visibly. Never throws.
 */
export async function loadFace(
  fetchText: FetchText,
  site: Site,
  id: string,
  language: string,
  now: number,
): Promise<Parsed<LoadedFace>> {
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
  const layers = translated?.value ?? german.value;
  const wordings = wordingsFor(site, profile.value, german.value, layers, wanted, germanDay(now));
  if (!wordings.has(WELCOME_ID)) return refused('TEXTS_INVALID', `fehlt auf Deutsch: ${WELCOME_ID}`);
  return {
    ok: true,
    value: {
      profile: profile.value,
      title: titleOf(profile.value, wanted),
      wordings,
      german: german.value,
      translated: layers,
    },
  };
}

/** The wording of the first screen. */
const WELCOME_ID = 'start.welcome';

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

async function loadLayers(fetchText: FetchText, id: string, language: string): Promise<Parsed<Layers>> {
  const [common, own] = await Promise.all([
    loadTexts(fetchText, [`/services/common/texts.${language}.json`], language),
    loadTexts(fetchText, [`/services/${id}/texts.${language}.json`], language),
  ]);
  if (!common.ok) return common;
  return own.ok ? { ok: true, value: { common: common.value, own: own.value } } : own;
}
