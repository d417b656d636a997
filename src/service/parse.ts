import * as v from 'valibot';
import { refused, type ErrorCode, type Parsed } from '../errors.ts';
import { frozen } from '../gate/frozen.ts';
import { profileSchema, type Profile } from './profile-schema.ts';
import { siteSchema, type Site } from './site-schema.ts';
import { textsSchema, type TextsFile } from './texts-schema.ts';

/** Characters. The largest real file has about 40 000; more than this is a mistake or an attack. */
export const MAX_FILE_LENGTH = 256 * 1024;

const MAX_SHOWN_ISSUES = 5;

/** Returns the profile, or PROFILE_INVALID with place and cure of what is wrong. Never throws. */
export function parseProfile(json: unknown, file = 'profile.json'): Parsed<Profile> {
  return parseWith(profileSchema, json, file, 'PROFILE_INVALID');
}

/** Returns the wordings of one language, or TEXTS_INVALID with place and cure of what is wrong. Never throws. */
export function parseTexts(json: unknown, file = 'texts.json'): Parsed<TextsFile> {
  return parseWith(textsSchema, json, file, 'TEXTS_INVALID');
}

/** Returns the settings of the installation, or SITE_INVALID with place and cure of what is wrong. Never throws. */
export function parseSite(json: unknown, file = 'site.json'): Parsed<Site> {
  return parseWith(siteSchema, json, file, 'SITE_INVALID');
}

/** Returns the JSON value of `text`, or `code` where it is too long or no JSON. Never throws, whatever the string. */
export function parseJson(text: string, file: string, code: ErrorCode): Parsed<unknown> {
  if (text.length > MAX_FILE_LENGTH) {
    return refused(code, `${file}: ${String(text.length)} Zeichen, erwartet höchstens ${String(MAX_FILE_LENGTH)}`);
  }
  try {
    // Editors under Windows put a byte order mark in front; it says nothing.
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown };
  } catch (cause) {
    return refused(code, `${file}: kein gültiges JSON (${cause instanceof Error ? cause.message : 'unlesbar'})`);
  }
}

function parseWith<T>(schema: v.GenericSchema<unknown, T>, json: unknown, file: string, code: ErrorCode): Parsed<T> {
  const result = v.safeParse(schema, json);
  // Everybody is handed these, the page included, and nobody may change what the gate goes by.
  if (result.success) return { ok: true, value: frozen(result.output) };
  const shown = result.issues.slice(0, MAX_SHOWN_ISSUES).map((issue) => `${file}, ${describe(issue)}`);
  const more = result.issues.length - shown.length;
  return refused(code, more > 0 ? `${shown.join('; ')}; und ${String(more)} weitere` : shown.join('; '));
}

/** "purposes[1].legalBasis: "6-1-f", erwartet …" */
function describe(issue: v.BaseIssue<unknown>): string {
  const place = placeOf(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never') return `${place}: unbekanntes Feld`;
  const wanted = issue.expected ?? requirementOf(issue);
  if (issue.received === 'undefined') return `${place}: fehlt, erwartet ${wanted}`;
  return `${place}: ${issue.received.slice(0, 80)}, erwartet ${wanted}`;
}

function placeOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const place = keys.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${String(key)}]` : path === '' ? String(key) : `${path}.${String(key)}`,
    '',
  );
  return place === '' ? '(Datei)' : place;
}

/** Patterns and checks carry in their message what they want; valibot itself says nothing else about them. */
function requirementOf(issue: v.BaseIssue<unknown>): string {
  return issue.message.startsWith('Invalid') ? issue.type : issue.message;
}
