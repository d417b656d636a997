import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { PAGE_LOOKS, USE_CHECKS } from './inspect.ts';

const MINUTE = 60_000;

/** Says at the end of `npm run audit` how much was looked at, so that nobody takes a run that broke off for a clean one. */
export default class Figures implements Reporter {
  readonly #sums = new Map<string, number>();
  #tests = 0;
  #passed = 0;
  #findings = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#tests += 1;
    if (result.status === test.expectedStatus) this.#passed += 1;
    this.#findings += result.errors.length;
    for (const { type, description } of result.annotations)
      this.#sums.set(type, (this.#sums.get(type) ?? 0) + Number(description));
  }

  onEnd({ duration, status }: FullResult): void {
    const sum = (type: string): number => this.#sums.get(type) ?? 0;
    process.stdout.write(
      `\naudit ${status}: ${sum(PAGE_LOOKS)} page-looks with axe, ${sum(USE_CHECKS)} checks of use, ` +
        `${this.#findings} with findings; ${this.#passed} of ${this.#tests} tests passed in ${(duration / MINUTE).toFixed(1)} min\n`,
    );
  }
}
