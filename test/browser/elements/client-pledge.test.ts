import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientPledge } from '../../../src/elements/client/client-pledge.ts';
import '../../../src/elements/client/client-pledge.ts';
import type { StepContext } from '../../../src/visit/view.ts';
import { advance, contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const GROUP: ContextOptions = {
  profile: {
    session: { type: 'group', room: 'perAppointment' },
    assurances: {
      A1: 'required',
      A2: 'required',
      A3: 'required',
      A4: 'required',
      A5: 'required',
      A6: 'required',
      A7: 'off',
      companion: 'required',
    },
  },
};

/** The walk answers assurances and pledge in one go; here the pledge is still to be made. */
async function unpledged(options: ContextOptions): Promise<StepContext> {
  const context = await contextAt('pledge', options);
  const acceptances = context.state.acceptances.filter(({ kind }) => kind !== 'pledge');
  return advance('pledge', { ...context, state: { ...context.state, acceptances } }, []);
}

async function pledge(options: ContextOptions = GROUP): Promise<Stage<ClientPledge>> {
  return stageStep<ClientPledge>('pledge', await unpledged(options));
}

async function pledgeAmongTwo(): Promise<Stage<ClientPledge>> {
  const people = [{ id: 'p1', role: 'relative' as const }];
  return stageStep('pledge', advance('pledge', await unpledged(GROUP), [{ type: 'peopleNamed', people }]));
}

/** Waits for the step and for the elements in it. */
async function settled(at: Stage<ClientPledge>): Promise<void> {
  await at.element.updateComplete;
  await at.element.updateComplete;
}

test('says what the group holds to, and asks for one promise, un-ticked', async () => {
  const at = await pledge();
  expect(document.activeElement).toBe(at.get('h1'));
  expect(at.words()).toContain('Erklärung de:group.rules.');
  const box = at.get<HTMLInputElement>('#self-box-pledge-A6');
  expect(box.checked).toBe(false);
  expect(at.get('label.choice').textContent).toContain('Ich verpflichte mich: de:pledge.A6.');
});

test('by keyboard: tick, go on', async () => {
  const at = await pledge();
  at.get('#self-box-pledge-A6').focus();
  await userEvent.keyboard(' ');
  expect(at.noted()).toStrictEqual([
    {
      type: 'promised',
      person: 'self',
      text: at.element.context.plan.statements.find(({ kind }) => kind === 'pledge')?.text,
      given: true,
    },
  ]);
  at.get('#go-on').focus();
  await userEvent.keyboard('{Enter}');
  expect(at.wishes.at(-1)).toStrictEqual({ kind: 'tell', told: [] });
  expect(at.element.context.missing).toStrictEqual([]);
});

describe('does not go on', () => {
  test('without the promise; the link leads to its box', async () => {
    const at = await pledge();
    at.get('#go-on').click();
    await settled(at);
    expect(at.wishes).toStrictEqual([]);
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#self-box-pledge-A6'));
    expect(at.get('#self-box-pledge-A6-problem').textContent).toContain('de:pledge.A6');
  });

  test('while somebody else at this device has not promised', async () => {
    const at = await pledgeAmongTwo();
    at.get('#self-box-pledge-A6').click();
    await settled(at);
    at.get('#go-on').click();
    await settled(at);
    expect(at.told()).toStrictEqual([]);
    const links = [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);
    expect(links).toStrictEqual(['#p1-box-pledge-A6']);
  });

  test('with a promise of another visit', async () => {
    const at = await pledge();
    at.get('#self-box-pledge-A6').click();
    const { context } = at.element;
    const visit = context.state.visit && { ...context.state.visit, session: 'visit-2' };
    at.element.context = { ...context, state: { ...context.state, visit } };
    await settled(at);
    expect(at.get<HTMLInputElement>('#self-box-pledge-A6').checked).toBe(false);
  });
});

test('no weighs as much as yes, and declines', async () => {
  const at = await pledge();
  const [yes, no] = [getComputedStyle(at.get('#go-on')), getComputedStyle(at.get('#decline'))];
  for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
    expect(no[key]).toBe(yes[key]);
  }
  at.get('#decline').click();
  expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
});

test('a hostile text stays text', async () => {
  const at = await pledge({
    ...GROUP,
    texts: { de: [fixtureText('pledge.A6', 'de', { statement: `Ich verpflichte mich: ${HOSTILE}` })] },
  });
  expect(at.words()).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test('axe finds nothing wrong, alone and among two, before and after a refusal', async () => {
  const at = await pledge();
  expect(await violations(at.element)).toStrictEqual([]);
  document.querySelector('main')?.remove();
  const two = await pledgeAmongTwo();
  two.get('#go-on').click();
  await settled(two);
  expect(await violations(two.element)).toStrictEqual([]);
});
