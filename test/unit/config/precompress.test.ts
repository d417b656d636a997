import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { precompress } from '../../../config/vite/precompress.ts';

/** Builds a small site and returns every file of it. */
async function built(root: string, outDir: string): Promise<Map<string, Buffer>> {
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: join(root, 'static'),
    plugins: [precompress()],
    build: { outDir },
  });
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(files.map(async (file) => [file.slice(outDir.length + 1), await readFile(file)] as const)),
  );
}

test('what is final lies there compressed, the same in every build; what operators edit does not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'einlass-build-'));
  await mkdir(join(root, 'static/services/coburg'), { recursive: true });
  await Promise.all([
    writeFile(join(root, 'index.html'), '<!doctype html><script type="module" src="/main.js"></script>'),
    writeFile(join(root, 'main.js'), "document.title = 'Einlass'.repeat(document.links.length);"),
    writeFile(join(root, 'static/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    writeFile(join(root, 'static/site.json'), '{}'),
    writeFile(join(root, 'static/services/coburg/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    writeFile(join(root, 'static/services/coburg/profile.json'), '{}'),
  ]);
  const [one, other] = [await built(root, join(root, 'one')), await built(root, join(root, 'other'))];
  const compressed = [...one.keys()].filter((name) => /\.(gz|br)$/.test(name));
  expect(compressed.map((name) => name.replace(/-[\w-]{8}\.js/, '.js')).sort()).toEqual(
    ['assets/index.js', 'icon.svg', 'index.html'].flatMap((name) => [`${name}.br`, `${name}.gz`]),
  );
  for (const name of compressed) {
    const [packed = Buffer.of(), plain] = [one.get(name), one.get(name.slice(0, -3))];
    expect(
      (name.endsWith('.gz') ? gunzipSync(packed) : brotliDecompressSync(packed)).equals(plain ?? Buffer.of()),
    ).toBe(true);
    // Seconds since 1970 in a gzip head (RFC 1952): none.
    if (name.endsWith('.gz')) expect(packed.readUInt32LE(4)).toBe(0);
  }
  expect([...other]).toEqual([...one]);
  await rm(root, { recursive: true });
});
