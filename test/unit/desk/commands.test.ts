import { describe, expect, it } from 'vitest';
import type { RoomCommand, RoomEvent } from '../../../src/jitsi/room-event.ts';
import { appointment, Counsellor, person, settle, Visitor, World, DECLARED, DEVICES } from './support.ts';

const one = appointment({ password: 'geheim12' });

async function ready(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, one);
  const anna = new Visitor(world, one, person(1));
  await anna.sendReceipt();
  await counsellor.knock(await anna.knocking());
  return { counsellor, anna, world };
}

const failed = (
  command: RoomCommand,
  id: string | null,
  why: Extract<RoomEvent, { kind: 'failed' }>['why'],
): RoomEvent => ({ kind: 'failed', command, id, why });

describe('a command that Jitsi may ignore', () => {
  it.each(['noAnswer', 'notAllowed'] as const)(
    'admit: %s is shown beside the person, and it can be tried again',
    async (why) => {
      const { counsellor, anna, world } = await ready();
      await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
      world.room.fire(failed('admit', anna.id, why));
      expect(counsellor.knocker(anna.id)).toMatchObject({ doing: null, failed: why, mayAdmit: true });
      expect(world.office.eventsOf(anna.record)).toEqual([]);
      await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
      expect(world.room.admitted).toHaveLength(2);
    },
  );

  it('admit of somebody who left just before: stays for a while with the reason, and is not admitted', async () => {
    const { counsellor, anna, world } = await ready();
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    await counsellor.knock();
    world.room.fire(failed('admit', anna.id, 'gone'));
    expect(counsellor.knocker(anna.id)).toMatchObject({ failed: 'gone', there: 'maybe', mayAdmit: false });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: 'doch' });
    expect(world.room.admitted).toHaveLength(1);
    await world.turn(15_000);
    expect(counsellor.room.knocking).toEqual([]);
    expect(world.office.eventsOf(anna.record)).toEqual([]);
    expect(world.office.receipts.has(anna.record)).toBe(true);
  });

  it('admit without an answer, but the person is inside: written down once', async () => {
    const { counsellor, anna, world } = await ready();
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    await counsellor.knock();
    await counsellor.inside(anna.inside());
    world.room.fire(failed('admit', anna.id, 'noAnswer'), { kind: 'confirmed', command: 'admit', id: anna.id });
    await settle();
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
    expect(counsellor.room.inside).toMatchObject([{ name: 'Anna', invited: { id: 'person-1' }, record: anna.record }]);
  });

  it('an admission by somebody else is not written down as ours', async () => {
    const { anna, world } = await ready();
    world.room.fire({ kind: 'confirmed', command: 'admit', id: anna.id });
    await settle();
    expect(world.office.eventsOf(anna.record)).toEqual([]);
  });

  it('refuse: the failure is shown beside the person', async () => {
    const { counsellor, anna, world } = await ready();
    await counsellor.wish({ kind: 'refuse', id: anna.id, text: 'Heute nicht.' });
    world.room.fire(failed('refuse', anna.id, 'noAnswer'));
    expect(counsellor.knocker(anna.id)).toMatchObject({ doing: null, failed: 'noAnswer' });
  });

  it('e2ee: switching until it is confirmed, failed when it is not', async () => {
    const { counsellor, world } = await ready();
    await counsellor.wish({ kind: 'switchE2ee', on: true });
    expect(counsellor.room.e2ee).toMatchObject({ asked: true, switching: true, failed: false });
    world.room.fire(failed('e2ee', null, 'noAnswer'));
    expect(counsellor.room.e2ee).toMatchObject({ asked: true, switching: false, failed: true });
    await counsellor.wish({ kind: 'switchE2ee', on: true });
    world.room.fire({ kind: 'confirmed', command: 'e2ee', id: null });
    expect(counsellor.room.e2ee).toMatchObject({ switching: false, failed: false });
  });

  it.each(['password', 'remove', 'endForAll'] as const)(
    '%s: the failure stands at the top of the page',
    async (command) => {
      const { counsellor, world } = await ready();
      world.room.fire(failed(command, null, 'notAllowed'));
      expect(counsellor.context.problem).toEqual({ code: 'MEETING_FAILED', detail: `${command}: notAllowed` });
      expect(counsellor.room.stage).toBe('open');
      await counsellor.wish({ kind: 'closeProblem' });
      expect(counsellor.context.problem).toBeNull();
    },
  );

  it('sets the password when the room is open, and again when it is opened anew', async () => {
    const { world } = await ready();
    expect(world.room.commands).toEqual(['password geheim12']);
    expect(world.room.request.password).toBe('geheim12');
  });

  it('does nothing before the room is open', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'prepare', id: one.id });
    await counsellor.wish({ kind: 'open', id: one.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    await counsellor.place();
    const anna = new Visitor(world, one, person(1));
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: 'sofort' });
    await counsellor.wish({ kind: 'switchE2ee', on: true });
    await counsellor.wish({ kind: 'remove', id: 'x' });
    expect(world.room.commands).toEqual([]);
  });
});
