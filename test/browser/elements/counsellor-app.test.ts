import { afterEach, describe, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import type { DeskView } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-app.ts';
import type { CounsellorApp } from '../../../src/elements/counsellor/counsellor-app.ts';
import { agenda, deskContext } from '../../fixtures/desk.ts';
import { conversation, roomView } from '../../fixtures/desk-room.ts';
import { DESK_VIEWS, deskView } from '../../fixtures/desk-views.ts';
import { expectLargeTargets, settled, stageView, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, violations } from './stage.ts';

const VIEWS = Object.entries(DESK_VIEWS);

async function shown(make: () => DeskView | Promise<DeskView>): Promise<OfficeStage<CounsellorApp>> {
  const staged = await stageView<CounsellorApp>(await make());
  for (const details of staged.element.querySelectorAll('details')) details.open = true;
  await settled(staged.element);
  return staged;
}

async function scheme(value: 'light' | 'dark'): Promise<void> {
  const session = cdp() as { send(method: string, parameters: object): Promise<unknown> };
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
}

afterEach(() => scheme('light'));

describe.each(VIEWS)('%s', (_name, make) => {
  test('has nothing that axe finds, in light and in the dark, nothing foreign as markup, one first heading', async () => {
    const { element } = await shown(make);
    expect(await violations(element)).toEqual([]);
    await scheme('dark');
    expect(await violations(element)).toEqual([]);
    expectOnlyText(element);
    expect(element.querySelectorAll('h1')).toHaveLength(1);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('fits a phone, letters at 400 %, a tablet and a desk, and is large enough to hit', async () => {
    const { element } = await shown(make);
    for (const [width, height] of [
      [320, 640],
      [320, 256],
      [768, 1024],
      [1000, 700],
      [1366, 768],
    ] as const) {
      await page.viewport(width, height);
      expect(document.documentElement.scrollWidth, `${width} px`).toBeLessThanOrEqual(width);
      expectLargeTargets(element);
    }
  });
});

describe('focus and tab', () => {
  test.each(VIEWS)('%s begins at its heading', async (_name, make) => {
    const { get } = await stageView<CounsellorApp>(await make());
    expect(document.activeElement).toBe(get('h1'));
    expect(document.title).toContain(get('h1').textContent.replace(/\s+/g, ' ').trim());
  });

  test('the number of those who knock, which the desk puts before it, stays', async () => {
    document.title = '(2) Alt';
    await stageView<CounsellorApp>(deskView({ page: 'settings' }));
    expect(document.title).toBe('(2) Einstellungen');
    document.title = '';
  });
});

describe('the head', () => {
  test.each([
    ['#place-appointments', { kind: 'go', to: 'appointments' }],
    ['#place-receipts', { kind: 'go', to: 'receipts' }],
    ['#place-settings', { kind: 'go', to: 'settings' }],
    ['#lock', { kind: 'lock' }],
    ['#language', { kind: 'language', language: 'en' }],
  ])('%s', async (selector, wish) => {
    const { get, news } = await stageView<CounsellorApp>(deskView({ page: 'settings' }));
    get(selector).click();
    expect(news()).toEqual([wish]);
  });

  test('says where one is, also on the pages below', async () => {
    const { element, get } = await stageView<CounsellorApp>(deskView({ page: 'settings' }));
    expect(get('[aria-current=page]').id).toBe('place-settings');
    element.view = deskView({ page: 'newAppointment', template: null });
    await settled(element);
    expect(get('[aria-current=page]').id).toBe('place-appointments');
  });

  test('has no way out by the way while a room is open, before the desk is open, or while nothing is loaded', async () => {
    const { element } = await stageView<CounsellorApp>(deskView({ page: 'room', room: await roomView() }));
    expect(element.querySelector('nav, #lock')).toBeNull();
    element.view = { kind: 'door', site: deskContext().site, state: 'locked', busy: false, problem: null };
    await settled(element);
    expect(element.querySelector('nav, #lock')).toBeNull();
    element.view = { kind: 'loading' };
    await settled(element);
    expect(element.querySelector('main')?.textContent.trim()).toBe('');
  });

  test('offers German on an English page', async () => {
    const { element, get, news } = await stageView<CounsellorApp>(deskView({ page: 'settings' }));
    element.language = 'en';
    await settled(element);
    get('#language').click();
    expect(get('#language').textContent.trim()).toBe('Deutsch');
    expect(news()).toEqual([{ kind: 'language', language: 'de' }]);
  });

  test('says that it is practice', async () => {
    const context = deskContext();
    const practising = { ...context, site: { ...context.site, practice: true } };
    const { words } = await stageView<CounsellorApp>({ kind: 'desk', context: practising, page: { page: 'settings' } });
    expect(words()).toContain('Übungsbetrieb – hier berät niemand');
  });
});

describe('trouble of the last act', () => {
  test('stands at the top with cause, way on and number, and is put away', async () => {
    const view = deskView(
      { page: 'appointments', appointments: agenda() },
      { problem: { code: 'RECEIPT_CHANGED', detail: 'x' } },
    );
    const { get, words, news } = await stageView<CounsellorApp>(view);
    expect(get('#problem').getAttribute('role')).toBe('alert');
    expect(words()).toContain('Dieser Nachweis wurde verändert');
    expect(words()).toContain('Hinweis EINLASS-45');
    get('#close-problem').click();
    expect(news()).toEqual([{ kind: 'closeProblem' }]);
  });

  test('does not take the frame of a call out of its place', async () => {
    const { element, get } = await stageView<CounsellorApp>(deskView({ page: 'room', room: await conversation() }));
    const place = get('#call');
    const frame = place.appendChild(document.createElement('iframe'));
    element.view = deskView(
      { page: 'room', room: await conversation({ recording: true }) },
      { problem: { code: 'MAILBOX_UNREACHABLE', detail: '' } },
    );
    await settled(element);
    expect(get('#call')).toBe(place);
    expect(frame.parentElement).toBe(place);
    expect(get('#recording').textContent).toContain('aufgezeichnet');
  });
});
