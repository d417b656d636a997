import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientReview } from '../../../src/elements/client/client-review.ts';
import '../../../src/elements/client/client-review.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { expectOnlyText, fill, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const TASK: ContextOptions = {
  profile: {
    purposes: [
      {
        id: 'participation',
        title: 'purpose.participation',
        legalBasis: '6-1-e',
        nationalLaw: '§ 3 NDSG',
        need: 'required',
        statement: 'ack.publicTask',
      },
    ],
    specialCategories: false,
    rights: ['15', '21', 'complaint'],
  },
};
const GUARDIAN: ContextOptions = {
  profile: { minors: { policy: 'guardian' } },
  details: { birthDate: '2013-05-17' },
};
const UNNAMED: ContextOptions = { profile: { declarationForm: 'electronic' } };

async function review(options: ContextOptions = {}): Promise<Stage<ClientReview>> {
  return stageStep<ClientReview>('review', await contextAt('review', options));
}

async function sign(at: Stage<ClientReview>): Promise<void> {
  at.get('#sign').click();
  await at.element.updateComplete;
}

describe('shows what was said', () => {
  test('appointment, statements in full with answers, details, all as entered', async () => {
    const at = await review();
    expect(document.activeElement).toBe(at.get('h1'));
    expect(at.get('#group-appointment').textContent).toContain('Beratungsstelle');
    const consents = at.get('#group-consent');
    expect(consents.textContent).toContain('Ich willige ausdrücklich ein: de:consent.participation.');
    expect(consents.textContent).toContain('Erklärung de:consent.documentation.');
    expect(consents.querySelectorAll('.status--yes')).toHaveLength(2);
    expect(at.get('#group-acknowledgement').textContent).toContain('Ich habe zur Kenntnis genommen: de:ack.notice.');
    const details = at.get('#group-details').textContent;
    expect(details).toContain('Anna Ahrens');
    expect(details).toContain('17. Mai 1990');
    expect(details).toContain('0511 123456');
  });

  test('consent and acknowledgement never in one group', async () => {
    const at = await review();
    expect(at.get('#group-consent').textContent).not.toContain('ack.');
    expect(at.get('#group-acknowledgement').textContent).not.toContain('consent.');
  });

  test('a no to what is optional as a no', async () => {
    const context = await contextAt('review');
    const text = context.plan.statements.find(({ text: { id } }) => id === 'consent.documentation')?.text;
    const decisions = { ...context.state.decisions };
    if (text) decisions[text.id] = { text, decision: 'refused', language: 'de', at: context.now };
    const at = await stageStep<ClientReview>('review', { ...context, state: { ...context.state, decisions } });
    expect(at.get('#group-consent .status--no').textContent).toBe('Ihre Antwort: Nein');
  });

  test('what was left empty as not given', async () => {
    const at = await review({ details: { phone: '' } });
    expect(at.get('#group-details').textContent).toContain('keine Angabe');
  });

  test('that it is voluntary, can be withdrawn, and what it does not cover – before the act', async () => {
    const at = await review();
    const words = at.words();
    for (const id of ['info.voluntary', 'withdrawal.effect', 'notIncluded.release']) {
      expect(words.indexOf(`Erklärung de:${id}.`)).toBeGreaterThan(0);
      expect(words.indexOf(`Erklärung de:${id}.`)).toBeLessThan(words.indexOf('Einwilligung jetzt erteilen'));
    }
  });

  test('the way of a minor, and nothing of the kind for an adult', async () => {
    const adult = await review();
    expect(adult.element.querySelector('#group-minor')).toBeNull();
    document.querySelector('main')?.remove();
    const child = await review(GUARDIAN);
    expect(child.get('#group-minor').textContent).toContain('Sorgeberechtigte Person: Gerda Ahrens (Mutter)');
    expect(child.get('#group-minor').textContent).toContain('Ich erkläre: de:minor.guardian.');
  });
});

test('an answer about age that the date of birth has overtaken is neither shown nor to be changed', async () => {
  const context = await contextAt('review');
  const state = { ...context.state, minor: { age: 'minor' as const, years: 16 } };
  const at = await stageStep<ClientReview>('review', { ...context, state });
  expect(at.element.querySelector('#group-minor')).toBeNull();
});

describe('lets every part be changed', () => {
  test.each([
    ['#change-consent', 'consent'],
    ['#change-acknowledgement', 'consent'],
    ['#change-details', 'details'],
  ])('%s leads to %s', async (button, step) => {
    const at = await review();
    at.get(button).click();
    expect(at.wishes).toStrictEqual([{ kind: 'look', step }]);
  });

  test('the age too, where it was asked', async () => {
    const at = await review(GUARDIAN);
    at.get('#change-minor').click();
    expect(at.wishes).toStrictEqual([{ kind: 'look', step: 'minor' }]);
  });

  test('each button says what it changes', async () => {
    const at = await review(GUARDIAN);
    const names = [...at.element.querySelectorAll('.group__head button')].map(({ textContent }) => textContent.trim());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('Ändern: Ihre Angaben');
  });
});

describe('the final act', () => {
  test('by keyboard, with a name typed by the person and a place', async () => {
    const at = await review();
    const name = at.get<HTMLInputElement>('#signature-name');
    expect(name.value).toBe('');
    expect(at.get('#signature-names option').getAttribute('value')).toBe('Anna Ahrens');
    name.focus();
    await userEvent.keyboard('Anna Ahrens{Tab}Hannover');
    expect(at.wishes).toStrictEqual([]);
    at.get('#sign').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.told()).toStrictEqual([{ type: 'signed', name: 'Anna Ahrens', place: 'Hannover' }]);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('says which date it will bear', async () => {
    const at = await review();
    expect(at.words()).toContain('Datum und Uhrzeit tragen wir ein: Sonntag, 22. November 2026');
  });

  test.each([
    ['nothing', ''],
    ['blanks', '   '],
  ])('does not happen under a name of %s', async (_name, typed) => {
    const at = await review();
    fill(at.get('#signature-name'), typed);
    await sign(at);
    expect(at.told()).toStrictEqual([]);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#signature-name'));
    expect(at.get('#signature-name').getAttribute('aria-describedby')).toContain('signature-name-problem');
  });

  test('does not happen while an answer is open; the link leads to where it is given', async () => {
    const context = await contextAt('review');
    const at = await stageStep<ClientReview>('review', { ...context, state: { ...context.state, decisions: {} } });
    fill(at.get('#signature-name'), 'Anna Ahrens');
    await sign(at);
    expect(at.told()).toStrictEqual([]);
    const targets = [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);
    expect(new Set(targets)).toStrictEqual(new Set(['#change-consent', '#change-acknowledgement']));
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement?.id).toMatch(/^change-/);
  });

  test('asks for no name where the profile asks for none', async () => {
    const at = await review(UNNAMED);
    expect(at.element.querySelector('#signature-name')).toBeNull();
    await sign(at);
    expect(at.told()).toStrictEqual([{ type: 'signed', name: '', place: '' }]);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('a guardian signs for the child, under the guardian’s own name', async () => {
    const at = await review(GUARDIAN);
    expect(at.get('#declarant').textContent.trim()).toBe('Diese Erklärung gibt Gerda Ahrens für Anna Ahrens ab.');
    expect(at.get('label[for="signature-name"]').textContent).toContain('sorgeberechtigten Person');
    expect(at.get('#signature-name').getAttribute('autocomplete')).toBe('section-guardian name');
    expect(at.get('#signature-names option').getAttribute('value')).toBe('Gerda Ahrens');
  });

  test('no weighs as much as yes', async () => {
    const at = await review();
    const [yes, no] = [getComputedStyle(at.get('#sign')), getComputedStyle(at.get('#decline'))];
    for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
      expect(no[key]).toBe(yes[key]);
    }
    at.button('Ich willige nicht ein').click();
    expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
  });

  test('under a public task nobody speaks of consent', async () => {
    const at = await review(TASK);
    expect(at.button('Bestätigen und weiter')).toBe(at.get('#sign'));
    expect(at.button('Ich möchte nicht teilnehmen')).toBe(at.get('#decline'));
    expect(at.element.querySelector('#group-consent')).toBeNull();
    expect(at.words()).not.toMatch(/einwillig|willige/i);
  });
});

describe('remembering on this device', () => {
  test('is offered un-ticked, explained, and told as it is', async () => {
    const at = await review();
    const box = at.get<HTMLInputElement>('#remember');
    expect(box.checked).toBe(false);
    expect(at.get('#remember-hint').textContent).toContain('wieder löschen');
    box.click();
    box.click();
    expect(at.wishes).toStrictEqual([
      { kind: 'storage', mode: 'remember' },
      { kind: 'storage', mode: 'session' },
    ]);
  });

  test.each([
    ['the device is shared', { mode: 'shared', trouble: null }],
    ['nothing can be kept', { mode: 'session', trouble: 'blocked' }],
    ['the storage is full', { mode: 'session', trouble: 'full' }],
  ] as const)('is not offered where %s, and the page says why', async (_name, storage) => {
    const at = await review({ changes: { storage } });
    expect(at.element.querySelector('#remember')).toBeNull();
    expect(at.get('#not-remembered').textContent.trim()).not.toBe('');
  });
});

test('hostile names stay text', async () => {
  const at = await review({ details: { name: HOSTILE } });
  expect(at.get('#group-details').textContent).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test.each([
  ['an adult', {}],
  ['a guardian', GUARDIAN],
  ['a public task', TASK],
])('axe finds nothing wrong for %s, before and after a refusal', async (_name, options) => {
  const at = await review(options);
  expect(await violations(at.element)).toStrictEqual([]);
  await sign(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
