import process from 'node:process';
import { PARTS } from './run/parts.ts';
import type { Outcome, Part } from './run/parts.ts';

/** Two cores: parts run side by side, and only what fills them by itself gets the machine to itself. */
const SIDE_BY_SIDE = 2;

/** Where the lines go; a test listens instead. */
type Print = (line: string) => void;

const toStandardOutput: Print = (line) => void process.stdout.write(`${line}\n`);

/**
 * Runs the named parts, all of them when none is named, in the order of `parts`, and prints a line for each. A part
 * that crashed counts as one failure. The last line printed is `N passed, N failed`; returns the exit code, 0 or 1.
 */
export async function runParts(
  names: readonly string[],
  parts: readonly Part[] = PARTS,
  print: Print = toStandardOutput,
): Promise<number> {
  const unknown = names.filter((name) => !parts.some((part) => part.id === name));
  if (unknown.length > 0) {
    print(`Teil unbekannt: ${unknown.join(', ')}. Es gibt: ${parts.map((part) => part.id).join(', ')}.`);
    print('0 passed, 1 failed');
    return 1;
  }
  const chosen = parts.filter((part) => names.length === 0 || names.includes(part.id));
  const outcomes: Outcome[] = [];
  for (let next = 0; next < chosen.length;) {
    const group = chosen.slice(next, next + lengthOfGroup(chosen.slice(next)));
    outcomes.push(...(await runGroup(group, print)));
    next += group.length;
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  print(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** How many parts from the first on may run at the same time. */
function lengthOfGroup(parts: readonly Part[]): number {
  const firstAlone = parts.findIndex((part) => part.alone);
  return firstAlone === -1 ? parts.length : Math.max(1, firstAlone);
}

/** Runs a group, at most `SIDE_BY_SIDE` at once; lines are printed in the order of the parts, each as soon as it may be. */
async function runGroup(group: readonly Part[], print: Print): Promise<Outcome[]> {
  const waiting = [...group];
  const results = new Map<Part, Outcome>();
  let printed = 0;
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      results.set(part, await runPart(part));
      for (let done = group[printed]; done !== undefined && results.has(done); done = group[printed]) {
        printOutcome(done, results.get(done), print);
        printed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  return group.flatMap((part) => results.get(part) ?? []);
}

async function runPart(part: Part): Promise<Outcome> {
  const began = Date.now();
  try {
    return { ...(await part.run()), seconds: (Date.now() - began) / 1000 };
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, output, seconds: (Date.now() - began) / 1000 };
  }
}

function printOutcome(part: Part, outcome: Outcome | undefined, print: Print): void {
  if (outcome === undefined) return;
  const { passed, failed, skipped, secondTries, output, seconds = 0 } = outcome;
  const counts = passed + failed === 0 ? 'nothing there yet' : `${passed} passed, ${failed} failed`;
  const again = secondTries ? `, ${secondTries} of them at the second try` : '';
  const left = `${again}${skipped ? `, ${skipped} skipped` : ''}`;
  print(`${failed > 0 ? '✗' : '✓'} ${part.id.padEnd(9)} ${`${seconds.toFixed(1)} s`.padStart(8)}   ${counts}${left}`);
  if (failed > 0) print(output.trim().replace(/^/gm, '    '));
}
