import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { openCopyFolder, type CopyFolder } from '../../../src/records/copy-folder.ts';
import { sealCopy } from '../../../src/records/copy-seal.ts';
import type { FiledReceipt, Office } from '../../../src/records/office-shape.ts';
import { openOffice } from '../../../src/records/office.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';
import { DAY, foundOffice, freshOffice, must, PASSPHRASE, rawClear, START } from './office-support.ts';

/** An archive folder as a server keeps it; `fault` answers in its place. */
class Folder {
  readonly files = new Map<string, string>();
  readonly asked: string[] = [];
  fault: (method: string, name: string) => Response | null = () => null;
  readonly folder: CopyFolder = openCopyFolder('/archiv/', (address, { method = 'GET', body }) => {
    const name = address.slice('/archiv/'.length);
    this.asked.push(`${method} ${name}`);
    return Promise.resolve(this.fault(method, name) ?? this.#answer(method, name, body));
  });

  #answer(method: string, name: string, body: BodyInit | null | undefined): Response {
    if (method === 'PUT') {
      if (this.files.has(name)) return new Response(null, { status: 409 });
      this.files.set(name, body as string);
      return new Response(null, { status: 201 });
    }
    if (name === '') {
      const all = [...this.files.keys()].map((file) => ({ name: file, type: 'file', mtime: 'x', size: 1 }));
      return Response.json(all);
    }
    const text = this.files.get(name);
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text);
  }
}

let example: Receipt;
let office: Office;
let keyFile: string;
let there: Folder;
let now = START;

const status = (code: number) => (): Response => new Response(null, { status: code });
const file = async (number: number, name = 'Anna', until: number | null = START + 9 * DAY): Promise<FiledReceipt> =>
  must(await office.receipts.file(receiptFor(example, { id: recordId(number), name, at: START }), VERIFIED, until));
const send = async () => must(await office.copies.send(there.folder, () => undefined));
const fetch = async () => must(await office.copies.fetch(there.folder, () => undefined));
const all = async (...numbers: readonly number[]): Promise<readonly FiledReceipt[]> =>
  Promise.all(numbers.map(async (number) => must(await office.receipts.get(recordId(number)))));
const outstandingOnes = async (): Promise<readonly string[]> =>
  must(await office.receipts.search({})).rows.flatMap(({ id, isCopied }) => (isCopied ? [] : [id]));

/** The browser's data are gone, and the team's key file is at hand. */
async function loseEverything(): Promise<void> {
  await freshOffice();
  office = must(await (await openOffice(() => now)).join(keyFile, PASSPHRASE));
}

afterAll(freshOffice);

beforeAll(async () => {
  example = await exampleReceipt();
  await freshOffice();
  office = await foundOffice(() => now);
  keyFile = office.keyFile();
});

beforeEach(async () => {
  await rawClear('rows', 'records', 'tables');
  there = new Folder();
  now = START;
});

describe('what is filed', () => {
  test('is outstanding until its copy is stored, and again after everything that is added to it', async () => {
    const heard = vi.fn();
    office.copies.listen(heard);
    await file(1);
    await file(2);
    expect(heard).toHaveBeenCalledTimes(2);
    expect(await outstandingOnes()).toEqual([recordId(2), recordId(1)]);
    const sent: string[] = [];
    expect(must(await office.copies.send(there.folder, (id) => sent.push(id)))).toEqual({ left: 0, trouble: null });
    expect(sent.sort()).toEqual([recordId(1), recordId(2)]);
    expect([await office.copies.outstanding(), await outstandingOnes(), there.files.size]).toEqual([0, [], 2]);
    for (const event of [
      { kind: 'withdrawnOrally', note: 'am Telefon' },
      { kind: 'corrected', field: 'name', was: 'Anna', is: 'Anne' },
      { kind: 'held', reason: 'Klage' },
      { kind: 'released' },
    ] as const) {
      must(await office.receipts.append(recordId(1), { ...event, at: START, by: 'B' }));
      expect(await outstandingOnes()).toEqual([recordId(1)]);
      await send();
    }
    expect([there.files.size, await office.copies.outstanding()]).toEqual([6, 0]);
    office.copies.listen(() => undefined);
  });

  test('that says nothing new needs no second copy', async () => {
    await file(1);
    await send();
    await file(1);
    expect(await office.copies.outstanding()).toBe(0);
  });

  test('is sealed and lies under a name that says nothing: two of the same have nothing in common', async () => {
    await file(1, 'Anna Ahrens');
    await send();
    must(await office.receipts.append(recordId(1), { kind: 'released', at: START, by: 'B' }));
    await send();
    const names = [...there.files.keys()];
    expect(new Set(names).size).toBe(2);
    for (const [name, text] of there.files) {
      expect(name).toMatch(/^[0-9a-z]{26}\.jwe$/);
      expect(text).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(atob((text.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/'))).not.toMatch(/Anna|6f1c/);
    }
  });

  test('is no longer outstanding when its time is over', async () => {
    await file(1, 'Anna', START + DAY);
    now = START + 3 * DAY;
    expect(await office.receipts.purge()).toBe(1);
    expect(await office.copies.outstanding()).toBe(0);
  });
});

describe('sending', () => {
  test.each<[string, (method: string) => Response | null, string]>([
    [
      'nobody answers',
      () => {
        throw new TypeError('Failed to fetch');
      },
      'ARCHIVE_UNREACHABLE',
    ],
    ['a gateway answers', status(502), 'ARCHIVE_UNREACHABLE'],
    ['the disk is full', status(507), 'ARCHIVE_UNREACHABLE'],
    ['somebody answers with a page', () => new Response('<h1>Anmeldung</h1>'), 'ARCHIVE_UNREACHABLE'],
    ['nobody has logged in', status(401), 'ARCHIVE_REFUSED'],
    ['this team may not', status(403), 'ARCHIVE_REFUSED'],
    ['there is no such folder', status(404), 'ARCHIVE_REFUSED'],
    ['nothing is stored there', status(405), 'ARCHIVE_REFUSED'],
    ['it is too large', status(413), 'ARCHIVE_REFUSED'],
  ])('leaves everything outstanding where %s, and sends it later', async (_what, fault, code) => {
    await file(1);
    await file(2);
    there.fault = fault;
    expect(await send()).toEqual({ left: 2, trouble: code });
    expect(await outstandingOnes()).toHaveLength(2);
    there.fault = () => null;
    expect(await send()).toEqual({ left: 0, trouble: null });
    expect(there.files.size).toBe(2);
  });

  test('stops at the first that fails, so that nobody hammers a server that is down', async () => {
    for (const number of [1, 2, 3]) await file(number);
    there.fault = status(502);
    await send();
    expect(there.asked).toHaveLength(1);
  });

  test('finds a copy again whose answer was lost, and does not make another', async () => {
    await file(1);
    let isLost = true;
    there.fault = (method, name) => {
      if (!isLost || method !== 'PUT') return null;
      isLost = false;
      there.files.set(name, kept);
      throw new TypeError('Failed to fetch');
    };
    const kept = await sealCopy((await all(1))[0] as FiledReceipt, office.key);
    expect(await send()).toEqual({ left: 1, trouble: 'ARCHIVE_UNREACHABLE' });
    expect(await send()).toEqual({ left: 0, trouble: null });
    expect(there.files.size).toBe(1);
  });

  test('does not take what else lies under its name for its own copy', async () => {
    await file(1);
    await file(2);
    const [one] = await all(1);
    const other = await sealCopy(one as FiledReceipt, office.key);
    let taken = 0;
    there.fault = (method, name) => {
      if (method === 'PUT' && !there.files.has(name) && taken < 2) {
        taken += 1;
        there.files.set(name, taken === 1 ? 'half of a co' : other.slice(0, -3));
      }
      return null;
    };
    expect(await send()).toMatchObject({ left: 2 });
    expect(await send()).toEqual({ left: 0, trouble: null });
    expect(there.files.size).toBe(4);
  });

  test('what is added while its copy travels is outstanding afterwards', async () => {
    await file(1);
    let added: Promise<unknown> = Promise.resolve();
    const slow: CopyFolder = {
      ...there.folder,
      put: async (name, text) => {
        added = office.receipts.append(recordId(1), { kind: 'released', at: START, by: 'B' });
        await added;
        return there.folder.put(name, text);
      },
    };
    must(await office.copies.send(slow, () => undefined));
    expect(await office.copies.outstanding()).toBe(1);
    await send();
    expect([await office.copies.outstanding(), there.files.size]).toEqual([0, 2]);
  });

  test('a locked office sends nothing', async () => {
    const other = await openOffice(() => now);
    const second = must(await other.unlock(PASSPHRASE));
    second.lock();
    expect(await second.copies.send(there.folder, () => undefined)).toMatchObject({ ok: false });
    expect(there.asked).toEqual([]);
  });
});

describe('after the browser has lost everything', () => {
  test('every receipt comes back as it was, found and verified, and nothing has to be sent anew', async () => {
    await file(1, 'Anna');
    await send();
    must(await office.receipts.append(recordId(1), { kind: 'held', reason: 'Klage', at: START, by: 'B' }));
    await file(2, 'Berta');
    await send();
    const before = await all(1, 2);
    await loseEverything();
    expect(await office.receipts.count()).toBe(0);
    const steps: string[] = [];
    const fetched = must(await office.copies.fetch(there.folder, (done, of) => steps.push(`${done}/${of}`)));
    expect(fetched).toEqual({ found: 3, filed: 2, expired: 0, refused: [] });
    expect(steps.at(-1)).toBe('3/3');
    expect(await all(1, 2)).toEqual(before);
    expect(must(await office.receipts.search({ name: 'be' })).rows).toMatchObject([{ name: 'Berta', isCopied: true }]);
    expect(await send()).toEqual({ left: 0, trouble: null });
    expect(there.files.size).toBe(3);
  });

  test('more than are read at once, the states of one record apart from each other', async () => {
    for (let number = 1; number <= 12; number += 1) await file(number, `Nr${number}`);
    await send();
    for (const number of [1, 7, 12]) {
      must(await office.receipts.append(recordId(number), { kind: 'withdrawnOrally', note: 'x', at: START, by: 'B' }));
    }
    await send();
    await loseEverything();
    expect(await fetch()).toMatchObject({ found: 15, filed: 12, refused: [] });
    expect((await all(1, 7, 12)).map(({ events }) => events.length)).toEqual([1, 1, 1]);
    expect(await office.copies.outstanding()).toBe(0);
  });

  test('what is here and what comes become one, and a copy of that is outstanding', async () => {
    await file(1);
    must(await office.receipts.append(recordId(1), { kind: 'withdrawnOrally', note: 'früher', at: START, by: 'B' }));
    await send();
    await loseEverything();
    await file(1);
    must(await office.receipts.append(recordId(1), { kind: 'held', reason: 'Klage', at: START, by: 'B' }));
    await send();
    const heard = vi.fn();
    office.copies.listen(heard);
    expect(await fetch()).toMatchObject({ filed: 1, refused: [] });
    expect((await all(1))[0]?.events.map(({ kind }) => kind).sort()).toEqual(['held', 'withdrawnOrally']);
    expect(heard).toHaveBeenCalledOnce();
    expect(await office.copies.outstanding()).toBe(1);
    await send();
    expect(there.files.size).toBe(3);
  });

  test('what is past its time stays out, unless it is held', async () => {
    await file(1, 'Anna', START + DAY);
    await file(2, 'Berta', START + DAY);
    await send();
    must(await office.receipts.append(recordId(2), { kind: 'held', reason: 'Klage', at: START, by: 'B' }));
    await send();
    now = START + 2 * DAY;
    await loseEverything();
    expect(await fetch()).toEqual({ found: 3, filed: 1, expired: 2, refused: [] });
    expect((await all(2))[0]?.hold?.reason).toBe('Klage');
    expect(await office.receipts.count()).toBe(1);
  });

  test('what is foreign, changed or no copy is refused by name, and the others come', async () => {
    await file(1);
    await file(2);
    await send();
    const [changed = ''] = there.files.keys();
    const text = there.files.get(changed) ?? '';
    const at = text.length - 40;
    there.files.set(changed, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1));
    there.files.set('readme.txt', 'hello');
    there.files.set(`${'p'.repeat(26)}.jwe`, '<h1>Anmeldung</h1>');
    const keep = [...there.files];
    await freshOffice();
    const strangers = await foundOffice(() => now);
    const foreign = must(
      await strangers.receipts.file(receiptFor(example, { id: recordId(9), name: 'X' }), VERIFIED, null),
    );
    there.files.set(`${'q'.repeat(26)}.jwe`, await sealCopy(foreign, strangers.key));
    await loseEverything();
    // Everybody who has a personal link knows the key that copies are sealed to: what the team did not sign is not the team's.
    const forged = { ...strangers.key, id: office.key.id, sealing: office.key.sealing };
    there.files.set(`${'r'.repeat(26)}.jwe`, await sealCopy({ ...foreign, id: recordId(9) }, forged));
    const { filed, found, refused } = await fetch();
    expect([found, filed]).toEqual([5, 1]);
    const codes = Object.fromEntries(refused.map(({ code, detail }) => [detail.slice(0, 10), code]));
    expect(codes).toEqual({
      'readme.txt': 'RECEIPT_UNREADABLE',
      [changed.slice(0, 10)]: 'RECEIPT_UNREADABLE',
      pppppppppp: 'RECEIPT_UNREADABLE',
      qqqqqqqqqq: 'RECEIPT_FOREIGN',
      rrrrrrrrrr: 'RECEIPT_CHANGED',
    });
    expect(there.files.size).toBe(keep.length + 2);
  });

  test.each<[string, () => Response, string]>([
    ['there is no folder', status(404), 'ARCHIVE_REFUSED'],
    ['nobody has logged in', status(401), 'ARCHIVE_REFUSED'],
    ['it does not answer', status(502), 'ARCHIVE_UNREACHABLE'],
    ['a page comes instead of a list', () => new Response('<h1>Index of /</h1>'), 'ARCHIVE_REFUSED'],
    ['the list is another one', () => Response.json([{ file: 'a' }]), 'ARCHIVE_REFUSED'],
  ])('nothing is changed where %s', async (_what, fault, code) => {
    await file(1);
    there.fault = fault;
    expect(await office.copies.fetch(there.folder, () => undefined)).toMatchObject({ problem: { code } });
    expect(await office.receipts.count()).toBe(1);
  });

  test('stops where the folder falls silent, and keeps what has come', async () => {
    for (let number = 1; number <= 20; number += 1) await file(number);
    await send();
    await loseEverything();
    let reads = 0;
    there.fault = (method, name) => (method === 'GET' && name !== '' && (reads += 1) > 8 ? status(502)() : null);
    const { filed, refused } = await fetch();
    expect(filed).toBe(8);
    expect(refused[0]?.code).toBe('ARCHIVE_UNREACHABLE');
    expect(reads).toBe(16);
    there.fault = () => null;
    expect(await fetch()).toMatchObject({ found: 20, filed: 20, refused: [] });
  });
});
