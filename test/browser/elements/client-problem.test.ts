import { describe, expect, test } from 'vitest';
import { ERROR_NUMBERS, type ClientErrorCode } from '../../../src/errors.ts';
import type { ClientProblem } from '../../../src/elements/client/client-problem.ts';
import '../../../src/elements/client/client-problem.ts';
import { problemWords } from '../../../src/elements/shared/problem-words.ts';
import { fixtureService } from '../../fixtures/context.ts';
import { fixtureSite } from '../../fixtures/services/files.ts';
import { expectOnlyText, HOSTILE, stage, violations, type Stage } from './stage.ts';

const CODES = Object.keys(ERROR_NUMBERS) as ClientErrorCode[];
const RETRY: readonly ClientErrorCode[] = [
  'SERVER_UNREACHABLE',
  'JITSI_UNREACHABLE',
  'JITSI_HOST_REFUSED',
  'PERMIT_MISSING',
  'MEETING_FAILED',
  'BECAME_MODERATOR',
  'LOBBY_MISSING',
  'MEETING_OPEN_ELSEWHERE',
  'ROOM_CLOSED',
  'UNEXPECTED',
];

async function problem(
  code: ClientErrorCode,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Stage<ClientProblem>> {
  return stage<ClientProblem>('client-problem', {
    problem: { code, detail: HOSTILE },
    site: fixtureSite(),
    service: null,
    ...changes,
  });
}

describe.each(CODES)('%s', (code) => {
  test('says what happened, what is kept and what to do, with its number, and nothing of the inside', async () => {
    const at = await problem(code);
    const words = problemWords(code);
    expect(document.activeElement).toBe(at.get('h1'));
    expect(document.title).toBe(words.title);
    for (const part of [words.title, words.happened, words.kept, words.next]) {
      expect(part.trim().length).toBeGreaterThan(10);
      expect(at.words()).toContain(part);
    }
    expect(at.words()).toContain(`Hinweis für die Beratungsstelle: EINLASS-${ERROR_NUMBERS[code]}`);
    expect(at.words()).not.toMatch(/[A-Z]+_[A-Z]+|onerror|error|undefined|!/);
    expectOnlyText(at.element);
  });

  test('offers to try again exactly where that can help', async () => {
    const at = await problem(code);
    const button = at.element.querySelector<HTMLButtonElement>('#retry');
    expect(button !== null).toBe(RETRY.includes(code));
    button?.click();
    expect(at.wishes).toStrictEqual(button ? [{ kind: 'retry' }] : []);
  });
});

describe('whom to call', () => {
  test('the service where it is known', async () => {
    const at = await problem('APPOINTMENT_EXPIRED', { service: await fixtureService() });
    expect(at.get('.call a').textContent).toBe('0123 45671');
  });

  test('the city where the service has no phone, or is not known', async () => {
    const helpline = { phone: null, email: 'beratung@stadt.example' };
    const at = await problem('APPOINTMENT_EXPIRED', { service: await fixtureService({ profile: { helpline } }) });
    expect(at.get('.call').textContent).toContain('Bürgertelefon: 115');
  });

  test('nobody where nothing could be loaded: no number is made up', async () => {
    const at = await problem('SITE_INVALID', { site: null });
    expect(at.element.querySelector('.call')).toBeNull();
  });
});

test('another problem on the same page is read out as well', async () => {
  const at = await problem('SERVER_UNREACHABLE');
  at.get('#retry').focus();
  at.element.problem = { code: 'APPOINTMENT_EXPIRED', detail: '' };
  await at.element.updateComplete;
  expect(document.activeElement).toBe(at.get('h1'));
  expect(document.title).toBe('Dieser Termin ist vorbei');
});

test('axe finds nothing wrong', async () => {
  for (const code of ['LINK_TRUNCATED', 'SERVER_UNREACHABLE'] as const) {
    expect(await violations((await problem(code)).element)).toStrictEqual([]);
    document.querySelector('main')?.remove();
  }
});
