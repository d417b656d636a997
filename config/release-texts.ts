import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { parseLock } from '../src/service/lint.ts';
import { compareWithLock, LOCK_PATH, placedTexts, placeOfTexts, release, type Lock } from '../src/service/lint/lock.ts';
import { parseJson, parseTexts } from '../src/service/parse.ts';
import type { TextsFile } from '../src/service/texts-schema.ts';
import { readInstallation } from './installation.ts';

/*
 * `npm run release-texts [folder]` – records the hash of every new version of a text. From then on it never changes
 * again: a released text with other words is refused here, with nothing written, and fails the tests.
 */

const folder = process.argv[2] ?? 'static';
const file = join(folder, LOCK_PATH);
const lock = existsSync(file) ? readLock(await readFile(file, 'utf8')) : {};
const texts = placedTexts(readTexts(await readInstallation(folder)));
const { changes, gone } = await compareWithLock(texts, lock);
const changed = changes.filter(({ change }) => change === 'changed');
const added = changes.filter(({ change }) => change === 'unreleased');

for (const { placed } of changed) {
  write(
    `${folder}${placed.path}: ${placed.text.id}, Fassung ${String(placed.text.version)} wurde nach der Freigabe geändert.`,
  );
}
for (const { folder: service, language, id, version } of gone) {
  write(`${service}.${language}: ${id}, Fassung ${version} ist nach der Freigabe verschwunden.`);
}
if (changed.length + gone.length > 0) {
  write('Nichts geschrieben. Alten Wortlaut wiederherstellen, neuen als nächste Fassung daneben stellen.');
  process.exitCode = 1;
} else {
  await writeFile(file, `${JSON.stringify(sorted(release(lock, added)), null, 2)}\n`);
  write(`${String(added.length)} Fassungen festgehalten, ${String(changes.length - added.length)} unverändert.`);
}

function readLock(text: string): Lock {
  const json = parseJson(text, file, 'TEXTS_INVALID');
  const parsed = json.ok ? parseLock(json.value, file) : json;
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  return parsed.value;
}

function readTexts(files: ReadonlyMap<string, string>): Map<string, TextsFile> {
  const read = new Map<string, TextsFile>();
  for (const [path, text] of files) {
    if (!placeOfTexts(path)) continue;
    const json = parseJson(text, path, 'TEXTS_INVALID');
    const parsed = json.ok ? parseTexts(json.value, path) : json;
    if (!parsed.ok) throw new Error(parsed.problem.detail);
    read.set(path, parsed.value);
  }
  return read;
}

/** Keys in order, so that a release shows as added lines and nothing else. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([key, member]: [string, unknown]) => [key, sorted(member)]),
  );
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
