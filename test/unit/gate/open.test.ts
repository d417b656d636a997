import { describe, expect, it } from 'vitest';
import { openGate } from '../../../src/gate/open.ts';
import { isPermit, usePermit, type Permit } from '../../../src/gate/permit.ts';
import type { GatePlan } from '../../../src/gate/plan.ts';
import type { GateState } from '../../../src/gate/state.ts';
import { DAY, GROUP, HOUR, NOON, openState, PLANS, play, raise, VISIT, walkThrough } from './plans.ts';

function permitOf(plan: GatePlan = GROUP): Permit {
  const opening = openGate(plan, openState(plan), NOON);
  if (!opening.open) throw new Error(`closed: ${JSON.stringify(opening.missing)}`);
  return opening.permit;
}

describe('openGate', () => {
  it.each(PLANS.map((plan) => [plan.service, plan] as const))('%s: opens after the whole way', (_, plan) => {
    const opening = openGate(plan, openState(plan), NOON + HOUR);
    expect(opening).toMatchObject({
      open: true,
      permit: { room: 'room1', session: 'visit-1', issuedAt: NOON + HOUR, devices: { camera: 'on', microphone: 'on' } },
    });
  });

  it.each(PLANS.map((plan) => [plan.service, plan] as const))(
    '%s: stays closed while any one part of the way is missing',
    (_, plan) => {
      const events = walkThrough(plan);
      for (const [index, left] of events.entries()) {
        // What the plan does not ask for may be left out: the answer about age without a policy, the room without assurances.
        const asked =
          (left.type !== 'minorAnswered' || plan.minors.policy !== 'none') &&
          (left.type !== 'detailsGiven' || plan.fields.length > 0) &&
          (left.type !== 'peopleNamed' || plan.steps.includes('assurances'));
        const opening = openGate(
          plan,
          play(
            plan,
            events.filter((_event, at) => at !== index),
          ),
          NOON,
        );
        expect([left.type, opening.open]).toEqual([left.type, !asked]);
      }
    },
  );

  const open = openState(GROUP);
  const rows: readonly (readonly [string, GatePlan, Partial<GateState>, number])[] = [
    ['declined', GROUP, { ending: 'declined' }, NOON],
    ['withdrawn', GROUP, { ending: 'withdrawn' }, NOON],
    ['ended', GROUP, { ending: 'ended' }, NOON],
    ['link expired', GROUP, {}, NOON + HOUR + 12 * HOUR],
    ['clock unknown', GROUP, {}, NaN],
    ['clock endless', GROUP, {}, Infinity],
    ['clock unknown, no start', GROUP, { visit: { ...VISIT, startsAt: null } }, NaN],
    [
      'clock endless, nothing but the appointment',
      { ...GROUP, consentHolds: 'appointment' },
      { visit: { ...VISIT, startsAt: null } },
      Infinity,
    ],
    ['seen after the end of the link, clock set back', GROUP, { latest: NOON + 2 * DAY }, NOON],
    ['consent expired', GROUP, { visit: { ...VISIT, startsAt: null } }, NOON + 731 * DAY],
    ['another visit', GROUP, { visit: { ...VISIT, session: 'visit-2' } }, NOON],
    ['a new consent text', raise(GROUP, 'consent.participation'), {}, NOON],
    ['a new notice', raise(GROUP, 'notice'), {}, NOON],
    ['a new pledge', raise(GROUP, 'pledge.A6'), {}, NOON],
    ['nothing accepted', GROUP, { acceptances: [] }, NOON],
    ['a plan with no way to the room', { ...GROUP, steps: ['arrive'] }, {}, NOON],
    ['a plan without steps', { ...GROUP, steps: [] }, {}, NOON],
    ['a plan without texts', { ...GROUP, statements: [] }, {}, NOON],
    ['a plan that waits first', { ...GROUP, steps: ['waiting'] }, { acceptances: [] }, NOON],
  ];
  it.each(rows)('closed: %s', (_, plan, changes, now) => {
    const opening = openGate(plan, { ...open, ...changes }, now);
    expect(opening.open).toBe(false);
    expect(opening.open || opening.missing.length).toBeGreaterThan(0);
  });
});

describe('permit', () => {
  it('is known as such, once', () => {
    const permit = permitOf();
    expect(isPermit(permit)).toBe(true);
    expect(usePermit(permit)).toBe(true);
    expect(usePermit(permit)).toBe(false);
    expect(isPermit(permit)).toBe(false);
  });

  it('cannot be changed after it was made', () => {
    const permit = permitOf();
    expect(() => Object.assign(permit, { room: 'other' })).toThrow(TypeError);
    expect(() => Object.assign(permit.devices, { camera: 'off' })).toThrow(TypeError);
    expect(permit.room).toBe('room1');
  });

  it('does not follow the state from which it was made', () => {
    const devices = { camera: 'on' as 'on' | 'off', microphone: 'on' as const };
    const opening = openGate(GROUP, { ...openState(GROUP), devices }, NOON);
    devices.camera = 'off';
    expect(opening.open && opening.permit.devices.camera).toBe('on');
  });

  it.each([
    ['a JSON copy', (permit: Permit): unknown => JSON.parse(JSON.stringify(permit))],
    ['a spread copy', (permit: Permit): unknown => ({ ...permit })],
    ['a structured clone', (permit: Permit): unknown => structuredClone({ ...permit })],
    ['an heir', (permit: Permit): unknown => Object.create(permit)],
    ['an object with the permit as prototype', (permit: Permit): unknown => Object.setPrototypeOf({}, permit)],
    ['a proxy', (permit: Permit): unknown => new Proxy(permit, {})],
    ['a function that carries it', (permit: Permit): unknown => Object.assign(() => permit, permit)],
    ['a list with it', (permit: Permit): unknown => [permit]],
    ['something written by hand', (): unknown => ({ room: 'room1', session: 'visit-1', issuedAt: NOON, devices: {} })],
    ['true', (): unknown => true],
    ['null', (): unknown => null],
    ['undefined', (): unknown => undefined],
    ['a word', (): unknown => 'permit'],
    ['a symbol', (): unknown => Symbol('permit')],
  ])('is not %s', (_, make) => {
    const permit = permitOf();
    const other = make(permit);
    expect(isPermit(other)).toBe(false);
    expect(usePermit(other)).toBe(false);
    expect(isPermit(permit)).toBe(true);
  });
});

it('hands the seal out once, and the gate has it', async () => {
  const { takeSeal } = await import('../../../src/gate/permit.ts');
  expect(() => takeSeal()).toThrow('PERMIT_MISSING');
});
