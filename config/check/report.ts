import type { Result } from './run.ts';
import { SUBJECTS, type Finding, type Row } from './row.ts';

/** Promises that nobody can see from outside; named, so that no table of green rows hides them. */
export const UNSEEN: readonly (readonly [requirement: string, what: string])[] = [
  [
    'R-142',
    'Ablage: nach 7 Tagen gelöscht – systemctl status systemd-tmpfiles-clean.timer; config/nginx/einlass.tmpfiles',
  ],
  ['R-143', 'Protokolle: nach 30 Tagen gelöscht – logrotate --debug /etc/logrotate.d/einlass'],
  [
    'R-026',
    'Wer zuerst kommt, wird nicht Moderator:in – Jicofo: enable-auto-owner = false (Docker: ENABLE_AUTO_OWNER=0)',
  ],
  ['R-077', 'Weder Jibri noch Jigasi läuft – systemctl status jibri jigasi'],
];

const SIGNS: Readonly<Record<Finding['verdict'], string>> = {
  holds: '✓ hält      ',
  fails: '✗ hält nicht',
  unknown: '? unbekannt ',
  none: '– entfällt  ',
};

/** 0: everything holds. 1: something does not. 2: nothing is known to be wrong, but not everything could be looked at. */
export function exitCodeOf(results: readonly Result[]): 0 | 1 | 2 {
  if (count(results, 'fails') > 0) return 1;
  return count(results, 'unknown') > 0 ? 2 : 0;
}

/** The whole table in German, for people. */
export function asTable(results: readonly Result[], gate: string, jitsi: string): string {
  const told = new Set<string>();
  const parts = Object.entries(SUBJECTS).map(([subject, title]) => {
    const rows = results.filter(({ row }) => row.subject === subject).map((result) => lineOf(result, told));
    return [title, ...rows, ''].join('\n');
  });
  const stored = results.some(({ row, finding }) => row.id === 'mailbox:create' && finding.verdict === 'holds');
  return [
    `Beratungsseite ${gate}, Jitsi-Server ${jitsi}`,
    '',
    ...parts,
    'Von außen nicht zu sehen, bitte auf dem Server nachsehen:',
    ...UNSEEN.map(([requirement, what]) => `  ${requirement.padEnd(6)}  ${what}`),
    '',
    ...(stored
      ? ['In der Ablage blieben einige Einträge „Einlass-Pruefung“ ohne Personenbezug; sie verschwinden mit der Frist.']
      : []),
    summary(results),
    '',
  ].join('\n');
}

/** A reason is told once: behind a server that is not there, a hundred rows have the same one. */
function lineOf({ row, finding }: Result, told: Set<string>): string {
  const head = `  ${SIGNS[finding.verdict]}  ${row.requirement.padEnd(6)}  ${row.what}`;
  return [head, ...detailsOf(row, finding, told).map(([name, text]) => `      ${`${name}:`.padEnd(10)} ${text}`)].join(
    '\n',
  );
}

function detailsOf(row: Row, finding: Finding, told: Set<string>): readonly (readonly [name: string, text: string])[] {
  if (finding.verdict === 'holds') return [];
  if (finding.verdict === 'fails') {
    return [
      ['gesehen', finding.seen],
      ['erwartet', finding.expected],
      ['ändern', finding.repair ?? row.repair],
    ];
  }
  if (told.has(finding.why)) return [];
  told.add(finding.why);
  return [['weil', finding.why]];
}

function summary(results: readonly Result[]): string {
  const [holds, wrong, open, gone] = (['holds', 'fails', 'unknown', 'none'] as const).map((one) => count(results, one));
  return `${String(holds)} halten, ${String(wrong)} halten nicht, ${String(open)} unbekannt, ${String(gone)} entfallen.`;
}

/** The same for machines; the shape is described in config/check/README.md and changes only with `version`. */
export function asJson(results: readonly Result[], gate: string, jitsi: string, now: number): string {
  const report = {
    version: 1,
    gate,
    jitsi,
    time: new Date(now).toISOString(),
    exitCode: exitCodeOf(results),
    rows: results.map(({ row: { id, subject, requirement, what, repair }, finding }) => ({
      id,
      subject,
      requirement,
      what,
      repair,
      ...finding,
    })),
    unseen: UNSEEN.map(([requirement, what]) => ({ requirement, what })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function count(results: readonly Result[], verdict: Finding['verdict']): number {
  return results.filter(({ finding }) => finding.verdict === verdict).length;
}
