import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOfFirstStep } from '../../../config/budgets/first-step.mjs';

const PAGE = `<!doctype html>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" crossorigin href="/assets/main-1.css">
<link rel="modulepreload" crossorigin href="/assets/lit-1.js">
<script type="module" crossorigin src="/assets/main-1.js"></script>
<script nomodule src="/assets/old-1.js"></script>`;

let site: string;

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'einlass-'));
  await mkdir(join(site, 'assets'));
  const files = [
    'assets/main-1.css',
    'assets/lit-1.js',
    'assets/main-1.js',
    'assets/later-1.js',
    'assets/old-1.js',
    'icon.svg',
    'site.json',
  ];
  await Promise.all(files.map((file) => writeFile(join(site, file), 'x')));
  await writeFile(join(site, 'index.html'), PAGE);
  await mkdir(join(site, 'services/common'), { recursive: true });
  await writeFile(join(site, 'services/common/texts.de.json'), 'x'.repeat(99));
  await writeFile(join(site, 'services/common/notice.de.json'), 'x'.repeat(99));
  await writeFile(join(site, 'services/common/notice.en.json'), 'x');
  await writeFile(join(site, 'services/profile.schema.json'), 'x');
  for (const [id, length] of [
    ['short', 1],
    ['long', 9],
  ] as const) {
    await mkdir(join(site, 'services', id), { recursive: true });
    for (const name of ['profile.json', 'texts.de.json', 'texts.en.json', 'texts.de-simple.json']) {
      await writeFile(join(site, 'services', id, name), 'x'.repeat(length));
    }
  }
});

afterAll(() => rm(site, { recursive: true }));

test('the first step is the page, what it names, the settings and the longest service in German', () => {
  const { all, scripts } = filesOfFirstStep(site);
  const names = (files: readonly string[]): string[] => files.map((file) => relative(site, file)).sort();
  expect(names(scripts)).toEqual(['assets/lit-1.js', 'assets/main-1.js']);
  expect(names(all)).toEqual([
    'assets/lit-1.js',
    'assets/main-1.css',
    'assets/main-1.js',
    'index.html',
    'services/common/texts.de.json',
    'services/long/profile.json',
    'services/long/texts.de.json',
    'site.json',
  ]);
});
