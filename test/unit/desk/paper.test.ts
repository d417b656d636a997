import { describe, expect, it } from 'vitest';
import type { PaperView } from '../../../src/desk/view.ts';
import { paperItems, type PaperAnswer, type PaperDeclaration } from '../../../src/gate/paper.ts';
import { makePlan } from '../../../src/service/plan.ts';
import { fixtureService } from '../../fixtures/context.ts';
import { appointment, Counsellor, DECLARED, DEVICES, person, settle, Visitor, World } from './support.ts';

const single = appointment({ people: [person(1)] });
const ANNA = person(1).id;

async function atTheDoor(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, single);
  await counsellor.wish({ kind: 'callMyself', name: 'Frau Beck' });
  const anna = new Visitor(world, single, person(1));
  await counsellor.knock(await anna.knocking());
  return { counsellor, world, anna };
}

async function atTheDesk(of = single): Promise<{ counsellor: Counsellor; world: World }> {
  const world = new World();
  const counsellor = await Counsellor.atWork(world, of);
  await counsellor.wish({ kind: 'callMyself', name: 'Frau Beck' });
  await counsellor.wish({ kind: 'showAppointment', id: of.id });
  return { counsellor, world };
}

const { profile, refs } = await fixtureService();
const ITEMS = paperItems(makePlan(profile, refs, 'client'), 'client');

/** A form on which everything is ticked with yes that applies to everybody. */
function signed(changes: Partial<PaperDeclaration> = {}): PaperDeclaration {
  const answers = ITEMS.map(({ statement, applies }): [string, PaperAnswer] => [
    statement.text.id,
    applies === 'always' ? 'yes' : 'notApplicable',
  ]);
  const given = { name: 'Anna Ahrens', signedOn: '2026-11-22', kept: 'Akte 12' };
  return { ...given, answers: Object.fromEntries(answers), ...changes };
}

function record(counsellor: Counsellor, paper = signed(), who = ANNA): Promise<void> {
  return counsellor.wish({ kind: 'recordPaper', appointment: single.id, person: who, paper });
}

const papersOf = ({ page }: Counsellor): readonly PaperView[] => (page.page === 'appointment' ? page.papers : []);

describe('a signed form', () => {
  it('becomes a receipt that says who has seen it, where it lies, and what was signed', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor);
    expect(counsellor.context.problem).toBeNull();
    const filed = world.office.receipts.get(ANNA);
    expect(filed?.verification.origin).toBe('paper');
    expect(filed?.receipt).toMatchObject({
      declarationForm: 'recordedByCounsellor',
      language: 'de',
      declarant: { role: 'self', name: 'Anna Ahrens' },
      paper: { signedOn: '2026-11-22', kept: 'Akte 12', seenBy: 'Frau Beck' },
    });
    expect(papersOf(counsellor)).toMatchObject([{ record: ANNA, signedOn: '2026-11-22', isWithdrawn: false }]);
  });

  it('is found like every other receipt, and what is recorded on it later shows at the appointment', async () => {
    const { counsellor } = await atTheDesk();
    await record(counsellor);
    await counsellor.wish({ kind: 'showReceipt', id: ANNA });
    expect(counsellor.page).toMatchObject({ page: 'receipt', filed: { id: ANNA } });
    await counsellor.wish({ kind: 'recordWithdrawal', id: ANNA, note: 'am Telefon' });
    await counsellor.wish({ kind: 'showAppointment', id: single.id });
    expect(papersOf(counsellor)).toMatchObject([{ record: ANNA, isWithdrawn: true }]);
  });

  it('may come after the appointment has ended', async () => {
    const { counsellor, world } = await atTheDesk({ ...single, state: 'ended' });
    await record(counsellor);
    expect(world.office.receipts.has(ANNA)).toBe(true);
  });

  it('that is signed anew is a later issue of the same record', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor);
    const [before] = papersOf(counsellor);
    await record(counsellor, signed({ kept: 'Akte 13' }));
    const [after] = papersOf(counsellor);
    expect(after?.issue).not.toBe(before?.issue);
    expect(world.office.receipts.get(ANNA)).toMatchObject({ receipt: { paper: { kept: 'Akte 13' } } });
    expect(world.office.receipts.get(ANNA)?.earlier).toHaveLength(1);
  });

  const insufficient: readonly [string, () => PaperDeclaration][] = [
    ['an answer is missing', () => signed({ answers: {} })],
    ['one required answer is no', () => signed({ answers: { ...signed().answers, 'consent.participation': 'no' } })],
    ['the day is missing', () => signed({ signedOn: '' })],
    ['the day is tomorrow', () => signed({ signedOn: '2026-11-23' })],
    ['the name is missing', () => signed({ name: '' })],
    ['nobody says where it is kept', () => signed({ kept: ' ' })],
  ];
  it.each(insufficient)('is not recorded when %s, and admits nobody', async (_name, paperOf) => {
    const { counsellor, world, anna } = await atTheDoor();
    await record(counsellor, paperOf());
    expect(counsellor.context.problem?.code).toBe('PAPER_INSUFFICIENT');
    expect(world.office.receipts.size).toBe(0);
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id });
    expect(world.room.admitted).toEqual([]);
    expect(counsellor.knocker(anna.id).failed).toBe('notAllowed');
  });

  it('is not recorded as long as nobody says who has seen it', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, single);
    await record(counsellor);
    expect(counsellor.context.problem?.code).toBe('PAPER_INSUFFICIENT');
    expect(world.office.receipts.size).toBe(0);
  });

  it('is recorded of nobody who is not invited', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor, signed(), 'person-9');
    await counsellor.wish({ kind: 'recordPaper', appointment: 'another', person: ANNA, paper: signed() });
    expect(world.office.receipts.size).toBe(0);
  });

  it('is told of where it could not be kept, and does not count', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    world.office.isBroken = true;
    await record(counsellor);
    expect(counsellor.context.problem?.code).toBe('STORAGE_UNAVAILABLE');
    expect(counsellor.knocker(anna.id).paper).toBeNull();
  });

  it('is laid down again after a loss', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor);
    world.office.clear();
    await settle();
    expect(counsellor.context.loss?.receipts).toContain('Anna Ahrens');
    await counsellor.wish({ kind: 'putBack' });
    expect(world.office.receipts.get(ANNA)?.receipt.paper?.kept).toBe('Akte 12');
  });
});

describe('somebody whose declaration is on paper', () => {
  it('is admitted by that act alone, and the record says so', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    expect(counsellor.knocker(anna.id)).toMatchObject({ mayAdmit: false, mayAdmitOnPaper: true, paper: null });
    await record(counsellor);
    expect(counsellor.knocker(anna.id).paper).toMatchObject({ seenBy: 'Frau Beck' });
    expect(world.room.admitted).toEqual([]);
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id });
    expect(world.room.admitted).toEqual([anna.id]);
    await counsellor.knock();
    world.room.fire({ kind: 'confirmed', command: 'admit', id: anna.id });
    await counsellor.inside(anna.inside());
    expect(world.office.eventsOf(ANNA)).toEqual([{ kind: 'admitted', reason: null }]);
    expect(world.office.notes()).toEqual([]);
    expect(counsellor.room.inside).toMatchObject([{ record: ANNA }]);
  });

  it('is admitted on a form that was recorded days before, by whoever opens the room then', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor);
    await counsellor.wish({ kind: 'lock' });
    const other = await Counsellor.inRoom(world, single);
    const anna = new Visitor(world, single, person(1));
    await other.knock(await anna.knocking());
    await other.wish({ kind: 'admitOnPaper', id: anna.id });
    expect(world.room.admitted).toEqual([anna.id]);
  });

  it('stays outside once it was taken back', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await record(counsellor);
    await counsellor.wish({ kind: 'recordWithdrawal', id: ANNA, note: 'am Telefon' });
    expect(counsellor.knocker(anna.id).paper).toBeNull();
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id });
    expect(world.room.admitted).toEqual([]);
  });

  it('stays outside where the same code knocks twice: no paper says whose it is', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await record(counsellor);
    const knocking = await anna.knocking();
    await counsellor.knock(knocking, { ...knocking, id: 'k9' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9' });
    expect(world.room.admitted).toEqual([]);
  });

  it('stays outside where nobody knows who knocks', async () => {
    const { counsellor, world } = await atTheDoor();
    await record(counsellor);
    await counsellor.knock({ id: 'k9', name: 'Jemand', since: 0, there: 'yes' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9' });
    await counsellor.knock({ id: 'k9', name: 'Jemand · ABC234', since: 0, there: 'yes' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9' });
    expect(world.room.admitted).toEqual([]);
  });

  it.each([true, false])('stays outside after a withdrawal, with a receipt before it: %s', async (hasReceipt) => {
    const { counsellor, world, anna } = await atTheDoor();
    await record(counsellor);
    if (hasReceipt) await anna.sendReceipt();
    expect(counsellor.knocker(anna.id).mayAdmitOnPaper).toBe(!hasReceipt);
    anna.box.write({ kind: 'withdrawn', at: 0 });
    await settle();
    expect(counsellor.knocker(anna.id).mayAdmitOnPaper).toBe(false);
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id });
    expect(world.room.admitted).toEqual([]);
  });

  it('has still an own receipt, as soon as one comes', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await record(counsellor);
    await anna.sendReceipt();
    expect(world.office.receipts.get(anna.record)?.verification.origin).toBe('link');
    expect(world.office.receipts.get(ANNA)?.verification.origin).toBe('paper');
    expect(counsellor.knocker(anna.id).mayAdmit).toBe(true);
  });
});

describe('the room', () => {
  it('knows the forms also where it is opened at once', async () => {
    const { counsellor, world } = await atTheDesk();
    await record(counsellor);
    await counsellor.wish({ kind: 'lock' });
    const other = await Counsellor.atWork(world, single);
    await other.wish({ kind: 'open', id: single.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    await other.place();
    world.room.fire({ kind: 'connecting' }, { kind: 'opened' });
    const anna = new Visitor(world, single, person(1));
    await other.knock(await anna.knocking());
    expect(other.knocker(anna.id).paper).not.toBeNull();
  });
});
