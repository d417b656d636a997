import { describe, expect, it } from 'vitest';
import type { Doubt } from '../../../src/gate/assessment.ts';
import { appointment, Counsellor, person, settle, Visitor, World } from './support.ts';

const group = appointment({ type: 'group', people: [person(1), person(2)] });

async function atTheDoor(): Promise<{ counsellor: Counsellor; anna: Visitor; world: World }> {
  const world = new World();
  const counsellor = await Counsellor.inRoom(world, group);
  return { counsellor, world, anna: new Visitor(world, group, person(1)) };
}

describe('somebody who has agreed to everything', () => {
  it('is recognised, shown with what was accepted, and may be admitted with one key', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    anna.here('lobby');
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    const knocker = counsellor.knocker(anna.id);
    expect(knocker).toMatchObject({ name: 'Anna', code: await anna.code(), mayAdmit: true, e2ee: true });
    expect(knocker.invited?.id).toBe('person-1');
    expect(knocker.assessment).toEqual({ state: 'complete' });
    expect(knocker.accepted).toMatchObject({ record: anna.record, profileVersion: 3, language: 'de', people: [] });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    expect(world.room.admitted).toEqual([anna.id]);
    expect(counsellor.knocker(anna.id).doing).toBe('admitting');
  });

  it('is never admitted without a wish', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    await world.turn(600_000);
    expect(world.room.commands).toEqual([]);
  });

  it('is not admitted twice by an impatient finger', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: 'noch einmal' });
    expect(world.room.admitted).toEqual([anna.id]);
  });

  it('is recognised also under an older version of the profile that the receipt names', async () => {
    const { counsellor, anna } = await atTheDoor();
    const older = await anna.code(2);
    await counsellor.knock(await anna.knocking({ name: `Anna · ${older}` }));
    expect(counsellor.knocker(anna.id).assessment).toEqual({ state: 'notVerifiable', doubts: ['foreignCode'] });
    await anna.sendReceipt((receipt) => {
      const notice = receipt.notice && { ...receipt.notice, profile: { ...receipt.notice.profile, version: 2 } };
      return { ...receipt, checkCode: older, notice };
    });
    expect(counsellor.knocker(anna.id).invited?.id).toBe('person-1');
  });
});

describe('somebody whose acceptance is not in order', () => {
  interface Case {
    readonly what: string;
    readonly doubts: readonly Doubt[];
    /** Brings it about and returns the raw name in the lobby. */
    readonly arrange: (anna: Visitor, world: World) => Promise<string>;
  }
  const withCode = async (visitor: Visitor): Promise<string> => (await visitor.knocking()).name;
  const cases: readonly Case[] = [
    { what: 'no receipt', doubts: ['noReceipt'], arrange: (anna) => withCode(anna) },
    {
      what: 'no code in the name',
      doubts: ['noCode'],
      arrange: async (anna) => anna.sendReceipt().then(() => 'Anna'),
    },
    {
      what: "another person's code",
      doubts: ['otherPersonsCode'],
      arrange: async (anna, world) => {
        const ben = new Visitor(world, group, person(2), 'Ben');
        await Promise.all([anna.sendReceipt(), ben.sendReceipt()]);
        return `Anna · ${await ben.code()}`;
      },
    },
    {
      what: 'a forged code',
      doubts: ['foreignCode'],
      arrange: async (anna) => anna.sendReceipt().then(() => 'Anna · ABC234'),
    },
    {
      what: "a receipt that vouches for another person's code",
      doubts: ['otherPersonsCode'],
      arrange: async (anna) =>
        anna.sendReceipt((receipt) => ({ ...receipt, checkCode: 'ABC234' })).then(() => withCode(anna)),
    },
    {
      what: 'a receipt for another appointment',
      doubts: ['otherAppointment'],
      arrange: async (anna) =>
        anna
          .sendReceipt((receipt) => ({ ...receipt, session: { ...receipt.session, appointment: 'other' } }))
          .then(() => withCode(anna)),
    },
    {
      what: 'a receipt that nobody can open',
      doubts: ['unreadable'],
      arrange: async (anna) => {
        anna.box.write({ kind: 'receipt', at: 0, sealed: 'rubbish' });
        await settle();
        return withCode(anna);
      },
    },
    {
      what: 'words that were changed',
      doubts: ['wordingChanged'],
      arrange: async (anna, world) => {
        world.verification = { words: 'changed', shipped: 'unknown' };
        return anna.sendReceipt().then(() => withCode(anna));
      },
    },
    {
      what: 'a name of 200 characters, its code cut off by Jitsi',
      doubts: ['noCode'],
      arrange: async (anna) =>
        anna.sendReceipt().then(async () => `${'A'.repeat(200)} · ${await anna.code()}`.slice(0, 50)),
    },
    {
      what: 'a name of 200 characters in front of a code that is not made for it',
      doubts: ['otherPersonsCode'],
      arrange: async (anna) => anna.sendReceipt().then(async () => `${'A'.repeat(200)} · ${await anna.code()}`),
    },
    {
      what: 'a name made of HTML and bidi controls',
      doubts: ['otherPersonsCode'],
      arrange: async (anna) =>
        anna.sendReceipt().then(async () => `<img src=x onerror=alert(1)>\u202Ennahoj\u2066 · ${await anna.code()}`),
    },
  ];

  it.each(cases)(
    '$what: says exactly what is wrong, and plain admission is not available',
    async ({ doubts, arrange }) => {
      const { counsellor, world, anna } = await atTheDoor();
      const name = await arrange(anna, world);
      await counsellor.knock(await anna.knocking({ name }));
      const knocker = counsellor.knocker(anna.id);
      expect(knocker.assessment).toEqual({ state: 'notVerifiable', doubts });
      expect(knocker.mayAdmit).toBe(false);
      expect(knocker.name).not.toMatch(/[<>\u202E\u2066]/u);
      for (const reason of [null, '', ' \n ']) await counsellor.wish({ kind: 'admit', id: anna.id, reason });
      await counsellor.wish({ kind: 'admitAllComplete' });
      expect(world.room.commands).toEqual([]);
      expect(counsellor.knocker(anna.id).failed).toBe('notAllowed');
    },
  );

  it('an older version of a text: incomplete, and which text it is', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await anna.sendReceipt((receipt) => ({
      ...receipt,
      purposes: receipt.purposes.map((purpose) => ({
        ...purpose,
        declaration: purpose.declaration && { ...purpose.declaration, version: 0 },
      })),
    }));
    await counsellor.knock(await anna.knocking());
    expect(counsellor.knocker(anna.id).assessment).toMatchObject({
      state: 'incomplete',
      lacks: [{ lack: 'olderVersion', text: 'consent.participation' }],
    });
    await counsellor.wish({ kind: 'admit', id: anna.id, reason: null });
    expect(world.room.commands).toEqual([]);
  });

  it('the same code twice at the door: neither may be admitted with one key', async () => {
    const { counsellor, anna } = await atTheDoor();
    await anna.sendReceipt();
    const first = await anna.knocking();
    await counsellor.knock(first, { ...first, id: 'second' });
    for (const { mayAdmit, assessment } of counsellor.room.knocking) {
      expect(mayAdmit).toBe(false);
      expect(assessment).toEqual({ state: 'notVerifiable', doubts: ['codeTwice'] });
    }
  });

  it('a code that is in the room already', async () => {
    const { counsellor, anna } = await atTheDoor();
    await anna.sendReceipt();
    await counsellor.letIn(anna);
    await counsellor.knock(await anna.knocking({ id: 'again' }));
    expect(counsellor.knocker('again').assessment).toEqual({ state: 'notVerifiable', doubts: ['codeTwice'] });
  });

  it('a consent taken back since, until a newer receipt comes', async () => {
    const { counsellor, anna } = await atTheDoor();
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    anna.box.write({ kind: 'withdrawn', at: 0 });
    await settle();
    expect(counsellor.knocker(anna.id).assessment).toMatchObject({ state: 'incomplete' });
    expect(counsellor.knocker(anna.id).mayAdmit).toBe(false);
    await anna.sendReceipt();
    expect(counsellor.knocker(anna.id).mayAdmit).toBe(true);
  });

  it('with a reason: admitted, and the reason stands on the receipt', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    world.verification = { words: 'changed', shipped: 'changed' };
    await anna.sendReceipt();
    await counsellor.letIn(anna, [], ' mündlich eingewilligt ');
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'admitted', reason: 'mündlich eingewilligt' }]);
  });

  it('with a reason and without any receipt: the reason is kept as a note, and goes onto the receipt when one comes', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await counsellor.letIn(anna, [], 'Nachweis am Telefon verglichen');
    const event = { kind: 'admitted', reason: 'Nachweis am Telefon verglichen', at: world.now, by: '' };
    expect(world.office.notes()).toMatchObject([{ person: 'person-1', name: 'Anna', event }]);
    await anna.sendReceipt();
    expect(world.office.notes()).toEqual([]);
    expect(world.office.eventsOf(anna.record)).toEqual([
      { kind: 'admitted', reason: 'Nachweis am Telefon verglichen' },
    ]);
  });

  it('nobody who was invited, with a reason: the note is kept all the same', async () => {
    const { counsellor, world } = await atTheDoor();
    await counsellor.knock({ id: 'stranger', name: 'Fremde', since: world.now, there: 'yes' });
    await counsellor.wish({ kind: 'admit', id: 'stranger', reason: 'Kollegin, am Telefon erkannt' });
    world.room.fire({ kind: 'confirmed', command: 'admit', id: 'stranger' });
    await settle();
    expect(world.office.notes()).toMatchObject([{ person: null, name: 'Fremde', event: { kind: 'admitted' } }]);
  });
});

describe('refusing', () => {
  it('writes the text first, then refuses, and records it', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    await counsellor.wish({ kind: 'refuse', id: anna.id, text: ' Bitte rufen Sie an. ' });
    expect(anna.box.fromCounsellor.at(-1)).toMatchObject({ kind: 'refused', text: 'Bitte rufen Sie an.' });
    expect(world.room.commands).toEqual([`refuse ${anna.id}`]);
    expect(world.office.eventsOf(anna.record)).toEqual([{ kind: 'refused', text: 'Bitte rufen Sie an.' }]);
  });

  it('does not wait longer than two seconds for a slow mailbox', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    await counsellor.knock(await anna.knocking());
    anna.box.hold = new Promise(() => undefined);
    void counsellor.wish({ kind: 'refuse', id: anna.id, text: 'Heute nicht.' });
    await settle();
    expect(world.room.commands).toEqual([]);
    expect(counsellor.knocker(anna.id).doing).toBe('refusing');
    await world.turn(2_000);
    expect(world.room.commands).toEqual([`refuse ${anna.id}`]);
  });
});

describe('words to those who wait', () => {
  it('reach one by the id in the lobby, or all who are not in the room', async () => {
    const { counsellor, world, anna } = await atTheDoor();
    const ben = new Visitor(world, group, person(2), 'Ben');
    await anna.sendReceipt();
    await counsellor.knock(await anna.knocking());
    await counsellor.wish({ kind: 'note', to: anna.id, text: 'Gleich.' });
    expect([anna.box.said, ben.box.said]).toEqual([['opened', 'note'], ['opened']]);
    await counsellor.letIn(anna);
    await counsellor.wish({ kind: 'note', to: 'all', text: 'Noch fünf Minuten.' });
    expect([anna.box.said, ben.box.said]).toEqual([
      ['opened', 'note'],
      ['opened', 'note'],
    ]);
  });

  it('are no words when they are blank, and are reported when they do not arrive', async () => {
    const { counsellor, anna } = await atTheDoor();
    await counsellor.wish({ kind: 'note', to: 'all', text: '  ' });
    expect(anna.box.said).toEqual(['opened']);
    anna.box.line = 'unreachable';
    await counsellor.wish({ kind: 'note', to: 'person-1', text: 'Gleich.' });
    expect(counsellor.context.problem).toMatchObject({ code: 'MAILBOX_UNREACHABLE' });
  });
});
