import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CheckId } from '../../../src/browser/checks.ts';
import type { ClientBrowser } from '../../../src/elements/client/client-browser.ts';
import '../../../src/elements/client/client-browser.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { stageStep, violations, type Stage } from './stage.ts';

const NO_E2EE: ContextOptions = { verdict: { e2ee: 'no', failed: ['frameEncryption'] } };
const cannotJoin = (...failed: readonly CheckId[]): ContextOptions => ({ verdict: { join: 'no', e2ee: 'no', failed } });
const REQUIRED: ContextOptions = { ...NO_E2EE, profile: { e2ee: { mode: 'required', encodedTransform: false } } };
const BLOCK: ContextOptions = { ...NO_E2EE, profile: { browserPolicy: 'block' } };

async function browser(options: ContextOptions): Promise<Stage<ClientBrowser>> {
  return stageStep<ClientBrowser>('browser', await contextAt('browser', options));
}

afterEach(() => vi.restoreAllMocks());

describe('without encryption from device to device, where that is only a warning', () => {
  test('says so in the words of the service, and how it is protected all the same', async () => {
    const at = await browser(NO_E2EE);
    expect(document.activeElement).toBe(at.get('h1'));
    expect(at.get('h1').textContent).toBe('de:browser.noE2ee');
    expect(at.words()).toContain('Erklärung de:encryption.browserCannot.');
    expect(at.words()).not.toContain('de:browser.inApp');
  });

  test('goes on only with a word of its own, told with what the browser can', async () => {
    const at = await browser(NO_E2EE);
    expect(at.wishes).toStrictEqual([]);
    at.get('#go-on').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.told()).toStrictEqual([
      { type: 'browserChecked', browser: { join: true, e2ee: false, acknowledged: true } },
    ]);
  });

  test('a no weighs as much: same size, same frame, same fill', async () => {
    const at = await browser(NO_E2EE);
    const [yes, no] = [getComputedStyle(at.get('#go-on')), getComputedStyle(at.get('#decline'))];
    for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
      expect(no[key]).toBe(yes[key]);
    }
    at.button('Lieber nicht per Video').click();
    expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
  });
});

describe.each([
  ['the service requires it', REQUIRED],
  ['the service lets no such browser in', BLOCK],
])('without it, where %s', (_name, options) => {
  test('there is no way on, but every other way', async () => {
    const at = await browser(options);
    expect(at.get('h1').textContent).toBe('de:browser.required');
    expect(at.element.querySelector('#go-on')).toBeNull();
    expect(at.words()).toContain('de:alternative.phone');
    expect(at.get('.phone').getAttribute('href')).toBe('tel:012345671');
  });
});

describe('where no meeting is possible', () => {
  test.each<[CheckId, string]>([
    ['secureContext', 'geschützte Verbindung (https)'],
    ['peerConnection', 'kann keine Videogespräche'],
    ['getUserMedia', 'an Kamera und Mikrofon'],
    ['enumerateDevices', 'welche Kameras und Mikrofone es gibt'],
    ['crypto', 'nicht verschlüsseln'],
  ])('names %s in plain words', async (id, words) => {
    const at = await browser(cannotJoin(id));
    expect(at.get('h1').textContent).toBe('de:browser.cannotJoin');
    expect(at.element.querySelectorAll('#missing li')).toHaveLength(1);
    expect(at.get('#missing').textContent).toContain(words);
    expect(at.element.querySelector('#go-on')).toBeNull();
  });

  test('keeps quiet about what keeps nobody out', async () => {
    const at = await browser(cannotJoin('peerConnection', 'frameEncryption', 'storage', 'ownWindow'));
    expect(at.element.querySelectorAll('#missing li')).toHaveLength(1);
  });
});

describe('the link for another browser', () => {
  test('inside an app the way out of it is explained', async () => {
    const at = await browser({ verdict: { e2ee: 'no', inApp: true, failed: ['frameEncryption', 'ownWindow'] } });
    expect(at.words()).toContain('Erklärung de:browser.inApp.');
  });

  test('is copied', async () => {
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const at = await browser(NO_E2EE);
    at.button('Link kopieren').click();
    await vi.waitFor(() => expect(at.get('copy-link [role="status"]').textContent).toContain('Der Link ist kopiert.'));
    expect(copy).toHaveBeenCalledExactlyOnceWith(location.href);
    expect(at.element.querySelector('#link-by-hand')).toBeNull();
  });

  test.each([
    [
      'refuses',
      () => vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError')),
    ],
    ['is not there', () => vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(undefined as unknown as Clipboard)],
  ])('is shown, marked, where the clipboard %s', async (_name, closed) => {
    closed();
    const at = await browser(NO_E2EE);
    at.button('Link kopieren').click();
    await vi.waitFor(() => expect(document.activeElement?.id).toBe('link-by-hand'));
    const shown = at.get<HTMLInputElement>('#link-by-hand');
    expect(shown.value).toBe(location.href);
    expect(shown.value.slice(shown.selectionStart ?? 0, shown.selectionEnd ?? 0)).toBe(location.href);
    expect(at.get('copy-link [role="status"]').textContent.trim()).toBe('');
    expect(await violations(at.element)).toStrictEqual([]);
  });
});

test.each([
  ['a warning', NO_E2EE],
  ['a refusal', REQUIRED],
  ['no meeting', cannotJoin('peerConnection', 'getUserMedia')],
])('axe finds nothing wrong with %s', async (_name, options) => {
  const at = await browser(options);
  expect(await violations(at.element)).toStrictEqual([]);
});
