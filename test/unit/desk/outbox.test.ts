/** What the desk says and a mailbox does not take: said again, until it has arrived or is not true any more. */
import { describe, expect, it } from 'vitest';
import type { Box } from './memory-post.ts';
import { appointment, Counsellor, HOUR, person, settle, Visitor, World } from './support.ts';

const group = appointment({ type: 'group', people: [person(1), person(2)] });

interface Scene {
  readonly counsellor: Counsellor;
  readonly world: World;
  readonly anna: Visitor;
  readonly ben: Visitor;
}

/** A room is opened while Anna's mailbox is as `trouble` makes it. */
async function scene(trouble: (box: Box) => void = () => undefined): Promise<Scene> {
  const world = new World();
  const anna = new Visitor(world, group, person(1));
  const ben = new Visitor(world, group, person(2), 'Ben');
  trouble(anna.box);
  return { counsellor: await Counsellor.inRoom(world, group), world, anna, ben };
}

const unreachable = (box: Box): void => void (box.line = 'unreachable');
const full = (box: Box): void => void (box.isFull = true);
function well(box: Box): void {
  box.line = 'well';
  box.isFull = false;
}

describe('what a mailbox did not take', () => {
  it.each([
    ['unreachable', unreachable],
    ['full', full],
  ])('(%s) is said again until it arrives, once, and the page stops saying that it did not', async (_why, trouble) => {
    const { counsellor, world, anna, ben } = await scene(trouble);
    expect(counsellor.context.problem?.code).toBe('MAILBOX_UNREACHABLE');
    await world.turn(15_000);
    expect(anna.box.said).toEqual([]);
    expect(counsellor.context.problem?.code).toBe('MAILBOX_UNREACHABLE');
    well(anna.box);
    await world.turn(30_000);
    expect([anna.box.said, ben.box.said]).toEqual([['opened'], ['opened']]);
    expect(counsellor.context.problem).toBeNull();
    await world.turn(300_000);
    expect([anna.box.said, ben.box.said]).toEqual([['opened'], ['opened']]);
  });

  it('is tried less often as time goes by, and within a minute after the mailbox is well again', async () => {
    const { world, anna } = await scene(unreachable);
    await world.turn(600_000);
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said).toEqual(['opened']);
  });

  it('goes by the last word: a room that is called back is not called open', async () => {
    const { world, anna, ben } = await scene();
    unreachable(anna.box);
    world.room.end({ kind: 'ownLobby' });
    await world.turn(14_000);
    world.room.fire({ kind: 'opened' });
    well(anna.box);
    await world.turn(60_000);
    expect(ben.box.said).toEqual(['opened', 'backToGate', 'opened']);
    expect(anna.box.said).toEqual(['opened', 'opened']);
  });

  it('is not said any more of a room that is over', async () => {
    const { counsellor, world, anna } = await scene(unreachable);
    world.room.end({ kind: 'kicked' });
    await settle();
    expect(counsellor.context.problem).toBeNull();
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said).toEqual([]);
  });

  it('as a note, and as the words of a refusal, arrives later, every note in its turn', async () => {
    const { counsellor, world, anna } = await scene();
    await counsellor.knock(await anna.knocking());
    full(anna.box);
    for (const text of ['Gleich.', 'Noch fünf Minuten.']) await counsellor.wish({ kind: 'note', to: anna.id, text });
    await counsellor.wish({ kind: 'refuse', id: anna.id, text: 'Bitte rufen Sie an.' });
    expect(counsellor.context.problem?.code).toBe('MAILBOX_UNREACHABLE');
    well(anna.box);
    await world.turn(15_000);
    expect(anna.box.fromCounsellor.slice(1)).toMatchObject([
      { kind: 'note', text: 'Gleich.' },
      { kind: 'note', text: 'Noch fünf Minuten.' },
      { kind: 'refused', text: 'Bitte rufen Sie an.' },
    ]);
  });

  it('and was said to somebody waiting is not said any more when the person is in', async () => {
    const { counsellor, world, anna } = await scene();
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    full(anna.box);
    await counsellor.wish({ kind: 'note', to: anna.id, text: 'Gleich.' });
    await counsellor.letIn(anna);
    expect(counsellor.context.problem).toBeNull();
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said).toEqual(['opened']);
  });

  it('is not said again of a room that has been left, and the page does not say that it tries', async () => {
    const { counsellor, world, anna } = await scene(unreachable);
    await counsellor.wish({ kind: 'leaveRoom' });
    expect(counsellor.context.problem).toBeNull();
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said).toEqual([]);
  });

  it('is no question: whoever was not reached has not answered, and that stands', async () => {
    const world = new World();
    const demir = person(3, 'interpreter', 'Frau Demir');
    const three = appointment({ type: 'group', people: [person(1), demir] });
    const counsellor = await Counsellor.inRoom(world, three);
    const anna = new Visitor(world, three, person(1));
    const visitor = new Visitor(world, three, demir, 'Demir');
    for (const one of [anna, visitor]) await one.sendReceipt();
    await counsellor.letIn(anna);
    await counsellor.knock(await visitor.knocking());
    unreachable(anna.box);
    await counsellor.wish({ kind: 'askOthers', id: visitor.id });
    await settle();
    expect(counsellor.knocker(visitor.id).others).toBe('noAnswer');
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said.filter((kind) => kind === 'question')).toEqual([]);
  });
});

describe('a changed appointment', () => {
  const one = appointment();
  const moved = { kind: 'change', id: one.id, startsAt: one.startsAt + HOUR, minutes: 30 } as const;

  it('is told again until everybody knows, and of two changes the last one', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    const anna = new Visitor(world, one, person(1));
    unreachable(anna.box);
    await counsellor.wish(moved);
    expect(counsellor.context.problem).toEqual({ code: 'MAILBOX_UNREACHABLE', detail: 'moved: unreachable' });
    await counsellor.wish({ ...moved, startsAt: one.startsAt + 2 * HOUR });
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.fromCounsellor).toMatchObject([{ kind: 'moved', startsAt: one.startsAt + 2 * HOUR }]);
    expect(counsellor.context.problem).toBeNull();
    expect(anna.box.listeners.size).toBe(0);
  });

  it('that everybody knows of takes nothing back that has not arrived in the room', async () => {
    const world = new World();
    const other = appointment({ id: 'other', people: [person(2)] });
    const counsellor = await Counsellor.atWork(world, one, other);
    const anna = new Visitor(world, one, person(1));
    const ben = new Visitor(world, other, person(2), 'Ben');
    for (const { box } of [anna, ben]) unreachable(box);
    await counsellor.wish(moved);
    await counsellor.openRoom(other.id);
    well(anna.box);
    await world.turn(60_000);
    expect([anna.box.said, ben.box.said]).toEqual([['moved'], []]);
    expect(counsellor.context.problem?.code).toBe('MAILBOX_UNREACHABLE');
  });

  it('is not told any more by a desk that is locked', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    const anna = new Visitor(world, one, person(1));
    unreachable(anna.box);
    await counsellor.wish(moved);
    await counsellor.wish({ kind: 'lock' });
    well(anna.box);
    await world.turn(60_000);
    expect(anna.box.said).toEqual([]);
  });
});
