import { describe, expect, test } from 'vitest';
import { NoAnswer } from '../../../../config/check/no-answer.ts';
import { Place } from '../../../../config/check/place.ts';
import { asJson, asTable, exitCodeOf } from '../../../../config/check/report.ts';
import { fails, HOLDS, none, unknown, type Finding, type Row } from '../../../../config/check/row.ts';
import { examine, ROWS, type Result } from '../../../../config/check/run.ts';

const GATE = 'https://beratung.stadt.example';
const MEET = 'https://meet.stadt.example';

const row = (look: Row['look'], id = 'x'): Row => ({
  id,
  subject: 'door',
  requirement: 'R-001',
  what: 'Etwas gilt.',
  repair: 'eine Zeile',
  look,
});
const found = async (look: Row['look']): Promise<Finding | undefined> =>
  (await examine(new Place(GATE, MEET), [row(look)]))[0]?.finding;
const results = (...findings: readonly Finding[]): Result[] =>
  findings.map((finding) => ({ row: row(() => Promise.resolve(finding)), finding }));

test('no answer is unknown, with its reason, and never "holds"', async () => {
  const finding = await found(() => Promise.reject(new NoAnswer('Niemand da.', undefined)));
  expect(finding).toEqual(unknown('Niemand da.'));
});

test('a mistake of ours is no finding', async () => {
  await expect(found(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});

test('what takes too long is unknown, and what was looked at before counts', async () => {
  const never = row(() => new Promise<Finding>(() => undefined), 'never');
  const quick = row(() => Promise.resolve(HOLDS), 'quick');
  const all = await examine(new Place(GATE, MEET), [quick, never, never, never, never, quick], 20);
  expect(all.map(({ finding }) => finding.verdict)).toEqual(['holds', ...Array<string>(4).fill('unknown'), 'holds']);
});

test.each<[string, readonly Finding[], number]>([
  ['all holds', [HOLDS, none('kein Archiv')], 0],
  ['one does not hold', [HOLDS, fails('a', 'b')], 1],
  ['one is unknown', [HOLDS, unknown('x')], 2],
  ['one does not hold and one is unknown', [unknown('x'), fails('a', 'b')], 1],
])('%s: ends with the right number', (_what, findings, code) => {
  expect(exitCodeOf(results(...findings))).toBe(code);
  expect(JSON.parse(asJson(results(...findings), GATE, MEET, 0))).toMatchObject({
    exitCode: code,
    time: '1970-01-01T00:00:00.000Z',
  });
});

test('what a foreign server says cannot move the cursor, break a line or fill the screen', () => {
  const table = asTable(results(fails(`\u001b[2J\r\nhält\u202e${'x'.repeat(9999)}`, 'b')), GATE, MEET);
  expect(table).toMatch(/gesehen: {3}\[2J hält x{100,300} …\n/);
  expect(table).not.toMatch(/[^\n\P{C}]/u);
});

describe('two names', () => {
  const oneSite = ROWS.filter(({ id }) => id === 'one-site');
  test.each<[string, string, string]>([
    [GATE, MEET, 'holds'],
    ['https://beratung.stadt.example:8443', 'https://meet.stadt.example:9443', 'holds'],
    [GATE, GATE, 'fails'],
    [GATE, 'https://meet.andere.example', 'fails'],
    ['https://beratung.stadt.example', 'https://meet.jit.si', 'fails'],
  ])('%s and %s', async (gate, jitsi, verdict) => {
    const all = await examine(new Place(gate, jitsi), oneSite);
    expect(all.map(({ finding }) => finding.verdict)).toEqual([verdict]);
  });
});
