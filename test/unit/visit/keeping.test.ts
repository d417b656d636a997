import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openGate } from '../../../src/gate/open.ts';
import { packRemembered, packVisit, unpackRemembered, unpackVisit } from '../../../src/visit/stored.ts';
import { changeProfile } from '../../fixtures/services/files.ts';
import { DAY, fragment, gate, HOUR, settle, Somebody, World } from './support.ts';

async function reloaded({ world }: Somebody, link = fragment()): Promise<Somebody> {
  world.isReload = true;
  return Somebody.at(link, world);
}

async function at(
  step: string,
  mode: 'shared' | 'session' | 'remember' = 'session',
  world = new World(),
): Promise<Somebody> {
  const anna = await Somebody.at(fragment(), world);
  await anna.wish({ kind: 'storage', mode });
  await anna.goTo(step);
  return anna;
}

/** Changes what lies on the device, as somebody could who may write there. */
function tamper({ world: { device } }: Somebody, change: (stored: Record<string, unknown>) => void): void {
  const stored = JSON.parse(device.visit ?? '') as Record<string, unknown>;
  change(stored);
  device.visit = JSON.stringify(stored);
}

describe('nothing is written', () => {
  it('before the person has begun', async () => {
    const anna = await Somebody.at();
    await anna.tell({ type: 'browserChecked', browser: { join: true, e2ee: true, acknowledged: true } });
    await anna.wish({ kind: 'storage', mode: 'remember' });
    await anna.wish({ kind: 'language', language: 'en' });
    expect(anna.world.device.isEmpty).toBe(true);
  });

  it('on a shared device, to the end', async () => {
    const anna = await at('waiting', 'shared');
    (await anna.enterRoom()).end({ kind: 'ended', by: 'counsellor', where: 'room' });
    await settle();
    expect(anna.world.device.isEmpty).toBe(true);
  });

  it('on a device that turns out to be shared, and what was there goes', async () => {
    const anna = await at('review', 'remember');
    await anna.answer();
    expect(anna.world.device.remembered.size).toBe(1);
    await anna.wish({ kind: 'storage', mode: 'shared' });
    expect([anna.world.device.isEmpty, anna.sees]).toEqual([true, 'assurances']);
    await anna.goTo('waiting');
    expect(anna.world.device.isEmpty).toBe(true);
  });

  it('by an act that waits while the device turns out to be shared', async () => {
    const anna = await at('consent');
    const { held, open } = gate();
    anna.world.device.hold = held;
    const acts = [anna.answer(), anna.wish({ kind: 'storage', mode: 'shared' }), anna.tell({ type: 'begun' })];
    await settle();
    open();
    await Promise.all(acts);
    expect([anna.world.device.isEmpty, anna.storage]).toEqual([true, { mode: 'shared', trouble: null }]);
  });

  it('after a new beginning on a shared device', async () => {
    const anna = await at('consent', 'shared');
    await anna.wish({ kind: 'decline' });
    await anna.wish({ kind: 'restart' });
    await anna.goTo('waiting');
    expect([anna.storage.mode, anna.world.device.isEmpty]).toEqual(['shared', true]);
  });
});

describe('a visit of this tab', () => {
  it('goes on where it was, but asks for browser and devices anew', async () => {
    const before = await at('waiting');
    const anna = await reloaded(before);
    expect([anna.sees, anna.context.state.devices, anna.context.returning]).toEqual(['devices', null, false]);
    expect(anna.context.state.acceptances).toEqual(before.context.state.acceptances);
    expect(before.world.device.visit).not.toMatch(/"browser"|"devices"|cameraId/);
  });

  it('goes on as a visit that is to be remembered', async () => {
    const anna = await reloaded(await at('details', 'remember'));
    expect([anna.sees, anna.storage.mode]).toEqual(['details', 'remember']);
  });

  it.each([
    ['another room', { room: 2 }],
    ['another time', { startsAt: Date.UTC(2026, 10, 22, 12) }],
    ['another role', { role: 'interpreter' }],
  ] as const)('is nothing to a link of %s', async (_, choice) => {
    const anna = await reloaded(await at('waiting'), fragment(choice));
    expect([anna.sees, anna.context.state.acceptances, anna.context.state.details]).toEqual(['arrive', [], null]);
  });

  it.each<[string, (stored: Record<string, unknown>) => void]>([
    ['another room', (stored) => Object.assign(stored['visit'] as object, { appointment: 'elsewhere' })],
    ['another role', (stored) => Object.assign(stored['visit'] as object, { role: 'helper' })],
    ['another time', (stored) => Object.assign(stored['visit'] as object, { startsAt: null })],
    ['another link', (stored) => (stored['link'] = 'f'.repeat(64))],
    ['another kind', (stored) => (stored['kind'] = 'visit-2')],
    ['devices', (stored) => (stored['devices'] = { camera: 'on', microphone: 'on' })],
    ['no mode', (stored) => delete stored['mode']],
    ['a decision nobody can make', (stored) => (stored['decisions'] = { x: { decision: 'maybe' } })],
    ['a time of words', (stored) => (stored['latest'] = 'now')],
    ['a time far ahead', (stored) => (stored['latest'] = 8e15)],
  ])('is dropped when it says %s', async (_, change) => {
    const before = await at('waiting');
    tamper(before, change);
    const anna = await reloaded(before);
    expect([anna.sees, anna.context.state.acceptances]).toEqual(['arrive', []]);
  });

  it('loses a field that the profile asks for no more', async () => {
    const before = await at('assurances');
    tamper(before, (stored) => Object.assign(stored['details'] as object, { email: 'anna@example.org' }));
    const anna = await reloaded(before);
    expect(anna.context.state.details).toEqual({ name: 'Anna Ahrens', birthDate: '1980-02-01', phone: '0511 123456' });
  });

  it('asks again for a wording that has changed meanwhile', async () => {
    const before = await at('waiting');
    changeProfile(before.world.files, { acknowledgements: ['ack.understood'] });
    expect((await reloaded(before)).sees).toBe('devices');
    changeProfile(before.world.files, { acknowledgements: ['ack.understood', 'ack.notice', 'ack.publicTask'] });
    expect((await reloaded(before)).sees).toBe('consent');
  });
});

describe('a device that remembers', () => {
  it('asks again only for what belongs to one visit', async () => {
    const before = await at('waiting', 'remember');
    before.world.device.visit = null;
    before.world.now += 7 * DAY;
    const anna = await Somebody.at(fragment({ room: 2, startsAt: before.world.now }), before.world);
    const seen = [anna.sees];
    while (anna.sees !== 'waiting') {
      await anna.answer();
      if (seen.at(-1) !== anna.sees) seen.push(anna.sees);
    }
    expect([anna.context.returning, anna.storage.mode]).toEqual([true, 'remember']);
    expect(seen).toEqual(['arrive', 'assurances', 'devices', 'waiting']);
  });

  it('keeps it as long as the last consent holds, whatever is looked at later', async () => {
    const anna = await at('devices', 'remember');
    const consentAt = anna.world.now;
    anna.world.now += HOUR;
    await anna.answer();
    const until = anna.world.device.remembered.get('beispiel')?.until ?? 0;
    expect(until - consentAt).toBe(anna.context.plan.consentHolds);
  });

  it('leaves the time to the records where a consent is for one appointment', async () => {
    const world = new World();
    changeProfile(world.files, { consentHolds: 'appointment' });
    const anna = await at('waiting', 'remember', world);
    expect(anna.world.device.remembered.get('beispiel')).toMatchObject({ until: undefined });
  });

  it('asks everything when the consents have expired, even where the record is still there', async () => {
    const before = await at('waiting', 'remember');
    before.world.device.visit = null;
    before.world.now += 731 * DAY;
    const anna = await Somebody.at(fragment({ room: 2, startsAt: before.world.now }), before.world);
    await anna.goTo('consent');
    expect(anna.context.missing.length).toBeGreaterThan(1);
  });

  it('does not take one person for another', async () => {
    const before = await at('waiting', 'remember');
    const other = await Somebody.at(fragment({ room: 1, role: 'interpreter' }), before.world);
    expect([other.context.returning, other.context.state.details]).toEqual([false, null]);
    expect(other.context.state.acceptances).toEqual([]);
  });

  it('forgets when the person changes her mind, but not the visit', async () => {
    const anna = await at('devices', 'remember');
    await anna.wish({ kind: 'storage', mode: 'session' });
    expect([anna.world.device.remembered.size, anna.world.device.visit]).toEqual([0, expect.any(String)]);
    expect((await reloaded(anna)).sees).toBe('devices');
  });
});

describe('trouble', () => {
  it.each(['blocked', 'full', 'broken'] as const)('%s is told, and the visit goes on', async (trouble) => {
    const anna = await Somebody.at();
    anna.world.device.trouble = trouble;
    await anna.goTo('waiting');
    expect([anna.storage.trouble, anna.world.device.isEmpty]).toEqual([trouble, true]);
    expect((await anna.enter()).permitted).toBe(true);
  });

  it('makes one more look when it comes and when it goes, and no other', async () => {
    const anna = await at('consent');
    const looks = async (): Promise<number> => {
      const before = anna.views.length;
      await anna.tell({ type: 'begun' });
      return anna.views.length - before;
    };
    const counts = [await looks()];
    anna.world.device.trouble = 'full';
    counts.push(await looks(), await looks());
    anna.world.device.trouble = null;
    counts.push(await looks(), await looks());
    expect([counts, anna.storage.trouble]).toEqual([[1, 2, 1, 2, 1], null]);
  });

  it('with what is to be remembered is told like any other', async () => {
    const anna = await at('review', 'remember');
    const { open } = anna.world.device;
    anna.world.ports.openRecords = async (mode) => ({
      ...(await open(mode)),
      saveRemembered: () => Promise.resolve('failed' as const),
    });
    await anna.wish({ kind: 'storage', mode: 'session' });
    await anna.wish({ kind: 'storage', mode: 'remember' });
    await anna.answer();
    expect(anna.storage.trouble).toBe('broken');
  });
});

describe('anything that lies in the storage', () => {
  const junk = fc.oneof(
    fc.anything(),
    fc.json().map((text): unknown => JSON.parse(text)),
  );

  it('never throws and is never a visit', () => {
    fc.assert(
      fc.property(junk, (stored) => {
        expect(unpackVisit(stored, 'link')).toBeNull();
        expect(unpackRemembered(stored)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('in any member of a visit never opens the gate', async () => {
    const anna = await at('waiting');
    const { plan, state } = anna.context;
    const packed = packVisit(state, 'link', 'session') as Record<string, unknown>;
    expect(unpackVisit(packed, 'link')?.state).toEqual({ ...state, browser: null, devices: null });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(packed)), junk, (key, value) => {
        const stored = unpackVisit({ ...packed, [key]: value }, 'link');
        expect(stored?.state.browser ?? null).toBeNull();
        expect(stored !== null && openGate(plan, stored.state, anna.world.now).open).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('of an earlier visit carries no assurance, no pledge, and nothing of one appointment', async () => {
    const { state } = (await at('waiting')).context;
    const restored = unpackRemembered(packRemembered(state));
    expect(restored).toMatchObject({
      visit: null,
      begun: false,
      people: null,
      devices: null,
      browser: null,
      ending: null,
    });
    expect(new Set(restored?.acceptances.map(({ kind }) => kind))).toEqual(
      new Set(['information', 'acknowledgement', 'consent']),
    );
  });
});
