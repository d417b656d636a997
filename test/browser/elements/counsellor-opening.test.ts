import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DeskContext } from '../../../src/desk/view.ts';
import '../../../src/elements/counsellor/counsellor-opening.ts';
import type { CounsellorOpening } from '../../../src/elements/counsellor/counsellor-opening.ts';
import { fixtureService } from '../../fixtures/context.ts';
import { appointment, deskContext, WITH_PASSWORD } from '../../fixtures/desk.ts';
import { settled, stageOffice, type OfficeStage } from './office-stage.ts';
import { violations } from './stage.ts';

const STATEMENTS = ['noRecording', 'aloneInRoom', 'boundToSecrecy'] as const;
const ALL = { noRecording: true, aloneInRoom: true, boundToSecrecy: true };
const UNTRIED = { camera: 'on', microphone: 'on' };

async function opening(
  changes: Partial<DeskContext> = {},
  shown = appointment(),
): Promise<OfficeStage<CounsellorOpening>> {
  const page = { page: 'opening', appointment: shown, service: await fixtureService() };
  return stageOffice<CounsellorOpening>('counsellor-opening', { context: deskContext(changes), page });
}

function tick(at: OfficeStage<CounsellorOpening>, ...names: readonly string[]): void {
  for (const name of names) at.get(`#declare-${name}`).click();
}

async function submit(at: OfficeStage<CounsellorOpening>): Promise<readonly string[]> {
  at.get('#open').click();
  await settled(at.element);
  return [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);
}

async function tried(at: OfficeStage<CounsellorOpening>): Promise<void> {
  at.get('#try').click();
  await expect.poll(() => at.element.querySelectorAll('#camera, #microphone').length, { timeout: 5000 }).toBe(2);
  await settled(at.element);
}

afterEach(() => vi.restoreAllMocks());

describe('the own declaration', () => {
  test('is given by ticking each statement, and goes with the wish as it was given', async () => {
    const at = await opening();
    expect(at.element.querySelectorAll('input:checked')).toHaveLength(0);
    tick(at, ...STATEMENTS);
    expect(await submit(at)).toEqual([]);
    expect(at.news()).toEqual([
      { kind: 'open', id: appointment().id, declared: ALL, moderatorToken: null, devices: UNTRIED },
    ]);
  });

  test.each(STATEMENTS)('opens nothing without %s, and leads to it', async (missing) => {
    const at = await opening();
    tick(at, ...STATEMENTS.filter((name) => name !== missing));
    expect(await submit(at)).toEqual([`#declare-${missing}`]);
    expect(at.news()).toEqual([]);
    expect(document.activeElement).toBe(at.get('.summary'));
    at.get('error-summary a').click();
    expect(document.activeElement).toBe(at.get(`#declare-${missing}`));
    expect(at.get(`#declare-${missing}`).getAttribute('aria-invalid')).toBe('true');
    expect(await violations(at.element)).toEqual([]);
  });

  test('what was ticked and taken back again is not given', async () => {
    const at = await opening();
    tick(at, ...STATEMENTS, 'aloneInRoom');
    expect(await submit(at)).toEqual(['#declare-aloneInRoom']);
    expect(at.wants).toEqual([]);
  });
});

describe('name and token', () => {
  test('the name is asked for only where it is not known, and is said before the room opens', async () => {
    expect((await opening()).element.querySelector('#counsellor-name')).toBeNull();
    const at = await opening({ counsellor: '' });
    tick(at, ...STATEMENTS);
    expect(await submit(at)).toEqual(['#counsellor-name']);
    at.get<HTMLInputElement>('#counsellor-name').value = '  Frau Sommer ';
    expect(await submit(at)).toEqual([]);
    expect(at.news().map((wish) => (wish.kind === 'callMyself' ? wish.name : wish.kind))).toEqual([
      'Frau Sommer',
      'open',
    ]);
  });

  test('the token is handed on, hidden while it is typed, and not proposed by the browser', async () => {
    const at = await opening();
    const field = at.get<HTMLInputElement>('#moderator-token');
    expect([field.type, field.autocomplete]).toEqual(['password', 'off']);
    field.value = ' abc.def ';
    tick(at, ...STATEMENTS);
    await submit(at);
    expect(at.news()).toMatchObject([{ kind: 'open', moderatorToken: 'abc.def' }]);
  });

  test('the password for the phone is at hand, where there is one', async () => {
    expect((await opening({}, WITH_PASSWORD)).get('#password').textContent).toContain('kx7rtm2q');
    expect((await opening()).element.querySelector('#password')).toBeNull();
  });

  test('the way back opens nothing', async () => {
    const at = await opening();
    tick(at, ...STATEMENTS);
    at.get('#back').click();
    expect(at.news()).toEqual([{ kind: 'go', to: 'appointments' }]);
  });
});

describe('camera and microphone', () => {
  test('nothing is asked of the browser before the button', async () => {
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    await opening();
    expect(asked).not.toHaveBeenCalled();
  });

  test('what was tried and chosen goes into the room, with the ids of the devices', async () => {
    const at = await opening();
    await tried(at);
    expect(await violations(at.element)).toEqual([]);
    at.get('#camera-on').click();
    await settled(at.element);
    tick(at, ...STATEMENTS);
    await submit(at);
    const [wish] = at.news();
    expect(wish).toMatchObject({ kind: 'open', devices: { camera: 'off', microphone: 'on' } });
    const { devices } = wish as Extract<typeof wish, { kind: 'open' }>;
    expect(devices.cameraId?.length).toBeGreaterThan(5);
    expect(devices.microphoneId?.length).toBeGreaterThan(5);
  });

  test('a device that is refused goes in as none, and opens no less', async () => {
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation((wanted) =>
      wanted?.video ? Promise.reject(new DOMException('', 'NotAllowedError')) : real(wanted),
    );
    const at = await opening();
    await tried(at);
    expect(at.words()).toContain('Kamera: Der Browser gibt sie nicht frei.');
    tick(at, ...STATEMENTS);
    await submit(at);
    expect(at.news()).toMatchObject([{ kind: 'open', devices: { camera: 'none', microphone: 'on' } }]);
  });

  test('the light of the camera goes out when the page is left', async () => {
    const at = await opening();
    await tried(at);
    const stream = at.get<HTMLVideoElement>('video').srcObject as MediaStream;
    at.element.remove();
    expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended']);
  });
});
