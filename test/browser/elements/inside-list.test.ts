import { describe, expect, test } from 'vitest';
import type { InsideView, RoomView } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/inside-list.ts';
import type { InsideList } from '../../../src/elements/counsellor/inside-list.ts';
import { ANNA, BEN, CLARA, DESK_NOW, deskContext, DILEK, OLGA } from '../../fixtures/desk.ts';
import { inside, roomView } from '../../fixtures/desk-room.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE } from './stage.ts';

async function list(changes: Partial<RoomView>): Promise<OfficeStage<InsideList>> {
  return stageOffice<InsideList>('inside-list', { context: deskContext(), room: await roomView(changes) });
}

describe('who is in the room', () => {
  test.each<[Partial<InsideView>, string]>([
    [{}, 'Meldet zusätzliche Verschlüsselung'],
    [{ e2eeEnabled: false }, 'Kann zusätzlich verschlüsseln'],
    [{ e2eeEnabled: null }, 'Kann zusätzlich verschlüsseln'],
    [{ e2eeSupported: null }, 'Zusätzliche Verschlüsselung: nicht bekannt'],
    [{ e2eeSupported: false }, 'Kann nicht zusätzlich verschlüsseln'],
    [{ record: null }, 'ohne Nachweis'],
    [{ isIntruder: true }, 'leitet den Raum'],
    [{ hasPledged: false }, 'Verschwiegenheit nicht zugesagt'],
    [{ name: '' }, 'ohne Namen'],
  ])('%j', async (changes, words) => {
    const at = await list({ inside: [inside(changes)] });
    expect(at.words()).toContain('Im Raum: 1');
    expect(at.words()).toContain(words);
  });

  test.each<Partial<InsideView>>([{}, { hasPledged: true }, { hasPledged: null }])(
    'says no more: %j',
    async (changes) => {
      const { words } = await list({ inside: [inside(changes)], expected: [] });
      expect(words()).not.toMatch(/ohne Nachweis|leitet|Verschwiegenheit/);
    },
  );

  test('nobody', async () => {
    expect((await list({ expected: [] })).words()).toContain('Noch ist niemand im Raum');
  });

  test('nobody is taken out by a slip: it is asked with the name, and no does nothing', async () => {
    const at = await list({ inside: [inside(), inside({ id: 'f6', name: 'Ben' })] });
    const remove = at.get('[data-person=f6] button');
    expect(remove.getAttribute('aria-label')).toBe('Ben aus dem Raum entfernen');
    remove.click();
    await settled(at.element);
    expect(at.get<HTMLDialogElement>('dialog').open).toBe(true);
    expect(at.get('#remove-title').textContent).toBe('Ben aus dem Raum entfernen?');
    at.get('#remove-no').click();
    expect(at.news()).toEqual([]);
    remove.click();
    await settled(at.element);
    at.get('#remove-yes').click();
    expect(at.news()).toEqual([{ kind: 'remove', id: 'f6' }]);
  });

  test('a hostile name is text, in the question too', async () => {
    const at = await list({ inside: [inside({ name: HOSTILE })] });
    at.get('.inside button').click();
    await settled(at.element);
    expectOnlyText(at.element);
    expect(at.get('#remove-title').textContent).toContain('<img src=x');
  });
});

test('who is expected, and what their page last said; who is in is not expected', async () => {
  const at = await list({
    inside: [inside()],
    expected: [
      { person: ANNA, stage: 'room', seen: DESK_NOW },
      { person: BEN, stage: 'unknown', seen: null },
      { person: CLARA, stage: 'waiting', seen: DESK_NOW },
      { person: DILEK, stage: 'lobby', seen: DESK_NOW },
      { person: OLGA, stage: 'left', seen: DESK_NOW },
      { person: { ...ANNA, label: '' }, stage: 'withdrawn', seen: DESK_NOW },
    ],
  });
  const rows = [...at.element.querySelectorAll('#expected li')].map((row) =>
    row.textContent.replace(/\s+/g, ' ').trim(),
  );
  expect(rows).toEqual([
    'Herr Ben Yusuf: hat den Link noch nicht geöffnet',
    'Clara: wartet vor dem Raum, 09:58 Uhr',
    'Dilek Kaya: im Warteraum, 09:58 Uhr',
    'Olga Petrowa: gegangen, 09:58 Uhr',
    'Ratsuchende Person: hat widerrufen, 09:58 Uhr',
  ]);
});
