import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LitElement } from 'lit';
import { userEvent } from 'vitest/browser';
import type { ErrorCode } from '../../../src/errors.ts';
import type { ClientWaiting } from '../../../src/elements/client/client-waiting.ts';
import '../../../src/elements/client/client-waiting.ts';
import { problemWords } from '../../../src/elements/shared/problem-words.ts';
import type { CounsellorWord } from '../../../src/visit/counsellor-word.ts';
import type { StepContext, StepNotice } from '../../../src/visit/view.ts';
import { contextAt } from '../../fixtures/context.ts';
import { receiptOf } from '../../fixtures/receipt.ts';
import { NOW } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stage, violations, type Stage } from './stage.ts';

const back = (code: ErrorCode): StepNotice => ({ kind: 'backFromMeeting', reason: { code, detail: HOSTILE } });

async function waiting(changes: Partial<StepContext> = {}, notice: StepNotice = null): Promise<Stage<ClientWaiting>> {
  const context = await contextAt('waiting', { changes: { checkCode: 'K7F2QX', ...changes } });
  return stage<ClientWaiting>('client-waiting', { context, notice });
}

/** Begins at this time, or was entered by a conference name. */
async function startingAt(startsAt: number | null): Promise<Stage<ClientWaiting>> {
  const context = await contextAt('waiting');
  const visit = context.state.visit && { ...context.state.visit, startsAt };
  return stage<ClientWaiting>('client-waiting', {
    context: { ...context, state: { ...context.state, visit } },
    notice: null,
  });
}

afterEach(() => vi.useRealTimers());

describe('at the open door', () => {
  test('says when it begins, that it has not begun, and what comes next', async () => {
    const at = await waiting();
    expect(document.activeElement).toBe(at.get('h1'));
    expect(document.title).toBe('Die Tür steht Ihnen offen – Beispielberatung');
    expect(at.get('#early').textContent).toMatch(
      /Sonntag, 22\. November 2026 um \d\d:\d\d Uhr\. Er hat noch nicht begonnen\./,
    );
    expect(at.words()).toContain('Warteraum');
  });

  test.each([
    ['by a conference name, without a time', null],
    ['after the time', NOW - 60_000],
    ['on the minute', NOW],
  ])('says nothing of the kind %s', async (_name, startsAt) => {
    const at = await startingAt(startsAt);
    expect(at.element.querySelector('#early')).toBeNull();
  });

  test('says it when the time comes while the page is open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const at = await startingAt(NOW + 90_000);
    const status = at.get('#time');
    expect(status.textContent.trim()).toBe('');
    vi.advanceTimersByTime(90_000);
    await at.element.updateComplete;
    expect(status.textContent).toContain('Die Zeit Ihres Termins ist da.');
    expect(status.isConnected).toBe(true);
    expect(at.element.querySelector('#early')).toBeNull();
  });

  test('an appointment in a month needs no timer, and leaving the page none either', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const far = await startingAt(NOW + 40 * 86_400_000);
    expect(vi.getTimerCount()).toBe(0);
    far.element.remove();
    const near = await startingAt(NOW + 60_000);
    expect(vi.getTimerCount()).toBe(1);
    near.element.remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('shows the code in two groups and spells it for screen readers', async () => {
    const at = await waiting();
    expect(at.get('.code').textContent).toBe('K7F 2QX');
    expect(at.get('.code').getAttribute('aria-hidden')).toBe('true');
    expect(at.get('.code + .visually-hidden').textContent).toBe('K, 7, F, 2, Q, X');
  });

  test('shows none where there is none', async () => {
    const at = await waiting({ checkCode: null });
    expect(at.element.querySelector('.code')).toBeNull();
    expect(at.words()).not.toContain('Kennzeichen');
  });
});

describe('accept and decline', () => {
  test('enters by keyboard', async () => {
    const at = await waiting();
    at.get('#enter').focus();
    await userEvent.keyboard('{Enter}');
    expect(at.wishes).toStrictEqual([{ kind: 'enter' }]);
  });

  test('no weighs as much as yes, says what it does, and declines', async () => {
    const at = await waiting();
    const [yes, no] = [getComputedStyle(at.get('#enter')), getComputedStyle(at.get('#not-now'))];
    for (const key of ['backgroundColor', 'color', 'borderColor', 'fontSize', 'fontWeight', 'minHeight'] as const) {
      expect(no[key]).toBe(yes[key]);
    }
    expect(at.get('#decline-hint').textContent).toContain('löschen wir Ihre Angaben');
    at.get('#not-now').click();
    expect(at.wishes).toStrictEqual([{ kind: 'decline' }]);
  });

  test('asks nothing of Jitsi by itself', async () => {
    const at = await waiting();
    expect(at.wishes).toStrictEqual([]);
    expect(at.element.querySelector('iframe')).toBeNull();
  });
});

describe('back from a meeting that broke', () => {
  test.each<[ErrorCode, string, string]>([
    ['MEETING_FAILED', 'Die Verbindung ist abgerissen', 'EINLASS-19'],
    ['BECAME_MODERATOR', 'Der Raum ist gerade nicht geöffnet', 'EINLASS-20'],
    ['LOBBY_MISSING', 'Der Warteraum war nicht eingeschaltet', 'EINLASS-23'],
    ['MEETING_OPEN_ELSEWHERE', 'Das Gespräch ist schon in einem anderen Fenster offen', 'EINLASS-21'],
    ['ROOM_CLOSED', 'Der Raum ist gerade geschlossen', 'EINLASS-22'],
    ['JITSI_UNREACHABLE', 'Der Videodienst antwortet nicht', 'EINLASS-13'],
  ])('says what happened after %s, what is kept and whom to call, and one click returns', async (code, title, hint) => {
    const at = await waiting({}, back(code));
    expect(at.get('h1').textContent).toBe(title);
    expect(at.words()).toContain(hint);
    expect(at.get('.call a').getAttribute('href')).toBe('tel:012345671');
    expect(at.words()).not.toContain(code);
    expectOnlyText(at.element);
    expect(at.words()).not.toContain('onerror');
    at.get('#enter').click();
    expect(at.wishes).toStrictEqual([{ kind: 'enter' }]);
  });

  test('the news is read out also when the step was on screen before', async () => {
    const at = await waiting();
    at.get('#enter').focus();
    at.element.notice = { kind: 'notEntered', reason: { code: 'MEETING_OPEN_ELSEWHERE', detail: '' } };
    await at.element.updateComplete;
    expect(document.activeElement).toBe(at.get('h1'));
    expect(at.get('h1').textContent).toContain('in einem anderen Fenster');
  });
});

describe('where only loading the page anew helps', () => {
  const stuck: StepNotice = {
    kind: 'backFromMeeting',
    reason: { code: 'JITSI_UNREACHABLE', detail: '' },
    needsReload: true,
  };

  test('the button says so, and nothing promises that entering again would do', async () => {
    const at = await waiting({}, stuck);
    expect(at.get('#enter').textContent.trim()).toBe('Seite neu laden');
    expect(at.get('#reload').textContent).toContain('wenn Sie die Seite neu laden');
    expect(at.get('#reload').textContent).not.toContain('von vorn');
    expect(at.words()).not.toContain(problemWords('JITSI_UNREACHABLE').next);
    at.get('#enter').click();
    expect(at.wishes).toStrictEqual([{ kind: 'enter' }]);
  });

  test('on a shared device it says what that costs', async () => {
    const at = await waiting({ storage: { mode: 'shared', trouble: null } }, stuck);
    expect(at.get('#reload').textContent).toContain('beginnen Sie dann von vorn');
  });
});

test('axe finds nothing wrong: early, in time, broken', async () => {
  for (const at of [await waiting(), await startingAt(null), await waiting({}, back('MEETING_FAILED'))]) {
    expect(await violations(at.element)).toStrictEqual([]);
    document.querySelector('main')?.remove();
  }
});

describe('what the counsellor says', () => {
  const desk = (changes: Partial<CounsellorWord> = {}): CounsellorWord => ({
    door: 'notOpened',
    notes: [],
    refusal: null,
    question: null,
    answer: null,
    startsAt: null,
    joined: null,
    undelivered: null,
    ...changes,
  });
  const turn = async (at: Stage<ClientWaiting>, changes: Partial<CounsellorWord>): Promise<void> => {
    at.element.context = { ...at.element.context, desk: desk(changes) };
    await at.element.updateComplete;
  };

  test.each<[CounsellorWord['door'], string]>([
    ['notOpened', 'hat den Raum noch nicht geöffnet'],
    ['busy', 'ist noch im Gespräch'],
    ['calledBack', 'kommen Sie mit einem Klick zurück'],
  ])('%s: waiting is what there is to do, and no is as near as ever', async (door, words) => {
    const at = await waiting({ desk: desk({ door }) });
    expect(at.get('#desk').textContent).toContain(words);
    expect(at.element.querySelector('.actions #enter')).toBeNull();
    expect(at.get('#not-now').checkVisibility()).toBe(true);
    expect(at.get<HTMLDetailsElement>('#all-the-same').open).toBe(false);
    at.get('#all-the-same summary').click();
    at.get('#all-the-same #enter').click();
    expect(at.wishes).toStrictEqual([{ kind: 'enter' }]);
  });

  test.each([null, desk({ door: 'unknown' })])(
    'nobody can say anything: it is as without a mailbox (%#)',
    async (word) => {
      const at = await waiting({ desk: word });
      expect(at.get('.actions #enter').textContent.trim()).toBe('Eintreten');
      expect(at.get('#desk').textContent.trim()).toBe('');
      expect(at.element.querySelector('start-signal')).toBeNull();
    },
  );

  test('the room opens: said in words, in the live region that was there before, and the way in is the main act', async () => {
    const at = await waiting({ desk: desk() });
    const status = at.get('#desk');
    await turn(at, { door: 'opened' });
    expect(at.get('#desk')).toBe(status);
    expect(status.getAttribute('role')).toBe('status');
    expect(status.textContent).toContain('hat den Raum geöffnet');
    expect(at.element.querySelector('#all-the-same')).toBeNull();
    expect(at.get('.actions #enter').textContent.trim()).toBe('Eintreten');
  });

  test('the time of the appointment invites nobody through a shut door', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const at = await startingAt(NOW + 60_000);
    await turn(at, {});
    vi.advanceTimersByTime(60_000);
    await at.element.updateComplete;
    expect(at.get('#time').textContent.trim()).toBe('');
  });

  test('messages come with their time, as text only', async () => {
    const at = await waiting({ desk: desk() });
    const log = at.get('#notes');
    await turn(at, { notes: [{ at: NOW, text: HOSTILE }] });
    expect(at.get('#notes')).toBe(log);
    expect(log.textContent).toMatch(/\d\d:\d\d Uhr/);
    expect(log.textContent).toContain('onerror');
    expectOnlyText(at.element);
  });

  test('a moved appointment shows its new time', async () => {
    const at = await waiting({ desk: desk({ startsAt: NOW + 86_400_000 }) });
    expect(at.get('#moved').textContent).toContain('Montag, 23. November 2026');
    expect(at.element.querySelector('#early')).toBeNull();
  });

  test('a receipt that did not arrive can be saved, and the way in stays', async () => {
    const receipt = await receiptOf(await contextAt('waiting'));
    const at = await waiting({ desk: desk({ door: 'opened', undelivered: receipt }) });
    expect(at.get('#undelivered').textContent).toContain('fragt man Sie vielleicht noch einmal');
    expect(at.get('#save-receipt').checkVisibility()).toBe(true);
    expect(at.get('.actions #enter').checkVisibility()).toBe(true);
  });

  test('where nothing travels by itself the receipt is to be sent as a file, and the way in stays', async () => {
    const handOver = await receiptOf(await contextAt('waiting'));
    const at = await waiting({ handOver });
    expect(at.get('#undelivered').textContent).toContain('kommt hier nicht von selbst zur Beratungsstelle');
    at.get('#save-receipt').click();
    expect(at.wishes).toStrictEqual([{ kind: 'saveReceipt', receipt: handOver }]);
    expect(at.get('.actions #enter').checkVisibility()).toBe(true);
    expect(await violations(at.element)).toStrictEqual([]);
  });

  test('the sound is off until somebody wants it', async () => {
    const at = await waiting({ desk: desk() });
    expect(at.get<HTMLInputElement>('#signal').checked).toBe(false);
    let made = 0;
    vi.stubGlobal(
      'AudioContext',
      class extends AudioContext {
        constructor() {
          super();
          made += 1;
        }
      },
    );
    await turn(at, { door: 'opened' });
    await turn(at, { door: 'notOpened' });
    expect(made).toBe(0);
    at.get('#signal').click();
    await turn(at, { door: 'opened' });
    await at.get<LitElement>('start-signal').updateComplete;
    // Once when it is switched on, so that it is known, and once when the room is open.
    expect(made).toBe(2);
    vi.unstubAllGlobals();
  });

  test('axe finds nothing wrong', async () => {
    for (const door of ['notOpened', 'busy', 'opened', 'calledBack'] as const) {
      const at = await waiting({ desk: desk({ door, notes: [{ at: NOW, text: 'Gleich' }] }) });
      expect(await violations(at.element)).toStrictEqual([]);
      document.querySelector('main')?.remove();
    }
  });
});
