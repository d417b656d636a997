import { describe, expect, test } from 'vitest';
import '../../../src/elements/counsellor/counsellor-door.ts';
import type { CounsellorDoor } from '../../../src/elements/counsellor/counsellor-door.ts';
import type { DoorJoin } from '../../../src/elements/counsellor/door-join.ts';
import type { Problem } from '../../../src/errors.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { violations } from './stage.ts';

type At = OfficeStage<CounsellorDoor>;
const GOOD = 'vier Wörter ohne Sinn';

async function door(state: 'new' | 'locked', busy = false, problem: Problem | null = null): Promise<At> {
  return stageOffice<CounsellorDoor>('counsellor-door', { state, busy, problem });
}

async function click(at: At, id: string): Promise<void> {
  at.get(`#${id}`).click();
  await settled(at.element);
}

function type(at: At, id: string, words: string): void {
  at.get<HTMLInputElement>(`#${id}`).value = words;
}

async function choose(at: At, content: BlobPart): Promise<void> {
  const files = new DataTransfer();
  files.items.add(new File([content], 'teamschluessel.json'));
  const field = at.get<HTMLInputElement>('#key-file');
  field.files = files.files;
  field.dispatchEvent(new Event('change'));
}

describe('locked', () => {
  test('is unlocked with the passphrase, as it was typed', async () => {
    const at = await door('locked');
    type(at, 'passphrase', ' mit Rand ');
    await click(at, 'go');
    expect(at.news()).toEqual([{ kind: 'unlock', passphrase: ' mit Rand ' }]);
    const field = at.get<HTMLInputElement>('#passphrase');
    expect([field.type, field.autocomplete]).toEqual(['password', 'current-password']);
  });

  test('nothing is tried without one', async () => {
    const at = await door('locked');
    await click(at, 'go');
    expect(at.news()).toEqual([]);
    expect(at.words()).toContain('Geben Sie das Kennwort ein.');
    expect(document.activeElement).toBe(at.get('#passphrase'));
    expect(await violations(at.element)).toEqual([]);
  });

  test('says why it takes a while, and takes no second press', async () => {
    const at = await door('locked', true);
    expect(at.get<HTMLButtonElement>('#go').disabled).toBe(true);
    expect(at.get('#busy').textContent).toContain('mit Absicht langsam');
  });

  test('a wrong one is said as what it is', async () => {
    const at = await door('locked', false, { code: 'KEY_PASSPHRASE_WRONG', detail: '' });
    expect(at.words()).toContain('Das Kennwort passt nicht');
    expect(at.words()).toContain('EINLASS-40');
  });

  test('a damaged key is said as what it is, and the team’s file opens instead', async () => {
    const at = await door('locked', false, { code: 'KEY_FILE_DAMAGED', detail: '' });
    expect(at.words()).toContain('Die Schlüsseldatei ist beschädigt');
    expect(at.words()).toContain('Nehmen Sie eine andere Kopie der Datei');
    await click(at, 'with-file');
    await choose(at, '{"einlass":"key"}');
    await expect.poll(() => at.element.querySelector<DoorJoin>('door-join')?.file).toBe('{"einlass":"key"}');
    type(at, 'passphrase', GOOD);
    await click(at, 'go');
    expect(at.news()).toEqual([{ kind: 'join', keyFile: '{"einlass":"key"}', passphrase: GOOD }]);
    expect(await violations(at.element)).toEqual([]);
    await click(at, 'with-file');
    expect(at.element.querySelector('#key-file')).toBeNull();
  });

  test('nothing is wiped without a word of its own', async () => {
    const at = await door('locked');
    at.get<HTMLDetailsElement>('details').open = true;
    await click(at, 'wipe');
    expect(at.news()).toEqual([]);
    expect(document.activeElement).toBe(at.get('#sure'));
    at.get('#sure').click();
    await click(at, 'wipe');
    expect(at.news()).toEqual([{ kind: 'wipe' }]);
  });
});

describe('a new device', () => {
  test('says what losing the key means before there is one', async () => {
    const at = await door('new');
    expect(at.words()).toContain('Geht der Schlüssel verloren, kann niemand die Nachweise mehr öffnen');
    expect(at.element.querySelector('form')).toBeNull();
  });

  test('both ways weigh the same, one is open at a time', async () => {
    const at = await door('new');
    expect(at.get('#way-found').className).toBe(at.get('#way-join').className);
    await click(at, 'way-found');
    await click(at, 'way-join');
    expect(at.get('#way-found').getAttribute('aria-expanded')).toBe('false');
    expect(at.element.querySelectorAll('form')).toHaveLength(1);
    await click(at, 'way-join');
    expect(at.element.querySelector('form')).toBeNull();
  });

  test('founds a key under a passphrase that was typed twice', async () => {
    const at = await door('new');
    await click(at, 'way-found');
    type(at, 'passphrase', GOOD);
    type(at, 'again', GOOD);
    await click(at, 'go');
    expect(at.news()).toEqual([{ kind: 'found', passphrase: GOOD }]);
    expect(at.get<HTMLInputElement>('#again').autocomplete).toBe('new-password');
  });

  test.each([
    ['elf Zeichen', 'elf Zeichen', 'mindestens 12 Zeichen', 'passphrase'],
    ['', '', 'mindestens 12 Zeichen', 'passphrase'],
    // Twelve to a computer, six to a person.
    ['😀😀😀😀😀😀', '😀😀😀😀😀😀', 'mindestens 12 Zeichen', 'passphrase'],
    [GOOD, `${GOOD}x`, 'Die beiden Kennwörter sind verschieden.', 'again'],
    [GOOD, '', 'Die beiden Kennwörter sind verschieden.', 'again'],
  ])('founds none under "%s" and "%s"', async (first, second, words, focus) => {
    const at = await door('new');
    await click(at, 'way-found');
    type(at, 'passphrase', first);
    type(at, 'again', second);
    await click(at, 'go');
    expect(at.news()).toEqual([]);
    expect(at.words()).toContain(words);
    expect(document.activeElement).toBe(at.get(`#${focus}`));
    expect(await violations(at.element)).toEqual([]);
  });

  test('takes over the key file of the team', async () => {
    const at = await door('new');
    await click(at, 'way-join');
    await choose(at, '{"key":1}');
    type(at, 'passphrase', 'des Teams');
    await expect
      .poll(() => (at.get('#go').click(), at.news()))
      .toEqual([{ kind: 'join', keyFile: '{"key":1}', passphrase: 'des Teams' }]);
  });

  test('takes over nothing without a file, without a passphrase, or from what is no text', async () => {
    const at = await door('new');
    await click(at, 'way-join');
    type(at, 'passphrase', 'des Teams');
    await click(at, 'go');
    expect(at.words()).toContain('Wählen Sie zuerst die Schlüsseldatei.');
    expect(document.activeElement).toBe(at.get('#key-file'));
    await choose(at, new Uint8Array([0xff, 0xfe, 0xfd]));
    await expect.poll(at.words).toContain('Diese Datei lässt sich nicht als Text lesen.');
    await click(at, 'go');
    await choose(at, '{}');
    await expect.poll(at.words).not.toContain('lässt sich nicht als Text lesen');
    type(at, 'passphrase', '');
    // The file is read for a moment; until then it is the file that is missing.
    await expect.poll(() => (at.get('#go').click(), at.words())).toContain('Geben Sie das Kennwort ein.');
    expect(at.wants).toEqual([]);
  });
});
