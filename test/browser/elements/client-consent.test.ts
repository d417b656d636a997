import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientConsent } from '../../../src/elements/client/client-consent.ts';
import '../../../src/elements/client/client-consent.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const TASK: ContextOptions = {
  profile: {
    purposes: [
      {
        id: 'participation',
        title: 'purpose.participation',
        legalBasis: '6-1-e',
        need: 'required',
        statement: 'ack.publicTask',
      },
    ],
    specialCategories: false,
  },
};
const ALL = ['consent-participation', 'consent-documentation', 'ack-understood', 'ack-notice'];

async function consent(options: ContextOptions = {}): Promise<Stage<ClientConsent>> {
  return stageStep<ClientConsent>('consent', await contextAt('consent', options));
}

const box = (at: Stage<ClientConsent>, id: string): HTMLInputElement => at.get<HTMLInputElement>(`#box-${id}`);

async function goOn(at: Stage<ClientConsent>): Promise<void> {
  at.button('Weiter').click();
  await at.element.updateComplete;
}

test('one box for each purpose, none ticked, the whole sentence its label', async () => {
  const at = await consent();
  const boxes = [...at.element.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  expect(boxes.map(({ id }) => id)).toStrictEqual(ALL.map((id) => `box-${id}`));
  expect(boxes.filter(({ checked }) => checked)).toStrictEqual([]);
  expect(box(at, 'consent-participation').labels?.[0]?.textContent).toContain(
    'Ich willige ausdrücklich ein: de:consent.participation.',
  );
});

test('consents and acknowledgements stand apart', async () => {
  const at = await consent();
  const groups = [...at.element.querySelectorAll('fieldset')];
  expect(groups).toHaveLength(2);
  expect(groups[0]?.textContent).not.toContain('de:ack.');
  expect(groups[1]?.textContent).not.toContain('de:consent.');
});

test('what a no means stands above the choice', async () => {
  const at = await consent();
  const consequence = at.get('#box-consent-participation-consequence');
  expect(consequence.textContent).toContain('Sonst geht es ohne Video weiter');
  const order = consequence.compareDocumentPosition(box(at, 'consent-participation'));
  expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(box(at, 'consent-participation').getAttribute('aria-describedby')).toBe(consequence.id);
  expect(at.words()).toContain('Erklärung de:refusal.consequence.');
});

test('ticking is kept at once and turns no page, the last box neither (WCAG 3.2.2)', async () => {
  const at = await consent();
  for (const id of ALL) box(at, id).click();
  await at.element.updateComplete;
  expect(
    at.noted().map((told) => (told.type === 'decided' ? `${told.text.id} ${told.decision}` : told.type)),
  ).toStrictEqual([
    'consent.participation given',
    'consent.documentation given',
    'ack.understood given',
    'ack.notice given',
  ]);
  expect(at.told()).toStrictEqual([]);
  expect(at.element.context.missing).toStrictEqual([]);
});

test('a tick taken back is a no', async () => {
  const at = await consent();
  box(at, 'consent-participation').click();
  box(at, 'consent-participation').click();
  expect(at.noted().at(-1)).toMatchObject({ type: 'decided', decision: 'refused' });
  expect(at.element.context.missing).toContainEqual(expect.objectContaining({ textId: 'consent.participation' }));
});

test('goes on by keyboard; what is optional and left open is a no', async () => {
  const at = await consent();
  for (const id of ['consent-participation', 'ack-understood', 'ack-notice']) {
    box(at, id).focus();
    await userEvent.keyboard(' ');
  }
  await userEvent.keyboard('{Enter}');
  const told = at.told().map((one) => (one.type === 'decided' ? `${one.text.id} ${one.decision}` : one.type));
  expect(told.toSorted()).toStrictEqual([
    'ack.notice given',
    'ack.understood given',
    'consent.documentation refused',
    'consent.participation given',
  ]);
});

describe('does not go on without', () => {
  test.each(['consent-participation', 'ack-understood', 'ack-notice'])('%s', async (left) => {
    const at = await consent();
    for (const id of ALL.filter((one) => one !== left)) box(at, id).click();
    await goOn(at);
    expect(at.told()).toStrictEqual([]);
    expect(document.activeElement).toBe(at.get('.summary'));
    const link = at.get<HTMLAnchorElement>('error-summary a');
    expect(link.hash).toBe(`#box-${left}`);
    link.click();
    expect(document.activeElement).toBe(box(at, left));
    expect(box(at, left).getAttribute('aria-invalid')).toBe('true');
    expect(box(at, left).getAttribute('aria-describedby')).toContain(`box-${left}-problem`);
  });

  test('anything at all: every missing item is named', async () => {
    const at = await consent();
    await goOn(at);
    expect(at.element.querySelectorAll('error-summary a')).toHaveLength(3);
  });
});

test('no weighs as much as yes', async () => {
  const at = await consent();
  const [yes, no] = [getComputedStyle(at.button('Weiter')), getComputedStyle(at.get('#decline'))];
  for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
    expect(no[key]).toBe(yes[key]);
  }
  at.button('Ich willige nicht ein').click();
  expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
});

test('under a public task nobody is asked to consent', async () => {
  const at = await consent(TASK);
  expect(at.get('h1').textContent).toBe('Ihre Bestätigung');
  expect(at.element.querySelectorAll('fieldset')).toHaveLength(1);
  expect(at.button('Ich möchte nicht teilnehmen')).toBe(at.get('#decline'));
});

test('what was ticked before a reload is ticked again', async () => {
  const context = await contextAt('consent');
  const text = context.plan.statements.find(({ kind }) => kind === 'consent')?.text;
  const decisions = text ? { [text.id]: { text, decision: 'given' as const, language: 'de', at: context.now } } : {};
  const at = await stageStep<ClientConsent>('consent', { ...context, state: { ...context.state, decisions } });
  expect(box(at, 'consent-participation').checked).toBe(true);
  expect(box(at, 'consent-documentation').checked).toBe(false);
});

test('a decision on an older wording ticks nothing', async () => {
  const context = await contextAt('consent');
  const text = context.plan.statements.find(({ kind }) => kind === 'consent')?.text;
  const older = text ? { ...text, version: text.version - 1 } : undefined;
  const decisions = older
    ? { [older.id]: { text: older, decision: 'given' as const, language: 'de', at: context.now } }
    : {};
  const at = await stageStep<ClientConsent>('consent', { ...context, state: { ...context.state, decisions } });
  expect(box(at, 'consent-participation').checked).toBe(false);
});

test('without a translation the German sentence is marked as German', async () => {
  const at = await consent({ language: 'ar' });
  const sentence = at.get('label[class="choice"] span');
  expect(sentence.getAttribute('lang')).toBe('de');
  expect(sentence.getAttribute('dir')).toBe('ltr');
});

test('a hostile wording stays text', async () => {
  const hostile = fixtureText('consent.participation', 'de', {
    statement: HOSTILE,
    consequence: HOSTILE,
    body: [HOSTILE],
  });
  const at = await consent({ texts: { de: [hostile] } });
  expect(at.words()).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test.each([
  ['consents', {}],
  ['a public task', TASK],
])('axe finds nothing wrong with %s, before and after a refusal', async (_name, options) => {
  const at = await consent(options);
  expect(await violations(at.element)).toStrictEqual([]);
  await goOn(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
