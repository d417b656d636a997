import { describe, expect, it } from 'vitest';
import { appointment, Counsellor, gate, person, settle, Visitor, World } from './support.ts';

const group = appointment({ type: 'group', people: [person(1), person(2)] });

async function atTheDoor(): Promise<{ counsellor: Counsellor; world: World; anna: Visitor; ben: Visitor }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, group);
  const anna = new Visitor(world, group, person(1));
  const ben = new Visitor(world, group, person(2), 'Ben');
  return { counsellor, world, anna, ben };
}

describe('a knock', () => {
  it('has the mailbox looked into at once; until then the person is being checked, and then complete', async () => {
    const { counsellor, world, anna, ben } = await atTheDoor();
    const { held, open } = gate();
    anna.box.holdLook = held;
    await anna.layReceipt();
    await counsellor.knock(await anna.knocking());
    expect([anna.box.looks, ben.box.looks]).toEqual([1, 0]);
    expect(counsellor.knocker(anna.id)).toMatchObject({ assessment: { state: 'checking' }, mayAdmit: false });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    await counsellor.wish({ kind: 'admitAllComplete' });
    expect(world.room.admitted).toEqual([]);
    open();
    await settle();
    expect(counsellor.knocker(anna.id)).toMatchObject({ assessment: { state: 'complete' }, mayAdmit: true });
  });

  it('of somebody whose receipt is there already needs no waiting', async () => {
    const { counsellor, anna } = await atTheDoor();
    anna.box.holdLook = gate().held;
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'complete' });
  });

  it('that finds nothing says so when it has looked, and looks once for one knock', async () => {
    const { counsellor, anna, ben } = await atTheDoor();
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noReceipt'] });
    await counsellor.knock(await anna.knocking(), await ben.knocking());
    expect([anna.box.looks, ben.box.looks]).toEqual([1, 1]);
    await counsellor.knock(await ben.knocking());
    await counsellor.knock(await anna.knocking(), await ben.knocking());
    expect([anna.box.looks, ben.box.looks]).toEqual([2, 1]);
  });

  it('is waited for as long as a slow mailbox has not answered, and no longer than half a minute', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    anna.box.holdLook = gate().held;
    await counsellor.knock(await anna.knocking());
    await world.turn(29_900);
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'checking' });
    await world.turn(100);
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noReceipt'] });
  });

  it('that came before the receipt was written waits for it, until the page says that it knocks or half a minute is over', async () => {
    const { counsellor, world, anna, ben } = await atTheDoor();
    for (const visitor of [anna, ben]) visitor.here('waiting');
    await counsellor.knock(await anna.knocking(), await ben.knocking());
    expect(counsellor.knocker(anna.id)).toMatchObject({ assessment: { state: 'checking' }, mayAdmit: false });
    await anna.sendReceipt();
    await settle();
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'complete' });
    await world.turn(29_900);
    expect(counsellor.knocker(ben.id).assessment).toEqual({ state: 'checking' });
    await world.turn(100);
    expect(counsellor.knocker(ben.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noReceipt'] });
  });

  it.each<[string, (anna: Visitor) => void]>([
    ['says that it knocks, and nothing came before', (anna) => anna.here('lobby')],
    [
      'is out of reach meanwhile',
      ({ box }) => {
        box.line = 'unreachable';
        for (const listener of box.listeners) listener.lineChanged('unreachable');
      },
    ],
  ])('of somebody whose page %s is not waited for', async (what, happen) => {
    const { counsellor, anna } = await atTheDoor();
    anna.here('waiting');
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'checking' });
    happen(anna);
    await settle();
    // What does not answer has not said that nothing lies there.
    const doubt = what === 'is out of reach meanwhile' ? 'mailboxSilent' : 'noReceipt';
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: [doubt] });
  });

  it('with a code of nobody has everybody looked for: a receipt may name the version that it is made with', async () => {
    const { counsellor, anna, ben } = await atTheDoor();
    const { held, open } = gate();
    for (const { box } of [anna, ben]) box.holdLook = held;
    await counsellor.knock(await anna.knocking({ name: 'Anna · ABC234' }));
    expect([anna.box.looks, ben.box.looks]).toEqual([1, 1]);
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'checking' });
    open();
    await settle();
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['foreignCode'] });
  });

  it('without a code is not verifiable at once: no mailbox could change that', async () => {
    const { counsellor, anna, ben } = await atTheDoor();
    for (const { box } of [anna, ben]) box.holdLook = gate().held;
    await counsellor.knock(await anna.knocking({ name: 'Anna' }));
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noCode'] });
    expect([anna.box.looks, ben.box.looks]).toEqual([0, 0]);
  });
});
