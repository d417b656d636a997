import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientArrive } from '../../../src/elements/client/client-arrive.ts';
import '../../../src/elements/client/client-arrive.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { fixtureText } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

async function arrive(options: ContextOptions = {}): Promise<Stage<ClientArrive>> {
  return stageStep<ClientArrive>('arrive', await contextAt('arrive', options));
}

test('welcomes, and says which appointment this is', async () => {
  const at = await arrive();
  expect(document.activeElement).toBe(at.get('h1'));
  expect(at.get('h1').textContent).toBe('de:start.welcome');
  expect(at.words()).toContain('Beispielberatung');
  expect(at.words()).toContain('Sonntag, 22. November 2026');
});

test('names no time where a conference name was typed by hand', async () => {
  const at = await arrive({ changes: { startsAt: null } });
  expect(at.words()).not.toContain('Ihr Termin');
});

test('begins by a key, and not before', async () => {
  const at = await arrive();
  expect(at.wishes).toStrictEqual([]);
  at.button('Beginnen').focus();
  await userEvent.keyboard('{Enter}');
  expect(at.told()).toStrictEqual([{ type: 'begun' }]);
});

test('there is nothing to go back to', async () => {
  const at = await arrive();
  expect(() => at.button('Zurück')).toThrow();
});

describe('the device', () => {
  test('others use it: told at once, and taken back', async () => {
    const at = await arrive();
    const box = at.get<HTMLInputElement>('#shared-device');
    expect(box.checked).toBe(false);
    box.click();
    box.click();
    expect(at.wishes).toStrictEqual([
      { kind: 'storage', mode: 'shared' },
      { kind: 'storage', mode: 'session' },
    ]);
  });

  test.each(['blocked', 'full', 'broken'] as const)('keeps nothing (%s): said, and no obstacle', async (trouble) => {
    const at = await arrive({ changes: { storage: { mode: 'session', trouble } } });
    expect(at.get('.panel--warm').textContent).toContain('Sie können trotzdem teilnehmen.');
    expect(at.button('Beginnen').disabled).toBe(false);
  });

  test('keeps everything: nobody is troubled with it', async () => {
    const at = await arrive();
    expect(at.element.querySelector('.panel--warm')).toBeNull();
  });
});

test.each([
  [true, true],
  [false, false],
])('somebody who was here before (%s) is told so (%s)', async (returning, isSaid) => {
  const at = await arrive({ changes: { returning } });
  expect(at.words().includes('Sie waren schon einmal hier.')).toBe(isSaid);
});

test.each([
  [true, true],
  [false, false],
])('inside another app (%s) the way out is offered (%s)', async (inApp, isOffered) => {
  const at = await arrive({ verdict: { inApp } });
  expect(at.element.querySelector('#in-app copy-link') !== null).toBe(isOffered);
});

test('a hostile title and text stay text', async () => {
  const at = await arrive({
    profile: { title: { de: HOSTILE.replace(/\n/g, ' ') } },
    texts: { de: [fixtureText('start.welcome', 'de', { title: HOSTILE, body: [HOSTILE] })] },
  });
  expect(at.get('h1').textContent).toContain('<img src=x onerror=alert(1)>');
  expectOnlyText(at.element);
});

test('axe finds nothing wrong', async () => {
  const at = await arrive({ verdict: { inApp: true }, changes: { returning: true } });
  expect(await violations(at.element)).toStrictEqual([]);
});
