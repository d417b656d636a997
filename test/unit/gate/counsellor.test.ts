import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openForCounsellor } from '../../../src/gate/counsellor.ts';
import type { CounsellorDeclaration, DeclarationLack, RoomWanted } from '../../../src/gate/counsellor.ts';
import { isPermit, usePermit } from '../../../src/gate/permit.ts';
import { isRoomPermit, takeRoomSeal, useRoomPermit } from '../../../src/gate/room-permit.ts';
import type { RoomPermit } from '../../../src/gate/room-permit.ts';

const NOON = Date.UTC(2026, 10, 26, 12);
const HOUR = 3_600_000;
const GIVEN: CounsellorDeclaration = {
  appointment: 'a1',
  noRecording: true,
  aloneInRoom: true,
  boundToSecrecy: true,
  givenAt: NOON,
};
const WANTED: RoomWanted = { appointment: 'a1', room: 'k7f2qx', devices: { camera: 'on', microphone: 'off' } };

function permitOf(): RoomPermit {
  const opening = openForCounsellor(GIVEN, WANTED, NOON);
  if (!opening.open) throw new Error(`closed: ${opening.missing.join(', ')}`);
  return opening.permit;
}

describe('openForCounsellor', () => {
  it.each([
    ['at once', NOON],
    ['after a fault in the middle', NOON + HOUR],
    ['twelve hours later', NOON + 12 * HOUR],
  ])('opens with the whole declaration: %s', (_, now) => {
    expect(openForCounsellor(GIVEN, WANTED, now)).toEqual({
      open: true,
      permit: { appointment: 'a1', room: 'k7f2qx', issuedAt: now, devices: { camera: 'on', microphone: 'off' } },
    });
  });

  it.each<[string, CounsellorDeclaration | null, Partial<RoomWanted>, number, DeclarationLack[]]>([
    ['nothing was declared', null, {}, NOON, ['declaration']],
    ['recording not ruled out', { ...GIVEN, noRecording: false }, {}, NOON, ['noRecording']],
    ['not alone', { ...GIVEN, aloneInRoom: false }, {}, NOON, ['aloneInRoom']],
    ['no word about secrecy', { ...GIVEN, boundToSecrecy: false }, {}, NOON, ['boundToSecrecy']],
    ['a word instead of an act', { ...GIVEN, noRecording: 'true' as never }, {}, NOON, ['noRecording']],
    ['for another appointment', GIVEN, { appointment: 'a2' }, NOON, ['otherAppointment']],
    ['for no appointment', { ...GIVEN, appointment: '' }, { appointment: '' }, NOON, ['otherAppointment']],
    ['no room', GIVEN, { room: '' }, NOON, ['room']],
    ['from yesterday', GIVEN, {}, NOON + 12 * HOUR + 1, ['time']],
    ['from the future', GIVEN, {}, NOON - 1, ['time']],
    ['clock unknown', GIVEN, {}, NaN, ['time']],
    ['time unknown', { ...GIVEN, givenAt: NaN }, {}, NOON, ['time']],
    ['two things', { ...GIVEN, aloneInRoom: false, noRecording: false }, {}, NOON, ['noRecording', 'aloneInRoom']],
  ])('stays closed: %s', (_, declaration, wanted, now, missing) => {
    expect(openForCounsellor(declaration, { ...WANTED, ...wanted }, now)).toEqual({ open: false, missing });
  });

  it('law: opens if and only if all of it holds', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.integer(), fc.boolean(), (a, b, c, age, same) => {
        const declaration = { ...GIVEN, noRecording: a, aloneInRoom: b, boundToSecrecy: c, givenAt: NOON - age };
        const opening = openForCounsellor(declaration, { ...WANTED, appointment: same ? 'a1' : 'a2' }, NOON);
        expect(opening.open).toBe(a && b && c && same && age >= 0 && age <= 12 * HOUR);
      }),
    );
  });
});

describe('a room permit', () => {
  it('counts once', () => {
    const permit = permitOf();
    expect(isRoomPermit(permit)).toBe(true);
    expect(useRoomPermit(permit)).toBe(true);
    expect(isRoomPermit(permit)).toBe(false);
    expect(useRoomPermit(permit)).toBe(false);
  });

  it.each<[string, (permit: RoomPermit) => unknown]>([
    ['a copy', (permit) => ({ ...permit })],
    ['one that went through JSON', (permit) => JSON.parse(JSON.stringify(permit)) as unknown],
    ['an heir', (permit) => Object.create(permit) as unknown],
    ['a stand-in', (permit) => new Proxy(permit, {})],
    ['null', () => null],
    ['a word', () => 'permit'],
  ])('is not %s', (_, make) => {
    const permit = permitOf();
    expect(useRoomPermit(make(permit))).toBe(false);
    expect(isRoomPermit(permit)).toBe(true);
  });

  it('is no permit of a client, and cannot be changed', () => {
    const permit = permitOf();
    expect(isPermit(permit)).toBe(false);
    expect(usePermit(permit)).toBe(false);
    expect(Object.isFrozen(permit) && Object.isFrozen(permit.devices)).toBe(true);
  });

  it('its seal is handed out once, and the gate has it', () => {
    expect(() => takeRoomSeal()).toThrow('PERMIT_MISSING');
  });
});
