import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../src/appointment/appointment.ts';
import type { AppointmentDraft } from '../../../src/appointment/draft.ts';
import type { DeskContext } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-new-appointment.ts';
import type { CounsellorNewAppointment } from '../../../src/elements/counsellor/counsellor-new-appointment.ts';
import { DESK_NOW, deskContext, GROUP_APPOINTMENT, MINUTE } from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { expectOnlyText, fill, HOSTILE, violations } from './stage.ts';

type At = OfficeStage<CounsellorNewAppointment>;

async function form(template: Appointment | null = null, changes: Partial<DeskContext> = {}): Promise<At> {
  const page = { page: 'newAppointment', template };
  return stageOffice<CounsellorNewAppointment>('counsellor-new-appointment', { context: deskContext(changes), page });
}

async function set(at: At, id: string, value: string): Promise<void> {
  fill(at.get<HTMLInputElement>(`#${id}`), value);
  await settled(at.element);
}

async function click(at: At, id: string): Promise<void> {
  at.get(`#${id}`).click();
  await settled(at.element);
}

async function create(at: At): Promise<AppointmentDraft | undefined> {
  await click(at, 'create');
  const wish = at.news().find(({ kind }) => kind === 'create');
  return wish?.kind === 'create' ? wish.draft : undefined;
}

const problems = (at: At): readonly string[] =>
  [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);

describe('an ordinary appointment', () => {
  test('takes one press: everything has the answer of the profile already', async () => {
    const at = await form();
    expect(await create(at)).toEqual({
      service: 'beispiel',
      type: 'single',
      startsAt: DESK_NOW + 2 * MINUTE,
      minutes: 50,
      e2ee: 'preferred',
      password: null,
      people: [{ role: 'client', label: '' }],
      repeat: null,
    });
  });

  test('is made of what was filled in', async () => {
    const at = await form();
    await set(at, 'day', '2026-12-24');
    await set(at, 'time', '08:15');
    await set(at, 'minutes', '30');
    await set(at, 'person-0-label', 'Frau Ahrens');
    await click(at, 'add-person');
    await set(at, 'person-1-role', 'relative');
    await click(at, 'e2ee-required');
    await click(at, 'with-password');
    const draft = await create(at);
    expect(draft).toMatchObject({
      startsAt: Date.UTC(2026, 11, 24, 7, 15),
      minutes: 30,
      e2ee: 'required',
      people: [
        { role: 'client', label: 'Frau Ahrens' },
        { role: 'relative', label: '' },
      ],
    });
    expect(draft?.password?.length).toBeGreaterThanOrEqual(8);
  });

  test('takes people and times of another as a proposal', async () => {
    const at = await form(GROUP_APPOINTMENT);
    expect(at.get<HTMLSelectElement>('#service').value).toBe('gruppe');
    expect(at.get<HTMLInputElement>('#minutes').value).toBe('90');
    const draft = await create(at);
    expect(draft?.people).toEqual(GROUP_APPOINTMENT.people.map(({ role, label }) => ({ role, label })));
    expect(draft?.password).not.toBe(GROUP_APPOINTMENT.password);
  });

  test('what was typed stays while time goes by', async () => {
    const at = await form();
    at.get<HTMLInputElement>('#time').value = '16:45';
    at.element.context = deskContext({ now: DESK_NOW + 60 * MINUTE });
    await settled(at.element);
    expect(at.get<HTMLInputElement>('#time').value).toBe('16:45');
  });

  test('the way back makes nothing', async () => {
    const at = await form();
    await click(at, 'cancel');
    expect(at.news()).toEqual([{ kind: 'go', to: 'appointments' }]);
  });
});

describe('a series', () => {
  test('is asked for only when it is wanted', async () => {
    const at = await form();
    expect(at.element.querySelector('#times')).toBeNull();
    await click(at, 'series');
    await set(at, 'every-weeks', '2');
    await set(at, 'times', '10');
    expect((await create(at))?.repeat).toEqual({ everyWeeks: 2, times: 10 });
  });

  test('that is too long is not made', async () => {
    const at = await form();
    await click(at, 'series');
    await set(at, 'times', '53');
    expect(await create(at)).toBeUndefined();
    expect(problems(at)).toEqual(['#times']);
    expect(at.words()).toContain('Eine Reihe hat höchstens 52 Termine');
  });
});

describe('what does not fit', () => {
  test.each<[string, string, target: string, words: string]>([
    ['day', '', '#day', 'Geben Sie Tag und Uhrzeit an.'],
    ['time', '', '#day', 'Geben Sie Tag und Uhrzeit an.'],
    ['day', '2026-11-22', '#day', 'Dieser Tag ist vorbei.'],
    ['day', '2036-11-23', '#day', 'Stimmt das Jahr?'],
    ['minutes', '4', '#minutes', 'Die Dauer liegt zwischen 5 und 480 Minuten.'],
    ['minutes', '', '#minutes', 'Die Dauer liegt zwischen 5 und 480 Minuten.'],
    ['person-0-label', 'x'.repeat(61), '#person-0-label', 'Der Name hat höchstens 60 Zeichen.'],
    ['person-0-role', 'helper', '#person-0-label', 'Laden Sie mindestens eine ratsuchende Person ein.'],
  ])('%s "%s"', async (id, value, target, words) => {
    const at = await form();
    await set(at, id, value);
    expect(await create(at)).toBeUndefined();
    expect(problems(at)).toEqual([target]);
    expect(at.words()).toContain(words);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get('error-summary a').click();
    expect(document.activeElement).toBe(at.get(target));
    expect(await violations(at.element)).toEqual([]);
  });

  test('earlier today is a question and no wall: the second press goes on', async () => {
    const at = await form();
    await set(at, 'time', '08:00');
    expect(await create(at)).toBeUndefined();
    expect(at.words()).toContain('Sie können den Termin trotzdem anlegen.');
    expect((await create(at))?.startsAt).toBe(Date.UTC(2026, 10, 23, 7));
  });

  test('a group that becomes a single talk keeps its people and says what is wrong', async () => {
    const at = await form(GROUP_APPOINTMENT);
    await set(at, 'service', 'beispiel');
    expect(at.get<HTMLSelectElement>('#person-1-role').value).toBe('client');
    expect(await create(at)).toBeUndefined();
    expect(at.words()).toContain('In der Einzelberatung ist es genau eine ratsuchende Person.');
  });

  test('no service, no appointment', async () => {
    const at = await form(null, { services: [] });
    expect(await create(at)).toBeUndefined();
    expect(at.wants).toEqual([]);
  });
});

describe('people', () => {
  test('a further row is an interpreter in a single talk and a client in a group', async () => {
    const single = await form();
    await click(single, 'add-person');
    expect(single.get<HTMLSelectElement>('#person-1-role').value).toBe('interpreter');
    expect(single.get<HTMLSelectElement>('#person-1-role').querySelector('[value=client]')).toBeNull();
    const group = await form(GROUP_APPOINTMENT);
    await click(group, 'add-person');
    expect(group.get<HTMLSelectElement>('#person-4-role').value).toBe('client');
  });

  test('to take one away leaves the others as they were, and the keyboard on the page', async () => {
    const at = await form(GROUP_APPOINTMENT);
    const rows = (): readonly HTMLElement[] => [...at.element.querySelectorAll<HTMLElement>('.people__row')];
    const last = rows()[3]?.querySelector<HTMLButtonElement>('button');
    expect(last?.getAttribute('aria-label')).toBe('Person 4 nicht einladen');
    rows()[0]?.querySelector('button')?.click();
    await settled(at.element);
    const labels = rows().map((row) => row.querySelector('input')?.value);
    const roles = rows().map((row) => row.querySelector('select')?.value);
    expect(labels).toEqual(['Herr Ben Yusuf', 'Clara', 'Dilek Kaya']);
    expect(roles).toEqual(['client', 'client', 'interpreter']);
    rows()[2]?.querySelector('button')?.focus();
    rows()[2]?.querySelector('button')?.click();
    await settled(at.element);
    expect(document.activeElement).toBe(at.get('#add-person'));
  });

  test('the only one cannot be taken away, and there are never more than twenty', async () => {
    const at = await form();
    expect(at.element.querySelector('.people__row button')).toBeNull();
    for (let index = 1; index < 20; index += 1) await click(at, 'add-person');
    expect(at.element.querySelectorAll('.people__row')).toHaveLength(20);
    expect(at.element.querySelector('#add-person')).toBeNull();
  });

  test('a hostile name is text', async () => {
    const at = await form(GROUP_APPOINTMENT);
    await set(at, 'person-0-label', HOSTILE);
    expectOnlyText(at.element);
  });
});

describe('protection', () => {
  test('only what the profile leaves open is a question', async () => {
    const at = await form();
    expect(at.element.querySelector('#e2ee-required')).not.toBeNull();
    await set(at, 'service', 'gruppe');
    expect(at.element.querySelector('#e2ee-required, #with-password')).toBeNull();
    expect(at.words()).toContain('nicht vorgesehen');
    expect(at.words()).toContain('Dieses Angebot verlangt ein Passwort.');
    const draft = await create(at);
    expect(draft).toMatchObject({ service: 'gruppe', type: 'group', e2ee: 'off' });
    expect(draft?.password).not.toBeNull();
  });
});
