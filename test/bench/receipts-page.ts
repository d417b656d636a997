import type { Receipt } from '../../src/gate/receipt.ts';
import type { Archive } from '../../src/records/archive.ts';
import type { ReceiptQuery } from '../../src/records/office-shape.ts';
import { openOffice } from '../../src/records/office.ts';
import { localDay } from '../../src/records/search-tokens.ts';
import type { Parsed } from '../../src/errors.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../fixtures/filed.ts';

/*
 * Runs inside the measured page. Names repeat as in a city: fifty given names, two hundred family names, and the number of
 * people of one name grows with the archive – what must not grow is the time to find some of them.
 */

const BATCH = 250;
const RUNS = 15;
const START = Date.UTC(2020, 0, 1, 9);
const APPOINTMENTS_A_DAY = 40;
const DAY = 86_400_000;
const GIVEN = ['Anna', 'Jörg', 'Zoë', 'Berta', 'Cem', 'Dilara', 'Émile', 'Fatma', 'Gerd', 'Hanna'];
const FAMILY = ['Müll', 'Ahr', 'Straß', 'Yıld', 'Kow', 'Berg', 'Schmidt', 'Öz', 'Nowak', 'Haas'];
const ENDINGS = ['er', 'ens', 'mann', 'ski', 'auer', 'stein', 'hof', 'inger', 'born', 'feld'];

let archive: Archive;
let example: Receipt;
let filled = 0;

function must<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new Error(`${parsed.problem.code}: ${parsed.problem.detail}`);
  return parsed.value;
}

/** Founds an office. */
export async function start(): Promise<void> {
  const office = must(await (await openOffice(() => START)).found('ein Satz zum Messen'));
  // What the office hands out as its receipts is the whole archive.
  archive = office.receipts as Archive;
  example = await exampleReceipt();
}

/** Files receipts until there are `count`; returns the milliseconds that took. */
export async function fillTo(count: number): Promise<number> {
  const begun = performance.now();
  // While the browser writes one batch, the next is being sealed.
  await Promise.all([fillBatches(count), fillBatches(count)]);
  return performance.now() - begun;
}

async function fillBatches(count: number): Promise<void> {
  while (filled < count) {
    const from = filled;
    const size = Math.min(BATCH, count - from);
    filled += size;
    const issues = Array.from({ length: size }, (_, index) => ({
      receipt: receiptNumber(from + index),
      verification: VERIFIED,
      until: START + 4_000 * DAY,
    }));
    for (const result of await archive.fileMany(issues)) must(result);
  }
}

/** Median milliseconds of each kind of look into the archive. */
export async function measure(): Promise<Record<string, number>> {
  const search = (query: ReceiptQuery, from?: string) => async (): Promise<void> => {
    must(await archive.search(query, from));
  };
  const last = receiptNumber(filled - 1);
  const day = localDay(Date.parse(last.issuedAt.time));
  const service = example.service.id;
  const middle = String(Math.floor(filled / 2));
  return {
    'list, first page': await median(search({})),
    'list, a page in the middle': await median(search({}, middle)),
    'search by a beginning of a name': await median(search({ name: 'mül' })),
    'search by given and family name': await median(search({ name: 'anna müller' })),
    'search by name and service': await median(search({ name: 'ahr', service })),
    'search by name and day': await median(search({ name: 'anna', day })),
    'search by check code': await median(search({ checkCode: last.checkCode ?? '' })),
    'search for nobody': await median(search({ name: 'xanthippe' })),
    'open one': await median(async (run) => {
      must(await archive.get(recordId(Math.floor((filled * run) / RUNS))));
    }),
  };
}

function receiptNumber(number: number): Receipt {
  const pick = (words: readonly string[], by: number): string => words[Math.floor(number / by) % words.length] ?? '';
  const name = `${pick(GIVEN, 1)} ${pick(FAMILY, 10)}${pick(ENDINGS, 100)}`;
  const at = START + Math.floor(number / APPOINTMENTS_A_DAY) * DAY + (number % APPOINTMENTS_A_DAY) * 600_000;
  const checkCode = number
    .toString(32)
    .toUpperCase()
    .padStart(6, '0')
    .replace(/[ILOU]/g, 'Z');
  // Written by hand: to ask for the offset of a zone takes longer than to file.
  const issuedAt = { time: `${new Date(at).toISOString().slice(0, 19)}+00:00`, zone: 'UTC' };
  return receiptFor(example, { id: recordId(number), name, changes: { checkCode, issuedAt } });
}

async function median(act: (run: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    await act(run);
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
}
