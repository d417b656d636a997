/** A receipt that comes as a file: on the card of who knocks, and at the page of receipts. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { fromBase64url } from '../../../src/mailbox/base64url.ts';
import { writeReceiptFile } from '../../../src/records/receipt-file.ts';
import type { InvitedPerson } from '../../../src/appointment/appointment.ts';
import { appointment, Counsellor, HOUR, person, settle, Visitor, World } from './support.ts';

const BOTH = appointment({ type: 'group', people: [person(1), person(2)] });
const bytesOf = ({ secret }: InvitedPerson): Uint8Array<ArrayBuffer> =>
  fromBase64url(secret)?.bytes ?? new Uint8Array();
const same = (receipt: Receipt): Receipt => receipt;

let world: World;
let her: Counsellor;
let anna: Visitor;

/** What the visitor's page saves; `by` is whose link vouches for it, null: nobody's. */
async function fileOf(
  visitor: Visitor,
  by: InvitedPerson | null = visitor.person,
  change: (receipt: Receipt) => Receipt = same,
): Promise<string> {
  return writeReceiptFile(change(await visitor.receipt()), by && bytesOf(by));
}

const open = (text: string, knocker = anna.id): Promise<void> => her.wish({ kind: 'openReceiptFile', knocker, text });

const noMailbox = (): object => ({ ...(world.files.get('/site.json') as object), mailbox: false });

async function atDoor(mailbox: boolean): Promise<void> {
  world = new World();
  if (!mailbox) world.files.set('/site.json', noMailbox());
  her = await Counsellor.inRoom(world, BOTH);
  anna = new Visitor(world, BOTH, person(1));
  await her.knock(await anna.knocking());
}

beforeEach(() => atDoor(false));

describe('without a mailbox', () => {
  test('the desk says so before and in the room, and asks no server for one', async () => {
    expect(her.context.mailbox).toBe('absent');
    expect(anna.box.opened).toBe(0);
    expect(her.knocker(anna.id)).toMatchObject({
      assessment: { state: 'notVerifiable', doubts: ['noReceipt'] },
      mayAdmit: false,
    });
    await her.wish({ kind: 'leaveRoom' });
    expect(her.context.mailbox).toBe('absent');
  });

  test('a file with her link behind it is assessed like one from the mailbox, and says that it was none', async () => {
    await open(await fileOf(anna));
    expect(her.context.problem).toBeNull();
    expect(her.knocker(anna.id)).toMatchObject({
      assessment: { state: 'complete' },
      accepted: { record: anna.record, origin: 'linkFile' },
      mayAdmit: true,
    });
    expect(world.office.receipts.get(anna.record)?.verification).toEqual({
      words: 'fit',
      shipped: 'fit',
      origin: 'linkFile',
    });
    await her.wish({ kind: 'admit', id: anna.id, reason: null });
    expect(world.room.admitted).toEqual([anna.id]);
  });

  test('a changed appointment, a note and a refusal reach nobody, and the page says that', async () => {
    const missing = (what: string): object => ({ code: 'MAILBOX_MISSING', detail: `${what}: absent` });
    expect(her.context.problem).toBeNull();
    await her.wish({ kind: 'note', to: 'all', text: 'Gleich.' });
    expect(her.context.problem).toEqual(missing('note'));
    await her.wish({ kind: 'closeProblem' });
    await her.wish({ kind: 'refuse', id: anna.id, text: 'Bitte rufen Sie an.' });
    expect(her.context.problem).toEqual(missing('refused'));
    expect(world.room.commands).toContain(`refuse ${anna.id}`);
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'closeProblem' });
    await her.wish({ kind: 'change', id: BOTH.id, startsAt: BOTH.startsAt + HOUR, minutes: 30 });
    expect(her.context.problem).toEqual(missing('moved'));
    await her.wish({ kind: 'cancel', id: BOTH.id });
    expect(her.context.problem).toEqual(missing('cancelled'));
    expect(anna.box.opened).toBe(0);
  });

  test('what the profile keeps from the counsellor does not come in by the file', async () => {
    const hidden = { field: 'birthDate', label: 'Geburtsdatum', purpose: 'Alter', value: '1990-01-01' } as const;
    const withHidden = (receipt: Receipt): Receipt => ({
      ...receipt,
      details: { ...receipt.details, system: [hidden] },
    });
    await open(await fileOf(anna, anna.person, withHidden));
    expect(her.knocker(anna.id).mayAdmit).toBe(true);
    expect(world.office.receipts.get(anna.record)?.receipt.details.system).toEqual([]);
  });

  test('a file that nobody vouches for is a statement: shown, filed as that, and admitted only with a reason', async () => {
    await open(await fileOf(anna, null));
    expect(her.context.problem).toBeNull();
    expect(her.knocker(anna.id)).toMatchObject({
      assessment: { state: 'notVerifiable', doubts: ['notVouched'] },
      accepted: { origin: 'file' },
      mayAdmit: false,
    });
    await her.wish({ kind: 'admit', id: anna.id, reason: null });
    await her.wish({ kind: 'admitAllComplete' });
    expect(world.room.admitted).toEqual([]);
    await her.wish({ kind: 'admit', id: anna.id, reason: 'Hat mündlich eingewilligt.' });
    expect(world.room.admitted).toEqual([anna.id]);
  });

  test('what is missing in a file is said as by the mailbox', async () => {
    const older = (receipt: Receipt): Receipt => ({
      ...receipt,
      purposes: receipt.purposes.map((purpose) =>
        purpose.declaration ? { ...purpose, declaration: { ...purpose.declaration, version: 9 } } : purpose,
      ),
    });
    await open(await fileOf(anna, anna.person, older));
    expect(her.knocker(anna.id)).toMatchObject({
      assessment: { state: 'incomplete', lacks: [{ lack: 'olderVersion' }] },
      mayAdmit: false,
    });
  });

  test('who made the receipt under an earlier version of the profile is recognised by it', async () => {
    const earlier = 2;
    const code = await anna.code(earlier);
    await her.knock(await anna.knocking({ name: `${anna.name} · ${code}` }));
    expect(her.knocker(anna.id).invited).toBeNull();
    const under = (receipt: Receipt): Receipt => ({
      ...receipt,
      checkCode: code,
      notice: receipt.notice && { ...receipt.notice, profile: { ...receipt.notice.profile, version: earlier } },
    });
    await open(await fileOf(anna, anna.person, under));
    expect(her.context.problem).toBeNull();
    expect(her.knocker(anna.id)).toMatchObject({ invited: { id: anna.person.id }, accepted: { record: anna.record } });
  });

  test('the promises of a receipt that storage does not take count all the same, and it is offered again', async () => {
    world.office.isBroken = true;
    await open(await fileOf(anna));
    expect(her.knocker(anna.id).assessment).toEqual({ state: 'complete' });
    world.office.isBroken = false;
    await world.turn(10_000);
    expect(world.office.receipts.has(anna.record)).toBe(true);
  });
});

describe('a further person without a mailbox', () => {
  const demir = person(3, 'interpreter', 'Frau Demir');
  const THREE = appointment({ type: 'group', people: [person(1), demir] });
  const complete = async (visitor: Visitor): Promise<void> => open(await fileOf(visitor), visitor.id);

  test.each([
    ['says so itself', (): void => void world.files.set('/site.json', noMailbox())],
    ['is found to have none', (): void => void (world.post.isMissing = true)],
  ])(
    'cannot be asked about where the site %s, so nothing admits them, and no silence is written down',
    async (_what, lack) => {
      world = new World();
      lack();
      her = await Counsellor.inRoom(world, THREE);
      anna = new Visitor(world, THREE, person(1));
      const visitor = new Visitor(world, THREE, demir, 'Demir');
      await her.knock(await anna.knocking());
      await complete(anna);
      await her.letIn(anna);
      await her.knock(await visitor.knocking());
      await complete(visitor);
      expect(her.knocker(visitor.id)).toMatchObject({
        assessment: { state: 'complete' },
        others: 'cannotAsk',
        mayAdmit: false,
      });
      await her.wish({ kind: 'askOthers', id: visitor.id });
      await settle();
      expect(her.room.question).toBeNull();
      await her.wish({ kind: 'admit', id: visitor.id, reason: null });
      await her.wish({ kind: 'admit', id: visitor.id, reason: 'Sie hat am Telefon Ja gesagt.' });
      await her.wish({ kind: 'admitAllComplete' });
      expect(world.room.admitted).toEqual([anna.id]);
      expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
    },
  );
});

describe('refused by name, and the rest untouched', () => {
  const ben = person(2);
  const elsewhere = (receipt: Receipt): Receipt => ({
    ...receipt,
    session: { ...receipt.session, appointment: 'einlass-elsewhere' },
  });
  const refusals: readonly [string, string, () => Promise<string> | string][] = [
    ['something foreign', 'RECEIPT_FILE_FOREIGN', () => '<h1>Wartung</h1>'],
    ['half of one', 'RECEIPT_UNREADABLE', async () => (await fileOf(anna)).slice(0, 900)],
    ['one that is too large', 'RECEIPT_FILE_TOO_LARGE', async () => (await fileOf(anna)).padEnd(600_000)],
    ['one of another appointment', 'RECEIPT_OTHER_APPOINTMENT', () => fileOf(anna, anna.person, elsewhere)],
    [
      'one of another appointment that nobody vouches for',
      'RECEIPT_OTHER_APPOINTMENT',
      () => fileOf(anna, null, elsewhere),
    ],
    ['that of another person', 'RECEIPT_OTHER_PERSON', () => fileOf(new Visitor(world, BOTH, ben, 'Ben'))],
    [
      'that of another person that nobody vouches for',
      'RECEIPT_OTHER_PERSON',
      () => fileOf(new Visitor(world, BOTH, ben), null),
    ],
    // Ben knows Anna's code, everybody in the lobby does, and writes himself a receipt with it.
    ['one with her code that another link vouches for', 'RECEIPT_OTHER_PERSON', () => fileOf(anna, ben)],
    [
      'one without a code',
      'RECEIPT_OTHER_PERSON',
      () => fileOf(anna, anna.person, (one) => ({ ...one, checkCode: null })),
    ],
    [
      'one with a changed byte',
      'RECEIPT_CHANGED',
      async () => (await fileOf(anna)).replace('Ich willige ausdrücklich ein', 'Ich willige ausdrücklich eim'),
    ],
    ['one whose proof is nobody’s', 'RECEIPT_CHANGED', () => fileOf(anna, person(77))],
  ];

  test.each(refusals)('%s: %s', async (_what, code, text) => {
    await open(await text());
    expect(her.context.problem).toMatchObject({ code });
    expect(her.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noReceipt'] });
    expect(world.office.receipts.size).toBe(0);
  });

  test('words that do not give their hashes, where nobody vouches for them', async () => {
    world.verification = { words: 'changed', shipped: 'fit' };
    await open(await fileOf(anna, null));
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_CHANGED' });
    expect(world.office.receipts.size).toBe(0);
  });

  test('a file for somebody who does not knock any more', async () => {
    const text = await fileOf(anna);
    await her.knock();
    await open(text);
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_OTHER_PERSON' });
    expect(world.office.receipts.size).toBe(0);
  });

  test('what was taken before stays', async () => {
    await open(await fileOf(anna));
    await open('PNG');
    expect(her.knocker(anna.id)).toMatchObject({ assessment: { state: 'complete' }, mayAdmit: true });
  });
});

describe('beside a mailbox', () => {
  beforeEach(() => atDoor(true));

  test('a withdrawal that came through it is not undone by a file', async () => {
    await anna.sendReceipt();
    anna.box.write({ kind: 'withdrawn', at: world.now });
    await her.knock(await anna.knocking());
    expect(her.knocker(anna.id).assessment.state).toBe('incomplete');
    await open(await fileOf(anna));
    expect(her.knocker(anna.id)).toMatchObject({ assessment: { state: 'incomplete' }, mayAdmit: false });
  });
});

describe('at the page of receipts', () => {
  const readIn = (text: string): Promise<void> => her.wish({ kind: 'import', text });

  beforeEach(async () => {
    await her.wish({ kind: 'leaveRoom' });
    await her.wish({ kind: 'go', to: 'receipts' });
  });

  test.each<[string, () => Promise<string>, string]>([
    ['of a person with an appointment here', () => fileOf(anna), 'linkFile'],
    ['that nobody vouches for', () => fileOf(anna, null), 'file'],
    [
      'of an appointment that this desk does not know: its proof cannot be checked',
      () => fileOf(anna, anna.person, (one) => ({ ...one, session: { ...one.session, appointment: 'einlass-x' } })),
      'file',
    ],
  ])('a receipt %s is filed as what it is, and shown', async (_what, text, origin) => {
    await readIn(await text());
    expect(her.page).toMatchObject({ page: 'receipt', filed: { id: anna.record, verification: { origin } } });
  });

  test('a changed one is refused by name, a collection goes its own way', async () => {
    await readIn((await fileOf(anna)).replace('Ich willige ausdrücklich ein', 'Ich willige ausdrücklich eim'));
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_CHANGED' });
    await readIn((await fileOf(anna)).slice(0, 900));
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_UNREADABLE' });
    await readIn('PNG');
    expect(her.context.problem).toMatchObject({ code: 'EXPORT_INVALID' });
    await readIn('good');
    expect(her.context.problem).toMatchObject({ code: 'RECEIPT_CHANGED', detail: 'r2' });
    expect(her.page.page).toBe('receipts');
    expect(world.office.receipts.size).toBe(0);
  });

  test('of a service that this site does not offer any more it is kept until somebody decides', async () => {
    const gone = (one: Receipt): Receipt => ({ ...one, service: { ...one.service, id: 'aufgeloest' } });
    await readIn(await fileOf(anna, anna.person, gone));
    expect(world.office.receipts.get(anna.record)?.until).toBeNull();
  });
});
