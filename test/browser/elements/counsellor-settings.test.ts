import { describe, expect, test } from 'vitest';
import '../../../src/elements/counsellor/counsellor-settings.ts';
import type { CounsellorSettings } from '../../../src/elements/counsellor/counsellor-settings.ts';
import { deskContext } from '../../fixtures/desk.ts';
import { stageOffice, type OfficeStage } from './office-stage.ts';

const settings = (): Promise<OfficeStage<CounsellorSettings>> =>
  stageOffice<CounsellorSettings>('counsellor-settings', { context: deskContext() });

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
