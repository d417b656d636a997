import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noticesOf, sbomOf, sumsOf } from './papers.ts';
import { tarOf } from './tar.ts';
import type { Entry } from './tar.ts';

/** What goes in: where it lies, and under which name it is shipped. `built` is below the folder of the build. */
const CONTENT: readonly {
  readonly from: string;
  readonly to: string;
  readonly built?: true;
}[] = [
  { from: 'site', to: 'site', built: true },
  { from: 'jitsi-plugin', to: 'jitsi-plugin', built: true },
  { from: 'tool/check-site.mjs', to: 'check-site.mjs', built: true },
  { from: 'config/nginx', to: 'config/nginx' },
  { from: 'config/jitsi', to: 'config/jitsi' },
  { from: 'config/docker', to: 'config/docker' },
  { from: 'config/README.md', to: 'config/README.md' },
  { from: 'config/check/README.md', to: 'config/check/README.md' },
  { from: 'interface_config.js', to: 'interface_config.js' },
  { from: 'LICENSE', to: 'LICENSE' },
  { from: 'LICENSES', to: 'LICENSES' },
];

/**
 * The archive of a release: the same bytes for the same commit, wherever it is made.
 * @param root the project
 * @param built the folder with the finished builds
 * @param name of the one folder inside
 * @param seconds since 1970, the time of the commit
 */
export function archiveOf(root: string, built: string, name: string, seconds: number): Buffer {
  const files = CONTENT.flatMap((part) => filesIn(join(part.built ? built : root, part.from), part.to));
  const bom = sbomOf(root, seconds);
  const made = [
    entry('sbom.cdx.json', `${JSON.stringify(bom, null, 2)}\n`),
    entry('THIRD-PARTY-NOTICES.txt', noticesOf(root, bom)),
  ];
  const all = [...files, ...made];
  const whole = [...all, entry('SHA256SUMS', sumsOf(all))];
  return gzipSync(
    tarOf(
      whole.map(({ path, content }) => ({ path: `${name}/${path}`, content })),
      seconds,
    ),
    { level: 9 },
  );
}

function entry(path: string, text: string): Entry {
  return { path, content: Buffer.from(text) };
}

function filesIn(from: string, to: string): Entry[] {
  if (!statSync(from).isDirectory()) return [{ path: to, content: readFileSync(from) }];
  return readdirSync(from).flatMap((name) => filesIn(join(from, name), `${to}/${name}`));
}
