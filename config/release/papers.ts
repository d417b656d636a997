import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './tar.ts';

interface Bom {
  serialNumber?: string;
  metadata: { timestamp: string; tools?: unknown; component: { name: string; 'bom-ref': string } };
  components: { name: string; version: string; 'bom-ref': string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

/**
 * The list of everything that is shipped, as CycloneDX JSON, from the lock file alone. npm writes the time, its own version, a
 * random number and the name of the folder into it; here the time is that of the commit and the rest is left out.
 */
export function sbomOf(root: string, seconds: number): Bom {
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const bom = JSON.parse(execFileSync('npm', words, { cwd: root, encoding: 'utf8' })) as Bom;
  const shipped = shippedBy(root);
  bom.components = bom.components.filter(({ name }) => shipped.has(name));
  const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((component) => component['bom-ref'])]);
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  delete bom.serialNumber;
  delete bom.metadata.tools;
  bom.metadata.timestamp = new Date(seconds * 1000).toISOString();
  bom.metadata.component.name = 'einlass';
  return bom;
}

/**
 * What our dependencies depend on, by name. Peers do not count: React is one of @jitsi/web-sdk and is not installed – and npm's own
 * `--omit dev` leaves out Lit, because something for tests depends on it, too.
 */
function shippedBy(root: string): ReadonlySet<string> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  const found = new Set<string>();
  const follow = (path: string): void => {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      if (found.has(name)) continue;
      found.add(name);
      follow(`node_modules/${name}`);
    }
  };
  follow('');
  return found;
}

/** The licence texts of every package of `bom`, as they lie in node_modules. Throws when one has none. */
export function noticesOf(root: string, bom: Bom): string {
  const names = [...new Set(bom.components.map(({ name }) => name))].sort();
  return names
    .map((name) => `${name}\n${'='.repeat(name.length)}\n\n${licenceOf(join(root, 'node_modules', name))}`)
    .join('\n\n');
}

function licenceOf(folder: string): string {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)/i.test(name));
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license?: string };
  if (files.length === 0 && license === undefined) throw new Error(`No licence in ${folder}`);
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length === 0 ? `${license} (the package carries no text of it)` : texts.join('\n\n');
}

/** What `sha256sum -c` reads. */
export function sumsOf(entries: readonly Entry[]): string {
  const lines = entries.map(({ path, content }) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`);
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('');
}
