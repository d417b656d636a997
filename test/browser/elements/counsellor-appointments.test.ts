import { describe, expect, test } from 'vitest';
import type { DeskContext } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-appointments.ts';
import type { CounsellorAppointments } from '../../../src/elements/counsellor/counsellor-appointments.ts';
import { agenda, ANNA, appointment, DESK_NOW, deskContext, ENDED, MINUTE, WITH_PASSWORD } from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, HOSTILE } from './stage.ts';

async function day(
  appointments = agenda(),
  changes: Partial<DeskContext> = {},
): Promise<OfficeStage<CounsellorAppointments>> {
  const page = { page: 'appointments', appointments };
  return stageOffice<CounsellorAppointments>('counsellor-appointments', { context: deskContext(changes), page });
}

describe('the day', () => {
  test('is in order, with times, lengths, people and what is not plain anyway', async () => {
    const { element } = await day();
    const rows = [...element.querySelectorAll('section:first-of-type .agenda__row')].map((row) =>
      [...row.querySelectorAll('.agenda__when, .agenda__what')]
        .map((cell) => cell.textContent.replace(/\s+/g, ' ').trim())
        .join(' | '),
    );
    expect(rows).toEqual([
      '09:00 Uhr 50 min | Herr Ben Yusuf Beispielberatung · beendet',
      '10:00 Uhr 50 min | Frau Ahrens Beispielberatung · beginnt in 2 min',
      '11:00 Uhr 50 min | Herr Ben Yusuf, Dilek Kaya Beispielberatung',
      '12:00 Uhr 50 min | Clara Beispielberatung · abgesagt',
      '14:00 Uhr 90 min | Frau Ahrens, Herr Ben Yusuf, Clara, Dilek Kaya Elterngruppe',
      '17:00 Uhr 50 min | Ratsuchende Person Beispielberatung',
    ]);
  });

  test('only the next one is marked, and it goes on to the one after when its time is over', async () => {
    const at = await day();
    const marked = (): readonly (string | null)[] =>
      [...at.element.querySelectorAll('.agenda__row--next')].map((row) => row.getAttribute('data-appointment'));
    expect(marked()).toEqual([WITH_PASSWORD.id]);
    at.element.context = deskContext({ now: DESK_NOW + 53 * MINUTE });
    await settled(at.element);
    expect(marked()).toHaveLength(1);
    expect(marked()).not.toEqual([WITH_PASSWORD.id]);
  });

  test('what is to come has its day, what was is folded', async () => {
    const { words, get, element } = await day();
    expect(words()).toContain('Di., 24. Nov. 2026');
    expect(get<HTMLDetailsElement>('#past').open).toBe(false);
    expect(element.querySelectorAll('#past .agenda__row')).toHaveLength(2);
  });

  test('a day without anything says so', async () => {
    const { words, element } = await day([]);
    expect(words()).toContain('Heute ist kein Termin.');
    expect(words()).toContain('Es ist noch nichts geplant.');
    expect(element.querySelector('#past')).toBeNull();
  });

  test('a service that is gone is called by its id, a hostile label is text', async () => {
    const { words, element } = await day([
      appointment({ service: 'aufgeloest', people: [{ ...ANNA, label: HOSTILE }] }),
    ]);
    expect(words()).toContain('aufgeloest');
    expectOnlyText(element);
  });
});

describe('from here', () => {
  test('to a new one, to the invitations of one and into its room', async () => {
    const { get, news } = await day();
    get('#new-appointment').click();
    const [invitations, room] = get(`[data-appointment="${WITH_PASSWORD.id}"]`).querySelectorAll('button');
    expect(invitations?.getAttribute('aria-label')).toBe('Einladungen: 10:00 Uhr, Frau Ahrens');
    expect(room?.getAttribute('aria-label')).toBe('Raum öffnen: 10:00 Uhr, Frau Ahrens');
    invitations?.click();
    room?.click();
    expect(news()).toEqual([
      { kind: 'go', to: 'newAppointment' },
      { kind: 'showAppointment', id: WITH_PASSWORD.id },
      { kind: 'prepare', id: WITH_PASSWORD.id },
    ]);
  });

  test.each([
    ['in a week: on its own page only', 7 * 24 * 60, 1],
    ['tomorrow', 16 * 60, 1],
    ['later today', 14 * 60 - 1, 2],
    ['at ten past midnight, ten minutes before that day', 10, 2, Date.UTC(2026, 10, 23, 22, 55)],
  ])('the room is offered from the day itself, or when it is near: %s', async (_, minutes, buttons, now = DESK_NOW) => {
    const one = appointment({ startsAt: now + minutes * MINUTE });
    const { get } = await day([one], { now });
    expect(get(`[data-appointment="${one.id}"]`).querySelectorAll('button')).toHaveLength(buttons);
  });

  test('no way into a room that has ended', async () => {
    const { get } = await day();
    expect(get(`[data-appointment="${ENDED.id}"]`).querySelectorAll('button')).toHaveLength(1);
  });
});

describe('what has to be known first', () => {
  test('the key is only in this browser yet', async () => {
    const { get, news } = await day([], { isKeySaved: false });
    get('#key-reminder #save-key').click();
    expect(news()).toEqual([{ kind: 'saveKeyFile' }]);
  });

  test.each([
    ['absent', 'Dieser Server hat keine Ablage.'],
    ['unreachable', 'Die Ablage antwortet gerade nicht.'],
  ] as const)('the mailbox is %s', async (mailbox, expected) => {
    expect((await day([], { mailbox })).words()).toContain(expected);
  });

  test.each(['well', 'unknown'] as const)('nothing, where the key is saved and the mailbox is %s', async (mailbox) => {
    const { element } = await day([], { mailbox });
    expect(element.querySelector('.panel')).toBeNull();
  });
});
