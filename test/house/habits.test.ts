import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breachesOf, HABITS } from './habits.ts';
import { readSources, ROOT } from './sources.ts';

/** Files that keep every habit, and files that break exactly one; the number counts the broken ones. */
const TABLE: readonly [path: string, text: string, broken: number][] = [
  ['gate/steps.ts', '// Compared with Date.now() by the caller.\nexport const many = 1;', 0],
  ['gate/steps.ts', 'export const now = Date.now();', 1],
  ['gate/steps.ts', 'export const chance = () => Math.random();', 1],
  ['visit/clock.ts', 'export const now = Date.now();', 0],
  ['visit/long.ts', '\n'.repeat(299) + 'export const end = 1;', 0],
  ['visit/long.ts', '\n'.repeat(300) + 'export const end = 1;', 1],
  ['styles/long.css', '\n'.repeat(300) + 'p { margin: 0 }', 1],
  ['visit/loud.ts', "console.log('x');", 1],
  ['visit/consoled.ts', "export const word = 'consoled';", 0],
  ['visit/loose.ts', 'export const x = y as any;', 1],
  ['visit/loose.ts', 'export function f(x: any): void {}', 1],
  ['visit/fine.ts', '/** Reads: any text, of any length. */\nexport const anything = 1;', 0],
  ['visit/later.ts', '// TODO finish', 1],
  ['visit/Later.ts', '', 1],
  ['elements/shared/door-arch.ts', "customElements.define('door-arch', DoorArch);", 0],
  ['elements/shared/door-arch.ts', "customElements.define('door-bell', DoorArch);", 1],
  ['jitsi/events.ts', "export const joined = 'videoConferenceJoined';", 0],
  ['visit/events.ts', "export const joined = 'videoConferenceJoined';", 1],
  ['visit/people.ts', "export const role = 'guest';", 1],
  ['visit/people.ts', "export const suggestion = 'client';", 0],
  ['index.html', '<script type="module" src="/main.ts"></script>', 0],
  ['index.html', '<script>start()</script>', 1],
  ['index.html', '<p style="color: red">', 1],
];

/** Everything that may lie in the top folder. */
const TOP_LEVEL = new Set(
  (
    'src static config test package.json package-lock.json tsconfig.json vite.config.ts interface_config.js README.md ' +
    'CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE LICENSES publiccode.yml REUSE.toml .ci .npmrc .gitignore .editorconfig ' +
    // Not ours to keep, and ignored by git.
    '.git node_modules dist .cache test-results playwright-report'
  ).split(' '),
);

describe('the habits of the house', () => {
  test.each(TABLE)('%s with %j breaks %i', (path, text, broken) => {
    expect(HABITS.flatMap((habit) => breachesOf([{ path, text }], habit))).toHaveLength(broken);
  });

  const sources = readSources();
  test.each(HABITS.map((habit) => [habit.name, habit] as const))('%s', (_name, habit) => {
    expect(breachesOf(sources, habit)).toEqual([]);
  });
});

describe('the top folder', () => {
  test('holds only what belongs there', () => {
    expect(readdirSync(ROOT).filter((name) => !TOP_LEVEL.has(name))).toEqual([]);
  });

  test('has a lock file that names no registry', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
  });

  test('has exact versions only', () => {
    const file = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const versions = Object.entries({ ...file.dependencies, ...file.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
