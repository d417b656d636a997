import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientMinor } from '../../../src/elements/client/client-minor.ts';
import '../../../src/elements/client/client-minor.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { expectOnlyText, fill, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const NAME_ONLY = [{ id: 'name', use: 'required', purpose: 'field.name', visibleTo: 'counsellor' }];
const ask = (minors: object): ContextOptions => ({ profile: { fields: NAME_ONLY, minors } });
const CAPACITY = ask({ policy: 'capacity', minAge: 15 });
const GUARDIAN = ask({ policy: 'guardian' });
const CONFIDENTIAL = ask({ policy: 'confidential' });
/** Date of birth of somebody of that age on the day of the tests, 22 November 2026. */
const born = (years: number): ContextOptions => ({ details: { birthDate: `${2026 - years}-05-17` } });

async function minor(options: ContextOptions): Promise<Stage<ClientMinor>> {
  return stageStep<ClientMinor>('minor', await contextAt('minor', options));
}

async function goOn(at: Stage<ClientMinor>): Promise<void> {
  at.button('Weiter').click();
  await at.element.updateComplete;
  await at.element.updateComplete;
}

async function choose(at: Stage<ClientMinor>, id: 'age-adult' | 'age-minor', years?: string): Promise<void> {
  at.get(`#${id}`).click();
  await at.element.updateComplete;
  if (years !== undefined) fill(at.get('#age-years'), years);
  await at.element.updateComplete;
}

const links = (at: Stage<ClientMinor>): readonly string[] =>
  [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);

describe('where the age is not known', () => {
  test('asks for it, nothing chosen before', async () => {
    const at = await minor(CAPACITY);
    expect(document.activeElement).toBe(at.get('h1'));
    expect(at.get('h1').textContent).toBe('Sind Sie schon 18?');
    expect(at.element.querySelector(':checked')).toBeNull();
    expect(at.element.querySelector('#age-years')).toBeNull();
  });

  test('an adult goes on at once and is not asked for years', async () => {
    const at = await minor(CAPACITY);
    await choose(at, 'age-adult');
    expect(at.element.querySelector('#age-years')).toBeNull();
    await goOn(at);
    expect(at.told()).toStrictEqual([{ type: 'minorAnswered', answer: { age: 'adult' } }]);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('choosing turns no page and tells nothing', async () => {
    const at = await minor(GUARDIAN);
    await choose(at, 'age-minor');
    expect(at.wishes).toStrictEqual([]);
    expect(at.get('h1').textContent).toBe('Sind Sie schon 18?');
  });

  test.each([
    ['guardian', GUARDIAN, 'de:minor.guardian'],
    ['confidential', CONFIDENTIAL, 'de:minor.confidential'],
  ])('%s: the years decide nothing, so nobody asks for them', async (_policy, options, title) => {
    const at = await minor(options);
    await choose(at, 'age-minor');
    expect(at.element.querySelector('#age-years')).toBeNull();
    await goOn(at);
    expect(at.told()).toStrictEqual([{ type: 'minorAnswered', answer: { age: 'minor' } }]);
    expect(at.get('h1').textContent).toBe(title);
    expect(document.activeElement).toBe(at.get('h1'));
    expect(document.title).toContain(title);
  });

  test.each([
    ['14', 'de:minor.guardian'],
    ['15', 'de:minor.capacity'],
    ['17', 'de:minor.capacity'],
  ])('capacity: at %s years the way is %s', async (years, title) => {
    const at = await minor(CAPACITY);
    await choose(at, 'age-minor', years);
    await goOn(at);
    expect(at.get('h1').textContent).toBe(title);
  });

  test.each([
    ['no answer', null, undefined, '#age-adult'],
    ['no years', 'age-minor', '', '#age-years'],
    ['years in words', 'age-minor', 'fünfzehn', '#age-years'],
    ['years below one', 'age-minor', '0', '#age-years'],
    ['negative years', 'age-minor', '-3', '#age-years'],
    ['half years', 'age-minor', '14.5', '#age-years'],
    ['years of an adult', 'age-minor', '18', '#age-years'],
  ] as const)('does not go on with %s', async (_name, choice, years, target) => {
    const at = await minor(CAPACITY);
    if (choice) await choose(at, choice, years);
    await goOn(at);
    expect(at.told()).toStrictEqual([]);
    expect(links(at)).toStrictEqual([target]);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get(target));
  });

  test('an answer can be taken back', async () => {
    const at = await minor(GUARDIAN);
    await choose(at, 'age-minor');
    await goOn(at);
    at.get('#change-age').click();
    await at.element.updateComplete;
    expect(document.activeElement).toBe(at.get('h1'));
    await choose(at, 'age-adult');
    await goOn(at);
    expect(at.told().at(-1)).toStrictEqual({ type: 'minorAnswered', answer: { age: 'adult' } });
  });
});

describe('where a date of birth says it', () => {
  test('nobody asks again; a wrong date is put right where it was given', async () => {
    const at = await minor(born(16));
    expect(at.get('h1').textContent).toBe('de:minor.capacity');
    at.get('#change-age').click();
    expect(at.wishes).toStrictEqual([{ kind: 'look', step: 'details' }]);
  });
});

test('an adult by date of birth who looks back is asked nothing and told no nonsense', async () => {
  const context = await contextAt('review');
  const state = { ...context.state, minor: { age: 'minor' as const, years: 16 } };
  const at = await stageStep<ClientMinor>('minor', { ...context, state });
  expect(at.words()).toContain('Nach Ihrem Geburtsdatum sind Sie 18 Jahre alt oder älter.');
  expect(at.element.querySelector('input')).toBeNull();
  await goOn(at);
  expect(at.told()).toStrictEqual([{ type: 'minorAnswered', answer: { age: 'adult' } }]);
});

test('an age for which the profile has no way is led to the phone', async () => {
  const context = await contextAt('minor', GUARDIAN);
  const state = { ...context.state, minor: { age: 'minor' as const } };
  const plan = { ...context.plan, minors: { policy: 'guardian' as const, minAge: 0, statements: {} } };
  const at = await stageStep<ClientMinor>('minor', { ...context, plan, state });
  expect(at.words()).toContain('Für Ihr Alter können wir hier nicht per Video beraten.');
  expect(at.get('.phone').getAttribute('href')).toBe('tel:012345671');
  expect(() => at.button('Weiter')).toThrow();
});

describe('the young person decides', () => {
  test('with one box that nobody ticked before', async () => {
    const at = await minor(born(16));
    const box = at.get<HTMLInputElement>('#box-minor-capacity');
    expect(box.checked).toBe(false);
    expect(at.words()).toContain('Ich erkläre: de:minor.capacity.');
    expect(at.element.querySelector('#guardian-name')).toBeNull();
    box.focus();
    await userEvent.keyboard(' ');
    expect(at.wishes).toStrictEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(at.told()).toStrictEqual([{ type: 'minorAnswered', answer: { age: 'minor', years: 16, path: 'capacity' } }]);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('and not without it', async () => {
    const at = await minor(born(16));
    await goOn(at);
    expect(at.told()).toStrictEqual([]);
    expect(links(at)).toStrictEqual(['#box-minor-capacity']);
  });
});

test('confidential: nobody asks for parents, in no field and no word', async () => {
  const at = await minor({ ...born(14), profile: { minors: { policy: 'confidential' } } });
  expect(at.element.querySelector('input[id^="guardian"], select')).toBeNull();
  expect(at.words()).not.toMatch(/sorgeberechtigt|Mutter|Vater/);
  at.get('#box-minor-confidential').click();
  await goOn(at);
  expect(at.told()).toStrictEqual([
    { type: 'minorAnswered', answer: { age: 'minor', years: 14, path: 'confidential' } },
  ]);
});

describe('a guardian declares', () => {
  const options: ContextOptions = { ...born(13), profile: { minors: { policy: 'guardian' } } };

  test('on behalf of whom, with what becomes of the guardian’s own data, in a section of their own', async () => {
    const at = await minor(options);
    expect(at.words()).toContain('Sie erklären für: Anna Ahrens');
    expect(at.words()).toContain('Erklärung de:notice.thirdParty.');
    expect(at.get('#guardian-name').getAttribute('autocomplete')).toBe('section-guardian name');
  });

  test('name, relation and box together', async () => {
    const at = await minor(options);
    fill(at.get('#guardian-name'), ' Gerda Ahrens ');
    fill(at.get('#guardian-relation'), 'Mutter');
    expect(at.noted().at(-1)).toStrictEqual({
      type: 'minorAnswered',
      answer: { age: 'minor', years: 13, guardian: { name: 'Gerda Ahrens', relation: 'Mutter' } },
    });
    expect(at.element.context.state.acceptances.some(({ kind }) => kind === 'minor')).toBe(false);
    at.get('#box-minor-guardian').click();
    await goOn(at);
    expect(at.told()).toStrictEqual([
      {
        type: 'minorAnswered',
        answer: { age: 'minor', years: 13, path: 'guardian', guardian: { name: 'Gerda Ahrens', relation: 'Mutter' } },
      },
    ]);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test.each([
    ['a name', (at: Stage<ClientMinor>) => fill(at.get('#guardian-name'), '  '), '#guardian-name'],
    ['a relation', (at: Stage<ClientMinor>) => fill(at.get('#guardian-relation'), ''), '#guardian-relation'],
    ['the box', (at: Stage<ClientMinor>) => at.get('#box-minor-guardian').click(), '#box-minor-guardian'],
  ])('not without %s', async (_name, undo, target) => {
    const at = await minor(options);
    fill(at.get('#guardian-name'), 'Gerda Ahrens');
    fill(at.get('#guardian-relation'), 'Vormund');
    at.get('#box-minor-guardian').click();
    undo(at);
    await goOn(at);
    expect(at.told()).toStrictEqual([]);
    expect(links(at)).toStrictEqual([target]);
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get(target));
  });

  test('whoever has nobody to ask is shown a way, and may say no', async () => {
    const at = await minor(options);
    expect(at.words()).toContain('Dann rufen Sie uns an.');
    expect(at.words()).toContain('de:alternative.phone');
    at.get('#decline').click();
    expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
  });

  test('a hostile name of child and guardian stays text', async () => {
    const at = await minor({ ...options, details: { birthDate: '2013-05-17', name: HOSTILE } });
    fill(at.get('#guardian-name'), HOSTILE);
    await at.element.updateComplete;
    expect(at.words()).toContain('<img src=x onerror=alert(1)>');
    expectOnlyText(at.element);
  });
});

test.each([
  ['the question', CAPACITY],
  ['capacity', born(16)],
  ['guardian', born(13)],
  ['confidential', { ...born(14), profile: { minors: { policy: 'confidential' } } }],
])('axe finds nothing wrong with %s, before and after a refusal', async (_name, options) => {
  const at = await minor(options);
  expect(await violations(at.element)).toStrictEqual([]);
  await goOn(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
