import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OFFICE_DATABASE } from '../../../src/records/office-name.ts';
import { openOffice } from '../../../src/records/office.ts';
import type { Office } from '../../../src/records/office-shape.ts';
import { exampleReceipt, receiptFor, recordId, VERIFIED } from '../../fixtures/filed.ts';
import {
  clearSiteData,
  codeOf,
  foundOffice,
  freshOffice,
  must,
  PASSPHRASE,
  rawAll,
  rawChange,
  START,
} from './office-support.ts';
import { databaseNames, settled } from './support.ts';

beforeEach(freshOffice);
afterEach(freshOffice);

const receipt = async (number: number) =>
  receiptFor(await exampleReceipt(), { id: recordId(number), name: 'Anna', at: START });

/** Every act of an open office; nothing of it may throw. */
async function allActs(office: Office): Promise<unknown[]> {
  const { receipts, appointments, settings } = office;
  return [
    codeOf(await receipts.file(await receipt(9), VERIFIED, null)),
    codeOf(await receipts.append(recordId(1), { kind: 'introduced', at: 1, by: 'B' })),
    codeOf(await receipts.get(recordId(1))),
    codeOf(await receipts.search({ name: 'anna', service: 'x' })),
    codeOf(await receipts.exportJson('all')),
    codeOf(await receipts.exportCsv([recordId(1)])),
    await receipts.purge(),
    await receipts.count(),
    await appointments.put('x', 1),
    await settings.all(),
    await settings.remove('x'),
  ];
}

const NOTHING_WORKS = [...Array<string>(6).fill('STORAGE_UNAVAILABLE'), 0, 0, 'failed', [], undefined];

function failing(name: string) {
  return () => {
    throw new DOMException('', name);
  };
}

describe('storage that was never there', () => {
  test.each<[string, () => unknown, string]>([
    ['taken away', () => vi.stubGlobal('indexedDB', undefined), 'blocked'],
    ['forbidden', () => vi.spyOn(indexedDB, 'open').mockImplementation(failing('SecurityError')), 'blocked'],
    ['broken', () => vi.spyOn(indexedDB, 'open').mockImplementation(failing('UnknownError')), 'broken'],
  ])('%s', async (_, breakIt, reason) => {
    breakIt();
    const office = await openOffice();
    expect(office.state).toBe('new');
    for (const result of [await office.found(PASSPHRASE), await office.unlock(PASSPHRASE)]) {
      expect(result).toMatchObject({
        ok: false,
        problem: { code: 'STORAGE_UNAVAILABLE', detail: expect.stringContaining(reason) },
      });
    }
    expect(await office.wipe()).toBe('incomplete');
  });

  test('made by a later version: left as it is', async () => {
    (await settled(indexedDB.open(OFFICE_DATABASE, 7))).close();
    const office = await openOffice();
    expect(codeOf(await office.found(PASSPHRASE))).toBe('STORAGE_UNAVAILABLE');
    expect((await indexedDB.databases()).find(({ name }) => name === OFFICE_DATABASE)?.version).toBe(7);
  });
});

describe('storage that fails under the running page', () => {
  test('full: what was there stays, the caller is told, and later it goes on', async () => {
    const office = await foundOffice();
    must(await office.receipts.file(await receipt(1), VERIFIED, null));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(failing('QuotaExceededError'));
    const refusal = await office.receipts.file(await receipt(2), VERIFIED, null);
    expect(refusal).toMatchObject({ ok: false, problem: { code: 'STORAGE_UNAVAILABLE', detail: 'full' } });
    expect(codeOf(await office.receipts.append(recordId(1), { kind: 'introduced', at: 1, by: 'B' }))).toBe(
      'STORAGE_UNAVAILABLE',
    );
    expect(await office.appointments.put('x', 1)).toBe('failed');
    put.mockRestore();
    expect(must(await office.receipts.get(recordId(1))).events).toEqual([]);
    must(await office.receipts.file(await receipt(2), VERIFIED, null));
    expect(await office.receipts.count()).toBe(2);
  });

  test('full in the middle of a record: nothing of it is kept, not half', async () => {
    const office = await foundOffice();
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      if (this.name === 'rows') throw new DOMException('', 'QuotaExceededError');
      return key === undefined ? put.call(this, value) : put.call(this, value, key);
    });
    expect(codeOf(await office.receipts.file(await receipt(1), VERIFIED, null))).toBe('STORAGE_UNAVAILABLE');
    vi.restoreAllMocks();
    expect([await rawAll('rows'), await rawAll('records')]).toEqual([[], []]);
  });

  test('site data cleared: nothing works, nothing throws, nothing is made anew behind anybody’s back', async () => {
    const office = await foundOffice();
    must(await office.receipts.file(await receipt(1), VERIFIED, null));
    await clearSiteData();
    expect(await allActs(office)).toEqual(NOTHING_WORKS);
    expect(await databaseNames()).toEqual([]);
    expect(office.keyFile()).toContain('einlass-team-key/1');
    expect((await openOffice()).state).toBe('new');
  });

  test('site data cleared: told once, and put back under the same keys with everything that was added', async () => {
    const office = await foundOffice();
    must(await office.receipts.file(await receipt(1), VERIFIED, null));
    const filed = must(await office.receipts.append(recordId(1), { kind: 'introduced', at: 1, by: 'B' }));
    const lost = vi.fn();
    office.whenLost(lost);
    await clearSiteData();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(1));
    await allActs(office);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(await databaseNames()).toEqual([]);
    must(await office.settleAgain());
    expect(await office.receipts.count()).toBe(0);
    expect(must(await office.receipts.putBack(filed))).toEqual(filed);
    // Put back twice, it does not double.
    must(await office.receipts.putBack(filed));
    const again = must(await (await openOffice(() => START)).unlock(PASSPHRASE));
    expect(must(await again.receipts.get(recordId(1)))).toEqual(filed);
    await clearSiteData();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(2));
  });

  test('locked before the data were cleared: nobody is told, and the door asks for the key file', async () => {
    const office = await foundOffice();
    const lost = vi.fn();
    office.whenLost(lost);
    office.lock();
    const door = await openOffice();
    expect(door.state).toBe('locked');
    await clearSiteData();
    expect(codeOf(await door.unlock(PASSPHRASE))).toBe('STORAGE_CLEARED');
    expect(door.state).toBe('new');
    must(await door.join(office.keyFile(), PASSPHRASE));
    expect(lost).not.toHaveBeenCalled();
  });

  test('others have settled here since: not put back among their data, and they keep them', async () => {
    const before = await foundOffice();
    const other = await openOffice();
    await other.wipe();
    must(await other.found(PASSPHRASE));
    expect(codeOf(await before.settleAgain())).toBe('KEY_FILE_FOREIGN');
    expect(codeOf(await before.receipts.file(await receipt(1), VERIFIED, null))).toBe('STORAGE_UNAVAILABLE');
    expect(await rawAll('records')).toEqual([]);
  });

  test('a connection that was cut is made again', async () => {
    const office = await foundOffice();
    must(await office.receipts.file(await receipt(1), VERIFIED, null));
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(failing('InvalidStateError'));
    expect(codeOf(await office.receipts.get(recordId(1)))).toBe('ok');
  });

  test('another team’s data in the meantime: nothing is written among them', async () => {
    const office = await foundOffice();
    await rawChange('team', (team: object) => ({ ...team, wrapped: 'of.another.team' }));
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(failing('InvalidStateError'));
    expect(codeOf(await office.receipts.file(await receipt(1), VERIFIED, null))).toBe('STORAGE_UNAVAILABLE');
    expect(await rawAll('records')).toEqual([]);
  });

  test('deleted and founded anew in another tab: this one neither reads nor writes there', async () => {
    const before = await foundOffice();
    const other = await openOffice();
    expect(await other.wipe()).toBe('wiped');
    const after = must(await other.found(PASSPHRASE));
    expect(await allActs(before)).toEqual(NOTHING_WORKS);
    expect(await after.receipts.count()).toBe(0);
  });

  test('the rows of a search that cannot be read do not stop the others', async () => {
    const office = await foundOffice();
    for (const number of [1, 2, 3]) must(await office.receipts.file(await receipt(number), VERIFIED, null));
    await rawChange('rows', (row: { seq: number }) => (row.seq === 2 ? { ...row, iv: 'no iv' } : row));
    expect(must(await office.receipts.search({})).rows.map(({ id }) => id)).toEqual([recordId(3), recordId(1)]);
    expect(must(await office.receipts.search({ name: 'anna' })).rows).toHaveLength(2);
  });
});
