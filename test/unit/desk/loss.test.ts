/** Everything stored in the browser is deleted while the desk is open (issue 3, point 4). */
import { describe, expect, it } from 'vitest';
import { IDLE } from '../../../src/desk/office-work.ts';
import { appointment, Counsellor, HOUR, person, Visitor, World } from './support.ts';

const one = appointment();

async function talking(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const anna = new Visitor(world, one, person(1));
  const counsellor = await Counsellor.inRoom(world, one);
  await anna.sendReceipt();
  await counsellor.letIn(anna);
  return { counsellor, anna, world };
}

describe('while a room is open', () => {
  it('says so with what is still here, and the room goes on', async () => {
    const { counsellor, world } = await talking();
    expect(counsellor.context.loss).toBeNull();
    world.office.clear();
    expect(counsellor.context.loss).toMatchObject({ isBusy: false, appointments: 1 });
    expect(counsellor.context.loss?.receipts).toHaveLength(1);
    expect(counsellor.room).toMatchObject({ stage: 'open' });
    expect(counsellor.room.inside).toHaveLength(1);
    expect(world.room.isLeft).toBe(false);
  });

  it('hands out the key file it still holds', async () => {
    const { counsellor, world } = await talking();
    world.office.clear();
    await counsellor.wish({ kind: 'saveKeyFile' });
    expect(world.saved.at(-1)?.text).toBe(`key:${world.office.passphrase ?? ''}`);
  });

  it('brings nothing back by itself, and everything when asked: receipt with its events, appointment, name', async () => {
    const { counsellor, anna, world } = await talking();
    await counsellor.wish({ kind: 'callMyself', name: 'Frau Sommer' });
    const before = world.office.eventsOf(anna.record);
    expect(before).toEqual([{ kind: 'admitted', reason: null }]);
    world.office.clear();
    await counsellor.wish({ kind: 'round', item: 'introduced', done: true });
    expect([world.office.receipts.size, world.office.tables.appointments.size]).toEqual([0, 0]);
    await counsellor.wish({ kind: 'putBack' });
    expect(counsellor.context).toMatchObject({ loss: null, problem: null });
    expect(world.office.eventsOf(anna.record)).toEqual(before);
    expect([...world.office.tables.appointments.keys()]).toEqual([one.id]);
    expect(world.office.tables.settings.get('counsellor')).toContain('Frau Sommer');
  });

  it('writes down later what happened in between, with its own time', async () => {
    const { counsellor, anna, world } = await talking();
    world.office.clear();
    const at = world.now;
    world.room.fire({ kind: 'recordingStarted' });
    await world.turn(60_000);
    expect(counsellor.context.problem).toBeNull();
    await counsellor.wish({ kind: 'putBack' });
    const event = world.office.receipts.get(anna.record)?.events.at(-1);
    expect(event).toMatchObject({ kind: 'recording', on: true, at });
  });

  it('keeps what came in although its page is left meanwhile, and the end of the appointment', async () => {
    const { counsellor, anna, world } = await talking();
    world.office.clear();
    await counsellor.wish({ kind: 'endForAll' });
    world.room.fire({ kind: 'confirmed', command: 'endForAll', id: null });
    await world.turn(10_000);
    await counsellor.wish({ kind: 'go', to: 'appointments' });
    expect(counsellor.context.loss?.receipts).toHaveLength(1);
    await counsellor.wish({ kind: 'putBack' });
    expect(world.office.receipts.has(anna.record)).toBe(true);
    expect(world.office.tables.appointments.get(one.id)).toContain('"state":"ended"');
  });

  it('a later issue that came after the loss does not push out the events of the earlier', async () => {
    const { counsellor, anna, world } = await talking();
    world.office.clear();
    await anna.sendReceipt((receipt) => ({
      ...receipt,
      issuedAt: { ...receipt.issuedAt, time: '2026-11-26T12:00:00Z' },
    }));
    await counsellor.wish({ kind: 'putBack' });
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
    expect(world.office.receipts.get(anna.record)?.earlier).toHaveLength(1);
  });

  it('a receipt that came after the loss is held, and put back with the others', async () => {
    const world = new World();
    const anna = new Visitor(world, one, person(1));
    const counsellor = await Counsellor.inRoom(world, one);
    world.office.clear();
    await anna.sendReceipt();
    expect(counsellor.context.loss?.receipts).toHaveLength(1);
    await counsellor.wish({ kind: 'putBack' });
    expect(world.office.receipts.has(anna.record)).toBe(true);
  });
});

describe('at the desk', () => {
  it('others have settled here meanwhile: nothing of theirs is touched, and it can be tried again', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    world.office.clear();
    world.office.settlers = 'others';
    await counsellor.wish({ kind: 'putBack' });
    expect(counsellor.context.problem?.code).toBe('KEY_FILE_FOREIGN');
    expect(world.office.tables.appointments.size).toBe(0);
    world.office.settlers = 'nobody';
    await counsellor.wish({ kind: 'putBack' });
    expect(counsellor.context).toMatchObject({ loss: null, problem: null });
  });

  it('does not lock itself while it holds what lies nowhere else, and does again afterwards', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    world.office.clear();
    await world.turn(HOUR);
    expect(counsellor.view.kind).toBe('desk');
    await counsellor.wish({ kind: 'putBack' });
    await world.turn(2 * IDLE);
    expect(counsellor.view.kind).toBe('door');
  });

  it('a receipt that is on screen is put back too', async () => {
    const { counsellor, anna, world } = await talking();
    await counsellor.wish({ kind: 'leaveRoom' });
    await counsellor.wish({ kind: 'showReceipt', id: anna.record });
    world.office.clear();
    await counsellor.wish({ kind: 'putBack' });
    expect(world.office.receipts.has(anna.record)).toBe(true);
  });
});
