/** `npm run release`: one archive in dist/, the same bytes for the same commit. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { archiveOf } from './archive.ts';
import { buildInto } from './build.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const git = (...words: string[]): string => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8' }).trim();

if (git('status', '--porcelain') !== '') {
  process.stderr.write(
    'Es gibt Änderungen, die in keinem Commit stehen. Ein Archiv muss zu einem Commit gehören: erst einchecken.\n' +
      'There are changes that no commit holds. An archive must belong to a commit: commit first.\n',
  );
  process.exit(1);
}
const seconds = Number(git('log', '-1', '--format=%ct'));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const built = join(ROOT, '.cache/release');
rmSync(built, { recursive: true, force: true });
await buildInto(built);
const name = `einlass-${version}`;
mkdirSync(join(ROOT, 'dist'), { recursive: true });
writeFileSync(join(ROOT, 'dist', `${name}.tar.gz`), archiveOf(ROOT, built, name, seconds));
rmSync(built, { recursive: true });
process.stdout.write(`dist/${name}.tar.gz\n`);
