import { refused, type ErrorCode, type Parsed } from '../errors.ts';
import { parseJson, parseProfile, parseTexts } from './parse.ts';
import type { Profile } from './profile-schema.ts';
import type { TextsFile } from './texts-schema.ts';

/**
 * Fetches a text file of the own origin. `path` always starts with exactly one slash. Returns its content, or the
 * status where the server gave none; rejects only when the server cannot be reached.
 */
export type FetchText = (path: string) => Promise<string | { readonly status: number }>;

const NOT_FOUND = 404;

/** Returns the profile of a service; SERVICE_UNKNOWN where there is none. Never throws. */
export async function loadProfile(fetchText: FetchText, id: string): Promise<Parsed<Profile>> {
  const path = `/services/${id}/profile.json`;
  const json = await readJson(fetchText, path, 'PROFILE_INVALID', 'SERVICE_UNKNOWN');
  if (!json.ok) return json;
  const profile = parseProfile(json.value, path);
  if (!profile.ok || profile.value.id === id) return profile;
  return refused('PROFILE_INVALID', `${path}, id: "${profile.value.id}", erwartet "${id}" wie der Ordner`);
}

/**
 * Returns the wordings of those files that are there, in the order of `paths`. A file that is not there is no mistake by
 * itself: missing German wordings are found by their ids. Never throws.
 */
export async function loadTexts(
  fetchText: FetchText,
  paths: readonly string[],
  language: string,
): Promise<Parsed<readonly TextsFile[]>> {
  const files = await Promise.all(paths.map((path) => loadFile(fetchText, path, language)));
  const texts: TextsFile[] = [];
  for (const file of files) {
    if (!file.ok) return file;
    if (file.value) texts.push(file.value);
  }
  return { ok: true, value: texts };
}

async function loadFile(fetchText: FetchText, path: string, language: string): Promise<Parsed<TextsFile | null>> {
  const json = await readJson(fetchText, path, 'TEXTS_INVALID', null);
  if (!json.ok) return json;
  if (json.value === undefined) return { ok: true, value: null };
  const file = parseTexts(json.value, path);
  if (!file.ok || file.value.language === language) return file;
  return refused('TEXTS_INVALID', `${path}, language: "${file.value.language}", erwartet "${language}" wie im Namen`);
}

/** Returns the JSON value, or undefined where there is no such file and `absent` is null. */
export async function readJson(
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
