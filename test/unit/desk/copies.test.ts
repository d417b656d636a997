/** Sealed copies in the archive folder of the site: sent when something is filed, and again later where that failed. */
import { beforeEach, describe, expect, test } from 'vitest';
import { appointment, Counsellor, gate, MINUTE, settle, Visitor, World } from './support.ts';

let world: World;

const withArchive = (): void => {
  world.files.set('/site.json', { ...(world.files.get('/site.json') as object), archive: '/archiv/' });
};

async function atDoor(): Promise<{ readonly her: Counsellor; readonly anna: Visitor }> {
  const of = appointment();
  const her = await Counsellor.inRoom(world, of);
  return { her, anna: new Visitor(world, of, of.people[0] ?? expect.fail('nobody')) };
}

beforeEach(() => {
  world = new World();
});

test('a site without an archive: nothing is sent, and the page knows that there is none', async () => {
  const { her, anna } = await atDoor();
  await anna.sendReceipt();
  expect(her.context.archive).toBeNull();
  await her.wish({ kind: 'sendCopies' });
  await her.wish({ kind: 'fetchCopies' });
  expect(world.folder.opened).toEqual([]);
});

describe('a site with an archive', () => {
  beforeEach(withArchive);

  test('a receipt goes there as soon as it is filed, and once more with what is added to it', async () => {
    const { her, anna } = await atDoor();
    await anna.sendReceipt();
    expect(world.folder.puts).toEqual([anna.record]);
    expect(world.folder.opened[0]).toBe('/archiv/');
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'recordWithdrawal', id: anna.record, note: 'am Telefon' });
    await her.wish({ kind: 'hold', id: anna.record, reason: 'Klage' });
    expect(world.folder.puts).toHaveLength(3);
    expect(her.context.archive).toEqual({ outstanding: 0, trouble: null, fetching: null, fetched: null });
  });

  test('what failed is said, is marked on its row, and is sent later, each time a little later', async () => {
    world.folder.answer = 'unreachable';
    const { her, anna } = await atDoor();
    await anna.sendReceipt();
    expect(her.context.archive).toMatchObject({ outstanding: 1, trouble: 'ARCHIVE_UNREACHABLE' });
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'go', to: 'receipts' });
    expect(her.page).toMatchObject({ rows: [{ id: anna.record, isCopied: false }] });
    const tries = (): number => world.folder.puts.length;
    expect(tries()).toBe(1);
    await world.turn(MINUTE);
    expect(tries()).toBe(2);
    await world.turn(MINUTE);
    expect(tries()).toBe(2);
    world.folder.answer = 'stored';
    await world.turn(MINUTE);
    expect(tries()).toBe(3);
    expect(her.context.archive).toMatchObject({ outstanding: 0, trouble: null });
    expect(her.page).toMatchObject({ rows: [{ id: anna.record, isCopied: true }] });
    await world.turn(60 * MINUTE);
    expect(tries()).toBe(3);
  });

  test('a folder that refuses is told apart, and can be tried at once', async () => {
    world.folder.answer = 'refused';
    const { her, anna } = await atDoor();
    await anna.sendReceipt();
    expect(her.context.archive).toMatchObject({ outstanding: 1, trouble: 'ARCHIVE_REFUSED' });
    world.folder.answer = 'stored';
    await her.wish({ kind: 'sendCopies' });
    expect(her.context.archive).toMatchObject({ outstanding: 0, trouble: null });
  });

  test('what was filed while a copy travels goes with the next one, never two at a time', async () => {
    const { her, anna } = await atDoor();
    const travelling = gate();
    world.folder.hold = travelling.held;
    await anna.sendReceipt();
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'hold', id: anna.record, reason: 'Klage' });
    expect(world.folder.puts).toEqual([]);
    world.office.uncopied.add('another');
    travelling.open();
    await settle();
    expect(world.folder.puts).toEqual([anna.record, 'another']);
  });

  test('after it was locked nothing is sent or shown of before; unlocked again it goes on', async () => {
    world.folder.answer = 'unreachable';
    const { her, anna } = await atDoor();
    await anna.sendReceipt();
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'lock' });
    world.folder.answer = 'stored';
    const { length } = world.folder.puts;
    await world.turn(10 * MINUTE);
    expect(world.folder.puts).toHaveLength(length);
    await her.wish({ kind: 'unlock', passphrase: 'korrekt pferd' });
    expect(world.folder.puts).toHaveLength(length + 1);
    expect(her.context.archive).toMatchObject({ outstanding: 0, trouble: null });
  });

  test('what comes back is counted and listed, and the first that is refused is named', async () => {
    const her = await Counsellor.atWork(world);
    const seen: unknown[] = [];
    world.office.copying.fetch = async (_folder, progress) => {
      progress(1, 2);
      await settle();
      seen.push(her.context.archive?.fetching);
      return {
        ok: true,
        value: { found: 2, filed: 1, expired: 0, refused: [{ code: 'RECEIPT_FOREIGN', detail: 'qqq: sealed to x' }] },
      };
    };
    await her.wish({ kind: 'fetchCopies' });
    expect(seen).toEqual([{ done: 1, of: 2 }]);
    expect(her.context.archive).toMatchObject({
      fetching: null,
      fetched: { found: 2, filed: 1, expired: 0, refused: 1 },
    });
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_FOREIGN' });
  });

  test('a folder that cannot be read is a problem on the page', async () => {
    const her = await Counsellor.atWork(world);
    world.office.copying.fetch = () =>
      Promise.resolve({ ok: false, problem: { code: 'ARCHIVE_REFUSED', detail: '401' } });
    await her.wish({ kind: 'fetchCopies' });
    expect(her.context.problem).toMatchObject({ code: 'ARCHIVE_REFUSED' });
    expect(her.context.archive).toMatchObject({ fetching: null, fetched: null });
  });
});
