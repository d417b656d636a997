import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../src/appointment/appointment.ts';
import type { DeskContext, NoteView } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-appointment.ts';
import type { CounsellorAppointment } from '../../../src/elements/counsellor/counsellor-appointment.ts';
import { fixtureService } from '../../fixtures/context.ts';
import {
  ANNA,
  appointment,
  BEN,
  CANCELLED,
  deskContext,
  ENDED,
  GROUP_APPOINTMENT,
  invitationsOf,
  WITH_PASSWORD,
} from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, fill, HOSTILE } from './stage.ts';

type At = OfficeStage<CounsellorAppointment>;

async function shown(
  one: Appointment,
  notes: readonly NoteView[] = [],
  changes: Partial<DeskContext> = {},
): Promise<At> {
  const page = {
    page: 'appointment',
    appointment: one,
    service: await fixtureService(),
    invitations: invitationsOf(one),
    papers: [],
    notes,
  };
  return stageOffice<CounsellorAppointment>('counsellor-appointment', { context: deskContext(changes), page });
}

function set(at: At, id: string, value: string): void {
  fill(at.get<HTMLInputElement>(`#${id}`), value);
}

async function move(at: At, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) set(at, `move-${name}`, value);
  at.get('#move form button').click();
  await settled(at.element);
}

describe('the room', () => {
  test('of today: opened without further words', async () => {
    const at = await shown(appointment());
    expect(at.get('#prepare').textContent.trim()).toBe('Raum öffnen');
    expect(at.element.querySelector('#early')).toBeNull();
  });

  test('weeks ahead: opened by somebody who means it, and it says when it would be time', async () => {
    const one = appointment({ startsAt: appointment().startsAt + 14 * 24 * 60 * 60_000 });
    const at = await shown(one);
    expect(at.get('#prepare').textContent.trim()).toBe('Raum schon jetzt öffnen');
    expect(at.get('#prepare').getAttribute('aria-describedby')).toBe('early');
    expect(at.get('#early').textContent).toContain('erst am Mo., 7. Dez. 2026');
    at.get('#prepare').click();
    expect(at.news()).toEqual([{ kind: 'prepare', id: one.id }]);
  });
});

describe('the facts', () => {
  test('of a group with a password', async () => {
    const { words, get, element } = await shown(GROUP_APPOINTMENT);
    expect(get('h1').textContent).toBe('Montag, 23. November 2026, 14:00 Uhr');
    for (const fact of ['90 Minuten', 'geplant', 'Bedingung für das Gespräch', 'm4vdp9hz']) {
      expect(words()).toContain(fact);
    }
    expect(element.querySelectorAll('invitation-card')).toHaveLength(4);
  });

  test.each([
    [appointment(), 'beginnt in 2 min'],
    [ENDED, 'beendet'],
    [CANCELLED, 'abgesagt'],
    [appointment({ startsAt: ENDED.startsAt + 3_600_000 - 120_000 }), 'jetzt'],
    [appointment({ startsAt: ENDED.startsAt }), 'Zeit ist um, noch nicht beendet'],
  ])('where it stands', async (one, state) => {
    const { get, element } = await shown(one);
    expect(get('#state').textContent).toBe(state);
    expect(element.querySelector('#password')).toBeNull();
  });

  test('a hostile label is text', async () => {
    const { element } = await shown(appointment({ people: [{ ...ANNA, label: HOSTILE }] }));
    expectOnlyText(element);
  });

  test.each([
    ['#prepare', { kind: 'prepare', id: WITH_PASSWORD.id }],
    ['#back', { kind: 'go', to: 'appointments' }],
  ])('%s', async (selector, wish) => {
    const { get, news } = await shown(WITH_PASSWORD);
    get(selector).click();
    expect(news()).toEqual([wish]);
  });

  test.each([ENDED, CANCELLED])('nothing can be changed or opened that is over: $state', async (one) => {
    const { element } = await shown(one);
    expect(element.querySelector('#prepare, #invite, #move, #cancel')).toBeNull();
  });
});

describe('one more person', () => {
  test('in a single talk in any role but that of the client', async () => {
    const at = await shown(appointment());
    expect([...at.get<HTMLSelectElement>('#invite-role').options].map(({ value }) => value)).toEqual([
      'colleague',
      'interpreter',
      'relative',
      'helper',
    ]);
    set(at, 'invite-role', 'interpreter');
    set(at, 'invite-label', 'Dilek');
    at.get('#invite form button').click();
    expect(at.news()).toEqual([{ kind: 'invite', id: appointment().id, role: 'interpreter', label: 'Dilek' }]);
  });

  test('in a group also as a client, but no twenty-first', async () => {
    const group = await shown(GROUP_APPOINTMENT);
    expect(group.get<HTMLSelectElement>('#invite-role').value).toBe('client');
    const people = Array.from({ length: 20 }, (_, index) => ({ ...BEN, id: `${BEN.id}${index}` }));
    expect((await shown({ ...GROUP_APPOINTMENT, people })).element.querySelector('#invite')).toBeNull();
  });
});

describe('another time', () => {
  test('is taken over by the clock of the office', async () => {
    const at = await shown(appointment());
    expect(at.get<HTMLInputElement>('#move-time').value).toBe('10:00');
    await move(at, { day: '2026-11-24', time: '09:30', minutes: '45' });
    expect(at.news()).toEqual([
      { kind: 'change', id: appointment().id, startsAt: Date.UTC(2026, 10, 24, 8, 30), minutes: 45 },
    ]);
  });

  test('earlier today is possible: it is written down while they wait', async () => {
    const at = await shown(appointment());
    await move(at, { time: '09:00' });
    expect(at.news()).toMatchObject([{ kind: 'change', startsAt: Date.UTC(2026, 10, 23, 8) }]);
  });

  test.each<[Record<string, string>, focus: string, words: string]>([
    [{ day: '' }, 'move-day', 'Geben Sie Tag und Uhrzeit an.'],
    [{ time: '' }, 'move-day', 'Geben Sie Tag und Uhrzeit an.'],
    [{ day: '2026-11-20' }, 'move-day', 'Dieser Tag ist vorbei.'],
    [{ day: '2031-11-20' }, 'move-day', 'Stimmt das Jahr?'],
    [{ minutes: '0' }, 'move-minutes', 'Die Dauer liegt zwischen 5 und 480 Minuten.'],
    [{ time: '09:00', minutes: '999' }, 'move-minutes', 'Die Dauer liegt zwischen 5 und 480 Minuten.'],
  ])('%j is not taken', async (fields, focus, words) => {
    const at = await shown(appointment());
    at.get<HTMLDetailsElement>('#move').open = true;
    await move(at, fields);
    expect(at.news()).toEqual([]);
    expect(at.words()).toContain(words);
    expect(document.activeElement?.id).toBe(focus);
    expect(at.get(`#${focus}`).getAttribute('aria-describedby')).toContain(`${focus}-problem`);
  });
});

test('to call it off is asked first', async () => {
  const { get, news } = await shown(appointment());
  get('#cancel').click();
  get('#cancel-no').click();
  expect(news()).toEqual([]);
  get('#cancel').click();
  get('#cancel-yes').click();
  expect(news()).toEqual([{ kind: 'cancel', id: appointment().id }]);
});

test('what was recorded without a receipt stands with the appointment, as text', async () => {
  const event = {
    id: 'n',
    at: Date.UTC(2026, 10, 23, 9),
    by: 'Frau Sommer',
    kind: 'admitted',
    reason: HOSTILE,
  } as const;
  const at = await shown(appointment(), [{ name: HOSTILE, event }]);
  expect(at.get('#notes').textContent).toContain(`Eingelassen, obwohl etwas fehlte: „${HOSTILE}“`);
  expectOnlyText(at.element);
});

test('where nothing was recorded, nothing is said about it', async () => {
  expect((await shown(appointment())).element.querySelector('#notes')).toBeNull();
});

describe('a change', () => {
  const SEEN = ['sieht die neue Zeit sofort', 'Alle Links dieses Termins sagen dann'] as const;
  const UNSEEN = ['erfährt niemand von selbst davon', 'sagen die Links dieses Termins nichts davon'] as const;

  test.each([
    ['well', SEEN, UNSEEN],
    ['absent', UNSEEN, SEEN],
  ] as const)('is said to reach those whom it reaches, where the mailbox is %s', async (mailbox, told, untold) => {
    const { element } = await shown(appointment(), [], { mailbox });
    for (const words of told) expect(element.textContent).toContain(words);
    for (const words of untold) expect(element.textContent).not.toContain(words);
  });
});
