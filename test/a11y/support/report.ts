import { mkdirSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { CRITERIA, type Criterion } from './criteria.ts';
import type { NoteKind } from './notes.ts';

const MINUTE = 60_000;
const FOLDER = 'test-results/a11y';

const NAMES: Readonly<Record<NoteKind, string>> = {
  looks: 'Ansichten mit axe',
  narrow: 'im schmalen Fenster',
  large: 'mit der größten Schrift',
  spacing: 'mit weiten Abständen',
  parts: 'auf abgeschnittene Teile',
  targets: 'auf die Größe der Ziele',
  direction: 'auf die Schreibrichtung',
  keyboard: 'mit Tab',
  focus: 'auf den Fokus nach dem Wechsel',
  spoken: 'gehörte Sätze',
};

/**
 * Writes at the end of `npm run audit` what was looked at and what each criterion rests on, to test-results/a11y/report.md,
 * and closes with a line of figures, so that nobody takes a run that broke off for a clean one.
 */
export default class Report implements Reporter {
  readonly #sums = new Map<string, number>();
  readonly #failed: string[] = [];
  readonly #browsers = new Map<string, number>();
  #tests = 0;
  #findings = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#tests += 1;
    const browser = test.parent.project()?.name ?? '';
    this.#browsers.set(browser, (this.#browsers.get(browser) ?? 0) + 1);
    if (result.status !== test.expectedStatus) this.#failed.push(`${browser}: ${test.title}`);
    this.#findings += result.errors.length;
    for (const { type, description } of result.annotations)
      this.#sums.set(type, (this.#sums.get(type) ?? 0) + Number(description));
  }

  onEnd({ duration, status }: FullResult): void {
    const minutes = (duration / MINUTE).toFixed(1);
    const counted = Object.entries(NAMES).map(([kind, name]) => `${this.#sum(kind)} ${name}`);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/report.md`, this.#markdown(status, minutes, counted));
    process.stdout.write(
      `\naudit ${status}: ${counted.join(', ')}; ${String(this.#findings)} findings; ` +
        `${String(this.#tests - this.#failed.length)} of ${String(this.#tests)} tests passed in ${minutes} min\n`,
    );
  }

  #markdown(status: FullResult['status'], minutes: string, counted: readonly string[]): string {
    const browsers = [...this.#browsers].map(([name, count]) => `${name} (${String(count)} Wege)`).join(', ');
    return [
      '# Prüfung der Barrierefreiheit',
      '',
      `Erzeugt von \`npm run audit\` am ${new Date().toISOString().slice(0, 10)}: ${browsers}, ${minutes} Minuten, Ergebnis ${status}.`,
      '',
      ...counted.map((line) => `* ${line}`),
      `* ${String(this.#findings)} Befunde`,
      ...this.#failed.map((title) => `  * ${title}`),
      '',
      '| Kriterium | Was gilt | Wie geprüft | Ergebnis |',
      '|---|---|---|---|',
      ...CRITERIA.map((criterion) => this.#row(criterion)),
      '',
      'Was ein Vorleseprogramm auf jedem Weg sagt, steht Satz für Satz in `spoken/`.',
      '',
    ].join('\n');
  }

  #row({ id, what, checks, tests, open }: Criterion): string {
    const how = [
      ...checks.map((kind) => `${String(this.#sum(kind))} ${NAMES[kind]}`),
      ...tests.map(({ file, title }) => `\`npm test\`: ${file}, „${title}“`),
    ];
    return `| ${id} | ${what} | ${how.join('<br>') || '–'} | ${this.#outcome(checks)}${open === undefined ? '' : ` ${open}`} |`;
  }

  /** What the audit itself found; tests outside it have their own result. Nothing looked at is no success. */
  #outcome(checks: readonly NoteKind[]): string {
    if (checks.length === 0) return '';
    if (checks.some((kind) => this.#sum(kind) === 0)) return 'Nicht geprüft.';
    return this.#findings === 0 ? 'Ohne Befund.' : 'Es gibt Befunde, siehe oben.';
  }

  #sum(kind: string): number {
    return this.#sums.get(kind) ?? 0;
  }
}
