import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { csvFile, csvLine } from '../../../src/records/csv.ts';
import { parseEvent } from '../../../src/records/filed-schema.ts';
import { appendEvent, fileIssue, mergeFiled } from '../../../src/records/filing.ts';
import type { FiledEvent, FiledReceipt } from '../../../src/records/office-shape.ts';
import { retentionOf } from '../../../src/records/retention.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';
import { fixtureProfile } from '../../fixtures/services/files.ts';

const START = Date.UTC(2026, 10, 22, 9);
let example: Receipt;

beforeAll(async () => {
  example = await exampleReceipt();
});

const issue = (seconds: number, changes: Partial<Receipt> = {}): Receipt =>
  receiptFor(example, { id: recordId(1), name: 'Anna', at: START + seconds * 1_000, changes });

function filed(receipts: readonly Receipt[], events: readonly FiledEvent[] = []): FiledReceipt {
  let all: FiledReceipt | null = null;
  for (const receipt of receipts) {
    const result = fileIssue(all, { receipt, verification: VERIFIED, until: START });
    if (!result.ok) throw new Error(result.problem.detail);
    all = result.value;
  }
  if (!all) throw new Error('no receipt');
  return events.reduce(appendEvent, all);
}

const merged = (one: FiledReceipt, other: FiledReceipt): FiledReceipt => {
  const result = mergeFiled(one, other);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
};

const event = (number: number, what: 'held' | 'released' | 'introduced', at = number): FiledEvent => ({
  id: recordId(number),
  at,
  by: 'B',
  ...(what === 'held' ? { kind: what, reason: `Grund ${number}` } : { kind: what }),
});

describe('the issues of a record', () => {
  it('end with the latest, and none is lost, in whatever order and however often they come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }), (order) => {
        const all = filed(order.map((seconds) => issue(seconds)));
        const wanted = [...new Set(order)].sort((a, b) => a - b).map((seconds) => issue(seconds).issuedAt.time);
        expect([...all.earlier, all.receipt].map(({ issuedAt }) => issuedAt.time)).toEqual(wanted);
      }),
    );
  });

  it('within one second: the one that says more is the later', () => {
    const [less, more] = [issue(0, { events: [] }), issue(0)];
    expect(more.events.length).toBeGreaterThan(0);
    expect(filed([less, more]).receipt).toEqual(more);
    expect(filed([more, less]).receipt).toEqual(more);
  });

  it('that anybody can have written do not stand in the way of what is proven, and are proven later by the same words', () => {
    const file = (before: FiledReceipt | null, receipt: Receipt, origin: 'link' | 'linkFile' | 'file') =>
      fileIssue(before, { receipt, verification: { ...VERIFIED, origin }, until: null });
    for (const proven of ['link', 'linkFile'] as const) {
      const before = filed([issue(0)]);
      expect(file(before, issue(5), 'file')).toMatchObject({ problem: { code: 'RECEIPT_LESS_PROVEN' } });
      expect(file(before, issue(0), 'file')).toEqual({ ok: true, value: before });
      const claimed = file(null, issue(0), 'file');
      if (!claimed.ok) throw new Error(claimed.problem.code);
      expect(file(claimed.value, issue(5), proven)).toMatchObject({ value: { verification: { origin: proven } } });
      expect(file(claimed.value, issue(0), proven)).toMatchObject({ value: { verification: { origin: proven } } });
      expect(file(claimed.value, issue(5), 'file')).toMatchObject({ value: { verification: { origin: 'file' } } });
    }
  });

  it('belong to one person', () => {
    const stranger = issue(5, { principal: { ...example.principal, id: 'room/else' } });
    expect(fileIssue(filed([issue(0)]), { receipt: stranger, verification: VERIFIED, until: null })).toMatchObject({
      problem: { code: 'RECEIPT_CHANGED' },
    });
    expect(mergeFiled(filed([issue(0)]), filed([stranger]))).toMatchObject({ problem: { code: 'RECEIPT_CHANGED' } });
  });
});

describe('two desks put together', () => {
  it('have the same issues, events and hold, whoever begins', () => {
    const kinds = fc.constantFrom('held' as const, 'released' as const, 'introduced' as const);
    const desk = fc.array(fc.tuple(fc.nat(9), kinds), { maxLength: 6 });
    fc.assert(
      fc.property(
        desk,
        desk,
        fc.array(fc.nat(5), { minLength: 1 }),
        fc.array(fc.nat(5), { minLength: 1 }),
        (ours, theirs, a, b) => {
          const eventsOf = (list: readonly (readonly [number, 'held' | 'released' | 'introduced'])[], from: number) =>
            list
              .map(([at, kind], index) => event(from + index, kind, at * 10 + from + index))
              .sort((x, y) => x.at - y.at);
          const one = filed(
            a.map((seconds) => issue(seconds)),
            eventsOf(ours, 100),
          );
          const other = filed(
            b.map((seconds) => issue(seconds)),
            eventsOf(theirs, 200),
          );
          const [left, right] = [merged(one, other), merged(other, one)];
          expect([left.receipt, left.earlier, left.hold]).toEqual([right.receipt, right.earlier, right.hold]);
          expect(new Set(left.events.map(({ id }) => id))).toEqual(new Set(right.events.map(({ id }) => id)));
          expect(merged(left, other)).toEqual(left);
        },
      ),
    );
  });

  it('keep the longer of two periods, and none at all wins', () => {
    const one = filed([issue(0)]);
    expect(merged(one, { ...one, until: START + 5 }).until).toBe(START + 5);
    expect(merged({ ...one, until: null }, one).until).toBeNull();
  });
});

describe('CSV', () => {
  const lineOf = (name: string): string => {
    const receipt = receiptFor(example, { id: recordId(1), name, at: START });
    return csvFile([csvLine(filed([receipt]))]).split('\r\n')[1] ?? '';
  };

  it('opens in a German spreadsheet: mark, semicolons, heading', () => {
    const csv = csvFile([csvLine(filed([issue(0)]))]);
    expect(csv.startsWith('\uFEFF"Nachweis";"Ausgestellt am";"Name";')).toBe(true);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(lineOf('Anna')).toContain('"22.11.2026 10:00";"Anna"');
  });

  it.each(['=1+1', '+49 511', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])(
    'takes the formula out of "%s"',
    (name) => {
      expect(lineOf(name)).toContain(`"'${name.includes('\r') ? '' : name}`);
    },
  );

  it('says of a receipt that quotes no words that there were none', () => {
    const nothing = { purposes: [], acknowledgements: [], assurances: [], pledges: [], minor: null, events: [] };
    const whole = filed([issue(0)]);
    expect(csvLine({ ...whole, receipt: { ...whole.receipt, ...nothing } })).toContain('"keine Worte";"keine Worte"');
    expect(csvLine(whole)).not.toContain('keine Worte');
  });

  it('says who has seen a signed form, when it was signed and where it lies', () => {
    const onPaper = filed([issue(0)]);
    const paper = { signedOn: '2026-11-20', kept: 'Akte 12', seenBy: 'Frau Beck', others: [] };
    expect(csvLine({ ...onPaper, receipt: { ...onPaper.receipt, paper } })).toContain(
      '"gesehen von Frau Beck, unterschrieben am 20.11.2026, Papier: Akte 12"',
    );
    expect(csvLine(filed([issue(0)]))).not.toContain('Papier:');
  });

  it('leaves other names as they are, and a quotation mark in its cell', () => {
    expect(lineOf('Anna-Maria')).toContain('"Anna-Maria"');
    expect(lineOf('A"; "B')).toContain('"A""; ""B"');
  });
});

describe('how long a receipt is kept', () => {
  const until = (duration: string | null, time = '2026-01-31T09:00:00+01:00'): string | null => {
    const profile = fixtureProfile();
    const retention = [{ subject: 'consentRecord' as const, duration: duration as never }];
    const end = retentionOf({ ...profile, retention }, { ...example, issuedAt: { time, zone: 'Europe/Berlin' } });
    return end === null ? null : new Date(end).toISOString();
  };

  it.each([
    ['P3Y', '2029-01-31T23:59:59.999Z'],
    ['P1M', '2026-02-28T23:59:59.999Z'],
    ['P14D', '2026-02-14T23:59:59.999Z'],
    ['P2W', '2026-02-14T23:59:59.999Z'],
    ['P1Y6M', '2027-07-31T23:59:59.999Z'],
    ['session', '2026-02-01T08:00:00.000Z'],
    ['none', '2026-02-01T08:00:00.000Z'],
    ['kept', null],
    ['untilDeleted', null],
    [null, null],
  ])('%s', (duration, expected) => {
    expect(until(duration)).toBe(expected);
  });

  it('29 February and a year is 28 February', () => {
    expect(until('P1Y', '2028-02-29T12:00:00+01:00')).toBe('2029-02-28T23:59:59.999Z');
  });

  it('a profile without the row names no period', () => {
    expect(retentionOf({ retention: [] }, example)).toBeNull();
  });
});

it('an event about encryption from before a reason was asked for is read, without one', () => {
  const event = { id: recordId(9), at: START, by: 'Frau Sommer', kind: 'encryption', state: 'off', decision: 'waived' };
  expect(parseEvent(event)).toEqual({ ok: true, value: { ...event, reason: null } });
  expect(parseEvent({ ...event, reason: 7 }).ok).toBe(false);
});
