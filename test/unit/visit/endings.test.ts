import { describe, expect, it, vi } from 'vitest';
import type { EndingKind } from '../../../src/visit/view.ts';
import type { Ending } from '../../../src/jitsi/meeting-event.ts';
import { fragment, gate, settle, Somebody, World } from './support.ts';

const KICKED: Ending = { kind: 'kicked' };
const ENDED: Ending = { kind: 'ended', by: 'counsellor', where: 'room' };

async function remembered(): Promise<Somebody> {
  const anna = await Somebody.at();
  await anna.wish({ kind: 'storage', mode: 'remember' });
  await anna.goTo('waiting');
  return anna;
}

/** The same device and tab after a reload. */
async function reloaded({ world }: Somebody, link = fragment()): Promise<Somebody> {
  world.isReload = true;
  return Somebody.at(link, world);
}

describe('declining', () => {
  it.each(['arrive', 'consent', 'review', 'waiting'])('on %s leaves nothing behind', async (step) => {
    const anna = await Somebody.at();
    await anna.wish({ kind: 'storage', mode: 'remember' });
    await anna.goTo(step);
    await anna.wish({ kind: 'decline' });
    expect([anna.sees, anna.world.device.isEmpty]).toEqual(['ending: declined', true]);
    expect(anna.view).toMatchObject({
      receipt: null,
      context: { state: { details: null, acceptances: [] }, checkCode: null },
    });
  });

  it('is final for everything told before and after', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    const { held, open } = gate();
    anna.world.device.hold = held;
    const told = anna.answer();
    await settle();
    const declined = anna.wish({ kind: 'decline' });
    const late = anna.tell({ type: 'begun' });
    open();
    await Promise.all([told, declined, late]);
    await anna.tell({ type: 'begun' });
    await anna.wish({ kind: 'look', step: 'consent' });
    await anna.wish({ kind: 'withdraw' });
    expect([anna.sees, anna.world.device.isEmpty, anna.storage.trouble]).toEqual(['ending: declined', true, null]);
  });

  it.each(['decline', 'withdraw'] as const)(
    'to begin anew after %s is not undone by what took longer',
    async (kind) => {
      const anna = await Somebody.at();
      await anna.goTo('waiting');
      const { held, open } = gate();
      const sign = crypto.subtle.sign.bind(crypto.subtle);
      const slow = vi.spyOn(crypto.subtle, 'sign').mockImplementation(async (...given) => {
        await held;
        return sign(...given);
      });
      const devices = { camera: 'on', microphone: 'on' } as const;
      const told = anna.tell({ type: 'devicesChosen', devices, displayName: 'Berta' });
      await anna.wish({ kind });
      await anna.wish({ kind: 'restart' });
      await anna.tell({ type: 'begun' });
      const { visit } = anna.world.device;
      open();
      await told;
      slow.mockRestore();
      expect([anna.sees, anna.world.device.visit]).toEqual(['information', visit]);
      expect(visit).not.toContain('Berta');
    },
  );

  it('says where something did not let itself be deleted', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    anna.world.device.wipeResult = 'incomplete';
    await anna.wish({ kind: 'decline' });
    expect(anna.view).toMatchObject({ ending: 'declined', leftovers: true });
  });

  it('begins anew on wish, and asks everything', async () => {
    const anna = await remembered();
    await anna.wish({ kind: 'decline' });
    await anna.wish({ kind: 'restart' });
    expect([anna.sees, anna.context.returning]).toEqual(['arrive', false]);
    await anna.goTo('waiting');
    expect(anna.view).not.toHaveProperty('leftovers');
  });
});

describe('withdrawing', () => {
  it('outside a meeting is told, kept, and asked for again', async () => {
    const anna = await remembered();
    await anna.wish({ kind: 'withdraw' });
    expect(anna.view).toMatchObject({
      ending: 'withdrawn',
      receipt: { purposes: [{ status: 'ConsentWithdrawn' }, {}] },
    });
    const later = await reloaded(anna, fragment({ room: 2 }));
    expect(later.context.returning).toBe(true);
    await later.goTo('consent');
    expect(later.context.missing).not.toEqual([]);
  });

  it('in a meeting keeps the frame until it has said goodbye, and is kept at once', async () => {
    const anna = await remembered();
    const meeting = await anna.enterRoom();
    const withdrawn = anna.wish({ kind: 'withdraw' });
    await settle();
    expect([anna.sees, meeting.leaves]).toEqual(['meeting: leaving', 1]);
    expect(anna.world.device.visit).toContain('"ending":"withdrawn"');
    expect(anna.world.device.remembered.get('beispiel')?.text).toContain('"decision":"withdrawn"');
    meeting.end({ kind: 'leftByMyself' });
    await withdrawn;
    expect([anna.sees, anna.world.claims.size]).toEqual(['ending: withdrawn', 0]);
  });

  it('is still seen after a reload, and can be followed by a new beginning', async () => {
    const anna = await Somebody.at();
    await anna.goTo('waiting');
    await anna.wish({ kind: 'withdraw' });
    const again = await reloaded(anna);
    expect(again.sees).toBe('ending: withdrawn');
    await again.wish({ kind: 'restart' });
    expect(again.sees).toBe('arrive');
    await again.goTo('consent');
    expect(again.context.missing).not.toEqual([]);
  });

  it('after the counsellor has ended the meeting is possible', async () => {
    const anna = await Somebody.at();
    (await anna.enterRoom()).end(ENDED);
    expect(anna.sees).toBe('ending: endedByCounsellor');
    await anna.wish({ kind: 'withdraw' });
    expect(anna.view).toMatchObject({
      ending: 'withdrawn',
      receipt: { purposes: [{ status: 'ConsentWithdrawn' }, {}] },
    });
  });

  it('on a shared device writes nothing', async () => {
    const anna = await Somebody.at();
    await anna.wish({ kind: 'storage', mode: 'shared' });
    await anna.goTo('waiting');
    await anna.wish({ kind: 'withdraw' });
    expect([anna.sees, anna.world.device.isEmpty]).toEqual(['ending: withdrawn', true]);
  });
});

describe('the end of a meeting', () => {
  it.each<[EndingKind, Ending]>([
    ['left', { kind: 'leftByMyself' }],
    ['refused', { kind: 'refused' }],
    ['kicked', KICKED],
  ])('%s is a page with a receipt and the way back to the open gate', async (ending, cause) => {
    const anna = await Somebody.at();
    (await anna.enter()).end(cause);
    expect(anna.view).toMatchObject({ ending, receipt: { schemaVersion: 'einlass-receipt/1' } });
    await anna.wish({ kind: 'restart' });
    expect(anna.sees).toBe('waiting');
    expect((await anna.enter()).permitted).toBe(true);
  });

  it('leads back on a shared device, and still writes nothing', async () => {
    const anna = await Somebody.at();
    await anna.wish({ kind: 'storage', mode: 'shared' });
    (await anna.enter()).end(KICKED);
    await anna.wish({ kind: 'restart' });
    expect([anna.sees, anna.storage.mode, anna.world.device.isEmpty]).toEqual(['waiting', 'shared', true]);
  });

  it('by the counsellor closes the appointment, here and after a reload', async () => {
    const anna = await Somebody.at();
    (await anna.enterRoom()).end(ENDED);
    await settle();
    await anna.tell({ type: 'begun' });
    await anna.wish({ kind: 'enter' });
    expect([anna.sees, anna.world.device.ended.size]).toEqual(['ending: endedByCounsellor', 1]);
    const again = await reloaded(anna);
    expect(again.view).toMatchObject({ ending: 'endedByCounsellor', receipt: { schemaVersion: 'einlass-receipt/1' } });
  });

  it('by the counsellor is told to another tab of the same link, which stays shut', async () => {
    const anna = await Somebody.at();
    (await anna.enterRoom()).end(ENDED);
    await settle();
    anna.world.device.visit = null;
    const other = await Somebody.at(fragment(), anna.world);
    expect(other.sees).toBe('APPOINTMENT_ENDED');
    for (const kind of ['back', 'restart', 'retry', 'enter', 'withdraw'] as const) await other.wish({ kind });
    await other.wish({ kind: 'look', step: 'consent' });
    await other.wish({ kind: 'language', language: 'en' });
    await other.tell({ type: 'begun' });
    expect([other.sees, other.view]).toEqual([
      'APPOINTMENT_ENDED',
      expect.objectContaining({ service: expect.anything() }),
    ]);
  });

  it('by the counsellor closes neither another time in that room nor a conference name', async () => {
    const anna = await Somebody.at();
    (await anna.enterRoom()).end(ENDED);
    await settle();
    const later = await Somebody.at(fragment({ startsAt: anna.world.now + 3_600_000 }), anna.world);
    expect(later.sees).toBe('arrive');
    const byName = await Somebody.at('#/r/sprechstunde', new World());
    await byName.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'sprechstunde' });
    (await byName.enterRoom()).end(ENDED);
    await settle();
    const again = await reloaded(byName, '#/r/sprechstunde');
    await again.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'sprechstunde' });
    expect([again.sees, byName.world.device.ended.size]).toEqual(['arrive', 0]);
  });
});

describe('deleting everything', () => {
  it('leaves nothing on the device and nothing on the page', async () => {
    const anna = await remembered();
    (await anna.enter()).end(KICKED);
    await anna.wish({ kind: 'wipe' });
    expect(anna.view).toMatchObject({ ending: 'wiped', receipt: null });
    expect([anna.world.device.isEmpty, anna.context.state.details, anna.context.checkCode]).toEqual([true, null, null]);
    await anna.wish({ kind: 'withdraw' });
    await anna.wish({ kind: 'language', language: 'en' });
    expect([anna.sees, anna.world.device.isEmpty]).toEqual(['ending: wiped', true]);
  });

  it('is not told before it is done', async () => {
    const anna = await Somebody.at();
    (await anna.enter()).end(KICKED);
    const { held, open } = gate();
    anna.world.device.holdWipe = held;
    const wiped = anna.wish({ kind: 'wipe' });
    await settle();
    expect(anna.sees).toBe('ending: kicked');
    open();
    await wiped;
    expect(anna.sees).toBe('ending: wiped');
  });
});

describe('another language', () => {
  it('keeps everything that was said, and the step', async () => {
    const anna = await Somebody.at();
    await anna.goTo('assurances');
    const { state } = anna.context;
    await anna.wish({ kind: 'language', language: 'en' });
    expect([anna.sees, anna.context.language, anna.context.service.wordings.language]).toEqual([
      'assurances',
      'en',
      'en',
    ]);
    expect(anna.context.state).toEqual(state);
    await anna.goTo('waiting');
    const languages = new Set(anna.context.state.acceptances.map(({ kind, language }) => `${kind} ${language}`));
    expect(languages).toEqual(new Set(['information de', 'acknowledgement de', 'consent de', 'assurance en']));
  });

  it('is noted as German where the wording was shown in German', async () => {
    const world = new World();
    const file = world.files.get('/services/common/texts.en.json') as { texts: { id: string }[] };
    file.texts = file.texts.filter(({ id }) => id !== 'consent.participation');
    const anna = await Somebody.at(fragment(), world);
    await anna.wish({ kind: 'language', language: 'en' });
    await anna.goTo('assurances');
    const consents = anna.context.state.acceptances.filter(({ kind }) => kind === 'consent');
    expect(consents.map(({ text, language }) => `${text.id} ${language}`)).toEqual([
      'consent.participation de',
      'consent.documentation en',
    ]);
  });

  it.each<[string, (world: World) => void]>([
    ['the texts do not arrive', (world) => (world.isOffline = true)],
    ['the interface does not arrive', (world) => world.deaf.add('en')],
    ['its texts are broken', (world) => world.files.set('/services/common/texts.en.json', '[]')],
  ])('changes nothing at all where %s', async (_, trouble) => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    const { view } = anna;
    trouble(anna.world);
    await anna.wish({ kind: 'language', language: 'en' });
    expect([anna.view, anna.world.interfaces]).toEqual([view, []]);
  });

  it('is the one that was clicked last', async () => {
    const anna = await Somebody.at();
    await Promise.all(['en', 'de', 'en', 'de'].map((language) => anna.wish({ kind: 'language', language })));
    expect([anna.context.language, anna.context.service.wordings.language, anna.world.interfaces.at(-1)]).toEqual([
      'de',
      'de',
      'de',
    ]);
  });

  it('is the one that was clicked last, even where an earlier one takes longer', async () => {
    const anna = await Somebody.at();
    const { held, open } = gate();
    const { switchLanguage } = anna.world.ports;
    anna.world.ports.switchLanguage = async (code) => {
      if (code === 'en') await held;
      return switchLanguage(code);
    };
    const both = ['en', 'de'].map((language) => anna.wish({ kind: 'language', language }));
    await settle();
    open();
    await Promise.all(both);
    expect([anna.context.language, anna.world.interfaces.at(-1)]).toEqual(['de', 'de']);
  });

  it('of a problem and of the entrance too', async () => {
    const problem = await Somebody.at('#abc');
    await problem.wish({ kind: 'language', language: 'en' });
    const entrance = await Somebody.at('');
    await entrance.wish({ kind: 'language', language: 'en' });
    expect([problem.sees, entrance.sees, entrance.world.interfaces]).toEqual(['LINK_MALFORMED', 'entrance', ['en']]);
  });

  it('does not disturb a running meeting', async () => {
    const anna = await Somebody.at();
    const meeting = await anna.enterRoom();
    await anna.wish({ kind: 'language', language: 'en' });
    expect([anna.sees, meeting.phase(), anna.context.language]).toEqual(['meeting: in', 'room', 'en']);
  });
});

describe('a promise that is broken', () => {
  it('is a page with a way on, and nothing is lost', async () => {
    const anna = await Somebody.at();
    await anna.goTo('consent');
    const { state } = anna.context;
    const { claim } = anna.world.ports;
    anna.world.ports.claim = () => Promise.reject(new Error('unheard of'));
    await anna.goTo('waiting');
    await anna.wish({ kind: 'enter' });
    expect(anna.sees).toBe('UNEXPECTED');
    anna.world.ports.claim = claim;
    await anna.wish({ kind: 'retry' });
    expect(anna.sees).toBe('waiting');
    expect(anna.context.state.visit).toEqual(state.visit);
    expect((await anna.enter()).permitted).toBe(true);
  });

  it('on two quick clicks on "try again" still begins one visit', async () => {
    const world = new World();
    const anna = await Somebody.at(fragment(), world);
    world.isOffline = true;
    await anna.wish({ kind: 'decline' });
    await anna.wish({ kind: 'restart' });
    expect(anna.sees).toBe('SERVER_UNREACHABLE');
    world.isOffline = false;
    await Promise.all([anna.wish({ kind: 'retry' }), anna.wish({ kind: 'retry' })]);
    expect(anna.sees).toBe('arrive');
    await anna.goTo('waiting');
  });
});
