import { describe, expect, test } from 'vitest';
import {
  checkDraft,
  cleanLabel,
  withPassword,
  type AppointmentDraft,
  type ServiceLimits,
} from '../../../src/appointment/draft.ts';
import { newPassword, uuid } from '../../../src/appointment/random.ts';
import { chance, DAY, DRAFT, HOUR, LIMITS, NOW } from './support.ts';

const clients = (count: number) => Array.from({ length: count }, () => ({ role: 'client' as const, label: '' }));

describe('a draft is fine', () => {
  const fine: readonly (readonly [string, Partial<AppointmentDraft>, Partial<ServiceLimits>])[] = [
    ['as it is', {}, {}],
    ['in this very minute', { startsAt: NOW }, {}],
    ['in two years', { startsAt: NOW + 730 * DAY }, {}],
    ['for five minutes', { minutes: 5 }, {}],
    ['for eight hours', { minutes: 480 }, {}],
    ['with more encryption than the profile asks for', { e2ee: 'required' }, {}],
    ['without encryption where the profile has none', { e2ee: 'off' }, { e2ee: 'off' }],
    ['with a password', { password: 'kx7rtm2q' }, {}],
    ['with a password of its own kind', { password: 'Gruen-7!xyz' }, { password: 'required' }],
    ['with an interpreter', { people: [...DRAFT.people, { role: 'interpreter', label: '' }] }, {}],
    ['as a group of twenty', { type: 'group', people: clients(20) }, { type: 'group' }],
    ['as a series of a year', { repeat: { everyWeeks: 1, times: 52 } }, {}],
    ['with a label of sixty characters', { people: [{ role: 'client', label: 'ö'.repeat(60) }] }, {}],
    ['with blanks around a label', { people: [{ role: 'client', label: `  ${'x'.repeat(60)}  ` }] }, {}],
  ];
  test.each(fine)('%s', (_name, draft, limits) => {
    expect(checkDraft({ ...DRAFT, ...draft }, { ...LIMITS, ...limits }, NOW)).toEqual([]);
  });
});

describe('a draft is held up', () => {
  const wrong: readonly (readonly [string, Partial<AppointmentDraft>, Partial<ServiceLimits>, object])[] = [
    ['another service', { service: 'anderes' }, {}, { field: 'service', fault: 'foreign' }],
    ['a group of a single service', { type: 'group' }, {}, { field: 'type', fault: 'foreign' }],
    ['yesterday', { startsAt: NOW - DAY }, {}, { field: 'startsAt', fault: 'past' }],
    ['last night before twelve', { startsAt: NOW - 9.5 * HOUR }, {}, { field: 'startsAt', fault: 'past' }],
    ['in three years', { startsAt: NOW + 1_100 * DAY }, {}, { field: 'startsAt', fault: 'tooFarAhead' }],
    ['within a minute', { startsAt: NOW + 30_000 }, {}, { field: 'startsAt', fault: 'invalid' }],
    ['at no time', { startsAt: NaN }, {}, { field: 'startsAt', fault: 'invalid' }],
    ['before 1970', { startsAt: -60_000 }, {}, { field: 'startsAt', fault: 'invalid' }],
    ['four minutes', { minutes: 4 }, {}, { field: 'minutes', fault: 'outOfRange' }],
    ['481 minutes', { minutes: 481 }, {}, { field: 'minutes', fault: 'outOfRange' }],
    ['half a minute', { minutes: 30.5 }, {}, { field: 'minutes', fault: 'outOfRange' }],
    ['no length', { minutes: NaN }, {}, { field: 'minutes', fault: 'outOfRange' }],
    ['encryption that is not offered', {}, { e2ee: 'off' }, { field: 'e2ee', fault: 'notOffered' }],
    ['less than required', {}, { e2ee: 'required' }, { field: 'e2ee', fault: 'tooWeak' }],
    ['less than preferred', { e2ee: 'off' }, {}, { field: 'e2ee', fault: 'tooWeak' }],
    ['no password where one is required', {}, { password: 'required' }, { field: 'password', fault: 'missing' }],
    [
      'a password where there is none',
      { password: 'kx7rtm2q' },
      { password: 'off' },
      { field: 'password', fault: 'notAllowed' },
    ],
    ['an empty password', { password: '' }, {}, { field: 'password', fault: 'tooShort' }],
    ['seven characters', { password: 'kx7rtm2' }, {}, { field: 'password', fault: 'tooShort' }],
    ['41 characters', { password: 'k'.repeat(41) }, {}, { field: 'password', fault: 'tooLong' }],
    ['blanks', { password: 'kx7r tm2q' }, {}, { field: 'password', fault: 'blanks' }],
    ['letters that a keyboard lacks', { password: 'kx7rtm2ß' }, {}, { field: 'password', fault: 'blanks' }],
    ['nobody', { people: [] }, {}, { field: 'people', fault: 'noClient' }],
    ['only a colleague', { people: [{ role: 'colleague', label: '' }] }, {}, { field: 'people', fault: 'noClient' }],
    ['two clients in a single session', { people: clients(2) }, {}, { field: 'people', fault: 'oneClientOnly' }],
    ['21 people', { type: 'group', people: clients(21) }, { type: 'group' }, { field: 'people', fault: 'tooMany' }],
    [
      'a long label',
      { people: [{ role: 'client', label: 'x'.repeat(61) }] },
      {},
      { field: 'label', fault: 'tooLong', index: 0 },
    ],
    ['a series of 53', { repeat: { everyWeeks: 1, times: 53 } }, {}, { field: 'repeat', fault: 'outOfRange' }],
    ['a series of none', { repeat: { everyWeeks: 1, times: 0 } }, {}, { field: 'repeat', fault: 'outOfRange' }],
    ['every nine weeks', { repeat: { everyWeeks: 9, times: 2 } }, {}, { field: 'repeat', fault: 'outOfRange' }],
    ['every half week', { repeat: { everyWeeks: 0.5, times: 2 } }, {}, { field: 'repeat', fault: 'outOfRange' }],
  ];
  test.each(wrong)('%s', (_name, draft, limits, problem) => {
    const found = checkDraft({ ...DRAFT, ...draft }, { ...LIMITS, ...limits }, NOW);
    expect(found).toEqual([{ ...problem, level: 'error' }]);
  });

  test('only by a warning when it began earlier today', () => {
    const problem = { field: 'startsAt', fault: 'earlierToday', level: 'warning' };
    expect(checkDraft({ ...DRAFT, startsAt: NOW - 2 * HOUR }, LIMITS, NOW)).toEqual([problem]);
    // 0:00 in Berlin is still today, although it is yesterday in UTC.
    expect(checkDraft({ ...DRAFT, startsAt: NOW - 9 * HOUR }, LIMITS, NOW)).toEqual([problem]);
  });

  test('by everything at once, in the order of the form', () => {
    const draft = { ...DRAFT, startsAt: NaN, minutes: 0, people: [], password: '' };
    expect(checkDraft(draft, LIMITS, NOW).map(({ field }) => field)).toEqual([
      'startsAt',
      'minutes',
      'password',
      'people',
    ]);
  });
});

describe('passwords', () => {
  test('are made where one is required, and pass', () => {
    const limits = { ...LIMITS, password: 'required' } as const;
    const made = withPassword(DRAFT, limits, chance);
    expect(made.password).toMatch(/^[bcdfghjkmnpqrstvwxyz2-9]{8}$/);
    expect(checkDraft(made, limits, NOW)).toEqual([]);
  });

  test('are not made where somebody chose one, or none is required', () => {
    const chosen = { ...DRAFT, password: 'mein-wort' };
    expect(withPassword(chosen, { ...LIMITS, password: 'required' }, chance)).toBe(chosen);
    expect(withPassword(DRAFT, LIMITS, chance)).toBe(DRAFT);
    expect(withPassword(DRAFT, { ...LIMITS, password: 'off' }, chance)).toBe(DRAFT);
  });

  test('have no letter that is likelier than others', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 252; byte++) {
      const letter = newPassword((length) => new Uint8Array(length).fill(byte)).charAt(0);
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array(28).fill(9));
  });

  test('throw the bytes away that would make some likelier', () => {
    const draws = [252, 253, 254, 255, 0];
    expect(newPassword((length) => new Uint8Array(length).fill(draws.shift() ?? 0))).toBe('bbbbbbbb');
    expect(draws).toEqual([]);
  });
});

test('ids are UUIDs of version 4, whatever chance gives', () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  for (const byte of [0, 127, 255]) expect(uuid((length) => new Uint8Array(length).fill(byte))).toMatch(pattern);
});

test('labels lose line breaks and what turns text around, and nothing else', () => {
  expect(cleanLabel('  Frau Öz\n\u202E(neu) ')).toBe('Frau Öz (neu)');
  expect(cleanLabel('')).toBe('');
});
