import { describe, expect, test } from 'vitest';
import type { ArchiveView } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-settings.ts';
import type { CounsellorSettings } from '../../../src/elements/counsellor/counsellor-settings.ts';
import { deskContext } from '../../fixtures/desk.ts';
import { stageOffice, type OfficeStage } from './office-stage.ts';
import { violations } from './stage.ts';

const settings = (archive: ArchiveView | null = null): Promise<OfficeStage<CounsellorSettings>> =>
  stageOffice<CounsellorSettings>('counsellor-settings', { context: deskContext({ archive }) });

describe('settings', () => {
  test('the name is taken over, an empty one is not', async () => {
    const { get, news } = await settings();
    const field = get<HTMLInputElement>('#counsellor-name');
    expect(field.value).toBe('Frau Sommer');
    field.value = '  ';
    get('#save-name').click();
    expect(news()).toEqual([]);
    expect(document.activeElement).toBe(field);
    field.value = ' Herr Winter ';
    get('#save-name').click();
    expect(news()).toEqual([{ kind: 'callMyself', name: 'Herr Winter' }]);
  });

  test('the key has a name to compare and a file to save', async () => {
    const { get, news } = await settings();
    expect(get('#key-name').textContent).toBe('K7F-2QX');
    get('#save-key').click();
    expect(news()).toEqual([{ kind: 'saveKeyFile' }]);
  });

  const inArchive: ArchiveView = { outstanding: 0, trouble: null, fetching: null, fetched: null };
  test.each<[ArchiveView | null, string]>([
    [null, 'Dieser Server hat kein Archiv. Die Nachweise liegen allein in diesem Browser.'],
    [{ ...inArchive, outstanding: null }, 'Wird noch gezählt.'],
    [inArchive, 'Alle Nachweise dieses Geräts liegen im Archiv.'],
    [{ ...inArchive, outstanding: 1 }, '1 Nachweis liegt noch nicht im Archiv.'],
    [{ ...inArchive, outstanding: 7 }, '7 Nachweise liegen noch nicht im Archiv.'],
  ])('whether the site has an archive and what is missing in it: %j', async (archive, words) => {
    const at = await settings(archive);
    expect(at.words()).toContain(words);
    expect(at.element.querySelector('#send-copies')).toBeNull();
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test.each([
    ['ARCHIVE_UNREACHABLE', 'Das Archiv antwortet gerade nicht.'],
    ['ARCHIVE_REFUSED', 'Das Archiv weist diese Seite ab.'],
  ] as const)('why it is missing, and a try at once: %s', async (trouble, words) => {
    const at = await settings({ ...inArchive, outstanding: 2, trouble });
    expect(at.get('#archive-trouble').textContent).toContain(words);
    at.get('#send-copies').click();
    expect(at.news()).toEqual([{ kind: 'sendCopies' }]);
  });

  test('to give the device up is asked first', async () => {
    const { get, news } = await settings();
    get('#wipe').click();
    expect(document.activeElement).toBe(get('#wipe-title'));
    get('#wipe-no').click();
    expect(news()).toEqual([]);
    get('#wipe').click();
    get('#wipe-yes').click();
    expect(news()).toEqual([{ kind: 'wipe' }]);
  });
});
