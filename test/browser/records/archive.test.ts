import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import type { Archive } from '../../../src/records/archive.ts';
import type { FiledRow, ReceiptArchive, ReceiptQuery } from '../../../src/records/office-shape.ts';
import { localDay } from '../../../src/records/search-tokens.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';
import { codeOf, DAY, foundOffice, freshOffice, must, rawAll, rawChange, rawClear, START } from './office-support.ts';

let example: Receipt;
let archive: ReceiptArchive;
let now = START;

afterAll(freshOffice);

beforeAll(async () => {
  example = await exampleReceipt();
  await freshOffice();
  archive = (await foundOffice(() => now)).receipts;
});

// One office for all of them: to make a key takes longer than any of these tests.
beforeEach(async () => {
  await rawClear('rows', 'records');
  now = START;
});

const receipt = (number: number, name: string, changes: Partial<Receipt> = {}, at = START): Receipt =>
  receiptFor(example, { id: recordId(number), name, at, changes });

const file = async (number: number, name: string, until: number | null = null, changes: Partial<Receipt> = {}) =>
  must(await archive.file(receipt(number, name, changes), VERIFIED, until));

async function everything(query: ReceiptQuery): Promise<readonly FiledRow[]> {
  const rows: FiledRow[] = [];
  let from: string | undefined;
  do {
    const page = must(await archive.search(query, from));
    rows.push(...page.rows);
    from = page.next ?? undefined;
  } while (from !== undefined);
  return rows;
}

const names = async (query: ReceiptQuery): Promise<string[]> => (await everything(query)).map(({ name }) => name);

describe('filing', () => {
  test('gives back what was filed, unchanged', async () => {
    const filed = await file(1, 'Anna Ahrens', now + DAY);
    expect(filed).toEqual({
      id: recordId(1),
      receipt: receipt(1, 'Anna Ahrens'),
      earlier: [],
      verification: VERIFIED,
      events: [],
      until: now + DAY,
      hold: null,
    });
    expect(must(await archive.get(recordId(1)))).toEqual(filed);
    expect(await archive.count()).toBe(1);
  });

  test('refuses what is no receipt, and knows nothing of others', async () => {
    const bad = { ...receipt(1, 'Anna'), schemaVersion: 'einlass-receipt/2' } as unknown as Receipt;
    expect(codeOf(await archive.file(bad, VERIFIED, null))).toBe('RECEIPT_UNREADABLE');
    expect(codeOf(await archive.get(recordId(7)))).toBe('RECEIPT_UNKNOWN');
    expect(codeOf(await archive.append(recordId(7), { kind: 'introduced', at: now, by: 'B' }))).toBe('RECEIPT_UNKNOWN');
    expect(await archive.count()).toBe(0);
  });

  test('keeps earlier issues behind a later one, and an old one replaces nothing', async () => {
    const issue = (at: number, checkCode: string): Receipt => receipt(1, 'Anna', { checkCode }, START + at);
    must(await archive.file(issue(1_000, 'AAAAAA'), VERIFIED, now + DAY));
    must(await archive.file(issue(2_000, 'BBBBBB'), VERIFIED, now + 2 * DAY));
    for (const replayed of [issue(1_000, 'AAAAAA'), issue(0, 'CCCCCC'), issue(2_000, 'BBBBBB')]) {
      must(await archive.file(replayed, VERIFIED, now + 3 * DAY));
    }
    const filed = must(await archive.get(recordId(1)));
    expect([...filed.earlier, filed.receipt].map(({ checkCode }) => checkCode)).toEqual(['CCCCCC', 'AAAAAA', 'BBBBBB']);
    expect(filed.until).toBe(now + 2 * DAY);
    expect(await archive.count()).toBe(1);
    expect(await names({ checkCode: 'AAAAAA' })).toEqual(['Anna']);
  });

  test('refuses a later issue that speaks of somebody else', async () => {
    await file(1, 'Anna');
    const forged = receipt(1, 'Mallory', { principal: { ...example.principal, id: 'room/other' } }, START + 5_000);
    expect(codeOf(await archive.file(forged, VERIFIED, null))).toBe('RECEIPT_CHANGED');
    expect(must(await archive.get(recordId(1))).receipt.declarant.name).toBe('Anna');
  });

  test('loses nothing when many write to one record at once', async () => {
    await file(1, 'Anna');
    const results = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        archive.append(recordId(1), { kind: 'withdrawnOrally', note: String(number), at: number, by: 'B' }),
      ),
    );
    const written = results.filter(({ ok }) => ok).length;
    expect(written).toBe(4);
    expect(must(await archive.get(recordId(1))).events).toHaveLength(4);
  });
});

describe('events', () => {
  test('are appended with numbers of their own', async () => {
    await file(1, 'Anna');
    must(await archive.append(recordId(1), { kind: 'admitted', reason: 'mündlich', at: 1, by: 'Berta' }));
    const filed = must(await archive.append(recordId(1), { kind: 'introduced', at: 2, by: 'Berta' }));
    expect(filed.events.map(({ kind, at, by }) => [kind, at, by])).toEqual([
      ['admitted', 1, 'Berta'],
      ['introduced', 2, 'Berta'],
    ]);
    expect(new Set(filed.events.map(({ id }) => id)).size).toBe(2);
  });

  test('show in the list: withdrawn by word of mouth, held, corrected name', async () => {
    await file(1, 'Anna Ahrens');
    must(await archive.append(recordId(1), { kind: 'withdrawnOrally', note: 'Telefon', at: 1, by: 'B' }));
    must(await archive.append(recordId(1), { kind: 'held', reason: 'Streit', at: 2, by: 'B' }));
    must(
      await archive.append(recordId(1), {
        kind: 'corrected',
        field: 'name',
        was: 'Ahrens',
        is: 'Anna Behrens',
        at: 3,
        by: 'B',
      }),
    );
    const [row] = await everything({ name: 'behr' });
    expect(row).toMatchObject({ name: 'Anna Behrens', isWithdrawn: true, isHeld: true });
    expect(await names({ name: 'ahrens' })).toEqual(['Anna Behrens']);
  });

  test('that are no events are refused', async () => {
    await file(1, 'Anna');
    const bad = { kind: 'forgotten', at: 1, by: 'B' } as never;
    expect(codeOf(await archive.append(recordId(1), bad))).toBe('RECEIPT_UNREADABLE');
  });
});

describe('searching', () => {
  beforeEach(async () => {
    await file(1, 'Anna Ahrens', null, { checkCode: 'AAAAAA' });
    await file(2, 'Jörg Müller', null, { checkCode: 'BBBBBB', service: { id: 'andere', title: 'Andere' } });
    await file(3, 'Anna Müller', null, { checkCode: null });
    must(await archive.file(receipt(4, 'Zoë Öz', {}, START - 3 * DAY), VERIFIED, null));
  });

  test.each<[string, ReceiptQuery, string[]]>([
    ['nothing asked: all, newest first', {}, ['Zoë Öz', 'Anna Müller', 'Jörg Müller', 'Anna Ahrens']],
    ['by name', { name: 'muel' }, ['Anna Müller', 'Jörg Müller']],
    ['by two words', { name: 'mül ann' }, ['Anna Müller']],
    ['by day', { day: localDay(START - 3 * DAY) }, ['Zoë Öz']],
    ['by service', { service: 'andere' }, ['Jörg Müller']],
    ['by check code', { checkCode: 'aaa aaa' }, ['Anna Ahrens']],
    ['by all together', { name: 'anna', day: localDay(START), service: 'beispiel' }, ['Anna Müller', 'Anna Ahrens']],
    ['parts that do not fit together', { name: 'anna', service: 'andere' }, []],
    ['a code as a name', { name: 'AAAAAA' }, []],
    ['somebody who is not there', { name: 'Berta' }, []],
    ['a day without any', { day: '1999-01-01' }, []],
    ['one letter: not searched for', { name: 'Z' }, ['Zoë Öz', 'Anna Müller', 'Jörg Müller', 'Anna Ahrens']],
  ])('%s', async (_, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test('compares beyond the letters that the index knows', async () => {
    await file(5, 'Wolfeschlegelsteinhausen');
    expect(await names({ name: 'wolfeschlegelstein' })).toEqual(['Wolfeschlegelsteinhausen']);
    expect(await names({ name: 'wolfeschlegelberger' })).toEqual([]);
  });

  test('does not stumble over a place that is none', async () => {
    expect(must(await archive.search({}, 'nonsense')).rows).toHaveLength(4);
  });

  test('leaves out a row that was hung under other words, and shows the rest', async () => {
    const first = Math.min(...((await rawAll('rows')) as { seq: number }[]).map(({ seq }) => seq));
    await rawChange('rows', (row: { seq: number; tokens: string[] }) =>
      row.seq === first ? { ...row, tokens: [...row.tokens, 'x'] } : row,
    );
    expect(await names({})).toEqual(['Zoë Öz', 'Anna Müller', 'Jörg Müller']);
    expect(await names({ name: 'Ahrens' })).toEqual([]);
    expect(codeOf(await archive.get(recordId(1)))).toBe('ok');
  });

  test('a record that was changed is refused by its number and not written over', async () => {
    await rawChange('records', (record: { revision: number; data: ArrayBuffer }) => ({
      ...record,
      data: record.data.slice(1),
    }));
    const got = await archive.get(recordId(1));
    expect(got).toMatchObject({
      ok: false,
      problem: { code: 'RECEIPT_UNREADABLE', detail: expect.stringContaining(recordId(1)) },
    });
    expect(codeOf(await archive.file(receipt(1, 'Anna', {}, START + 9_000), VERIFIED, null))).toBe(
      'RECEIPT_UNREADABLE',
    );
    expect(await rawAll('records')).toHaveLength(4);
  });
});

describe('keeping', () => {
  test('deletes what is past its time to the second, and nothing else', async () => {
    await file(1, 'over', now - 1);
    await file(2, 'today', now + 1_000);
    await file(3, 'later', now + 40 * DAY);
    await file(4, 'undecided', null);
    expect(await archive.purge()).toBe(1);
    expect(await names({})).toEqual(['undecided', 'later', 'today']);
    expect(await names({ name: 'over' })).toEqual([]);
    expect(await rawAll('records')).toHaveLength(3);
    now += 41 * DAY;
    expect(await archive.purge()).toBe(2);
    expect(await archive.purge()).toBe(0);
    expect(await names({})).toEqual(['undecided']);
  });

  test('never deletes what is on hold, and does when the hold is lifted', async () => {
    await file(1, 'Anna', now + 1_000);
    const held = must(await archive.append(recordId(1), { kind: 'held', reason: 'Klage', at: now, by: 'B' }));
    expect(held.hold).toEqual({ reason: 'Klage', since: now });
    expect(held.until).toBe(now + 1_000);
    now += 400 * DAY;
    expect(await archive.purge()).toBe(0);
    expect(must(await archive.append(recordId(1), { kind: 'released', at: now, by: 'B' })).hold).toBeNull();
    expect(await archive.purge()).toBe(1);
    expect(await archive.count()).toBe(0);
  });

  test('a clear day of expiry that somebody put forward deletes nothing before its time', async () => {
    await file(1, 'Anna', now + 400 * DAY);
    await rawChange('rows', (row: object) => ({ ...row, until: now - DAY / 2 }));
    expect(await archive.purge()).toBe(0);
    expect(await archive.count()).toBe(1);
  });

  test('shows of the time of expiry only the day', async () => {
    await file(1, 'Anna', now + 5_000);
    const [row] = (await rawAll('rows')) as { until: number }[];
    expect((row?.until ?? 1) % DAY).toBe(0);
  });
});

describe('two thousand receipts', () => {
  test('are filed in batches, listed page by page without gaps, and searched', async () => {
    const many = archive as Archive;
    const people = ['Anna Ahrens', 'Jörg Müller', 'Zoë Öz', 'Berta Klein', 'Cem Yılmaz'];
    for (let from = 0; from < 2_000; from += 200) {
      const issues = Array.from({ length: 200 }, (_, index) => ({
        receipt: receipt(from + index, `${people[index % people.length] ?? ''} Nr${from + index}`),
        verification: VERIFIED,
        until: index % 4 === 0 ? now - DAY : null,
      }));
      expect((await many.fileMany(issues)).every(({ ok }) => ok)).toBe(true);
    }
    expect(await archive.count()).toBe(2_000);

    const first = must(await archive.search({}));
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]?.name).toBe('Cem Yılmaz Nr1999');
    const all = await everything({});
    expect(new Set(all.map(({ id }) => id)).size).toBe(2_000);

    expect(await names({ name: 'Nr1234' })).toEqual(['Cem Yılmaz Nr1234']);
    expect(await everything({ name: 'müll' })).toHaveLength(400);
    expect(await everything({ name: 'müll', service: 'beispiel', day: localDay(START) })).toHaveLength(400);

    expect(await archive.purge()).toBe(500);
    expect(await archive.count()).toBe(1_500);
    expect(await everything({})).toHaveLength(1_500);
  });
});
