import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAppointment } from '../../../src/appointment/appointment-schema.ts';
import { cancelled, changed, ended, invited, mayInvite } from '../../../src/appointment/change.ts';
import { createAppointments } from '../../../src/appointment/create.ts';
import { linkOf, roomNameOf } from '../../../src/appointment/link.ts';
import { listed } from '../../../src/appointment/list.ts';
import { wallTime } from '../../../src/appointment/zone.ts';
import { toBase64url } from '../../../src/mailbox/base64url.ts';
import { LINK_MAX, parseLink, roomName } from '../../../src/mailbox/link.ts';
import { BASE_POINT } from '../mailbox/support.ts';
import { APPOINTMENT, chance, DAY, DRAFT, drafts, HOUR, NOW, ORIGIN, PERSON } from './support.ts';

describe('what is created', () => {
  test('is always an appointment that can be stored and read again', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const appointment of createAppointments(draft, chance)) {
          const stored: unknown = JSON.parse(JSON.stringify(appointment));
          expect(parseAppointment(stored)).toEqual({ ok: true, value: appointment });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('shares no room, no secret and no id with anything else', () => {
    fc.assert(
      fc.property(fc.array(drafts, { minLength: 1, maxLength: 5 }), (several) => {
        const appointments = several.flatMap((draft) => createAppointments(draft, chance));
        const people = appointments.flatMap((appointment) => appointment.people);
        const ids = [...appointments, ...people].map(({ id }) => id);
        expect(new Set(appointments.map(roomNameOf)).size).toBe(appointments.length);
        expect(new Set(people.map(({ secret }) => secret)).size).toBe(people.length);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps the time on the wall of the office through every change of clocks', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom('Europe/Berlin', 'UTC', 'America/New_York'), (draft, zone) => {
        const { everyWeeks = 1, times = 1 } = draft.repeat ?? {};
        const all = createAppointments(draft, chance, zone);
        expect(all).toHaveLength(times);
        const first = wallTime(draft.startsAt, zone);
        all.forEach(({ startsAt }, index) => {
          const wall = wallTime(startsAt, zone);
          const days =
            (Date.UTC(wall.year, wall.month - 1, wall.day) - Date.UTC(first.year, first.month - 1, first.day)) / DAY;
          expect(days).toBe(index * everyWeeks * 7);
          // Only a time that does not exist on that day, in the night of a change, may be another.
          if (first.hour > 3) expect([wall.hour, wall.minute]).toEqual([first.hour, first.minute]);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('meets at 10:30 before and after the last Sunday of March', () => {
    const startsAt = Date.parse('2027-03-24T09:30Z');
    const all = createAppointments({ ...DRAFT, startsAt, repeat: { everyWeeks: 1, times: 2 } }, chance);
    expect(all.map((one) => new Date(one.startsAt).toISOString())).toEqual([
      '2027-03-24T09:30:00.000Z',
      '2027-03-31T08:30:00.000Z',
    ]);
  });

  test('belongs to a series only where there are several', () => {
    const series = createAppointments({ ...DRAFT, repeat: { everyWeeks: 2, times: 3 } }, chance);
    expect(new Set(series.map((one) => one.series)).size).toBe(1);
    expect(series[0].series).not.toBeNull();
    expect(createAppointments({ ...DRAFT, repeat: { everyWeeks: 1, times: 1 } }, chance)[0].series).toBeNull();
    expect(createAppointments(DRAFT, chance)[0].series).toBeNull();
  });
});

describe('a stored appointment is refused', () => {
  const other = { ...PERSON, id: '2b1f4a52-9d31-4c1c-8f5e-0d2b8f8a7c12' };
  const wrong: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['a list', []],
    ['a missing field', { ...APPOINTMENT, room: undefined }],
    ['a field of somewhere else', { ...APPOINTMENT, topic: 'Schulden' }],
    ['an id that is none', { ...APPOINTMENT, id: '1' }],
    ['a path for a service', { ...APPOINTMENT, service: '../x' }],
    ['a room of 15 bytes', { ...APPOINTMENT, room: toBase64url(new Uint8Array(15)) }],
    ['a room with spare bits', { ...APPOINTMENT, room: 'EBESExQVFhcYGRobHB0eHx' }],
    ['a room in another alphabet', { ...APPOINTMENT, room: 'EBESExQVFhcYGRobHB0e/+' }],
    ['a start within a minute', { ...APPOINTMENT, startsAt: NOW + 1 }],
    ['a start as words', { ...APPOINTMENT, startsAt: '2026' }],
    ['a start before 1970', { ...APPOINTMENT, startsAt: -60_000 }],
    ['no length', { ...APPOINTMENT, minutes: 0 }],
    ['an empty password', { ...APPOINTMENT, password: '' }],
    ['a foreign role', { ...APPOINTMENT, people: [{ ...PERSON, role: 'moderator' }] }],
    ['a long label', { ...APPOINTMENT, people: [{ ...PERSON, label: 'x'.repeat(61) }] }],
    ['a person twice', { ...APPOINTMENT, people: [PERSON, { ...other, id: PERSON.id, secret: APPOINTMENT.room }] }],
    ['a secret twice', { ...APPOINTMENT, people: [PERSON, other] }],
    ['a foreign state', { ...APPOINTMENT, state: 'open' }],
    ['half a revision', { ...APPOINTMENT, revision: 0.5 }],
    ['a series that is no id', { ...APPOINTMENT, series: 'weekly' }],
  ];
  test.each(wrong)('%s', (_name, value) => {
    const parsed = parseAppointment(value);
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'RECORD_UNREADABLE' } });
  });

  test('without a word of what was in it', () => {
    const parsed = parseAppointment({ ...APPOINTMENT, people: [{ ...PERSON, label: 'Geheim'.repeat(20) }] });
    expect(parsed.ok ? '' : parsed.problem.detail).toBe('appointment: people.0.label');
  });

  test('and whatever else is in the store', () => {
    fc.assert(fc.property(fc.anything(), (value) => !parseAppointment(value).ok));
  });
});

describe('what can be done with an appointment', () => {
  const over = ended(APPOINTMENT);
  const off = cancelled(APPOINTMENT);

  test('it is moved, and calendars learn of it', () => {
    const moved = changed(APPOINTMENT, { startsAt: NOW + DAY, minutes: 60 });
    expect(moved).toEqual({ ...APPOINTMENT, startsAt: NOW + DAY, minutes: 60, revision: 1 });
    expect(changed(moved, { startsAt: NOW, minutes: 60 }).revision).toBe(2);
    expect(cancelled(moved).revision).toBe(2);
  });

  test('moving it nowhere changes nothing', () => {
    expect(changed(APPOINTMENT, { startsAt: APPOINTMENT.startsAt, minutes: APPOINTMENT.minutes })).toBe(APPOINTMENT);
  });

  test('ended stays ended, called off stays called off, and neither is touched again', () => {
    for (const closed of [over, off]) {
      expect(ended(closed)).toBe(closed);
      expect(cancelled(closed)).toBe(closed);
      expect(changed(closed, { startsAt: NOW, minutes: 5 })).toBe(closed);
      expect(invited(closed, 'colleague', '', chance)).toBe(closed);
      expect(mayInvite(closed, 'colleague')).toBe('closed');
    }
    expect([over.state, off.state]).toEqual(['ended', 'cancelled']);
  });

  test('somebody is invited with a secret of their own', () => {
    const more = invited(APPOINTMENT, 'interpreter', ' Türkisch ', chance);
    expect(more.people).toHaveLength(2);
    expect(more.people[1]).toMatchObject({ role: 'interpreter', label: 'Türkisch' });
    expect(more.people[1]?.secret).not.toBe(PERSON.secret);
    expect(parseAppointment(more).ok).toBe(true);
  });

  test('a single session has one client, a group up to twenty people', () => {
    expect(mayInvite(APPOINTMENT, 'client')).toBe('oneClientOnly');
    expect(invited(APPOINTMENT, 'client', '', chance)).toBe(APPOINTMENT);
    let group = createAppointments({ ...DRAFT, type: 'group' }, chance)[0];
    for (let count = 1; count < 25; count++) group = invited(group, 'client', '', chance);
    expect(group.people).toHaveLength(20);
    expect(mayInvite(group, 'helper')).toBe('full');
  });
});

describe('links', () => {
  test('say who, where and when, and nothing else; they fit and come back whole', () => {
    fc.assert(
      fc.property(drafts, fc.constantFrom(null, BASE_POINT), (draft, key) => {
        for (const appointment of createAppointments(draft, chance).slice(0, 2)) {
          for (const person of appointment.people) {
            const link = linkOf(appointment, person, ORIGIN, key);
            if (!link.ok) throw new Error(link.problem.detail);
            const parsed = parseLink(link.value);
            expect(link.value.length).toBeLessThanOrEqual(LINK_MAX);
            if (!parsed.ok || parsed.value.kind !== 'personal') throw new Error('not a personal link');
            expect(parsed.value.service).toBe(appointment.service);
            expect(parsed.value.startsAt).toBe(appointment.startsAt);
            expect(roomName(parsed.value.room)).toBe(roomNameOf(appointment));
            expect(toBase64url(parsed.value.secret)).toBe(person.secret);
            expect(parsed.value.role === 'client' ? 'client' : parsed.value.furtherRole).toBe(person.role);
            expect(parsed.value.sealingKey).toEqual(key ?? undefined);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('hold no label and no password: another label, another password, the same link', () => {
    const link = linkOf(APPOINTMENT, PERSON, ORIGIN, BASE_POINT);
    expect(
      linkOf(
        { ...APPOINTMENT, password: null } as typeof APPOINTMENT,
        { ...PERSON, label: 'x' } as typeof PERSON,
        ORIGIN,
        BASE_POINT,
      ),
    ).toEqual(link);
  });

  test.each([
    ['an address that is too long', `https://${'a'.repeat(200)}.example`, BASE_POINT, 'LINK_TOO_LONG'],
    ['an address with a path', `${ORIGIN}/x`, null, 'LINK_MALFORMED'],
    ['no address', '', null, 'LINK_MALFORMED'],
    ['a key off the curve', ORIGIN, { ...BASE_POINT, y: BASE_POINT.x }, 'LINK_MALFORMED'],
  ] as const)('are refused for %s', (_name, origin, key, code) => {
    expect(linkOf(APPOINTMENT, PERSON, origin, key)).toMatchObject({ ok: false, problem: { code } });
  });

  test('are refused for a room that was damaged', () => {
    expect(linkOf({ ...APPOINTMENT, room: '###' }, PERSON, ORIGIN, null)).toMatchObject({ ok: false });
    expect(() => roomNameOf({ room: '###' })).toThrow('LINK_MALFORMED');
  });
});

describe('the list', () => {
  const at = (id: string, startsAt: number, parts: object = {}) => ({ ...APPOINTMENT, id, startsAt, ...parts });
  const ids = (appointments: readonly { readonly id: string }[]) => appointments.map(({ id }) => id).join(' ');

  test('has today by the clock of Berlin, the next first, the last first', () => {
    const { today, coming, past } = listed(
      [
        at('in-a-week', NOW + 7 * DAY),
        at('tonight', Date.parse('2026-11-23T22:30Z')),
        at('tomorrow-at-0', Date.parse('2026-11-23T23:00Z')),
        at('at-0', Date.parse('2026-11-22T23:00Z')),
        at('yesterday', NOW - DAY),
        at('last-year', NOW - 365 * DAY),
        at('done', NOW - HOUR, { state: 'ended' }),
        at('off', NOW + DAY + HOUR, { state: 'cancelled' }),
      ],
      NOW,
    );
    expect(ids(today)).toBe('at-0 done tonight');
    expect(ids(coming)).toBe('tomorrow-at-0 off in-a-week');
    expect(ids(past)).toBe('yesterday last-year');
  });

  test('keeps what runs over midnight in today until it is over', () => {
    const midnight = Date.parse('2026-11-23T23:10Z');
    const late = at('late', Date.parse('2026-11-23T22:30Z'), { minutes: 60 });
    expect(ids(listed([late], midnight).today)).toBe('late');
    expect(ids(listed([{ ...late, state: 'ended' as const }], midnight).past)).toBe('late');
    expect(ids(listed([late], midnight + HOUR).past)).toBe('late');
  });

  test('loses and doubles nothing, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -800, max: 800 }), { maxLength: 40 }), (hours) => {
        const all = hours.map((hour, index) => at(String(index), NOW + hour * HOUR));
        const { today, coming, past } = listed(all, NOW);
        expect(ids([...today, ...coming, ...past].sort((one, other) => Number(one.id) - Number(other.id)))).toBe(
          ids(all),
        );
        expect(listed([...all].reverse(), NOW)).toEqual({ today, coming, past });
      }),
    );
  });
});
