import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { germanDay } from '../src/service/format.ts';
import { lintFiles, isPublishable, whyNotPublishable } from '../src/service/lint.ts';
import type { Finding, Severity } from '../src/service/lint/finding.ts';
import { parseJson, parseProfile } from '../src/service/parse.ts';
import { readInstallation } from './installation.ts';

/*
 * `npm run check-profiles [folder]` – names file, place and cure of everything that is wrong with the profiles and texts
 * of an installation (default: static). Ends with 1 when there is an error.
 */

const NAMES: Readonly<Record<Severity, string>> = { error: 'FEHLER ', warning: 'Warnung', note: 'Hinweis' };

const folder = process.argv[2] ?? 'static';
const files = await readInstallation(folder);
const all = await lintFiles(files, germanDay(Date.now()), (path) => existsSync(join(folder, path)));

for (const path of new Set(all.map(({ file }) => file))) {
  write(`\n${folder}${path}`);
  for (const finding of all.filter(({ file }) => file === path)) write(describe(finding));
}

write('');
for (const [path, text] of files) {
  if (!path.endsWith('/profile.json')) continue;
  const json = parseJson(text, path, 'PROFILE_INVALID');
  const profile = json.ok ? parseProfile(json.value, path) : json;
  if (!profile.ok) continue;
  const { id, status } = profile.value;
  const reasons = whyNotPublishable(profile.value, all).length;
  const verdict = isPublishable(profile.value, all)
    ? 'veröffentlichbar'
    : `nicht veröffentlichbar (${String(reasons)} Gründe)`;
  write(`${id}: ${verdict}, Status ${status}`);
}

const count = (severity: Severity): string => String(all.filter((finding) => finding.severity === severity).length);
write(`${count('error')} Fehler, ${count('warning')} Warnungen, ${count('note')} Hinweise`);
process.exitCode = all.some(({ severity }) => severity === 'error') ? 1 : 0;

function describe({ severity, rule, place, message, cure }: Finding): string {
  return `  ${NAMES[severity]} [${rule}] ${place}: ${message}\n          → ${cure}`;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
