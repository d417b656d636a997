import { describe, expect, it } from 'vitest';
import { detailProblems, fieldProblem, keepPlanned } from '../../../src/gate/details.ts';
import { FIELD_IDS, type FieldId } from '../../../src/gate/plan.ts';
import type { Details } from '../../../src/gate/state.ts';
import { NOON } from './plans.ts';

describe('fieldProblem', () => {
  const rows: readonly (readonly [FieldId, string | undefined, ReturnType<typeof fieldProblem>])[] = [
    ['name', 'Anna Ahrens', null],
    ['name', 'Sternschnuppe 7', null],
    ['name', 'Ö', null],
    ['name', '  Anna  ', null],
    ['name', 'x'.repeat(120), null],
    ['name', 'x'.repeat(121), 'tooLong'],
    ['name', '', 'missing'],
    ['name', ' \t\n ', 'missing'],
    ['name', undefined, 'missing'],
    ['birthDate', '1990-05-17', null],
    ['birthDate', '2026-11-22', null],
    ['birthDate', '2026-11-23', 'notADate'],
    ['birthDate', '2025-02-29', 'notADate'],
    ['birthDate', '1880-01-01', 'notADate'],
    ['birthDate', '17.5.1990', 'notADate'],
    ['birthDate', '1990-05-171', 'tooLong'],
    ['email', 'anna@example.org', null],
    ['email', 'a+b@mail.example.co', null],
    ['email', 'ä@bücher.example', null],
    ['email', 'anna', 'notAnEmail'],
    ['email', 'anna@example', 'notAnEmail'],
    ['email', 'anna@@example.org', 'notAnEmail'],
    ['email', 'anna ahrens@example.org', 'notAnEmail'],
    ['email', `${'a'.repeat(250)}@b.de`, 'tooLong'],
    ['phone', '0511 / 168-0', null],
    ['phone', '+49 (511) 1234', null],
    ['phone', '112', 'notAPhone'],
    ['phone', 'bitte nicht anrufen', 'notAPhone'],
    ['postalCode', '30159', null],
    ['postalCode', 'SW1A 1AA', null],
    ['postalCode', '3', 'notAPostalCode'],
    ['postalCode', '30159!', 'notAPostalCode'],
    ['street', 'Trammplatz 2', null],
    ['street', 'x'.repeat(121), 'tooLong'],
    ['city', 'Hannover', null],
    ['city', 'x'.repeat(81), 'tooLong'],
    ['note', 'x'.repeat(400), null],
    ['note', 'x'.repeat(401), 'tooLong'],
  ];
  it.each(rows)('%s %j → %s', (id, content, expected) => {
    expect(fieldProblem({ id, need: 'required' }, content, NOON)).toBe(expected);
  });

  it.each(FIELD_IDS)('%s may stay empty where it is optional, but not be wrong', (id) => {
    const field = { id, need: 'optional' } as const;
    expect(fieldProblem(field, undefined, NOON)).toBeNull();
    expect(fieldProblem(field, '   ', NOON)).toBeNull();
    expect(fieldProblem(field, 'x'.repeat(1000), NOON)).toBe('tooLong');
  });

  it('cannot judge a date of birth while the clock is unknown', () => {
    expect(fieldProblem({ id: 'birthDate', need: 'required' }, '1990-05-17', NaN)).toBe('notADate');
  });
});

describe('detailProblems', () => {
  const fields = [
    { id: 'email', need: 'optional' },
    { id: 'name', need: 'required' },
  ] as const;
  it.each([
    ['nothing given', null, [{ field: 'name', problem: 'missing' }]],
    ['all well', { name: 'Anna' }, []],
    [
      'in the order of the plan',
      { email: 'x' },
      [
        { field: 'email', problem: 'notAnEmail' },
        { field: 'name', problem: 'missing' },
      ],
    ],
    ['a field that nobody asks for is not judged', { name: 'Anna', phone: '1' }, []],
  ])('%s', (_, details, expected) => {
    expect(detailProblems(fields, details, NOON)).toEqual(expected);
  });
  it('has nothing to say where nothing is asked', () => {
    expect(detailProblems([], null, NOON)).toEqual([]);
  });
});

describe('keepPlanned', () => {
  const fields = [
    { id: 'name', need: 'required' },
    { id: 'phone', need: 'optional' },
  ] as const;
  it.each([
    ['planned fields, trimmed', { name: ' Anna ', phone: '0511 1680' }, { name: 'Anna', phone: '0511 1680' }],
    ['no field that is off (R-061)', { name: 'Anna', birthDate: '1990-05-17', email: 'a@b.de' }, { name: 'Anna' }],
    ['nothing empty', { name: '  ', phone: '' }, {}],
    ['nothing that is no text', { name: 7, phone: null }, {}],
    [
      'nothing inherited by a trick',
      JSON.parse('{"__proto__":{"admin":"x"},"constructor":"y","name":"Anna"}'),
      { name: 'Anna' },
    ],
  ])('keeps %s', (_, details, expected) => {
    expect(keepPlanned(fields, details as Details)).toEqual(expected);
  });
});
