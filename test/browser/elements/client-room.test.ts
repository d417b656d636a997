import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ClientRoom } from '../../../src/elements/client/client-room.ts';
import '../../../src/elements/client/client-room.ts';
import type { E2eeReport } from '../../../src/jitsi/plugin-port.ts';
import type { CounsellorWord } from '../../../src/visit/counsellor-word.ts';
import type { MeetingPhase } from '../../../src/visit/meeting-phase.ts';
import { BEFORE_MEETING } from '../../../src/visit/meeting-phase.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { expectOnlyText, HOSTILE, stage, violations, type Stage } from './stage.ts';

const IN: Partial<MeetingPhase> = { stage: 'in', people: 2 };
const REQUIRED: ContextOptions = { profile: { e2ee: { mode: 'required', encodedTransform: false } } };
const OFF: ContextOptions = { profile: { e2ee: { mode: 'off', encodedTransform: false } } };
const TASK: ContextOptions = {
  profile: {
    purposes: [
      {
        id: 'participation',
        title: 'purpose.participation',
        legalBasis: '6-1-e',
        nationalLaw: '§ 3 NDSG',
        need: 'required',
        statement: 'ack.publicTask',
      },
    ],
    specialCategories: false,
    rights: ['15', '21', 'complaint'],
  },
};

async function room(phase: Partial<MeetingPhase> = {}, options: ContextOptions = {}): Promise<Stage<ClientRoom>> {
  const context = await contextAt('waiting', { changes: { checkCode: 'K7F2QX' }, ...options });
  const staged = await stage<ClientRoom>('client-room', { context, meeting: { ...BEFORE_MEETING, ...phase } });
  document.querySelector('main')?.classList.add('page--wide');
  await settled(staged);
  return staged;
}

async function settled(at: Stage<ClientRoom>): Promise<void> {
  for (let depth = 0; depth < 3; depth += 1) await at.element.updateComplete;
}

async function turn(at: Stage<ClientRoom>, phase: Partial<MeetingPhase>): Promise<void> {
  at.element.meeting = { ...at.element.meeting, ...phase };
  await settled(at);
}

afterEach(async () => {
  document.querySelector('main')?.remove();
  await page.viewport(1280, 800);
});

describe('the place of the frame', () => {
  test('is handed up once, on the page, with a title for the frame', async () => {
    const at = await room();
    const place = at.get('.room__frame');
    expect(at.wishes).toStrictEqual([{ kind: 'frameReady', place, title: 'Videoberatung' }]);
    expect(place.isConnected).toBe(true);
    expect(place.getBoundingClientRect().height).toBeGreaterThan(300);
  });

  test('is neither moved, emptied nor made anew by any stage, trouble, alarm or language', async () => {
    const at = await room();
    const place = at.get('.room__frame');
    const frame = document.createElement('iframe');
    frame.srcdoc = '<p>meeting</p>';
    place.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    let loads = 0;
    frame.addEventListener('load', () => (loads += 1));
    for (const phase of [
      { stage: 'lobby' },
      { stage: 'password', wrongPassword: true },
      { stage: 'name' },
      { stage: 'waitingForCounsellor' },
      { stage: 'in', people: 2, recording: true, trouble: 'SERVER_UNREACHABLE', deviceTrouble: ['camera'] },
      { recording: false, trouble: null, deviceTrouble: [], e2ee: { state: 'reportedByAll' } },
      { stage: 'leaving' },
    ] as const) {
      await turn(at, phase);
    }
    at.element.context = { ...at.element.context, language: 'en' };
    await settled(at);
    expect(at.get('.room__frame')).toBe(place);
    expect(place.firstElementChild).toBe(frame);
    expect(loads).toBe(0);
    expect(at.wishes.filter(({ kind }) => kind === 'frameReady')).toHaveLength(1);
  });
});

describe('on the way in', () => {
  test.each<[MeetingPhase['stage'], string, string]>([
    ['connecting', 'Wir verbinden Sie', 'Sie müssen nichts tun.'],
    ['lobby', 'Sie sind im Warteraum', 'sieht, dass Sie da sind'],
    ['waitingForCounsellor', 'Das Gespräch hat noch nicht begonnen', 'noch nicht da'],
    ['name', 'Der Videodienst fragt nach einem Namen', 'Geben Sie unten den Namen ein'],
    ['leaving', 'Wir legen auf', 'gehen gleich aus'],
  ])('%s is said on screen, in the title and to screen readers', async (name, title, words) => {
    const at = await room();
    const status = at.get('#room-status');
    await turn(at, { stage: name });
    expect(at.get('h1').textContent).toBe(title);
    expect(at.get('.room__words').textContent).toContain(words);
    expect(document.title).toContain(title);
    expect(status.textContent).toContain(title);
    expect(at.get('#room-status')).toBe(status);
  });

  test('the heading has the focus first', async () => {
    const at = await room();
    expect(document.activeElement).toBe(at.get('h1'));
  });

  test('a long way in says what the browser may be waiting for', async () => {
    const at = await room({ takingLong: true });
    expect(at.get('.room__words').textContent).toContain('Vielleicht fragt Ihr Browser nach Kamera und Mikrofon.');
  });

  test('the code is there while somebody decides, and not in the room', async () => {
    const at = await room({ stage: 'lobby' });
    expect(at.get('.code').textContent).toBe('K7F 2QX');
    await turn(at, IN);
    expect(at.element.querySelector('.code')).toBeNull();
  });

  test('without a personal link there is none', async () => {
    const at = await room({ stage: 'lobby' }, { changes: { checkCode: null } });
    expect(at.words()).not.toContain('Kennzeichen');
  });
});

describe('the password', () => {
  test('takes the focus, may be pasted and shown, and is sent by Enter', async () => {
    const at = await room({ stage: 'password' });
    const field = at.get<HTMLInputElement>('#room-password');
    expect(document.activeElement).toBe(field);
    expect(field.type).toBe('password');
    const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
    expect(field.dispatchEvent(paste)).toBe(true);
    at.get('#show-password').click();
    await settled(at);
    expect(field.type).toBe('text');
    expect(at.get('#show-password').getAttribute('aria-pressed')).toBe('true');
    field.focus();
    await userEvent.keyboard('Sonnenblume 7{Enter}');
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'password', password: 'Sonnenblume 7' });
    expect(at.get('room-password [role="status"]').textContent).toContain('Wir prüfen das Passwort.');
  });

  test('a wrong one is said, every time anew, and what was typed stays', async () => {
    const at = await room({ stage: 'password' });
    const field = at.get<HTMLInputElement>('#room-password');
    for (const attempt of ['falsch', 'wieder falsch']) {
      field.value = attempt;
      at.button('Weiter').click();
      await settled(at);
      expect(at.element.querySelector('#room-password-problem')).toBeNull();
      await turn(at, { stage: 'password', wrongPassword: true });
      expect(at.get('#room-password-problem').textContent).toContain('Dieses Passwort passt nicht.');
      expect(at.get('room-password [role="status"]').textContent).toContain('passt nicht');
      expect(field.getAttribute('aria-describedby')).toBe('room-password-problem');
      expect(field.value).toBe(attempt);
    }
  });

  test('an empty one is not sent', async () => {
    const at = await room({ stage: 'password' });
    at.button('Weiter').click();
    await settled(at);
    expect(at.wishes.filter(({ kind }) => kind === 'password')).toStrictEqual([]);
    expect(at.get('#room-password-problem').textContent).toBe('Geben Sie das Passwort ein.');
  });
});

describe('how private the line is', () => {
  test.each<[string, E2eeReport, string, string, string]>([
    ['unknown', { state: 'unknown' }, 'unknown', 'nicht bekannt', 'meldet uns nicht'],
    ['off', { state: 'off' }, 'no', ': aus', 'kann die zusätzliche Verschlüsselung'],
    ['requested', { state: 'requested' }, 'going', 'angefordert', 'noch nicht von allen Geräten'],
    ['reported by all', { state: 'reportedByAll' }, 'yes', 'von allen Geräten gemeldet', '15 Sekunden'],
    [
      'impossible here',
      { state: 'impossible', self: true, names: [] },
      'no',
      'nicht möglich',
      'Ihr Browser kann sie nicht.',
    ],
    ['impossible there', { state: 'impossible', self: false, names: [''] }, 'no', 'nicht möglich', 'Ein anderes Gerät'],
    [
      'impossible for Bo',
      { state: 'impossible', self: false, names: ['Bo'] },
      'no',
      'nicht möglich',
      'kann sie nicht: Bo.',
    ],
  ])('%s: shape, word and reason, also for screen readers', async (_name, e2ee, shape, state, reason) => {
    const at = await room(IN);
    await turn(at, { e2ee });
    expect(at.get('#e2ee .status').className).toBe(`status status--${shape}`);
    expect(at.get('#e2ee summary').textContent).toContain(state);
    expect(at.get('#e2ee p').textContent).toContain(reason);
    expect(at.get('#room-status').textContent).toContain(state);
    expect(at.words()).not.toMatch(/sichere Verbindung|ist sicher|Ihre Verbindung ist Ende/i);
  });

  test('only one state ever has the shape of a yes', async () => {
    const states: readonly E2eeReport[] = [
      { state: 'unknown' },
      { state: 'off' },
      { state: 'requested' },
      { state: 'impossible', self: false, names: [] },
    ];
    const at = await room(IN);
    for (const e2ee of states) {
      await turn(at, { e2ee });
      expect(at.element.querySelector('.status--yes')).toBeNull();
    }
  });

  test('the reason opens in place, by keyboard', async () => {
    const at = await room(IN);
    at.get('#e2ee summary').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.get<HTMLDetailsElement>('#e2ee').open).toBe(true);
  });

  test('where the service does without, nobody is told that it can be switched on', async () => {
    const at = await room({ ...IN, e2ee: { state: 'off' } }, OFF);
    expect(at.get('#e2ee p').textContent).toContain('In diesem Angebot nutzen wir sie nicht.');
  });

  test('a service that requires it asks to wait until all devices report it', async () => {
    const at = await room(IN, REQUIRED);
    for (const e2ee of [
      { state: 'unknown' },
      { state: 'requested' },
      { state: 'impossible', self: false, names: [] },
    ] as const) {
      await turn(at, { e2ee });
      expect(at.get('#not-yet').textContent).toContain('Beginnen Sie noch nicht');
      expect(at.get('#room-status').textContent).toContain('Beginnen Sie noch nicht');
    }
    await turn(at, { e2ee: { state: 'reportedByAll' } });
    expect(at.element.querySelector('#not-yet')).toBeNull();
  });

  test('one that prefers it does not', async () => {
    const at = await room(IN);
    expect(at.element.querySelector('#not-yet')).toBeNull();
  });

  test('names of others stay text', async () => {
    const at = await room({ ...IN, e2ee: { state: 'impossible', self: false, names: [HOSTILE] } });
    expect(at.get('#e2ee p').textContent).toContain('img src=x');
    expectOnlyText(at.element);
  });
});

describe('what goes wrong in the room', () => {
  test('a recording raises the alarm until it stops; unknown is no alarm', async () => {
    const at = await room(IN);
    const alarm = at.get('#alarm');
    expect(alarm.getAttribute('role')).toBe('alert');
    expect(alarm.textContent.trim()).toBe('');
    await turn(at, { recording: true });
    expect(alarm.textContent).toContain('Jemand zeichnet auf. Das ist nicht erlaubt.');
    await turn(at, { recording: 'lost' });
    expect(alarm.textContent).toContain('Ob es noch geschieht, wissen wir nicht.');
    await turn(at, { recording: false });
    expect(alarm.textContent.trim()).toBe('');
  });

  test.each<[string, Partial<MeetingPhase>, string]>([
    ['a bad line', { trouble: 'SERVER_UNREACHABLE' }, 'Die Verbindung ist gerade schlecht.'],
    ['no camera', { deviceTrouble: ['camera'] }, 'Ihre Kamera lässt sich gerade nicht öffnen.'],
    ['no microphone', { deviceTrouble: ['microphone'] }, 'Ihr Mikrofon lässt sich gerade nicht öffnen.'],
  ])('%s is said on screen and to screen readers, and taken back', async (_name, trouble, words) => {
    const at = await room(IN);
    expect(at.element.querySelector('.room__notice')).toBeNull();
    await turn(at, trouble);
    expect(at.get('.room__notice').textContent).toContain(words);
    expect(at.get('#room-status').textContent).toContain(words);
    await turn(at, { trouble: null, deviceTrouble: [] });
    expect(at.element.querySelector('.room__notice')).toBeNull();
  });
});

describe('the bar', () => {
  test('has the ban, the phone, the people, and the ways out', async () => {
    const at = await room(IN);
    expect(at.get('#bar-more').textContent).toContain('Niemand darf aufzeichnen.');
    expect(at.get('#bar-more .phone').getAttribute('href')).toBe('tel:012345671');
    expect(at.get('#people-count').textContent).toContain('2 Geräte im Gespräch');
    at.get('#leave').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'leave' });
  });

  test('says who is alone, and nothing before anybody is counted', async () => {
    const at = await room({ stage: 'in', people: 1 });
    expect(at.get('#people-count').textContent).toContain('Noch sind Sie allein im Raum.');
    await turn(at, { people: 0 });
    expect(at.element.querySelector('#people-count')).toBeNull();
  });

  test('is one line on a desk, and on a phone two, with the rest behind a button', async () => {
    const at = await room(IN);
    expect(at.get('room-bar').getBoundingClientRect().height).toBeLessThan(80);
    expect(getComputedStyle(at.get('#bar-toggle')).display).toBe('none');
    // Fonts are the device's own, and some are wide.
    document.body.style.letterSpacing = '0.08em';
    expect(at.get('room-bar').getBoundingClientRect().height).toBeLessThan(80);
    document.body.style.letterSpacing = '';
    await page.viewport(390, 844);
    expect(at.get('room-bar').getBoundingClientRect().height).toBeLessThan(130);
    expect(getComputedStyle(at.get('#bar-more')).display).toBe('none');
    at.get('#bar-toggle').click();
    await settled(at);
    expect(at.get('#bar-toggle').getAttribute('aria-expanded')).toBe('true');
    expect(at.get('#withdraw').getBoundingClientRect().height).toBeGreaterThan(40);
    expect(at.get('#leave').getBoundingClientRect().height).toBeGreaterThan(40);
  });

  test('fits into 320 px without a scroll bar', async () => {
    await page.viewport(320, 640);
    const at = await room({ ...IN, e2ee: { state: 'reportedByAll' } });
    at.get('#bar-toggle').click();
    await settled(at);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });

  test('is reached without crossing the frame, from before and from behind it', async () => {
    const at = await room(IN);
    at.get('#before-frame').click();
    expect(document.activeElement).toBe(at.get('#after-frame'));
    expect(at.get('#after-frame').getBoundingClientRect().height).toBeGreaterThan(20);
    const hash = location.hash;
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(at.get('#room-bar'));
    expect(location.hash).toBe(hash);
  });
});

describe('withdrawing', () => {
  test('is one action and its confirmation, with what it means; the question has the focus, not the yes', async () => {
    const at = await room(IN);
    at.get('#withdraw').focus();
    await userEvent.keyboard('{Enter}');
    const dialog = at.get<HTMLDialogElement>('#withdraw-dialog');
    expect(dialog.open).toBe(true);
    expect(dialog.matches(':modal')).toBe(true);
    expect(document.activeElement).toBe(at.get('#withdraw-title'));
    expect(dialog.textContent).toContain('Erklärung de:withdrawal.effect.');
    expect(dialog.textContent).toContain('Erklärung de:withdrawal.continues.');
    expect(at.element.querySelector('#withdraw-dialog input, #withdraw-dialog textarea')).toBeNull();
    at.get('#withdraw-yes').click();
    expect(dialog.open).toBe(false);
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'withdraw' });
  });

  test.each([
    ['no', async (at: Stage<ClientRoom>) => at.get('#withdraw-no').click()],
    ['Escape', async () => userEvent.keyboard('{Escape}')],
  ])('%s changes nothing and gives the focus back', async (_name, answer) => {
    const at = await room(IN);
    at.get('#withdraw').focus();
    at.get('#withdraw').click();
    await answer(at);
    expect(at.get<HTMLDialogElement>('#withdraw-dialog').open).toBe(false);
    expect(at.wishes.filter(({ kind }) => kind === 'withdraw')).toStrictEqual([]);
    expect(document.activeElement).toBe(at.get('#withdraw'));
  });

  test('no weighs as much as yes', async () => {
    const at = await room(IN);
    at.get('#withdraw').click();
    const [yes, no] = [getComputedStyle(at.get('#withdraw-yes')), getComputedStyle(at.get('#withdraw-no'))];
    for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight'] as const) {
      expect(no[key]).toBe(yes[key]);
    }
  });

  test('is not offered where nothing rests on consent', async () => {
    const at = await room(IN, TASK);
    expect(at.element.querySelector('#withdraw')).toBeNull();
  });
});

test.each<[string, Partial<MeetingPhase>]>([
  ['connecting', {}],
  ['the lobby', { stage: 'lobby' }],
  ['a wrong password', { stage: 'password', wrongPassword: true }],
  [
    'the room with everything wrong',
    { ...IN, recording: true, trouble: 'SERVER_UNREACHABLE', deviceTrouble: ['camera', 'microphone'] },
  ],
])('axe finds nothing wrong: %s', async (_name, phase) => {
  const at = await room(phase);
  expect(await violations(at.element)).toStrictEqual([]);
});

describe('what the counsellor says', () => {
  const DESK: CounsellorWord = {
    door: 'opened',
    notes: [],
    refusal: null,
    question: null,
    answer: null,
    startsAt: null,
    joined: null,
    undelivered: null,
  };
  const ASKED = { id: 'q1', at: 0, role: 'interpreter', name: HOSTILE } as const;
  const said = async (at: Stage<ClientRoom>, desk: Partial<CounsellorWord>): Promise<void> => {
    at.element.context = { ...at.element.context, desk: { ...DESK, ...desk } };
    await settled(at);
  };

  test('in the lobby, with the time; in the room it is not in the way', async () => {
    const at = await room({ stage: 'lobby' });
    await said(at, { notes: [{ at: Date.parse('2026-11-22T10:00:00+01:00'), text: 'Gleich bin ich da' }] });
    expect(at.get('#notes').textContent).toMatch(/Uhr.*Gleich bin ich da/s);
    await turn(at, IN);
    expect(at.element.querySelector('#notes')).toBeNull();
  });

  test('a further person: who, in which role, yes and no with equal weight, beside the frame and not over it', async () => {
    const at = await room(IN);
    await said(at, {});
    const alert = at.get('#further');
    const focus = document.activeElement;
    await said(at, { question: ASKED });
    expect(at.get('#further')).toBe(alert);
    expect(alert.getAttribute('role')).toBe('alert');
    expect(alert.textContent).toMatch(/Dolmetsch|Sprachmittl/);
    expectOnlyText(at.element);
    expect(document.activeElement).toBe(focus);
    const [yes, no] = [getComputedStyle(at.get('#further-yes')), getComputedStyle(at.get('#further-no'))];
    for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
      expect(no[key]).toBe(yes[key]);
    }
    const place = at.get('.room__frame').getBoundingClientRect();
    expect(at.get('further-question').getBoundingClientRect().bottom).toBeLessThanOrEqual(place.top);
    at.get('#further-no').click();
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'answer', question: 'q1', decision: 'no' });
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test.each<[Partial<CounsellorWord>, string]>([
    [{ answer: { decision: 'yes', sent: 'sent' } }, 'Sie haben Ja gesagt'],
    [{ answer: { decision: 'no', sent: 'sent' } }, 'bleibt draußen'],
    [{ answer: { decision: 'no', sent: 'sending' } }, 'unterwegs'],
    [{ answer: { decision: 'yes', sent: 'failed' } }, 'nicht angekommen'],
  ])('the answer is told as what became of it (%#)', async (desk, words) => {
    const at = await room(IN);
    await said(at, desk);
    expect(at.get('#further-answer').textContent).toContain(words);
    expect(at.element.querySelector('#further-yes')).toBeNull();
  });

  test('who can only send the receipt as a file can do so from the lobby, and is not asked to in the room', async () => {
    const handOver = await receiptOf(await contextAt('waiting'));
    const at = await room({ stage: 'lobby' }, { changes: { handOver } });
    at.get('#save-receipt').click();
    expect(at.wishes.at(-1)).toStrictEqual({ kind: 'saveReceipt', receipt: handOver });
    expect((await room({ stage: 'in' }, { changes: { handOver } })).element.querySelector('#save-receipt')).toBeNull();
  });

  test('somebody joined: a word about the pledge, polite, until it is read or somebody else joins', async () => {
    const at = await room(IN);
    await said(at, {});
    const status = at.get('#joined');
    const focus = document.activeElement;
    expect(status.textContent.trim()).toBe('');
    await said(at, { joined: 1 });
    expect(at.get('#joined')).toBe(status);
    expect(status.getAttribute('role')).toBe('status');
    expect(status.textContent).toContain('Was hier gesagt wird, bleibt hier.');
    expect(document.activeElement).toBe(focus);
    expect(await violations(at.element)).toStrictEqual([]);
    await said(at, { joined: 1, notes: [{ at: 2, text: 'etwas anderes' }] });
    expect(status.textContent).toContain('dazugekommen');
    at.get('#joined-read').click();
    await settled(at);
    expect(status.textContent.trim()).toBe('');
    await said(at, { joined: 1 });
    expect(status.textContent.trim()).toBe('');
    await said(at, { joined: 3 });
    expect(status.textContent).toContain('dazugekommen');
  });

  test('nobody is asked in the lobby', async () => {
    const at = await room({ stage: 'lobby' });
    await said(at, { question: ASKED });
    expect(at.element.querySelector('#further-yes')).toBeNull();
  });
});
