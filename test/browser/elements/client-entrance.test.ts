import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientEntrance } from '../../../src/elements/client/client-entrance.ts';
import '../../../src/elements/client/client-entrance.ts';
import { fixtureSite } from '../../fixtures/services/files.ts';
import { expectOnlyText, fill, HOSTILE, stage, violations, type Stage } from './stage.ts';

const SERVICES = [
  { id: 'familie', title: 'Familienberatung' },
  { id: 'gruppe', title: HOSTILE },
];

async function entrance(roomName: string | null = null, services = SERVICES): Promise<Stage<ClientEntrance>> {
  return stage<ClientEntrance>('client-entrance', { site: fixtureSite(), roomName, services });
}

/** Presses "Weiter" and waits for the list of what is open. */
async function submit(at: Stage<ClientEntrance>): Promise<readonly string[]> {
  at.button('Weiter').click();
  await at.element.updateComplete;
  await at.element.updateComplete;
  return [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);
}

test('a conference name and a service, by keyboard', async () => {
  const at = await entrance();
  expect(document.activeElement).toBe(at.get('h1'));
  expect(document.title).toBe('Stadt Beispiel');
  at.get('#room-name').focus();
  await userEvent.keyboard('Unser Raum{Tab} {Enter}');
  expect(at.wishes).toStrictEqual([{ kind: 'chooseService', service: 'familie', roomName: 'Unser Raum' }]);
});

test('a name that a redirect brought along stands there already; the service is still to be chosen', async () => {
  const at = await entrance('unser-raum');
  expect(at.get<HTMLInputElement>('#room-name').value).toBe('unser-raum');
  expect(at.element.querySelector('input[name=service]:checked')).toBeNull();
  expect(await submit(at)).toStrictEqual(['#services']);
  at.get<HTMLAnchorElement>('error-summary a').click();
  expect(document.activeElement).toBe(at.get('#services'));
  at.get<HTMLInputElement>('input[value=gruppe]').click();
  expect(await submit(at)).toStrictEqual([]);
  expect(at.wishes).toStrictEqual([{ kind: 'chooseService', service: 'gruppe', roomName: 'unser-raum' }]);
});

describe('does not go on', () => {
  test('with nothing: names both, and leads to each', async () => {
    const at = await entrance();
    expect(await submit(at)).toStrictEqual(['#room-name', '#services']);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#room-name'));
    expect(at.get('#room-name').getAttribute('aria-invalid')).toBe('true');
  });

  test.each([
    ['blanks', '   '],
    ['only signs of which nothing is left', '/?#&%'],
    ['a name longer than any room', 'a'.repeat(61)],
  ])('with %s', async (_name, typed) => {
    const at = await entrance();
    fill(at.get<HTMLInputElement>('#room-name'), typed);
    at.get<HTMLInputElement>('input[value=familie]').click();
    expect(await submit(at)).toStrictEqual(['#room-name']);
    expect(at.wishes).toStrictEqual([]);
  });
});

test('where every service wants a personal link, the page says so and offers no field', async () => {
  const at = await entrance('unser-raum', []);
  expect(at.get('h1').textContent).toBe('Hier geht es mit einem persönlichen Link weiter');
  expect(at.element.querySelector('input, form')).toBeNull();
  expect(at.get('.call').textContent).toContain('115');
  expect(await violations(at.element)).toStrictEqual([]);
});

test('room names and titles stay text', async () => {
  const at = await entrance(HOSTILE);
  expect(at.get<HTMLInputElement>('#room-name').value).toContain('<img');
  expectOnlyText(at.element);
});

test('axe finds nothing wrong, before and after a refusal', async () => {
  const at = await entrance();
  expect(await violations(at.element)).toStrictEqual([]);
  await submit(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
