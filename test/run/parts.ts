import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from '../../config/bootstrap/build.mjs';
import { ROOT, tool } from './command.ts';
import { check, playwright, vitest } from './reports.ts';
import { checkSizes } from './sizes.ts';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped?: number;
  /** How many of the passed ones needed a second try. */
  readonly secondTries?: number;
  /** Shown when something failed. */
  readonly output: string;
  readonly seconds?: number;
}

export interface Part {
  /** What `npm test -- <id>` chooses it by. */
  readonly id: string;
  /** True when nothing else may run beside it. */
  readonly alone?: boolean;
  readonly run: () => Promise<Outcome>;
}

/** Everything that `npm test` runs, in the order in which it is printed. */
export const PARTS: readonly Part[] = [
  { id: 'types', run: () => check('tsc', ['--noEmit', '-p', '.']) },
  { id: 'lint', run: lint },
  { id: 'unit', run: () => vitest('unit*') },
  { id: 'house', run: () => vitest('house') },
  { id: 'profiles', run: checkProfiles },
  { id: 'build', run: build },
  { id: 'browser', run: () => vitest('browser', 'chromium') },
  { id: 'contract', run: () => withBuild(() => playwright('test/contract')) },
  { id: 'e2e', alone: true, run: () => withBuild(() => playwright('test/e2e')) },
  { id: 'size', run: () => withBuild(checkSizes) },
];

/** What Prettier looks after. Legal wordings, recordings and documents keep the line breaks they were written with. */
const FORMATTED = [
  'src/**/*.{ts,css,html}',
  'test/**/*.ts',
  'config/**/*.{ts,mjs,json}',
  '*.{ts,js}',
  '{package,tsconfig}.json',
  '!src/i18n/{locales,office-locales}/**',
];

async function lint(): Promise<Outcome> {
  const pages = ['src', 'src/practice', 'static'].flatMap(htmlIn);
  const checks = [
    await check('eslint', ['-c', 'config/eslint/eslint.config.mjs', '--max-warnings=0', '.']),
    await check('prettier', ['--check', '--log-level=warn', ...FORMATTED]),
    await check('knip', ['-c', 'config/knip.json', '--no-progress']),
    ...(pages.length > 0 ? [await check('html-validate', ['-c', 'config/html-validate.json', ...pages])] : []),
  ];
  return sum(checks);
}

function htmlIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.html'))
    .map((name) => `${folder}/${name}`);
}

async function checkProfiles(): Promise<Outcome> {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  if (!('check-profiles' in scripts)) return { passed: 0, failed: 0, output: '' };
  const { code, output } = await tool('npm', ['run', '--silent', 'check-profiles']);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

let built: Promise<void> | undefined;

async function build(): Promise<Outcome> {
  built ??= buildAll();
  await built;
  return { passed: 1, failed: 0, output: '' };
}

/** Parts that were chosen alone build first; in a whole run the build is there. */
async function withBuild(part: () => Promise<Outcome>): Promise<Outcome> {
  built ??= buildAll();
  await built;
  return part();
}

function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    output: outcomes
      .filter(({ failed }) => failed > 0)
      .map(({ output }) => output)
      .join('\n'),
  };
}
