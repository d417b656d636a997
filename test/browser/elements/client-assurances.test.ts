import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientAssurances } from '../../../src/elements/client/client-assurances.ts';
import '../../../src/elements/client/client-assurances.ts';
import type { PersonRole } from '../../../src/gate/plan.ts';
import { advance, contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const ALONE_ONLY: ContextOptions = {
  profile: {
    furtherPersons: 'none',
    assurances: {
      A1: 'required',
      A2: 'required',
      A3: 'required',
      A4: 'off',
      A5: 'off',
      A6: 'off',
      A7: 'off',
      companion: 'off',
    },
  },
};

async function assurances(options: ContextOptions = {}): Promise<Stage<ClientAssurances>> {
  return stageStep<ClientAssurances>('assurances', await contextAt('assurances', options));
}

/** With these people in the room beside the client. */
async function among(...roles: readonly PersonRole[]): Promise<Stage<ClientAssurances>> {
  const context = await contextAt('assurances');
  const people = roles.map((role, index) => ({ id: `p${index + 1}`, role }));
  return stageStep('assurances', advance('assurances', context, [{ type: 'peopleNamed', people }]));
}

async function click(at: Stage<ClientAssurances>, selector: string): Promise<void> {
  at.get(selector).click();
  await settled(at);
}

async function settled(at: Stage<ClientAssurances>): Promise<void> {
  await at.element.updateComplete;
  await at.element.updateComplete;
}

async function submit(at: Stage<ClientAssurances>): Promise<void> {
  at.button('Weiter').click();
  await settled(at);
}

async function add(at: Stage<ClientAssurances>, role: PersonRole): Promise<void> {
  at.get<HTMLSelectElement>('#other-role').value = role;
  await click(at, '#add-person');
}

function boxes(at: Stage<ClientAssurances>): readonly HTMLInputElement[] {
  return [...at.element.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
}

async function tickAll(at: Stage<ClientAssurances>): Promise<void> {
  for (const box of boxes(at)) box.click();
  await settled(at);
}

const links = (at: Stage<ClientAssurances>): readonly string[] =>
  [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);

describe('who is in the room', () => {
  test('is asked first, with nothing chosen, and before it is answered nothing else', async () => {
    const at = await assurances();
    expect(document.activeElement).toBe(at.get('h1'));
    expect(at.get<HTMLInputElement>('#alone').checked).toBe(false);
    expect(at.get<HTMLInputElement>('#someone').checked).toBe(false);
    expect(boxes(at)).toHaveLength(0);
  });

  test('alone, by keyboard, through all sentences and on', async () => {
    const at = await assurances();
    at.get('#alone').focus();
    await userEvent.keyboard(' ');
    await settled(at);
    expect(at.noted()).toStrictEqual([{ type: 'peopleNamed', people: [] }]);
    for (const box of boxes(at)) {
      expect(box.checked).toBe(false);
      box.focus();
      await userEvent.keyboard(' ');
    }
    expect(at.wishes.every((wish) => wish.kind === 'tell' && wish.stay)).toBe(true);
    at.button('Weiter').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'tell', told: [] });
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('somebody else: which role is never chosen beforehand', async () => {
    const at = await assurances();
    await click(at, '#someone');
    expect(at.wishes).toStrictEqual([]);
    expect(at.get<HTMLSelectElement>('#other-role').value).toBe('');
    await click(at, '#add-person');
    expect(at.wishes).toStrictEqual([]);
    expect(document.activeElement).toBe(at.get('#other-role'));
    await add(at, 'interpreter');
    expect(at.noted()).toStrictEqual([{ type: 'peopleNamed', people: [{ id: 'p1', role: 'interpreter' }] }]);
    expect(at.get('people-there [role="status"]').textContent).toBe('Hinzugefügt: Dolmetscherin oder Dolmetscher');
    expect(at.element.querySelector('#who input[type="text"]')).toBeNull();
  });

  test('two of one role are told apart by number', async () => {
    const at = await among('relative', 'relative');
    const words = [...at.element.querySelectorAll('#people li > span')].map(({ textContent }) => textContent);
    expect(words).toStrictEqual([
      'Jemand aus der Familie oder dem Umfeld (1)',
      'Jemand aus der Familie oder dem Umfeld (2)',
    ]);
    expect(at.get('#promises-p2 legend').textContent).toContain('(2)');
  });

  test('a person taken out again leaves no word behind, and the focus stays on the question', async () => {
    const at = await among('helper');
    await tickAll(at);
    at.get('#people button').click();
    await settled(at);
    expect(at.noted().at(-1)).toStrictEqual({ type: 'peopleNamed', people: [] });
    expect(document.activeElement).toBe(at.get('#who'));
    await add(at, 'helper');
    expect(
      [...at.element.querySelectorAll<HTMLInputElement>('#promises-p1 input')].map(({ checked }) => checked),
    ).not.toContain(true);
  });

  test('a role chosen but not added is added on going on, and stays to be confirmed', async () => {
    const at = await assurances();
    await click(at, '#alone');
    await tickAll(at);
    await click(at, '#someone');
    at.get<HTMLSelectElement>('#other-role').value = 'interpreter';
    await submit(at);
    expect(at.told()).toStrictEqual([]);
    expect(at.wishes.some((wish) => wish.kind === 'tell' && !wish.stay)).toBe(false);
    expect(at.noted().at(-1)).toStrictEqual({ type: 'peopleNamed', people: [{ id: 'p1', role: 'interpreter' }] });
    expect(at.element.querySelector('#promises-p1')).not.toBeNull();
  });

  test('is not asked where nobody else may be there', async () => {
    const at = await assurances(ALONE_ONLY);
    expect(at.element.querySelector('people-there')).toBeNull();
    await tickAll(at);
    await submit(at);
    expect(at.told()).toStrictEqual([{ type: 'peopleNamed', people: [] }]);
    expect(at.element.context.missing).toStrictEqual([]);
  });
});

describe('each person gives an own word', () => {
  test('the client and the interpreter have groups of their own, and the interpreter reads the notice first', async () => {
    const at = await among('interpreter');
    const ids = boxes(at).map(({ id }) => id);
    expect(ids).toStrictEqual([
      'self-box-assurance-A1',
      'self-box-assurance-A2',
      'self-box-assurance-A3',
      'self-box-assurance-A4',
      'self-box-assurance-A5',
      'p1-box-assurance-A3',
      'p1-box-assurance-companion',
    ]);
    expect(at.get('#promises-p1').textContent).toContain('Erklärung de:companion.notice.');
    expect(at.get('#promises-self').textContent).not.toContain('companion.notice');
    expect(at.get('#promises-p1 legend').textContent).toBe('Dolmetscherin oder Dolmetscher');
  });

  test('each tick is told at once, by person and sentence, and can be taken back', async () => {
    const at = await among('interpreter');
    await click(at, '#p1-box-assurance-A3');
    await click(at, '#p1-box-assurance-A3');
    const text = at.element.context.plan.statements.find(({ text: { id } }) => id === 'assurance.A3')?.text;
    expect(at.noted()).toStrictEqual([
      { type: 'promised', person: 'p1', text, given: true },
      { type: 'promised', person: 'p1', text, given: false },
    ]);
    expect(at.get<HTMLInputElement>('#self-box-assurance-A3').checked).toBe(false);
  });

  test('a child is there and has nothing to confirm', async () => {
    const at = await among('child');
    expect(at.element.querySelectorAll('#promises-p1 input')).toHaveLength(0);
    expect(at.get('#promises-p1').textContent).toContain('muss nichts bestätigen');
    await tickAll(at);
    await submit(at);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('what the profile only shows has no box', async () => {
    const at = await assurances();
    expect(at.get('#shown').textContent).toContain('Ich versichere, dass: de:assurance.A7.');
    expect(at.element.querySelector('[id$="assurance-A7"]')).toBeNull();
  });

  test('a further person with a device of their own reads the notice too', async () => {
    const at = await assurances({ role: 'interpreter' });
    await click(at, '#alone');
    expect(at.get('#promises-self').textContent).toContain('de:companion.notice');
  });
});

describe('does not go on', () => {
  test('while nobody said who is there', async () => {
    const at = await assurances();
    await submit(at);
    expect(at.wishes).toStrictEqual([]);
    expect(links(at)).toStrictEqual(['#who']);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#who'));
    expect(at.get('#who-problem').textContent).toBe('Sagen Sie uns, wer bei Ihnen im Raum ist.');
  });

  test('while somebody is there and nobody said who', async () => {
    const at = await assurances();
    await click(at, '#alone');
    await tickAll(at);
    await click(at, '#someone');
    await submit(at);
    expect(links(at)).toStrictEqual(['#who']);
    expect(at.told()).toStrictEqual([]);
  });

  test('while sentences are open: names each, with its person, and leads there', async () => {
    const at = await among('interpreter');
    await tickAll(at);
    await click(at, '#self-box-assurance-A1');
    await click(at, '#p1-box-assurance-companion');
    await submit(at);
    expect(links(at)).toStrictEqual(['#self-box-assurance-A1', '#p1-box-assurance-companion']);
    const [first, second] = at.element.querySelectorAll('error-summary a');
    expect(first?.textContent).toBe('Sie selbst: Noch nicht bestätigt ist „de:assurance.A1“.');
    expect(second?.textContent).toBe(
      'Dolmetscherin oder Dolmetscher: Noch nicht bestätigt ist „de:assurance.companion“.',
    );
    (second as HTMLElement).click();
    expect(document.activeElement).toBe(at.get('#p1-box-assurance-companion'));
    expect(at.get('#p1-box-assurance-companion').getAttribute('aria-invalid')).toBe('true');
    expect(at.told()).toStrictEqual([]);
  });

  test('by the last tick: that never turns the page', async () => {
    const at = await assurances();
    await click(at, '#alone');
    await tickAll(at);
    expect(at.element.context.missing).toStrictEqual([]);
    expect(at.wishes.every((wish) => wish.kind === 'tell' && wish.stay)).toBe(true);
  });
});

test('promises of an earlier visit do not count', async () => {
  const context = await contextAt('devices');
  const visit = context.state.visit && { ...context.state.visit, session: 'visit-2' };
  const at = await stageStep<ClientAssurances>('assurances', { ...context, state: { ...context.state, visit } });
  expect(boxes(at).map(({ checked }) => checked)).not.toContain(true);
});

test('a hostile text stays text', async () => {
  const at = await assurances({
    texts: {
      de: [fixtureText('assurance.A1', 'de', { statement: `Ich versichere, dass ${HOSTILE}`, title: HOSTILE })],
    },
  });
  await click(at, '#alone');
  await submit(at);
  expect(at.words()).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test('German that stands in for a translation says that it is German', async () => {
  const own = fixtureText('assurance.A1', 'de', { version: 2 });
  const at = await assurances({ language: 'en', texts: { de: [own] } });
  await click(at, '#alone');
  expect(at.get('label:has(#self-box-assurance-A1) span').getAttribute('lang')).toBe('de');
  expect(at.get('label:has(#self-box-assurance-A2) span').hasAttribute('lang')).toBe(false);
});

test('axe finds nothing wrong: asked, alone, among others, refused', async () => {
  const at = await among('interpreter', 'child', 'relative', 'relative');
  expect(await violations(at.element)).toStrictEqual([]);
  await submit(at);
  expect(await violations(at.element)).toStrictEqual([]);
  document.querySelector('main')?.remove();
  const fresh = await assurances();
  await submit(fresh);
  expect(await violations(fresh.element)).toStrictEqual([]);
});
