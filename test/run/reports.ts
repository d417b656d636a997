import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { findBrowser } from '../../config/bootstrap/browsers.mjs';
import { findNginx } from '../../config/bootstrap/nginx.mjs';
import { ROOT, tool } from './command.ts';
import type { Finished } from './command.ts';
import type { Outcome } from './parts.ts';

const vitestSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numFailedTestSuites: v.number(),
  numPendingTests: v.number(),
});

const playwrightSchema = v.object({
  stats: v.object({ expected: v.number(), unexpected: v.number(), flaky: v.number(), skipped: v.number() }),
  errors: v.array(v.unknown()),
});

/** One check that either holds or does not. */
export async function check(name: string, args: readonly string[]): Promise<Outcome> {
  const { code, output } = await tool(name, args);
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output: `${name}:\n${output}` };
}

/** One project of the Vitest configuration, or all whose names match. */
export async function vitest(project: string, needs?: 'chromium'): Promise<Outcome> {
  if (needs !== undefined && findBrowser(needs) === undefined) return lacking(needs);
  const file = await reportFile(`vitest-${project.replace(/\W/g, '')}.json`);
  const args = ['run', '-c', 'test/vitest.config.ts', '--project', project, '--reporter=dot', '--reporter=json'];
  const finished = await tool('vitest', [...args, `--outputFile.json=${file}`]);
  const report = await readReport(vitestSchema, file, finished);
  // A file that cannot be loaded has no failed test in it; it is a failure all the same.
  const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 ? 1 : 0);
  return outcomeOf(finished, { passed: report.numPassedTests, failed, skipped: report.numPendingTests });
}

/** The specs of one folder, in both browsers, part of them through nginx. */
export async function playwright(folder: string): Promise<Outcome> {
  for (const browser of ['chromium', 'firefox'] as const) {
    if (findBrowser(browser) === undefined) return lacking(browser);
  }
  if (findNginx() === undefined) return lacking('nginx');
  const file = await reportFile(`playwright-${folder.replace(/\W/g, '-')}.json`);
  const args = [
    'test',
    '-c',
    'test/playwright.config.ts',
    '--reporter=line,json',
    '--pass-with-no-tests',
    `${folder}/`,
  ];
  const finished = await tool('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file, EINLASS_BUILT: '1' });
  const { stats, errors } = await readReport(playwrightSchema, file, finished);
  // A second try exists in CI only; what needed it is said, so that nobody takes it for quiet.
  const passed = stats.expected + stats.flaky;
  const outcome = outcomeOf(finished, { passed, failed: stats.unexpected + errors.length, skipped: stats.skipped });
  return { ...outcome, secondTries: stats.flaky };
}

/** A runner that ended badly without a failed test has crashed, and a crash is a failure. */
function outcomeOf(finished: Finished, counts: { passed: number; failed: number; skipped: number }): Outcome {
  const crashed = finished.code !== 0 && counts.failed === 0;
  return { ...counts, failed: crashed ? 1 : counts.failed, output: finished.output };
}

async function reportFile(name: string): Promise<string> {
  const folder = join(ROOT, 'test-results/reports');
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

async function readReport<Schema extends v.GenericSchema>(
  schema: Schema,
  file: string,
  finished: Finished,
): Promise<v.InferOutput<Schema>> {
  try {
    return v.parse(schema, JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`the runner left no report:\n${finished.output}`, { cause });
  }
}

/** What is missing fails: a part that nobody ran has shown nothing. */
function lacking(what: string): Outcome {
  return { passed: 0, failed: 1, output: `${what} is not installed; this part needs it.` };
}
