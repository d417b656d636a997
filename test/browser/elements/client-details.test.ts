import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientDetails } from '../../../src/elements/client/client-details.ts';
import '../../../src/elements/client/client-details.ts';
import type { FieldId } from '../../../src/gate/plan.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { expectOnlyText, fill, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const field = (id: FieldId, use: string, more: object = {}): object => ({
  id,
  use,
  purpose: `field.${id}`,
  visibleTo: 'counsellor',
  ...more,
});

const EVERY_FIELD: ContextOptions = {
  profile: {
    fields: [
      field('name', 'required'),
      field('birthDate', 'required'),
      field('street', 'optional'),
      field('postalCode', 'optional'),
      field('city', 'optional'),
      field('phone', 'optional'),
      field('email', 'optional', { visibleTo: 'system' }),
      field('note', 'optional'),
    ],
  },
};

async function details(options: ContextOptions = {}): Promise<Stage<ClientDetails>> {
  return stageStep<ClientDetails>('details', await contextAt('details', options));
}

function birth(at: Stage<ClientDetails>, day: string, month: string, year: string): void {
  fill(at.get('#field-birthDate-day'), day);
  fill(at.get('#field-birthDate-month'), month);
  fill(at.get('#field-birthDate-year'), year);
}

async function goOn(at: Stage<ClientDetails>): Promise<void> {
  at.button('Weiter').click();
  await at.element.updateComplete;
}

const links = (at: Stage<ClientDetails>): readonly HTMLAnchorElement[] => [
  ...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a'),
];

test('takes the focus to its heading and names the page', async () => {
  const at = await details();
  expect(document.activeElement).toBe(at.get('h1'));
  expect(document.title).toBe('Ihre Angaben – Beispielberatung');
});

test('asks what the profile asks and renders nothing that is off', async () => {
  const at = await details();
  expect([...at.element.querySelectorAll('input')].map(({ id }) => id)).toStrictEqual([
    'field-name',
    'field-birthDate-day',
    'field-birthDate-month',
    'field-birthDate-year',
    'field-phone',
  ]);
  expect(at.words()).not.toContain('field.email');
});

test('says beside each field what it is for, who sees it, and whether it has to be given', async () => {
  const at = await details(EVERY_FIELD);
  const hint = (id: string): string | null | undefined =>
    at.element.querySelector(`#${at.get(`#${id}`).getAttribute('aria-describedby') ?? 'none'}`)?.textContent;
  expect(hint('field-name')).toContain('Erklärung de:field.name.');
  expect(hint('field-name')).toContain('Das sehen die Beratenden.');
  expect(hint('field-email')).toContain('Das sehen die Beratenden nicht.');
  expect(at.element.querySelector('#seen-by')).toBeNull();
  expect(at.get('label[for="field-name"]').textContent).toContain('Pflichtangabe');
  expect(at.get('label[for="field-email"]').textContent).toContain('freiwillig');
});

test.each([
  ['counsellor', 'Diese Angaben sehen die Beratenden.'],
  ['system', 'Die Beratenden sehen diese Angaben nicht.'],
])('says once who sees it where that is the same for all (%s)', async (visibleTo, words) => {
  const at = await details({
    profile: { fields: [field('name', 'required', { visibleTo }), field('city', 'optional', { visibleTo })] },
  });
  expect(at.get('#seen-by').textContent).toBe(words);
  expect(at.get('#field-name-hint').textContent).not.toContain('Das sehen');
});

test.each<[FieldId, string, string | null]>([
  ['name', 'field-name', 'name'],
  ['birthDate', 'field-birthDate-day', 'bday-day'],
  ['birthDate', 'field-birthDate-year', 'bday-year'],
  ['street', 'field-street', 'address-line1'],
  ['postalCode', 'field-postalCode', 'postal-code'],
  ['city', 'field-city', 'address-level2'],
  ['phone', 'field-phone', 'tel'],
  ['email', 'field-email', 'email'],
  ['note', 'field-note', 'off'],
])('lets the browser fill in %s (%s)', async (_field, id, token) => {
  const at = await details(EVERY_FIELD);
  expect(at.get(`#${id}`).getAttribute('autocomplete')).toBe(token);
});

test('a name that may be a pseudonym says so and is not filled in with the legal one', async () => {
  const at = await details({ profile: { fields: [field('name', 'required', { pseudonym: true })] } });
  expect(at.get('label').textContent).toContain('de:field.namePseudonym');
  expect(at.get('#field-name').getAttribute('autocomplete')).toBe('nickname');
});

test('the whole notice is one tap away', async () => {
  const at = await details();
  at.get<HTMLElement>('#notice > summary').click();
  expect(at.get<HTMLDetailsElement>('#notice').open).toBe(true);
  expect(at.get('notice-view').textContent).toContain('Stadt Beispiel');
});

test('keeps every change at once and stays on the page', async () => {
  const at = await details();
  fill(at.get('#field-name'), 'Anna Ahrens');
  fill(at.get('#field-birthDate-day'), '7');
  expect(at.noted().at(-1)).toStrictEqual({
    type: 'detailsGiven',
    details: { name: 'Anna Ahrens', birthDate: '--07', phone: '' },
  });
  expect(at.told()).toStrictEqual([]);
});

test('shows again what was kept, a half-written date too', async () => {
  const context = await contextAt('details');
  const state = { ...context.state, details: { name: 'Anna', birthDate: '1990--07' } };
  const at = await stageStep<ClientDetails>('details', { ...context, state });
  const values = [...at.element.querySelectorAll('input')].map(({ value }) => value);
  expect(values).toStrictEqual(['Anna', '07', '', '1990', '']);
});

test('goes on by keyboard alone', async () => {
  const at = await details();
  at.get<HTMLElement>('#field-name').focus();
  await userEvent.keyboard('Anna Ahrens{Tab}17{Tab}5{Tab}1990{Tab}{Enter}');
  expect(at.told()).toStrictEqual([
    { type: 'detailsGiven', details: { name: 'Anna Ahrens', birthDate: '1990-05-17', phone: '' } },
  ]);
});

test('what is voluntary may stay empty', async () => {
  const at = await details({ profile: { fields: [field('phone', 'optional')] } });
  expect(at.words()).toContain('Alle Angaben sind freiwillig.');
  await goOn(at);
  expect(at.told()).toHaveLength(1);
});

describe('does not go on', () => {
  const rows: readonly (readonly [string, (at: Stage<ClientDetails>) => void, string, string])[] = [
    ['without a name', (at) => birth(at, '17', '5', '1990'), 'field-name', 'Diese Angabe fehlt noch: de:field.name.'],
    [
      'with a name of blanks',
      (at) => fill(at.get('#field-name'), '   '),
      'field-name',
      'Diese Angabe fehlt noch: de:field.name.',
    ],
    [
      'with a name too long',
      (at) => fill(at.get('#field-name'), 'x'.repeat(121)),
      'field-name',
      'Das ist zu lang: de:field.name. Kürzen Sie den Text.',
    ],
    [
      'without a date of birth',
      (at) => fill(at.get('#field-name'), 'Anna'),
      'field-birthDate-day',
      'Diese Angabe fehlt noch: de:field.birthDate.',
    ],
    [
      'with 30 February',
      (at) => birth(at, '30', '2', '1990'),
      'field-birthDate-day',
      'Dieses Geburtsdatum gibt es nicht.',
    ],
    [
      'with a year of two digits',
      (at) => birth(at, '17', '5', '90'),
      'field-birthDate-day',
      'Dieses Geburtsdatum gibt es nicht.',
    ],
    [
      'with a month in words',
      (at) => birth(at, '17', 'November', '1990'),
      'field-birthDate-day',
      'Dieses Geburtsdatum gibt es nicht.',
    ],
    [
      'with a date to come',
      (at) => birth(at, '17', '5', '2031'),
      'field-birthDate-day',
      'Dieses Geburtsdatum gibt es nicht.',
    ],
    [
      'with half a date',
      (at) => fill(at.get('#field-birthDate-year'), '1990'),
      'field-birthDate-day',
      'Dieses Geburtsdatum gibt es nicht.',
    ],
    [
      'with an e-mail address without a domain',
      (at) => fill(at.get('#field-email'), 'anna'),
      'field-email',
      'Diese E-Mail-Adresse ist nicht vollständig.',
    ],
    [
      'with four digits of a phone number',
      (at) => fill(at.get('#field-phone'), '1234'),
      'field-phone',
      'Diese Telefonnummer ist zu kurz.',
    ],
    [
      'with a postal code of one letter',
      (at) => fill(at.get('#field-postalCode'), 'x'),
      'field-postalCode',
      'Diese Postleitzahl passt nicht.',
    ],
  ];

  test.each(rows)('%s', async (_name, type, target, words) => {
    const at = await details(EVERY_FIELD);
    type(at);
    await goOn(at);
    expect(at.told()).toStrictEqual([]);
    const link = links(at).find(({ hash }) => hash === `#${target}`);
    expect(link?.textContent).toContain(words);
    const before = location.hash;
    link?.click();
    expect(document.activeElement).toBe(at.get(`#${target}`));
    expect(location.hash).toBe(before);
    expect(at.get(`#${target}`).getAttribute('aria-invalid')).toBe('true');
  });

  test('and says so at once, all of it, with nothing typed lost', async () => {
    const at = await details();
    fill(at.get('#field-phone'), '123');
    await goOn(at);
    expect(links(at)).toHaveLength(3);
    expect(document.activeElement).toBe(at.get('.summary'));
    // True for what is missing and for what is wrong.
    expect(at.get('.summary h2').textContent).toBe('Das ist noch zu tun');
    expect(at.get<HTMLInputElement>('#field-phone').value).toBe('123');
    expect(at.noted().at(-1)).toMatchObject({ details: { phone: '123' } });
  });
});

test('a hostile name stays text', async () => {
  const at = await details();
  fill(at.get('#field-name'), HOSTILE);
  await at.element.updateComplete;
  await goOn(at);
  expectOnlyText(at.element);
});

test('has nothing that axe finds wrong, before and after a refusal', async () => {
  const at = await details(EVERY_FIELD);
  expect(await violations(at.element)).toStrictEqual([]);
  await goOn(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
