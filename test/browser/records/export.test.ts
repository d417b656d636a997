import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../../../src/records/office-shape.ts';
import { openOffice } from '../../../src/records/office.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';
import { codeOf, DAY, foundOffice, freshOffice, must, PASSPHRASE, rawClear, START } from './office-support.ts';

let office: Office;

afterAll(freshOffice);

beforeAll(async () => {
  await freshOffice();
  office = await foundOffice();
  const example = await exampleReceipt();
  for (const [number, name] of ['Anna', 'Berta', 'Cem'].entries()) {
    must(
      await office.receipts.file(receiptFor(example, { id: recordId(number), name, at: START }), VERIFIED, START + DAY),
    );
  }
  must(await office.receipts.append(recordId(1), { kind: 'held', reason: 'Klage', at: START, by: 'B' }));
});

test('an archive that was lost comes back from its export, on a device that joins the team', async () => {
  const exported = must(await office.receipts.exportJson('all'));
  const before = await Promise.all([0, 1, 2].map((number) => office.receipts.get(recordId(number))));
  const file = office.keyFile();
  await freshOffice();
  office = must(await (await openOffice(() => START)).join(file, PASSPHRASE));
  expect(must(await office.receipts.importJson(exported))).toEqual({ filed: 3, refused: [] });
  expect(await Promise.all([0, 1, 2].map((number) => office.receipts.get(recordId(number))))).toEqual(before);
  expect(must(await office.receipts.search({ name: 'be' })).rows).toMatchObject([{ name: 'Berta', isHeld: true }]);
});

test('imported twice, it is there once', async () => {
  const exported = must(await office.receipts.exportJson('all'));
  must(await office.receipts.importJson(exported));
  expect(await office.receipts.count()).toBe(3);
  expect(must(await office.receipts.exportJson('all')).length).toBe(exported.length);
});

test('some of them, in the order asked for; one that is not there is refused by its number', async () => {
  const csv = must(await office.receipts.exportCsv([recordId(2), recordId(0)]));
  expect(csv.split('\r\n').map((line) => line.split(';')[2])).toEqual(['"Name"', '"Cem"', '"Anna"', undefined]);
  expect(await office.receipts.exportJson([recordId(0), recordId(9)])).toMatchObject({
    ok: false,
    problem: { code: 'RECEIPT_UNKNOWN', detail: recordId(9) },
  });
});

test('many, more than are read at once', async () => {
  const example = await exampleReceipt();
  const first = must(await office.receipts.exportJson([recordId(0)]));
  await rawClear('rows', 'records');
  for (let number = 0; number < 405; number++) {
    must(
      await office.receipts.file(
        receiptFor(example, { id: recordId(number), name: `Nr${number}`, at: START }),
        VERIFIED,
        null,
      ),
    );
  }
  const exported = JSON.parse(must(await office.receipts.exportJson('all'))) as {
    records: string[];
    unreadable: number;
  };
  expect([new Set(exported.records).size, exported.unreadable]).toEqual([405, 0]);
  expect(must(await office.receipts.exportCsv('all')).split('\r\n')).toHaveLength(407);
  expect(codeOf(await office.receipts.importJson(first))).toBe('ok');
});
