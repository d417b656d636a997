import { expect, test } from 'vitest';
import { runParts } from '../../run.ts';
import type { Outcome, Part } from '../../run/parts.ts';

const outcome = (passed: number, failed: number, output = ''): Outcome => ({ passed, failed, output });
const part = (id: string, result: Outcome | Error, alone = false): Part => ({
  id,
  alone,
  run: () => (result instanceof Error ? Promise.reject(result) : Promise.resolve(result)),
});

async function run(
  parts: readonly Part[],
  ...names: string[]
): Promise<{ code: number; lines: string[]; last: string }> {
  const lines: string[] = [];
  const code = await runParts(names, parts, (line) => lines.push(line));
  return { code, lines, last: lines.at(-1) ?? '' };
}

test.each<[what: string, parts: Part[], names: string[], code: number, last: string]>([
  ['all well', [part('a', outcome(3, 0)), part('b', outcome(4, 0))], [], 0, '7 passed, 0 failed'],
  ['one chosen', [part('a', outcome(3, 0)), part('b', outcome(0, 4))], ['a'], 0, '3 passed, 0 failed'],
  ['an empty part', [part('a', outcome(3, 0)), part('b', outcome(0, 0))], [], 0, '3 passed, 0 failed'],
  ['one failure', [part('a', outcome(3, 1)), part('b', outcome(4, 0))], [], 1, '7 passed, 1 failed'],
  ['a crash', [part('a', new Error('no port')), part('b', outcome(4, 0))], [], 1, '4 passed, 1 failed'],
  ['nothing run at all', [part('a', outcome(0, 0))], [], 1, '0 passed, 0 failed'],
  ['an unknown part', [part('a', outcome(3, 0))], ['a', 'z'], 1, '0 passed, 1 failed'],
])('%s', async (_what, parts, names, code, last) => {
  expect(await run(parts, ...names)).toMatchObject({ code, last });
});

test('shows the output of what failed, and of nothing else', async () => {
  const { lines } = await run([
    part('a', outcome(1, 0, 'quiet')),
    part('b', outcome(0, 1, 'loud')),
    part('c', new Error('why')),
  ]);
  expect(lines.join('\n')).toContain('    loud');
  expect(lines.join('\n')).toContain('why');
  expect(lines.join('\n')).not.toContain('quiet');
});

test('prints the parts in their order, however long each takes', async () => {
  let finishFirst = (): void => undefined;
  const first: Part = {
    id: 'first',
    run: () => new Promise((resolve) => (finishFirst = () => resolve(outcome(1, 0)))),
  };
  const second: Part = {
    id: 'second',
    run: () => Promise.resolve(outcome(1, 0)).finally(() => queueMicrotask(finishFirst)),
  };
  const { lines } = await run([first, second]);
  expect(lines.map((line) => line.split(/\s+/)[1])).toEqual(['first', 'second', 'passed,']);
});

test('gives the machine to a part that runs alone', async () => {
  let running = 0;
  const beside: Record<string, number> = {};
  const busy = (id: string, alone: boolean): Part => ({
    id,
    alone,
    run: async () => {
      running += 1;
      await new Promise((resolve) => setImmediate(resolve));
      beside[id] = running;
      running -= 1;
      return outcome(1, 0);
    },
  });
  await run([busy('a', false), busy('b', false), busy('c', true), busy('d', true), busy('e', false)]);
  expect(beside).toMatchObject({ a: 2, c: 1, d: 1, e: 1 });
});
