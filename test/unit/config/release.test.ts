import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { archiveOf } from '../../../config/release/archive.ts';
import { tarOf } from '../../../config/release/tar.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SECONDS = 1_700_000_000;
const LONG = `site/assets/${'a'.repeat(120)}/${'b'.repeat(60)}.js`;
let work = '';

/** Lays a small build into a folder of its own, its files in the given order. */
async function lay(name: string, files: readonly string[]): Promise<string> {
  for (const file of files) {
    await mkdir(dirname(join(work, name, file)), { recursive: true });
    await writeFile(join(work, name, file), file);
  }
  return join(work, name);
}
const FILES = ['site/index.html', LONG, 'jitsi-plugin/plugin.head.html', 'tool/check-site.mjs'];

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'einlass-release-'));
});
afterAll(() => rm(work, { recursive: true }));

test('two archives of one commit are the same, wherever the build lay and in whatever order it was written', async () => {
  const one = archiveOf(ROOT, await lay('one', FILES), 'einlass-1', SECONDS);
  const other = archiveOf(ROOT, await lay('elsewhere', [...FILES].reverse()), 'einlass-1', SECONDS);
  expect(other.equals(one)).toBe(true);

  await writeFile(join(work, 'one.tar.gz'), one);
  expect(spawnSync('tar', ['-xzf', 'one.tar.gz'], { cwd: work }).status).toBe(0);
  const inside = (path: string): Promise<string> => readFile(join(work, 'einlass-1', path), 'utf8');
  const sums = (await inside('SHA256SUMS')).trim().split('\n');
  expect(sums.length).toBeGreaterThan(20);
  for (const line of sums) {
    const content = await readFile(join(work, 'einlass-1', line.slice(66)));
    expect(createHash('sha256').update(content).digest('hex')).toBe(line.slice(0, 64));
  }
  const bom = JSON.parse(await inside('sbom.cdx.json')) as Record<string, unknown>;
  expect(bom).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { timestamp: new Date(SECONDS * 1000).toISOString() },
  });
  const notices = await inside('THIRD-PARTY-NOTICES.txt');
  for (const name of ['lit', 'jose', 'valibot', '@jitsi/web-sdk']) expect(notices).toContain(`\n${name}\n`.trimStart());
  expect(`${JSON.stringify(bom)}${notices}`).not.toContain(ROOT.slice(0, -1));
});

test('entries belong to nobody, carry the time they are given, and a path that does not fit is refused', () => {
  const archive = tarOf(
    [
      { path: 'b', content: Buffer.from('x') },
      { path: 'a', content: Buffer.of() },
    ],
    SECONDS,
  );
  expect(archive.toString('latin1', 0, 1)).toBe('a');
  expect(archive.toString('latin1', 108, 123)).toBe('0000000\x000000000');
  expect(Number.parseInt(archive.toString('latin1', 136, 147), 8)).toBe(SECONDS);
  expect(() => tarOf([{ path: 'c'.repeat(101), content: Buffer.of() }], SECONDS)).toThrow('Too long');
});

test('two builds of one commit are the same, also from a copy that lies elsewhere', async () => {
  await mkdir(join(ROOT, '.cache'), { recursive: true });
  // Beside what is installed: links need one file system. Linked as a folder, the packages would have other paths than a clone's.
  const copy = await mkdtemp(join(ROOT, '.cache/release-copy-'));
  onTestFinished(() => rm(copy, { recursive: true }));
  const tracked = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
    .stdout.split('\0')
    .filter(Boolean);
  for (const path of tracked.filter((path) => !path.startsWith('test/'))) {
    await cp(join(ROOT, path), join(copy, path)).catch(() => undefined);
  }
  expect(spawnSync('cp', ['-al', join(ROOT, 'node_modules'), copy]).status).toBe(0);
  const archives = [ROOT, copy].map((root, index) => {
    const built = join(work, `built-${String(index)}`);
    const code = `import { buildInto } from './config/release/build.ts'; await buildInto(${JSON.stringify(built)});`;
    const env = { ...process.env, NODE_ENV: 'production' };
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    return archiveOf(root, built, 'einlass-1', SECONDS);
  });
  expect(archives[0]?.equals(archives[1] as Buffer)).toBe(true);
});
