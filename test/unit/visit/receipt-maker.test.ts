import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Receipt } from '../../../src/gate/receipt.ts';
import { receiptSchema } from '../../../src/service/receipt-schema.ts';
import { changeProfile } from '../../fixtures/services/files.ts';
import { fragment, Somebody, World } from './support.ts';

const STATIC = fileURLToPath(new URL('../../../static/', import.meta.url));
const SHIPPED = ['hannover-einzel', 'hannover-gruppe', 'hannover-bildungsbuero', 'gelsenkirchen', 'coburg'];

function receiptOf({ view }: Somebody): Receipt | null {
  if (view.kind !== 'ending') throw new Error(view.kind);
  return view.receipt;
}

/** A page that is served what we ship. */
function shipped(): World {
  const world = new World();
  world.ports.fetchText = async (path) => {
    await Promise.resolve();
    try {
      return readFileSync(`${STATIC}${path.slice(1)}`, 'utf8');
    } catch {
      // The only trouble that a folder of files has.
      return { status: 404 };
    }
  };
  return world;
}

describe('a receipt', () => {
  it('is there only where something was declared', async () => {
    const anna = await Somebody.at();
    await anna.wish({ kind: 'withdraw' });
    expect(receiptOf(anna)).toBeNull();
    const berta = await Somebody.at();
    await berta.goTo('consent');
    await berta.wish({ kind: 'withdraw' });
    expect(receiptOf(berta)).toMatchObject({ notice: { informedAt: { zone: expect.any(String) as string } } });
  });

  it('has the same ids however often it is looked at, and one record over a reload', async () => {
    const anna = await Somebody.at();
    (await anna.enter()).end({ kind: 'kicked' });
    const first = receiptOf(anna);
    await anna.wish({ kind: 'language', language: 'en' });
    expect(receiptOf(anna)).toMatchObject({ recordId: first?.recordId, receiptId: first?.receiptId });
    anna.world.isReload = true;
    const again = await Somebody.at(fragment(), anna.world);
    (await again.enter()).end({ kind: 'kicked' });
    expect(receiptOf(again)?.recordId).toBe(first?.recordId);
    expect(receiptOf(again)?.receiptId).not.toBe(first?.receiptId);
  });

  it('shows each statement in the language in which it was agreed to', async () => {
    const anna = await Somebody.at();
    await anna.goTo('assurances');
    await anna.wish({ kind: 'language', language: 'en' });
    (await anna.enter()).end({ kind: 'leftByMyself' });
    const receipt = receiptOf(anna);
    const seen = (all: readonly { readonly statement: string | null; readonly statementLanguage: string | null }[]) =>
      new Set(
        all.map(
          ({ statement, statementLanguage }) =>
            `${String(statementLanguage)} ${/: (..):/.exec(statement ?? '')?.[1] ?? ''}`,
        ),
      );
    expect(seen(receipt?.acknowledgements ?? [])).toEqual(new Set(['de de']));
    expect(seen(receipt?.assurances ?? [])).toEqual(new Set(['en en']));
    expect(receipt?.language).toBe('en');
  });

  it.each<[string, (anna: Somebody) => void, string]>([
    ['nobody reports', () => undefined, 'unknown'],
    ['is off', ({ world }) => world.meeting.fire({ kind: 'e2eeChanged', report: { state: 'off' } }), 'off'],
    [
      'is on for all, and later off',
      ({ world }) =>
        world.meeting.fire(
          { kind: 'e2eeChanged', report: { state: 'reportedByAll' } },
          { kind: 'e2eeChanged', report: { state: 'off' } },
        ),
      'reportedOnForAll',
    ],
    [
      'cannot be',
      ({ world }) =>
        world.meeting.fire({ kind: 'e2eeChanged', report: { state: 'impossible', self: true, names: [] } }),
      'impossible',
    ],
  ])('says of encryption what was reported first: %s', async (_, report, e2eeAtStart) => {
    const anna = await Somebody.at();
    const meeting = await anna.enterRoom();
    report(anna);
    meeting.end({ kind: 'leftByMyself' });
    expect(receiptOf(anna)?.session.e2eeAtStart).toBe(e2eeAtStart);
  });

  it.each([
    ['on', 'on', 'passed'],
    ['off', 'on', 'passed'],
    ['none', 'on', 'warned'],
    ['none', 'none', 'skipped'],
  ] as const)('says of camera %s and microphone %s: %s', async (camera, microphone, deviceCheck) => {
    const anna = await Somebody.at();
    await anna.goTo('devices');
    await anna.tell({ type: 'devicesChosen', devices: { camera, microphone }, displayName: 'Anna' });
    (await anna.enter()).end({ kind: 'kicked' });
    expect(receiptOf(anna)?.session.deviceCheck).toBe(deviceCheck);
  });

  it('carries neither devices, nor the name for the meeting, nor anything of others', async () => {
    const anna = await Somebody.at();
    (await anna.enterRoom()).end({ kind: 'kicked', by: 'Frau Beck' });
    expect(JSON.stringify(receiptOf(anna))).not.toMatch(/"c1"|Beck|"Anna"|https:\/\/meet/);
  });
});

describe('the schema of receipts', () => {
  it('says what the type says', () => {
    expectTypeOf<v.InferOutput<typeof receiptSchema>['purposes'][number]['status']>().toEqualTypeOf<
      Receipt['purposes'][number]['status']
    >();
    expectTypeOf<keyof v.InferOutput<typeof receiptSchema>>().toEqualTypeOf<keyof Receipt>();
  });

  it.each(SHIPPED.flatMap((service) => ['de', 'de-simple', 'en'].map((language) => [service, language] as const)))(
    'holds for a real receipt of %s in %s, given and withdrawn',
    async (service, language) => {
      const anna = await Somebody.at(fragment({ service }), shipped());
      await anna.wish({ kind: 'language', language });
      (await anna.enterRoom()).end({ kind: 'leftByMyself' });
      const given = JSON.parse(JSON.stringify(receiptOf(anna))) as unknown;
      expect(v.safeParse(receiptSchema, given).issues).toBeUndefined();
      await anna.wish({ kind: 'withdraw' });
      expect(anna.view).toMatchObject({ ending: 'withdrawn' });
      expect(v.safeParse(receiptSchema, JSON.parse(JSON.stringify(receiptOf(anna)))).issues).toBeUndefined();
    },
  );

  it('holds for one of a conference name, with a consent for one appointment', async () => {
    const world = new World();
    changeProfile(world.files, { consentHolds: 'appointment' });
    const anna = await Somebody.at('', world);
    await anna.wish({ kind: 'chooseService', service: 'beispiel', roomName: 'raum' });
    (await anna.enter()).end({ kind: 'kicked' });
    const receipt = JSON.parse(JSON.stringify(receiptOf(anna))) as unknown;
    expect(receipt).toMatchObject({
      validity: { kind: 'appointment' },
      session: { access: 'conferenceName', startsAt: null },
    });
    expect(v.safeParse(receiptSchema, receipt).issues).toBeUndefined();
  });

  it.each<[string, (receipt: Record<string, unknown>) => void]>([
    ['a member of its own', (receipt) => (receipt['userAgent'] = 'Firefox')],
    ['no events', (receipt) => delete receipt['events']],
    ['another version', (receipt) => (receipt['schemaVersion'] = 'einlass-receipt/2')],
    [
      'a time without offset',
      (receipt) => (receipt['issuedAt'] = { time: '2026-11-22T10:00:00', zone: 'Europe/Berlin' }),
    ],
    ['a code of five', (receipt) => (receipt['checkCode'] = 'K7F2Q')],
    ['a role of another world', (receipt) => (receipt['people'] = ['guest'])],
    [
      'a confirmation that the gate cannot give',
      (receipt) => Object.assign(receipt['minor'] as object, { capacityConfirmedBy: 'X' }),
    ],
    ['an empty statement', (receipt) => Object.assign((receipt['assurances'] as object[])[0] ?? {}, { statement: '' })],
  ])('refuses %s', async (_, change) => {
    const anna = await Somebody.at();
    (await anna.enter()).end({ kind: 'kicked' });
    const receipt = JSON.parse(JSON.stringify(receiptOf(anna))) as Record<string, unknown>;
    change(receipt);
    expect(v.safeParse(receiptSchema, receipt).success).toBe(false);
  });
});
