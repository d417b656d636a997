import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openOffice } from '../../../src/records/office.ts';
import { OFFICE_DATABASE } from '../../../src/records/office-name.ts';
import { openRecords } from '../../../src/records/records.ts';
import { makeTeamKey } from '../../../src/records/team-key.ts';
import { wipeDevice } from '../../../src/records/wipe.ts';
import { exampleReceipt, VERIFIED } from '../../fixtures/filed.ts';
import {
  codeOf,
  DAY,
  foundOffice,
  freshOffice,
  must,
  PASSPHRASE,
  rawAll,
  rawChange,
  rawOffice,
  START,
} from './office-support.ts';
import { databaseNames, settled, visibleText } from './support.ts';

beforeEach(freshOffice);
afterEach(freshOffice);

const APPOINTMENT = { id: 'x', label: 'Anna Geheim', room: 'raum' };

describe('a device without a key', () => {
  test('is new, and looking leaves nothing', async () => {
    const office = await openOffice();
    expect(office.state).toBe('new');
    expect(await databaseNames()).not.toContain(OFFICE_DATABASE);
    expect(codeOf(await office.unlock(PASSPHRASE))).toBe('STORAGE_UNAVAILABLE');
    expect(await databaseNames()).not.toContain(OFFICE_DATABASE);
  });

  test('gets no key under a short passphrase, and stays new', async () => {
    const office = await openOffice();
    expect(codeOf(await office.found('kurz'))).toBe('KEY_PASSPHRASE_SHORT');
    expect(office.state).toBe('new');
    expect(await databaseNames()).not.toContain(OFFICE_DATABASE);
  });

  test('takes over a colleague’s key, and only with the right passphrase', async () => {
    const made = must(await makeTeamKey(PASSPHRASE));
    const office = await openOffice();
    expect(codeOf(await office.join(made.file, 'etwas ganz anderes'))).toBe('KEY_PASSPHRASE_WRONG');
    expect(codeOf(await office.join('{}', PASSPHRASE))).toBe('KEY_FILE_FOREIGN');
    expect(office.state).toBe('new');
    const open = must(await office.join(made.file, PASSPHRASE));
    expect(open.key.id).toBe(made.key.id);
    expect(open.keyFile()).toBe(made.file);
    expect(office.state).toBe('locked');
  });
});

describe('a device with a key', () => {
  test('opens with the passphrase, also after a reload, and shows the same data', async () => {
    const first = await foundOffice();
    expect(await first.appointments.put('x', APPOINTMENT)).toBe('saved');
    expect(await first.settings.put('x', 'mine')).toBe('saved');
    const again = await openOffice();
    expect(again.state).toBe('locked');
    expect(codeOf(await again.unlock('etwas ganz anderes'))).toBe('KEY_PASSPHRASE_WRONG');
    const open = must(await again.unlock(PASSPHRASE));
    expect(open.key.id).toBe(first.key.id);
    expect(await open.appointments.all()).toEqual([APPOINTMENT]);
    expect(await open.settings.all()).toEqual(['mine']);
  });

  test('gets no second key: what lies here would be lost', async () => {
    const office = await foundOffice();
    await office.appointments.put('x', APPOINTMENT);
    const again = await openOffice();
    expect(codeOf(await again.found(PASSPHRASE))).toBe('KEY_FILE_FOREIGN');
    const other = must(await makeTeamKey(PASSPHRASE));
    expect(codeOf(await again.join(other.file, PASSPHRASE))).toBe('KEY_FILE_FOREIGN');
    expect(await must(await again.unlock(PASSPHRASE)).appointments.all()).toEqual([APPOINTMENT]);
  });

  test('two tabs that make a key at once agree on one', async () => {
    const tabs = await Promise.all([openOffice(), openOffice()]);
    const codes = (await Promise.all(tabs.map((tab) => tab.found(PASSPHRASE)))).map(codeOf);
    expect(codes.sort()).toEqual(['KEY_FILE_FOREIGN', 'ok']);
  });

  test('takes the same team’s file again', async () => {
    const office = await foundOffice();
    await office.appointments.put('x', APPOINTMENT);
    const again = must(await (await openOffice()).join(office.keyFile(), PASSPHRASE));
    expect(await again.appointments.all()).toEqual([APPOINTMENT]);
  });

  test('lies there sealed: no name, no service, no word, no private key', async () => {
    const office = await foundOffice();
    await office.appointments.put('x', APPOINTMENT);
    must(await office.receipts.file(await exampleReceipt(), VERIFIED, null));
    const all = await Promise.all((['team', 'tables', 'rows', 'records'] as const).map(rawAll));
    const seen = visibleText(all);
    expect(seen.length).toBeGreaterThan(5_000);
    for (const word of [
      'Anna',
      'Ahrens',
      'Geheim',
      'beispiel',
      'K7F2QX',
      'recordId',
      'consent',
      '"d"',
      'raum',
      '2026',
    ]) {
      expect(seen).not.toContain(word);
    }
    const rows = (await rawAll('rows')) as object[];
    expect(rows.map((row) => Object.keys(row).sort())).toEqual([['data', 'id', 'iv', 'seq', 'tokens', 'until']]);
  });

  test('locked, it answers nothing more and can be unlocked again', async () => {
    const locked = await openOffice();
    const office = must(await locked.found(PASSPHRASE));
    await office.appointments.put('x', APPOINTMENT);
    office.lock();
    expect(() => office.key).toThrow('locked');
    expect(await office.appointments.all()).toEqual([]);
    expect(await office.appointments.put('y', 1)).toBe('failed');
    expect(codeOf(await office.receipts.search({}))).toBe('STORAGE_UNAVAILABLE');
    expect(codeOf(await office.receipts.file(await exampleReceipt(), VERIFIED, null))).toBe('STORAGE_UNAVAILABLE');
    expect(await must(await locked.unlock(PASSPHRASE)).appointments.all()).toEqual([APPOINTMENT]);
  });

  test('unlocked, it deletes what is past its time (R-145)', async () => {
    const office = await foundOffice();
    must(await office.receipts.file(await exampleReceipt(), VERIFIED, START + 1));
    const later = must(await (await openOffice(() => START + 2 * DAY)).unlock(PASSPHRASE));
    await vi.waitFor(async () => expect(await later.receipts.count()).toBe(0));
  });

  test('a damaged key file on the device is called that', async () => {
    await foundOffice();
    await rawChange('team', (team: { file: string }) => ({
      ...team,
      file: team.file.replace('"jwe": "e', '"jwe": "f'),
    }));
    expect(codeOf(await (await openOffice()).unlock(PASSPHRASE))).toBe('KEY_FILE_DAMAGED');
  });

  test.each<[string, (team: { file: string; wrapped: string }) => unknown]>([
    ['text that is no key file', (team) => ({ ...team, file: 'x' })],
    ['no file at all', ({ wrapped }) => ({ wrapped })],
    ['a number for a file', (team) => ({ ...team, file: 7 })],
  ])('%s in its place is called damaged, and the team’s own file opens everything again', async (_, damage) => {
    const office = await foundOffice();
    await office.appointments.put('a', APPOINTMENT);
    const file = office.keyFile();
    await rawChange('team', damage as never);
    const locked = await openOffice();
    expect(locked.state).toBe('locked');
    expect(codeOf(await locked.unlock(PASSPHRASE))).toBe('KEY_FILE_DAMAGED');
    expect(codeOf(await locked.found(PASSPHRASE))).toBe('KEY_FILE_FOREIGN');
    expect(await must(await locked.join(file, PASSPHRASE)).appointments.all()).toEqual([APPOINTMENT]);
    expect(await must(await (await openOffice()).unlock(PASSPHRASE)).appointments.all()).toEqual([APPOINTMENT]);
  });

  test.each<[string, (team: { file: string; wrapped: string }) => unknown]>([
    ['without the key of the data', ({ file }) => ({ file })],
    ['that is text', () => 'x'],
    ['that is nothing', () => null],
  ])('a record of the key %s opens with nothing, and nothing is written over it', async (_, damage) => {
    const file = (await foundOffice()).keyFile();
    await rawChange('team', damage as never);
    const before = await rawAll('team');
    const locked = await openOffice();
    expect(locked.state).toBe('locked');
    expect(codeOf(await locked.unlock(PASSPHRASE))).toBe('KEY_FILE_DAMAGED');
    expect(codeOf(await locked.join(file, PASSPHRASE))).toBe('KEY_FILE_DAMAGED');
    expect(codeOf(await locked.found(PASSPHRASE))).toBe('KEY_FILE_FOREIGN');
    expect(await rawAll('team')).toEqual(before);
  });

  test('wiped, it is new; the office of before neither sees nor writes anything', async () => {
    const locked = await openOffice();
    const before = must(await locked.found(PASSPHRASE));
    expect(await locked.wipe()).toBe('wiped');
    expect([locked.state, await databaseNames()]).toEqual(['new', []]);
    const after = must(await locked.found(PASSPHRASE));
    expect(await before.appointments.put('x', APPOINTMENT)).toBe('failed');
    expect(codeOf(await before.receipts.file(await exampleReceipt(), VERIFIED, null))).toBe('STORAGE_UNAVAILABLE');
    expect([await after.appointments.all(), await after.receipts.count()]).toEqual([[], 0]);
  });

  test('wiped while another program holds it, it is empty and says so', async () => {
    const locked = await openOffice();
    await must(await locked.found(PASSPHRASE)).appointments.put('x', APPOINTMENT);
    const holder = await rawOffice();
    expect(await locked.wipe()).toBe('incomplete');
    expect(await settled(holder.transaction('tables').objectStore('tables').count())).toBe(0);
    holder.close();
    await vi.waitFor(async () => expect(await databaseNames()).not.toContain(OFFICE_DATABASE));
  });
});

describe('the tables', () => {
  test('replace, remove, and keep apart', async () => {
    const { appointments, settings } = await foundOffice();
    await appointments.put('x', 1);
    await appointments.put('x', 2);
    await settings.put('x', 3);
    await appointments.put('y', [null, { a: 'ä' }]);
    expect((await appointments.all()).map((value) => JSON.stringify(value)).sort()).toEqual(['2', '[null,{"a":"ä"}]']);
    await appointments.remove('x');
    await appointments.remove('never there');
    expect(await appointments.all()).toEqual([[null, { a: 'ä' }]]);
    expect(await settings.all()).toEqual([3]);
  });

  test('refuse what JSON cannot say', async () => {
    const { settings } = await foundOffice();
    const circle: unknown[] = [];
    circle.push(circle);
    expect([await settings.put('a', circle), await settings.put('a', undefined)]).toEqual(['failed', 'failed']);
    expect(await settings.all()).toEqual([]);
  });

  test('leave out what was changed or exchanged, count it, keep the rest and leave it where it is', async () => {
    const { appointments, settings } = await foundOffice();
    for (const id of ['a', 'b', 'c']) await settings.put(id, id);
    await appointments.put('a', 'a');
    expect([await appointments.unreadable(), await settings.unreadable()]).toEqual([0, 0]);
    const before = await rawAll('tables');
    let first = true;
    await rawChange('tables', (entry: { data: ArrayBuffer }) => {
      if (!first) return entry;
      first = false;
      const data = entry.data.slice(0);
      new Uint8Array(data).reverse();
      return { ...entry, data };
    });
    const kept = [...(await settings.all()), ...(await appointments.all())];
    expect(kept).toHaveLength(3);
    expect((await settings.unreadable()) + (await appointments.unreadable())).toBe(1);
    expect(await rawAll('tables')).toHaveLength(before.length);
  });
});

describe('the client’s wiping', () => {
  test.each(['remember', 'shared'] as const)('leaves the office alone (%s)', async (mode) => {
    const office = await foundOffice();
    await office.appointments.put('x', APPOINTMENT);
    must(await office.receipts.file(await exampleReceipt(), VERIFIED, null));
    const client = await openRecords(mode);
    await client.saveVisit({ name: 'Anna' });
    expect(await client.wipe()).toBe('wiped');
    expect(await databaseNames()).toEqual([OFFICE_DATABASE]);
    expect(await office.appointments.all()).toEqual([APPOINTMENT]);
    expect(await office.receipts.count()).toBe(1);
    expect(await must(await (await openOffice()).unlock(PASSPHRASE)).receipts.count()).toBe(1);
  });

  test('still deletes everything else', async () => {
    await foundOffice();
    (await settled(indexedDB.open('left-by-somebody'))).close();
    expect(await wipeDevice()).toBe('wiped');
    expect(await databaseNames()).toEqual([OFFICE_DATABASE]);
  });
});
