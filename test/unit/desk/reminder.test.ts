import { describe, expect, it } from 'vitest';
import { appointment, Counsellor, gate, person, settle, Visitor, World } from './support.ts';

const interpreter = person(3, 'interpreter', 'Frau Demir');
const group = appointment({ type: 'group', people: [person(1), person(2), interpreter] });

interface Scene {
  readonly counsellor: Counsellor;
  readonly world: World;
  readonly anna: Visitor;
  readonly ben: Visitor;
  readonly demir: Visitor;
}

/** Everybody has sent a receipt; nobody is in yet. */
async function scene(of = group): Promise<Scene> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, of);
  const anna = new Visitor(world, of, person(1));
  const ben = new Visitor(world, of, person(2), 'Ben');
  const demir = new Visitor(world, of, interpreter, 'Demir');
  for (const visitor of [anna, ben, demir]) await visitor.sendReceipt();
  return { counsellor, world, anna, ben, demir };
}

const reminded = ({ box }: Visitor): number => box.said.filter((kind) => kind === 'joined').length;

describe('somebody who joins a group', () => {
  it('has the others reminded, on the desk and on their screens, and not the first one there nor themselves', async () => {
    const { counsellor, anna, ben, demir } = await scene();
    await counsellor.letIn(anna);
    expect(counsellor.room.reminder).toBeNull();
    await counsellor.letIn(ben, [anna.inside()]);
    expect(counsellor.room.reminder).toEqual({ names: ['Ben'], told: true });
    expect([anna, ben, demir].map(reminded)).toEqual([1, 0, 0]);
  });

  it('stays on the desk until it is closed; who joins meanwhile is added', async () => {
    const { counsellor, world, anna, ben, demir } = await scene();
    await counsellor.letIn(anna);
    await counsellor.letIn(ben, [anna.inside()]);
    await world.turn(600_000);
    expect(counsellor.room.reminder?.names).toEqual(['Ben']);
    await counsellor.knock(await demir.knocking());
    await counsellor.wish({ kind: 'askOthers', id: demir.id });
    const asked = anna.box.fromCounsellor.findLast(({ kind }) => kind === 'question');
    for (const visitor of [anna, ben]) visitor.answer(asked?.kind === 'question' ? asked.id : '', 'yes');
    await counsellor.letIn(demir, [anna.inside(), ben.inside()]);
    expect(counsellor.room.reminder?.names).toEqual(['Ben', 'Demir']);
    expect([anna, ben, demir].map(reminded)).toEqual([2, 1, 0]);
    await counsellor.wish({ kind: 'closeReminder' });
    expect(counsellor.room.reminder).toBeNull();
  });

  it('is no news when it is somebody who was in before', async () => {
    const { counsellor, anna, ben } = await scene();
    await counsellor.letIn(anna);
    await counsellor.letIn(ben, [anna.inside()]);
    await counsellor.wish({ kind: 'closeReminder' });
    await counsellor.inside(anna.inside());
    await counsellor.letIn(ben, [anna.inside()]);
    expect(counsellor.room.inside).toHaveLength(2);
    expect(counsellor.room.reminder).toBeNull();
    expect(reminded(anna)).toBe(1);
  });

  it('is said to be on the screens only where it arrived at all of them', async () => {
    const { counsellor, anna, ben } = await scene();
    await counsellor.letIn(anna);
    anna.box.line = 'unreachable';
    await counsellor.letIn(ben, [anna.inside()]);
    expect(counsellor.room.reminder).toEqual({ names: ['Ben'], told: false });
  });

  it('comes back to nobody who has closed it before it arrived', async () => {
    const { counsellor, anna, ben } = await scene();
    await counsellor.letIn(anna);
    const { held, open } = gate();
    anna.box.hold = held;
    await counsellor.letIn(ben, [anna.inside()]);
    expect(counsellor.room.reminder).toEqual({ names: ['Ben'], told: null });
    await counsellor.wish({ kind: 'closeReminder' });
    open();
    await settle();
    expect(counsellor.room.reminder).toBeNull();
  });

  it('is not reminded of in a single session', async () => {
    const { counsellor, anna, ben } = await scene({ ...group, type: 'single' });
    await counsellor.letIn(anna);
    await counsellor.letIn(ben, [anna.inside()]);
    expect(counsellor.room.reminder).toBeNull();
    expect(reminded(anna)).toBe(0);
  });
});
