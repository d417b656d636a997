import { describe, expect, it } from 'vitest';
import type { RoomEnding } from '../../../src/jitsi/room-event.ts';
import { appointment, Counsellor, person, settle, Visitor, World, DECLARED, DEVICES } from './support.ts';

const one = appointment();

async function talking(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const anna = new Visitor(world, one, person(1));
  const counsellor = await Counsellor.inRoom(world, one);
  await anna.sendReceipt();
  await counsellor.letIn(anna);
  return { counsellor, anna, world };
}

describe('recovery', () => {
  const broken: readonly RoomEnding[] = [
    { kind: 'ownLobby' },
    { kind: 'notModerator' },
    { kind: 'lobbyFailed' },
    { kind: 'fatal', code: 'MEETING_FAILED' },
  ];

  it.each(broken)(
    'after $kind: everybody back to the gate, and open anew with another permit, within 30 s',
    async (ending) => {
      const { counsellor, anna, world } = await talking();
      const began = world.now;
      world.room.end(ending);
      await settle();
      expect(counsellor.room).toMatchObject({ stage: 'recovering', recovery: 'emptying', inside: [], knocking: [] });
      expect(anna.box.said.at(-1)).toBe('backToGate');
      expect(world.rooms).toHaveLength(1);
      await world.turn(4_000);
      anna.here('waiting');
      await settle();
      expect(counsellor.room.recovery).toBe('opening');
      expect(world.permits).toHaveLength(2);
      world.room.fire({ kind: 'opened' });
      await settle();
      expect(counsellor.room).toMatchObject({ stage: 'open', recovery: null });
      expect(anna.box.said.slice(-2)).toEqual(['backToGate', 'opened']);
      expect(world.now - began).toBeLessThanOrEqual(30_000);
    },
  );

  it('waits no longer than ten seconds for somebody who does not come back', async () => {
    const { world } = await talking();
    world.room.end({ kind: 'notModerator' });
    await world.turn(9_000);
    expect(world.rooms).toHaveLength(1);
    await world.turn(1_000);
    expect(world.rooms).toHaveLength(2);
  });

  it('begins when a client moderates, and leaves the room at once', async () => {
    const { counsellor, anna, world } = await talking();
    const [room] = world.rooms;
    world.room.fire({ kind: 'otherModerator', id: anna.inside().id, name: 'Anna' });
    await settle();
    expect(room?.isLeft).toBe(true);
    expect(counsellor.room.stage).toBe('recovering');
  });

  it('leaves a second counsellor to the counsellor: shown as somebody who moderates, nothing by itself', async () => {
    const { counsellor, anna, world } = await talking();
    await counsellor.inside(anna.inside(), anna.inside({ id: 'c2', name: 'Kollegin', moderates: true }));
    world.room.fire({ kind: 'otherModerator', id: 'c2', name: 'Kollegin' });
    await settle();
    expect(counsellor.room.stage).toBe('open');
    expect(counsellor.room.inside.map(({ isIntruder }) => isIntruder)).toEqual([false, true]);
    await counsellor.wish({ kind: 'recover' });
    expect(counsellor.room.stage).toBe('recovering');
  });

  it('tries three times, then the counsellor decides', async () => {
    const { counsellor, world } = await talking();
    world.room.end({ kind: 'ownLobby' });
    for (let rooms = 2; rooms <= 4; rooms += 1) {
      await world.turn(15_000);
      expect(world.rooms).toHaveLength(rooms);
      world.room.end(rooms === 3 ? { kind: 'unreachable', needsReload: false } : { kind: 'ownLobby' });
    }
    await world.turn(60_000);
    expect(world.rooms).toHaveLength(4);
    expect(counsellor.room).toMatchObject({ stage: 'over', ending: { kind: 'ownLobby' }, recovery: null });
    await counsellor.wish({ kind: 'recover' });
    await world.turn(15_000);
    expect(world.rooms).toHaveLength(5);
  });

  it('is not begun by itself where it cannot help', async () => {
    for (const ending of [
      { kind: 'kicked' },
      { kind: 'unreachable', needsReload: true },
      { kind: 'refusedByHost' },
    ] as const) {
      const { counsellor, world } = await talking();
      world.room.end(ending);
      await world.turn(30_000);
      expect(world.rooms).toHaveLength(1);
      expect(counsellor.room).toMatchObject({ stage: 'over', ending });
    }
  });

  it('admits nobody while it runs, and nobody again without a new wish', async () => {
    const { counsellor, anna, world } = await talking();
    world.room.end({ kind: 'notModerator' });
    await settle();
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: 'schnell' });
    await world.turn(10_000);
    world.room.fire({ kind: 'opened' });
    await counsellor.knock(await anna.knocking());
    await world.turn(10_000);
    expect(world.room.admitted).toEqual([]);
    expect(counsellor.knocker(anna.id).mayAdmit).toBe(true);
  });

  it('stops without a permit, and says so', async () => {
    const { counsellor, world } = await talking();
    world.mayOpen = false;
    world.room.end({ kind: 'notModerator' });
    await world.turn(15_000);
    expect(counsellor.room).toMatchObject({ stage: 'over', ending: { kind: 'permitMissing' } });
    expect(world.rooms).toHaveLength(1);
  });
});

describe('the tab crashes and comes back', () => {
  it('finds the appointment, what was filed, and opens again from what is stored', async () => {
    const { world, anna } = await talking();
    await anna.sendReceipt((receipt) => ({ ...receipt, receiptId: 'second' }));
    const filings = world.office.filings;
    expect(filings).toBe(2);
    // The tab is gone with everything in its memory; what the browser holds for it is let go.
    world.claims.clear();
    const again = await Counsellor.inRoom(world, one);
    expect(again.room.appointment.id).toBe(one.id);
    await again.knock(await anna.knocking());
    expect(again.knocker(anna.id)).toMatchObject({ mayAdmit: true, accepted: { record: anna.record } });
    expect(world.office.filings).toBe(filings);
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
  });

  it('lands in the own lobby: the page of the client is called back before the room opens anew', async () => {
    const { world, anna } = await talking();
    world.claims.clear();
    const again = await Counsellor.atWork(world, one);
    await again.wish({ kind: 'prepare', id: one.id });
    await again.wish({ kind: 'open', id: one.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    await again.place();
    world.room.end({ kind: 'ownLobby' });
    await settle();
    expect(again.room.recovery).toBe('emptying');
    await world.turn(2_000);
    anna.here('waiting');
    await settle();
    expect(again.room.recovery).toBe('opening');
  });

  it('in another tab the same room cannot be opened a second time', async () => {
    const { world } = await talking();
    const second = await Counsellor.atWork(world, one);
    await second.wish({ kind: 'prepare', id: one.id });
    await second.wish({ kind: 'open', id: one.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    expect(second.page.page).toBe('opening');
    expect(second.context.problem?.code).toBe('MEETING_OPEN_ELSEWHERE');
  });
});

describe('the mailbox', () => {
  it('is missing: the room opens all the same, and the page says so', async () => {
    const world = new World();
    world.post.isMissing = true;
    const counsellor = await Counsellor.inRoom(world, one);
    expect(counsellor.room).toMatchObject({ stage: 'open', expected: [{ stage: 'unknown', seen: null }] });
    expect(counsellor.context).toMatchObject({ mailbox: 'absent', problem: null });
    const anna = new Visitor(world, one, person(1));
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['noReceipt'] });
    await counsellor.letIn(anna, [], 'Nachweis als Datei gesehen');
    expect(world.room.admitted).toEqual([anna.id]);
  });

  it('is unreachable: what was to be said is reported as not said', async () => {
    const world = new World();
    new Visitor(world, one, person(1)).box.line = 'unreachable';
    const counsellor = await Counsellor.inRoom(world, one);
    expect(counsellor.context).toMatchObject({
      mailbox: 'unreachable',
      problem: { code: 'MAILBOX_UNREACHABLE', detail: 'opened: unreachable' },
    });
  });

  it("'s code does not arrive: the same", async () => {
    const world = new World();
    world.post.isCodeMissing = true;
    const counsellor = await Counsellor.inRoom(world, one);
    expect(counsellor.context.mailbox).toBe('unreachable');
    expect(counsellor.room.stage).toBe('open');
  });

  it('brings what does not authenticate: reported, and nothing else', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, one);
    const { box } = new Visitor(world, one, person(1));
    for (const listener of box.listeners) listener.refused({ code: 'MAILBOX_ENTRY_INVALID', detail: '3' });
    expect(counsellor.context.problem).toEqual({ code: 'MAILBOX_ENTRY_INVALID', detail: '3' });
  });

  it('is slow: the call back waits no longer than two seconds for it', async () => {
    const { anna, world, counsellor } = await talking();
    anna.box.hold = new Promise(() => undefined);
    world.room.end({ kind: 'notModerator' });
    await world.turn(1_900);
    expect(counsellor.room.recovery).toBe('callingBack');
    await world.turn(100);
    expect(counsellor.room.recovery).toBe('emptying');
  });
});

describe('what was recorded', () => {
  it('is filed at once, also of somebody who never knocks', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'prepare', id: one.id });
    const anna = new Visitor(world, one, person(1));
    await anna.sendReceipt();
    anna.here('left');
    await settle();
    expect(world.office.receipts.get(anna.record)).toMatchObject({
      verification: { words: 'fit', shipped: 'fit', origin: 'link' },
      until: world.now + 3_600_000,
    });
  });

  it('is offered again when the storage did not take it, and the page says so', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, one);
    const anna = new Visitor(world, one, person(1));
    world.office.isBroken = true;
    await anna.sendReceipt();
    expect(counsellor.context.problem?.code).toBe('STORAGE_UNAVAILABLE');
    expect(world.office.receipts.size).toBe(0);
    world.office.isBroken = false;
    await world.turn(10_000);
    expect(world.office.receipts.has(anna.record)).toBe(true);
  });

  it('a later issue of the same record replaces the first one and keeps it', async () => {
    const { anna, world } = await talking();
    await anna.sendReceipt((receipt) => ({ ...receipt, receiptId: 'second' }));
    const filed = world.office.receipts.get(anna.record);
    expect(filed?.receipt.receiptId).toBe('second');
    expect(filed?.earlier).toHaveLength(1);
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
  });
});

describe('leaving', () => {
  it('keeps the appointment open, frees room and mailboxes, and shows the appointment', async () => {
    const { counsellor, anna, world } = await talking();
    await counsellor.wish({ kind: 'leaveRoom' });
    expect(world.room.isLeft).toBe(true);
    expect(counsellor.page).toMatchObject({ page: 'appointment', appointment: { state: 'planned' } });
    expect(anna.box.listeners.size).toBe(0);
    expect(anna.box.said).toEqual(['opened']);
    expect(world.claims.size).toBe(0);
    expect(world.titles.at(-1)).toBe(0);
    await counsellor.openRoom(one.id);
    expect(counsellor.room.stage).toBe('open');
  });

  it('while its code is on its way leaves nobody behind in a room', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, one);
    let open = (): void => undefined;
    world.holdRoom = new Promise((resolve) => (open = resolve));
    await counsellor.wish({ kind: 'open', id: one.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    void counsellor.place();
    await settle();
    await counsellor.wish({ kind: 'leaveRoom' });
    open();
    await settle();
    expect(world.room.isLeft).toBe(true);
    expect(counsellor.page.page).toBe('appointment');
  });

  it('when the code for rooms does not arrive, only a new page helps, and the page says so', async () => {
    const world = new World();
    world.isRoomCodeMissing = true;
    const counsellor = await Counsellor.atWork(world, one);
    await counsellor.wish({ kind: 'open', id: one.id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
    await counsellor.place();
    expect(counsellor.room).toMatchObject({ stage: 'over', ending: { kind: 'unreachable', needsReload: true } });
  });
});
