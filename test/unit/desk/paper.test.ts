import { describe, expect, it } from 'vitest';
import { paperItems, type PaperAnswer, type PaperDeclaration } from '../../../src/gate/paper.ts';
import { makePlan } from '../../../src/service/plan.ts';
import { appointment, Counsellor, person, settle, Visitor, World } from './support.ts';

const single = appointment({ people: [person(1)] });

async function atTheDoor(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, single);
  const anna = new Visitor(world, single, person(1));
  await counsellor.knock(await anna.knocking());
  return { counsellor, world, anna };
}

/** A form on which everything is ticked with yes that applies to everybody. */
function signed({ room }: Counsellor, changes: Partial<PaperDeclaration> = {}): PaperDeclaration {
  const { profile, refs } = room.service;
  const items = paperItems(makePlan(profile, refs, 'client'), 'client');
  const answers = items.map(({ statement, applies }): [string, PaperAnswer] => [
    statement.text.id,
    applies === 'always' ? 'yes' : 'notApplicable',
  ]);
  return { signedOn: '2026-11-22', kept: 'Akte 12', answers: Object.fromEntries(answers), ...changes };
}

describe('somebody whose declaration is on paper', () => {
  it('is admitted by that act alone, and the record says what was seen and by whom', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    expect(counsellor.knocker(anna.id).mayAdmit).toBe(false);
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id, paper: signed(counsellor) });
    expect(world.room.admitted).toEqual([anna.id]);
    expect(world.office.notes()).toEqual([]);
    await counsellor.knock();
    world.room.fire({ kind: 'confirmed', command: 'admit', id: anna.id });
    await settle();
    const [paper, admitted] = world.office.notes().map(({ event }) => event);
    expect(paper).toMatchObject({ kind: 'declaredOnPaper', signedOn: '2026-11-22', kept: 'Akte 12' });
    expect(paper).toHaveProperty('by');
    expect(admitted).toMatchObject({ kind: 'admitted', reason: null });
  });

  it('has it on the receipt as soon as one comes, and that receipt is still the own one', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id, paper: signed(counsellor) });
    await counsellor.knock();
    world.room.fire({ kind: 'confirmed', command: 'admit', id: anna.id });
    await settle();
    await anna.sendReceipt();
    const filed = world.office.receipts.get(anna.record);
    expect(filed?.events.map(({ kind }) => kind)).toEqual(['declaredOnPaper', 'admitted']);
    expect(world.office.notes()).toEqual([]);
  });

  const refused: readonly [string, (counsellor: Counsellor) => PaperDeclaration][] = [
    ['an answer is missing', (counsellor) => signed(counsellor, { answers: {} })],
    [
      'one required answer is no',
      (counsellor) => {
        const { answers } = signed(counsellor);
        return signed(counsellor, { answers: { ...answers, 'consent.participation': 'no' } });
      },
    ],
    ['the day is missing', (counsellor) => signed(counsellor, { signedOn: '' })],
    ['the day is tomorrow', (counsellor) => signed(counsellor, { signedOn: '2026-11-23' })],
    ['nobody says where it is kept', (counsellor) => signed(counsellor, { kept: ' ' })],
  ];
  it.each(refused)('stays outside when %s, whoever asks for it', async (_name, paperOf) => {
    const { counsellor, world, anna } = await atTheDoor();
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id, paper: paperOf(counsellor) });
    expect(world.room.admitted).toEqual([]);
    expect(counsellor.knocker(anna.id).failed).toBe('notAllowed');
    expect(world.office.notes()).toEqual([]);
  });

  it('stays outside where the same code knocks twice: no paper says whose it is', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    const knocking = await anna.knocking();
    await counsellor.knock(knocking, { ...knocking, id: 'k9' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9', paper: signed(counsellor) });
    expect(world.room.admitted).toEqual([]);
  });

  it('stays outside where nobody knows who knocks', async () => {
    const { counsellor, world } = await atTheDoor();
    await counsellor.knock({ id: 'k9', name: 'Jemand', since: 0, there: 'yes' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9', paper: signed(counsellor) });
    await counsellor.knock({ id: 'k9', name: 'Jemand · ABC234', since: 0, there: 'yes' });
    await counsellor.wish({ kind: 'admitOnPaper', id: 'k9', paper: signed(counsellor) });
    expect(world.room.admitted).toEqual([]);
  });

  it.each([true, false])('stays outside after a withdrawal, with a receipt before it: %s', async (hasReceipt) => {
    const { counsellor, world, anna } = await atTheDoor();
    if (hasReceipt) await anna.sendReceipt();
    expect(counsellor.knocker(anna.id).mayAdmitOnPaper).toBe(!hasReceipt);
    anna.box.write({ kind: 'withdrawn', at: 0 });
    await settle();
    expect(counsellor.knocker(anna.id).mayAdmitOnPaper).toBe(false);
    await counsellor.wish({ kind: 'admitOnPaper', id: anna.id, paper: signed(counsellor) });
    expect(world.room.admitted).toEqual([]);
  });
});
