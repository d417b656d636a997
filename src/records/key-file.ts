import * as v from 'valibot';
import { refused, type Parsed } from '../errors.ts';
import { toHex } from './hex.ts';

const FORMAT = 'einlass-team-key/1';
/** Characters. A key file has about 1 200. */
const MOST = 16_384;

const namedSchema = v.object({ format: v.pipe(v.string(), v.regex(/^einlass-team-key\/\d+$/)) });
const fileSchema = v.object({
  format: v.string(),
  jwe: v.pipe(v.string(), v.regex(/^[\w-]+(\.[\w-]+){4}$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** Writes a sealed team key as a file that names itself and carries a checksum of what is sealed. */
export async function writeKeyFile(jwe: string): Promise<string> {
  return `${JSON.stringify({ format: FORMAT, jwe, sha256: await checksum(jwe) }, null, 2)}\n`;
}

/**
 * Returns the sealed key of a file. The checksum stands outside of what is sealed, because nothing else can tell a
 * damaged file from a wrong passphrase; it protects against bad luck, not against people. Refuses with KEY_FILE_FOREIGN,
 * KEY_FILE_NEWER or KEY_FILE_DAMAGED. Never throws.
 */
export async function readKeyFile(text: string): Promise<Parsed<string>> {
  if (text.length > MOST) return refused('KEY_FILE_FOREIGN', `${text.length} characters, expected at most ${MOST}`);
  const json = parsed(text);
  const file = v.safeParse(fileSchema, json);
  // A changed digit of the version, too, is damage as long as everything else fits this version.
  if (file.success && (await checksum(file.output.jwe)) === file.output.sha256) {
    return file.output.format === FORMAT
      ? { ok: true, value: file.output.jwe }
      : refused('KEY_FILE_DAMAGED', 'its name was changed');
  }
  const named = v.safeParse(namedSchema, json);
  if (named.success && named.output.format !== FORMAT) return refused('KEY_FILE_NEWER', named.output.format);
  if (file.success || looksOurs(text)) return refused('KEY_FILE_DAMAGED', 'not as it was written');
  return refused('KEY_FILE_FOREIGN', 'no key file');
}

/** Any of the things that only our files hold: one byte can spoil one of them, not all. */
function looksOurs(text: string): boolean {
  return text.includes('einlass-team-key/') || /"jwe"\s*:\s*"eyJ/.test(text);
}

function parsed(text: string): unknown {
  try {
    // Editors under Windows put a byte order mark in front; it says nothing.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    // No JSON at all: told apart by the caller.
    return undefined;
  }
}

async function checksum(jwe: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${FORMAT}\n${jwe}`))));
}
