import { describe, expect, test } from 'vitest';
import type { RoomView } from '../../../src/desk/view.ts';
import type { AdmissionPanel } from '../../../src/elements/counsellor/admission-panel.ts';
import '../../../src/elements/counsellor/admission-panel.ts';
import { BEN, deskContext, GROUP_APPOINTMENT, appointment } from '../../fixtures/desk.ts';
import { conversation, groupWaits, incomplete, knocker, LACKS, roomView } from '../../fixtures/desk-room.ts';
import { press, settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE } from './stage.ts';

async function panel(room: RoomView): Promise<OfficeStage<AdmissionPanel>> {
  return stageOffice<AdmissionPanel>('admission-panel', { context: deskContext(), room, tabIndex: -1 });
}

const complete = (id: string, name: string): ReturnType<typeof knocker> => knocker({ id, name });

describe('who waits', () => {
  test('is counted and shown in the order of knocking, whoever is complete', async () => {
    const { words, element } = await panel(await groupWaits());
    expect(words()).toContain('Es warten: 3');
    expect([...element.querySelectorAll('h3')].map((name) => name.textContent.trim())).toEqual([
      'Anna',
      'Ben',
      'Jemand',
    ]);
  });

  test.each([
    ['open', 'Sobald jemand anklopft, steht es hier.'],
    ['connecting', 'Anklopfen kann man erst, wenn der Raum offen ist.'],
  ] as const)('nobody, and it is %s', async (stage, expected) => {
    const { words } = await panel(await roomView({ stage }));
    expect(words()).toContain('Es wartet niemand');
    expect(words()).toContain(expected);
  });

  test('all who are complete can be admitted together, from two on', async () => {
    const one = await panel(await roomView({ knocking: [complete('a', 'Anna'), incomplete(LACKS)] }));
    expect(one.element.querySelector('#admit-all')).toBeNull();
    const two = await panel(
      await roomView({ knocking: [complete('a', 'Anna'), incomplete(LACKS), complete('c', 'Clara')] }),
    );
    two.button('Alle 2 einlassen, bei denen nichts fehlt').click();
    expect(two.news()).toEqual([{ kind: 'admitAllComplete' }]);
  });

  test('a message to all is there from two on, and an empty one is not sent', async () => {
    const one = await panel(await roomView({ knocking: [knocker()] }));
    expect(one.element.querySelector('#note-all')).toBeNull();
    const { get, news } = await panel(await groupWaits());
    get('details.note form button').click();
    expect(news()).toEqual([]);
    get<HTMLTextAreaElement>('#note-all').value = 'Wir beginnen gleich.';
    get('details.note form button').click();
    expect(news()).toEqual([{ kind: 'note', to: 'all', text: 'Wir beginnen gleich.' }]);
  });

  test('a card keeps its place and its form while others come and go', async () => {
    const at = await panel(await roomView({ knocking: [complete('a', 'Anna'), complete('c', 'Clara')] }));
    const clara = at.get('[data-knock=c] knocker-card');
    at.get('#refuse-c').click();
    await settled(at.element);
    at.get<HTMLTextAreaElement>('#reason-c').value = 'Angefangen';
    at.element.room = await roomView({ knocking: [complete('c', 'Clara'), complete('d', 'Dora')] });
    await settled(at.element);
    expect(at.get('[data-knock=c] knocker-card')).toBe(clara);
    expect(at.get<HTMLTextAreaElement>('#reason-c').value).toBe('Angefangen');
  });

  test('the keyboard stays in the column when the card under it is gone', async () => {
    const at = await panel(await roomView({ knocking: [complete('a', 'Anna')] }));
    at.get('#admit-a').focus();
    at.element.room = await roomView();
    await settled(at.element);
    expect(document.activeElement).toBe(at.get('#waiting-title'));
  });
});

describe('keys', () => {
  test('e lets the first complete one in, a all of them, t turns the sound, ? shows the keys', async () => {
    const at = await panel(
      await roomView({ knocking: [incomplete(LACKS), complete('c', 'Clara'), complete('d', 'Dora')] }),
    );
    at.element.focus();
    press('e');
    press('a');
    press('t');
    expect(at.news()).toEqual([
      { kind: 'admit', id: 'c', reason: null },
      { kind: 'admitAllComplete' },
      { kind: 'sound', sound: 'muted' },
    ]);
    press('?');
    await settled(at.element);
    expect(at.get<HTMLDetailsElement>('#keys').open).toBe(true);
    press('?');
    await settled(at.element);
    expect(at.get<HTMLDetailsElement>('#keys').open).toBe(false);
  });

  test('? works also after somebody opened the keys with the mouse', async () => {
    const at = await panel(await roomView());
    at.get('#keys summary').click();
    await expect.poll(() => at.element.showsKeys).toBe(true);
    press('?', at.element);
    await settled(at.element);
    expect(at.get<HTMLDetailsElement>('#keys').open).toBe(false);
  });

  test.each([
    ['nobody is complete', [incomplete(LACKS)]],
    ['the only complete one is being admitted already', [knocker({ doing: 'admitting' })]],
    ['nobody knocks', []],
  ] as const)('e and a do nothing where %s', async (_name, knocking) => {
    const at = await panel(await roomView({ knocking }));
    press('e', at.element);
    press('a', at.element);
    expect(at.news()).toEqual([]);
  });

  test('outside of the column they are letters', async () => {
    const at = await panel(await roomView({ knocking: [knocker()] }));
    for (const key of ['e', 'a', 't', '?']) press(key, document.body);
    expect(at.news()).toEqual([]);
  });

  test('while typing they are letters, and with another key held they are the browser’s', async () => {
    const at = await panel(await groupWaits());
    for (const key of ['e', 'a', 't', '?']) press(key, at.get('#note-all'));
    for (const held of ['ctrlKey', 'metaKey', 'altKey', 'repeat']) {
      at.element.dispatchEvent(new KeyboardEvent('keydown', { key: 'e', bubbles: true, [held]: true }));
    }
    press('E', at.element);
    press('x', at.element);
    expect(at.news()).toEqual([]);
    expect(at.element.showsKeys).toBe(false);
  });
});

describe('around it', () => {
  test('the sound says how it is and is turned', async () => {
    const { button, news } = await panel(await conversation());
    button('Ton: aus').click();
    expect(news()).toEqual([{ kind: 'sound', sound: 'on' }]);
  });

  test('those of the next appointment are told that it takes longer', async () => {
    const at = await panel(await conversation());
    expect(at.words()).toContain('Dort wartet schon eine Person.');
    at.button('Ausrichten: noch im Gespräch').click();
    expect(at.news()).toEqual([{ kind: 'tellNext' }]);
    const next = { appointment: appointment({ people: [BEN] }), waiting: 2, told: true };
    at.element.room = await conversation({ next });
    await settled(at.element);
    expect(at.words()).toContain('Dort warten schon 2 Personen.');
    expect(at.words()).toContain('Dort steht jetzt, dass Sie noch im Gespräch sind.');
    expect(at.element.querySelector('#tell-next')).toBeNull();
    at.element.room = await conversation({ next: { ...next, waiting: 0 } });
    await settled(at.element);
    expect(at.element.querySelector('#next')).toBeNull();
  });

  test('who joined the group is said with words to read out, until the counsellor closes it; names are text', async () => {
    const at = await panel(await conversation());
    expect(at.element.querySelector('#reminder')).toBeNull();
    at.element.room = await conversation({ reminder: { names: ['Carla', HOSTILE, ''], told: null } });
    await settled(at.element);
    expect(at.get('#reminder-title').textContent).toContain('Neu dabei: Carla, <img src=x');
    expect(at.get('#reminder-title').textContent).toContain('ohne Namen');
    expectOnlyText(at.element);
    expect(at.get('#reminder q').textContent).toBe('Zur Erinnerung für uns alle: Was hier gesagt wird, bleibt hier.');
    expect(at.element.querySelector('#reminder-told')).toBeNull();
    at.button('Ist gesagt').click();
    expect(at.news()).toEqual([{ kind: 'closeReminder' }]);
  });

  test.each([
    [true, 'Es ging auch an die Bildschirme der anderen.'],
    [false, 'Bitte lesen Sie es vor.'],
  ])('whether it stands on the screens of the others (%s)', async (told, words) => {
    const at = await panel(await conversation({ reminder: { names: ['Carla'], told } }));
    expect(at.get('#reminder-told').textContent).toContain(words);
  });

  test('the opening round is there once somebody is in', async () => {
    expect((await panel(await roomView())).element.querySelector('opening-round')).toBeNull();
    expect((await panel(await conversation())).element.querySelector('opening-round')).not.toBeNull();
  });

  test('a further person is invited in the middle of it, as what she is', async () => {
    const { get, news, button } = await panel(await conversation());
    const role = get<HTMLSelectElement>('#room-invite-role');
    expect([...role.options].map(({ value }) => value)).toEqual(['colleague', 'interpreter', 'relative', 'helper']);
    role.value = 'interpreter';
    button('Einladung anlegen').click();
    expect(news()).toEqual([{ kind: 'invite', id: appointment().id, role: 'interpreter', label: '' }]);
  });

  test('has the links of everybody at hand, and no invitation beyond what fits', async () => {
    const people = Array.from({ length: 20 }, (_, index) => ({ ...BEN, id: `${BEN.id}${index}` }));
    const { element } = await panel(await roomView({ appointment: { ...GROUP_APPOINTMENT, people } }));
    expect(element.querySelectorAll('room-invite copy-text')).toHaveLength(20);
    expect(element.querySelector('#room-invite-role')).toBeNull();
  });
});
