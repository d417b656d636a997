import { describe, expect, it } from 'vitest';
import { appointment, Counsellor, HOUR, MINUTE, person, settle, Visitor, World, DECLARED, DEVICES } from './support.ts';

const group = appointment({ type: 'group', people: [person(1), person(2)] });

async function groupAtTheDoor(
  of = group,
): Promise<{ counsellor: Counsellor; world: World; anna: Visitor; ben: Visitor }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, of);
  const anna = new Visitor(world, of, person(1));
  const ben = new Visitor(world, of, person(2), 'Ben');
  await anna.sendReceipt();
  await ben.sendReceipt();
  return { counsellor, world, anna, ben };
}

describe('opening', () => {
  it('shows the room, hands on the token, and tells everybody invited when the lobby is confirmed', async () => {
    const world = new World();
    const counsellor = await Counsellor.atWork(world, group);
    const anna = new Visitor(world, group, person(1));
    await counsellor.wish({ kind: 'callMyself', name: ' Frau Beck ' });
    await counsellor.wish({ kind: 'prepare', id: group.id });
    expect(counsellor.page.page).toBe('opening');
    expect(anna.box.listeners.size).toBe(1);
    await counsellor.wish({
      kind: 'open',
      id: group.id,
      declared: DECLARED,
      moderatorToken: 'a.b.c',
      devices: DEVICES,
    });
    expect(counsellor.room.stage).toBe('connecting');
    expect(world.rooms).toHaveLength(0);
    await counsellor.place();
    expect(world.room.request).toMatchObject({
      displayName: 'Frau Beck',
      moderatorToken: 'a.b.c',
      frameTitle: 'Gespräch',
    });
    expect(anna.box.said).toEqual([]);
    world.room.fire({ kind: 'opened' });
    await settle();
    expect(anna.box.said).toEqual(['opened']);
    const kept = JSON.stringify([...world.office.tables.settings, ...world.office.tables.appointments]);
    expect(kept).not.toContain('a.b.c');
  });

  it('is refused without the declaration, for an appointment that is over, and for one that is not there', async () => {
    const world = new World();
    const ended = appointment({ id: 'ended', state: 'ended' });
    const counsellor = await Counsellor.atWork(world, group, ended);
    const undeclared = {
      kind: 'open',
      id: group.id,
      declared: { ...DECLARED, aloneInRoom: false },
      moderatorToken: null,
      devices: DEVICES,
    };
    await counsellor.wish(undeclared as unknown as Parameters<Counsellor['wish']>[0]);
    expect(counsellor.context.problem?.code).toBe('DECLARATION_MISSING');
    for (const id of ['ended', 'unknown']) {
      await counsellor.wish({ kind: 'open', id, declared: DECLARED, moderatorToken: null, devices: DEVICES });
      expect(counsellor.page.page).toBe('appointments');
    }
    await counsellor.place();
    expect(world.rooms).toHaveLength(0);
  });

  it('happens once, however often the page says that its frame is ready', async () => {
    const { counsellor, world } = await groupAtTheDoor();
    await counsellor.place();
    expect(world.rooms).toHaveLength(1);
  });

  it('keeps the frame where it is: no other page is shown while the room is open', async () => {
    const { counsellor, world } = await groupAtTheDoor();
    for (const to of ['appointments', 'receipts', 'settings', 'newAppointment'] as const) {
      await counsellor.wish({ kind: 'go', to });
    }
    await counsellor.wish({ kind: 'showAppointment', id: group.id });
    await counsellor.wish({ kind: 'prepare', id: group.id });
    await counsellor.wish({ kind: 'cancel', id: group.id });
    await counsellor.wish({ kind: 'lock' });
    await counsellor.wish({ kind: 'wipe' });
    expect(counsellor.room.stage).toBe('open');
    expect(world.room.isLeft).toBe(false);
    expect(world.office.passphrase).not.toBeNull();
  });
});

describe('a group', () => {
  it('is let in all at once, but for those who are not complete', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    const stranger = { id: 'stranger', name: 'Carla', since: 0, there: 'yes' } as const;
    await counsellor.knock(await anna.knocking(), stranger, await ben.knocking());
    await counsellor.wish({ kind: 'admitAllComplete' });
    expect(world.room.admitted).toEqual([anna.id, ben.id]);
  });

  it('remembers of whom withdrew that they did, also where "left" arrives after it, until they are back', async () => {
    const { counsellor, anna } = await groupAtTheDoor();
    const stage = (): string | undefined =>
      counsellor.room.expected.find(({ person: { id } }) => id === 'person-1')?.stage;
    anna.box.write({ kind: 'withdrawn', at: 0 });
    await settle();
    anna.here('left');
    await settle();
    expect(stage()).toBe('withdrawn');
    anna.here('waiting');
    await settle();
    expect(stage()).toBe('waiting');
    anna.here('left');
    await settle();
    expect(stage()).toBe('left');
  });

  it('shows who is inside, who has promised, and who is still expected', async () => {
    const { counsellor, anna, ben } = await groupAtTheDoor();
    ben.here('waiting');
    await settle();
    expect(counsellor.room.expected.map(({ stage }) => stage)).toEqual(['unknown', 'waiting']);
    await counsellor.letIn(anna);
    expect(counsellor.room.expected.map(({ person: { id } }) => id)).toEqual(['person-2']);
    expect(counsellor.room.inside).toMatchObject([
      { invited: { id: 'person-1' }, hasPledged: null, isIntruder: false },
    ]);
    expect(counsellor.room.talkingSince).not.toBeNull();
  });

  it('does not take two people with one name for each other', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    const other = new Visitor(world, group, person(2), 'Anna');
    await other.sendReceipt();
    await counsellor.knock(await anna.knocking(), await other.knocking());
    await counsellor.wish({ kind: 'admitAllComplete' });
    await counsellor.inside(anna.inside(), other.inside());
    expect(counsellor.room.inside.map(({ invited }) => invited)).toEqual([null, null]);
    world.room.fire({ kind: 'admittedAs', lobbyId: other.id, id: other.inside().id });
    expect(counsellor.room.inside.map(({ invited }) => invited?.id ?? null)).toEqual([null, 'person-2']);
  });

  it('recognises nobody in somebody who came in unasked', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await counsellor.knock(await anna.knocking());
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    world.room.fire({ kind: 'cameInUnasked', id: 'x', name: 'Anna' });
    await counsellor.inside(anna.inside({ id: 'x' }));
    expect(counsellor.room.inside).toMatchObject([{ invited: null, record: null }]);
  });
});

describe('encryption', () => {
  const strict = { ...group, e2ee: 'required' } as const;

  const AGREED = 'Ein Gerät kann es nicht. Alle sind einverstanden.';
  const impossible = { state: 'impossible', self: false, names: ['Anna'] } as const;

  it('required: not yet time to speak until all report it, and no reason changes that', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor(strict);
    await counsellor.letIn(anna);
    expect(counsellor.room.e2ee).toMatchObject({ mustWait: true, mayWaive: false, report: { state: 'unknown' } });
    world.room.fire({ kind: 'e2eeChanged', report: { state: 'requested' } });
    expect(counsellor.room.e2ee.mustWait).toBe(true);
    world.room.fire({ kind: 'e2eeChanged', report: { state: 'reportedByAll' } });
    expect(counsellor.room.e2ee.mustWait).toBe(false);
    world.room.fire({ kind: 'e2eeChanged', report: impossible });
    await counsellor.wish({ kind: 'waiveE2ee', reason: AGREED });
    expect(counsellor.room.e2ee).toMatchObject({ mustWait: true, mayWaive: false, waived: null });
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: null }]);
  });

  it('required: whose browser cannot is not admitted, with no reason, and not after a waiver either', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor(strict);
    anna.here('lobby', 'no');
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id)).toMatchObject({ breaksE2ee: true, mayAdmit: false, e2ee: false });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    await counsellor.wish({ kind: 'waiveE2ee', reason: AGREED });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: 'trotzdem' });
    expect(world.room.admitted).toEqual([]);
  });

  it('required: of whom nothing is known does not break it', async () => {
    const { counsellor, anna } = await groupAtTheDoor(strict);
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id)).toMatchObject({ e2ee: null, breaksE2ee: false, mayAdmit: true });
  });

  it('preferred: nobody is kept out, and nobody has to wait', async () => {
    const { counsellor, anna } = await groupAtTheDoor();
    anna.here('lobby', 'no');
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id)).toMatchObject({ breaksE2ee: false, mayAdmit: true });
    expect(counsellor.room.e2ee.mustWait).toBe(false);
  });

  it('preferred and not possible: the counsellor decides with a reason, once; it stands on every receipt with its time', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    world.room.fire({ kind: 'e2eeChanged', report: impossible });
    expect(counsellor.room.e2ee).toMatchObject({ mayWaive: true, waived: null });
    for (const nothing of ['', ' \n ']) await counsellor.wish({ kind: 'waiveE2ee', reason: nothing });
    expect(counsellor.room.e2ee.waived).toBeNull();
    const decidedAt = world.now;
    await counsellor.wish({ kind: 'waiveE2ee', reason: ` ${AGREED} ` });
    await counsellor.wish({ kind: 'waiveE2ee', reason: 'noch einmal' });
    expect(counsellor.room.e2ee).toMatchObject({ mayWaive: false, waived: AGREED });
    await world.turn(MINUTE);
    await counsellor.letIn(ben, [anna.inside()]);
    const waived = { kind: 'encryption', state: 'impossible', decision: 'waived', reason: AGREED };
    for (const visitor of [anna, ben]) expect(world.office.eventsOf(visitor.record).slice(1)).toEqual([waived]);
    const filed = world.office.receipts.get(anna.record);
    expect(filed?.events.at(-1)?.at).toBe(decidedAt);
  });

  it('preferred: a reason is cut to what a note may be long', async () => {
    const { counsellor, anna } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    await counsellor.wish({ kind: 'waiveE2ee', reason: 'a'.repeat(2_000) });
    expect(counsellor.room.e2ee.waived).toHaveLength(500);
  });

  it.each<[string, Partial<typeof group>, (world: World, counsellor: Counsellor) => Promise<void> | void]>([
    ['it is not planned', { e2ee: 'off' }, () => undefined],
    ['nobody is there to hear of it', {}, (_, counsellor) => counsellor.inside()],
    ['all report it', {}, (world) => world.room.fire({ kind: 'e2eeChanged', report: { state: 'reportedByAll' } })],
    ['it is being switched on', {}, (_, counsellor) => counsellor.wish({ kind: 'switchE2ee', on: true })],
  ])('there is nothing to waive where %s', async (_, changes, arrange) => {
    const { counsellor, world, anna } = await groupAtTheDoor({ ...group, ...changes });
    await counsellor.letIn(anna);
    await arrange(world, counsellor);
    await counsellor.wish({ kind: 'waiveE2ee', reason: AGREED });
    expect(counsellor.room.e2ee).toMatchObject({ mayWaive: false, waived: null });
  });
});

describe('a recording', () => {
  it('is an alarm that stays, and stands on the receipts of all who are there or come later', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    world.room.fire({ kind: 'recordingStarted' });
    expect(world.sounds.at(-1)).toBe('alarm');
    await counsellor.letIn(ben, [anna.inside()]);
    world.room.fire({ kind: 'recordingStopped' });
    await settle();
    expect(counsellor.room.recording).toBe(true);
    for (const visitor of [anna, ben]) {
      expect(world.office.eventsOf(visitor.record).slice(1)).toEqual([
        { kind: 'recording', on: true },
        { kind: 'recording', on: false },
      ]);
    }
  });

  it('of which nobody knows any more whether it goes on is not written down as stopped', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    world.room.fire({ kind: 'recordingStarted' }, { kind: 'recordingUnknown' });
    await counsellor.letIn(ben, [anna.inside()]);
    await settle();
    expect(world.office.eventsOf(anna.record).at(-1)).toEqual({ kind: 'recording', on: null });
    expect(world.office.eventsOf(ben.record).at(-1)).toEqual({ kind: 'recording', on: null });
  });
});

describe('the opening round', () => {
  it('is closed when all is ticked, keeps the time, and stands on the receipts once', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    const tick = (item: 'introduced' | 'noRecording' | 'encryption', done = true): Promise<void> =>
      counsellor.wish({ kind: 'round', item, done });
    await tick('introduced');
    await tick('introduced', false);
    await tick('noRecording');
    await tick('encryption');
    expect(counsellor.room.round).toEqual({ done: ['noRecording', 'encryption'], closedAt: null });
    await tick('introduced');
    await tick('introduced');
    expect(counsellor.room.round).toEqual({ done: ['introduced', 'noRecording', 'encryption'], closedAt: world.now });
    expect(world.office.eventsOf(anna.record).slice(1)).toEqual([{ kind: 'introduced' }]);
  });
});

describe('a minor', () => {
  it('waits for the word of the counsellor, and only receipts of this appointment can get it', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await anna.sendReceipt((receipt) => ({
      ...receipt,
      minor: {
        policy: 'capacity',
        age: 'minor',
        path: 'capacity',
        declaration: null,
        capacityConfirmedBy: null,
        guardian: null,
      },
    }));
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).accepted?.needsCapacity).toBe(true);
    await counsellor.wish({ kind: 'confirmCapacity', record: 'elsewhere' });
    expect(world.office.notes()).toEqual([]);
    await counsellor.wish({ kind: 'confirmCapacity', record: anna.record });
    expect(counsellor.knocker(anna.id).accepted?.needsCapacity).toBe(false);
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'capacityConfirmed' }]);
  });
});

describe('a knock', () => {
  const single = appointment();

  it('counts in the title and sounds, once for each new person', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.knock(await anna.knocking());
    await counsellor.knock(await anna.knocking(), await ben.knocking());
    await counsellor.knock(await ben.knocking());
    await counsellor.knock();
    expect(world.titles).toEqual([1, 2, 1, 0]);
    expect(world.sounds).toEqual(['knock', 'knock']);
  });

  it('is mute when the counsellor wants it so, also the next day', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await counsellor.wish({ kind: 'sound', sound: 'muted' });
    await counsellor.knock(await anna.knocking());
    expect(world.sounds).toEqual([]);
    world.claims.clear();
    expect((await Counsellor.inRoom(world, group)).room.sound).toBe('muted');
  });

  it('is mute during a single session', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, single);
    const anna = new Visitor(world, single, person(1));
    await counsellor.letIn(anna, [], 'am Telefon verglichen');
    world.sounds.length = 0;
    await counsellor.knock({ id: 'late', name: 'Carla', since: 0, there: 'yes' });
    expect(world.sounds).toEqual([]);
  });
});

describe('the next appointment', () => {
  const single = appointment();
  const next = appointment({ id: 'next', startsAt: single.startsAt + HOUR, people: [person(7)] });
  const tomorrow = appointment({ id: 'tomorrow', startsAt: single.startsAt + 24 * HOUR, people: [person(8)] });

  it('says who waits already, and they can be told that the counsellor is still talking', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, single, tomorrow, next);
    const early = new Visitor(world, next, person(7));
    expect(counsellor.room.next).toMatchObject({ appointment: { id: 'next' }, waiting: 0, told: false });
    early.here('waiting');
    expect(counsellor.room.next?.waiting).toBe(1);
    await counsellor.wish({ kind: 'tellNext' });
    expect(early.box.said).toEqual(['busy']);
    expect(counsellor.room.next?.told).toBe(true);
    early.here('left');
    expect(counsellor.room.next?.waiting).toBe(0);
  });

  it('does not count who has not been heard of for minutes, and knows after a crash what was said', async () => {
    const world = new World();
    const early = new Visitor(world, next, person(7));
    early.here('waiting');
    early.box.fromCounsellor.push({ kind: 'busy', at: 0 });
    world.now += 10 * MINUTE;
    const counsellor = await Counsellor.inRoom(world, single, next);
    expect(counsellor.room.next).toMatchObject({ waiting: 0, told: true });
  });

  it('is not told what did not arrive', async () => {
    const world = new World();
    const counsellor = await Counsellor.inRoom(world, single, next);
    new Visitor(world, next, person(7)).box.line = 'unreachable';
    await counsellor.wish({ kind: 'tellNext' });
    expect(counsellor.room.next?.told).toBe(false);
  });

  it('is none where none follows within two hours', async () => {
    const counsellor = await Counsellor.inRoom(new World(), single, tomorrow);
    expect(counsellor.room.next).toBeNull();
  });
});

describe('inviting in the middle of it', () => {
  it('gives the link, opens the mailbox, and recognises the person at the door', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.wish({ kind: 'invite', id: group.id, role: 'interpreter', label: 'Frau Demir' });
    expect(counsellor.room.invitations?.at(-1)?.link).toMatch(/^https:\/\/b\.example\/#/);
    const demir = new Visitor(world, group, person(3, 'interpreter', 'Frau Demir'), 'Demir');
    await demir.sendReceipt();
    await counsellor.knock(await demir.knocking());
    expect(counsellor.knocker(demir.id)).toMatchObject({ invited: { role: 'interpreter' }, others: 'toAsk' });
    expect(anna.box.opened + ben.box.opened).toBe(2);
  });
});

describe('the end', () => {
  it('ends for all, tells everybody, marks the appointment, takes the last receipts, and clears the room', async () => {
    const { counsellor, world, anna, ben } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    await counsellor.wish({ kind: 'endForAll' });
    expect(world.room.commands.at(-1)).toBe('endForAll');
    expect(anna.box.said).not.toContain('ended');
    world.room.end({ kind: 'endedForAll' });
    await settle();
    expect(ben.box.said.at(-1)).toBe('ended');
    expect(counsellor.room).toMatchObject({ stage: 'over', ending: { kind: 'endedForAll' }, knocking: [], inside: [] });
    expect(counsellor.room.appointment.state).toBe('ended');
    await anna.sendReceipt((receipt) => ({ ...receipt, receiptId: 'last' }));
    expect(world.office.receipts.get(anna.record)?.receipt.receiptId).toBe('last');
    anna.here('left');
    await settle();
    expect(anna.box.listeners.size).toBe(0);
    expect(world.claims.size).toBe(0);
    await counsellor.wish({ kind: 'go', to: 'appointments' });
    await counsellor.wish({ kind: 'prepare', id: group.id });
    expect(counsellor.page.page).toBe('appointments');
  });

  it('waits no longer than five seconds for the last receipts', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    world.room.fire({ kind: 'confirmed', command: 'endForAll', id: null });
    await world.turn(4_900);
    expect(anna.box.listeners.size).toBe(1);
    await world.turn(100);
    expect(anna.box.listeners.size).toBe(0);
    expect(anna.box.said.filter((kind) => kind === 'ended')).toHaveLength(1);
  });

  it('lets who wants to go on meanwhile go as soon as the last receipts are in', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    await counsellor.letIn(anna);
    world.room.fire({ kind: 'confirmed', command: 'endForAll', id: null });
    await settle();
    const going = counsellor.wish({ kind: 'go', to: 'appointments' });
    await settle();
    expect(counsellor.page.page).toBe('room');
    anna.here('left');
    await going;
    expect(counsellor.page.page).toBe('appointments');
  });

  it('of a room that is over already closes the appointment all the same', async () => {
    const { counsellor, world, anna } = await groupAtTheDoor();
    world.room.end({ kind: 'kicked' });
    await counsellor.wish({ kind: 'endForAll' });
    expect(anna.box.said.at(-1)).toBe('ended');
    expect(counsellor.room.appointment.state).toBe('ended');
  });

  it('that could not be kept is said', async () => {
    const { counsellor, world } = await groupAtTheDoor();
    world.office.isBroken = true;
    world.room.end({ kind: 'endedForAll' });
    await settle();
    expect(counsellor.context.problem?.code).toBe('STORAGE_UNAVAILABLE');
  });
});

describe('a bad line', () => {
  it('is said, and the notice goes by itself when nothing more was heard of it', async () => {
    const { counsellor, world } = await groupAtTheDoor();
    world.room.fire({ kind: 'networkTrouble' });
    await world.turn(6_000);
    world.room.fire({ kind: 'networkTrouble' });
    await world.turn(6_000);
    expect(counsellor.room.networkTrouble).toBe(true);
    await world.turn(4_000);
    expect(counsellor.room.networkTrouble).toBe(false);
  });
});
