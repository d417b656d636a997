import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './tar.ts';

interface Package {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Bom {
  readonly components: readonly { readonly name: string; readonly version: string }[];
}

/**
 * The list of everything that is shipped, as CycloneDX JSON, from the lock file alone. `npm sbom` leaves out Lit and valibot here
 * (npm 11.19: a peer of something for tests counts as not shipped), and names the folder, the hour and a random number.
 */
export function sbomOf(root: string, seconds: number): Bom {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Package>;
  };
  const { version = '' } = packages[''] ?? {};
  const components = [...shippedBy(packages)].sort().map((name) => componentOf(name, packages[`node_modules/${name}`]));
  const refOf = (name: string): string => purl(name, packages[`node_modules/${name}`]?.version ?? '');
  const own = purl('einlass', version);
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
    ...{
      metadata: {
        timestamp: new Date(seconds * 1000).toISOString(),
        component: { type: 'application', name: 'einlass', version, 'bom-ref': own, licenses: licensed('EUPL-1.2') },
      },
      dependencies: [
        { ref: own, dependsOn: Object.keys(packages['']?.dependencies ?? {}).map(refOf) },
        ...components.map(({ name }) => ({
          ref: refOf(name),
          dependsOn: Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).map(refOf),
        })),
      ],
    },
    components,
  };
}

function componentOf(name: string, of: Package | undefined): Bom['components'][number] {
  if (of === undefined) throw new Error(`${name} is not in the lock file`);
  const [, hash = ''] = /^sha512-(.+)$/.exec(of.integrity ?? '') ?? [];
  const { version, license } = of;
  return {
    ...{ type: 'library', 'bom-ref': purl(name, version), purl: purl(name, version) },
    ...{ name, version },
    ...(hash === '' ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] }),
    ...(license === undefined ? {} : { licenses: licensed(license) }),
  };
}

function licensed(expression: string): object[] {
  return [/[ ()]/.test(expression) ? { expression } : { license: { id: expression } }];
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** What our dependencies depend on, by name. Peers do not count: React is one of @jitsi/web-sdk and is not installed. */
function shippedBy(packages: Readonly<Record<string, Package>>): ReadonlySet<string> {
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
