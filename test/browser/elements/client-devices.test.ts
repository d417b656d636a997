import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ClientDevices } from '../../../src/elements/client/client-devices.ts';
import '../../../src/elements/client/client-devices.ts';
import type { DeviceChoice } from '../../../src/gate/permit.ts';
import { contextAt, type ContextOptions } from '../../fixtures/context.ts';
import { expectOnlyText, fill, HOSTILE, stageStep, violations, type Stage } from './stage.ts';

const CAMERA_NEEDED: ContextOptions = { profile: { camera: 'required' } };

/** The step as it stands when nothing was chosen yet. */
async function devices(
  options: ContextOptions = {},
  before: DeviceChoice | null = null,
): Promise<Stage<ClientDevices>> {
  const context = await contextAt('devices', options);
  return stageStep<ClientDevices>('devices', { ...context, state: { ...context.state, devices: before } });
}

/** What the browser answers to each question, in place of the fake devices of the test browser. */
function browserAnswers(camera: string | null, microphone: string | null): void {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation((constraints) => {
    const name = constraints?.video ? camera : microphone;
    return name ? Promise.reject(new DOMException('', name)) : real(constraints);
  });
}

function mediaDevice(kind: MediaDeviceKind, deviceId: string, label: string): MediaDeviceInfo {
  return { kind, deviceId, label, groupId: '', toJSON: () => ({}) };
}

async function tried(at: Stage<ClientDevices>): Promise<void> {
  at.get('#try').click();
  await expect.poll(() => at.element.querySelectorAll('#camera, #microphone').length, { timeout: 5000 }).toBe(2);
  await at.element.updateComplete;
}

async function submit(at: Stage<ClientDevices>): Promise<readonly string[]> {
  at.button('Weiter').click();
  await at.element.updateComplete;
  await at.element.updateComplete;
  return [...at.element.querySelectorAll<HTMLAnchorElement>('error-summary a')].map(({ hash }) => hash);
}

function choiceIn(at: Stage<ClientDevices>): Partial<DeviceChoice> | undefined {
  const told = at.told()[0];
  return told?.type === 'devicesChosen' ? told.devices : undefined;
}

const picture = (at: Stage<ClientDevices>): MediaStream => at.get<HTMLVideoElement>('video').srcObject as MediaStream;

afterEach(() => {
  document.querySelector('main')?.remove();
  vi.restoreAllMocks();
});

describe('before the button', () => {
  test('nothing is asked of the browser, nothing plays, nothing is told', async () => {
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    const listed = vi.spyOn(navigator.mediaDevices, 'enumerateDevices');
    const at = await devices();
    expect(document.activeElement).toBe(at.get('h1'));
    expect(asked).not.toHaveBeenCalled();
    expect(listed).not.toHaveBeenCalled();
    expect(at.element.querySelector('video, audio, meter')).toBeNull();
    expect(at.wishes).toStrictEqual([]);
  });

  test('nobody goes on without trying or saying so; the link leads to the button', async () => {
    const at = await devices();
    expect(await submit(at)).toStrictEqual(['#try']);
    expect(at.told()).toStrictEqual([]);
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#try'));
  });

  test('somebody may come in with neither, knowingly', async () => {
    const at = await devices();
    const box = at.get<HTMLInputElement>('#without');
    expect(box.checked).toBe(false);
    expect(at.get('label:has(#without)').textContent).toContain('Man sieht und hört Sie dann nicht.');
    box.click();
    await at.element.updateComplete;
    expect(await submit(at)).toStrictEqual([]);
    expect(at.told()).toStrictEqual([
      { type: 'devicesChosen', devices: { camera: 'none', microphone: 'none' }, displayName: 'Anna' },
    ]);
  });

  test('taking that back asks for a try again', async () => {
    const at = await devices();
    at.get('#without').click();
    at.get('#without').click();
    await at.element.updateComplete;
    expect(await submit(at)).toStrictEqual(['#try']);
  });

  test('it is not offered where a camera is needed', async () => {
    const at = await devices(CAMERA_NEEDED);
    expect(at.element.querySelector('#without')).toBeNull();
    expect(await submit(at)).toStrictEqual(['#try']);
    expect(at.get('error-summary').textContent).not.toContain('Ohne Kamera');
  });
});

describe('trying', () => {
  test('by keyboard: own picture, moving level, and on with both', async () => {
    const at = await devices();
    at.get('#try').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => at.element.querySelector('video')?.videoWidth ?? 0, { timeout: 5000 }).toBeGreaterThan(0);
    expect(document.activeElement).toBe(at.get('#camera'));
    const video = at.get<HTMLVideoElement>('video');
    expect(video.muted).toBe(true);
    expect(getComputedStyle(video).transform).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    await expect
      .poll(() => at.element.querySelector('level-meter [role="status"]')?.textContent, { timeout: 15_000 })
      .toBe('Ihr Mikrofon hört Sie.');
    expect(at.get('meter').getAttribute('aria-label')).toBe('Lautstärke am Mikrofon');
    at.button('Weiter').focus();
    await userEvent.keyboard('{Enter}');
    const choice = choiceIn(at);
    expect(choice).toMatchObject({ camera: 'on', microphone: 'on' });
    expect(choice?.cameraId).toBe(picture(at).getTracks()[0]?.getSettings().deviceId);
    expect(at.element.context.missing).toStrictEqual([]);
  });

  test('comes in unseen and muted if wished, each noted at once', async () => {
    const at = await devices();
    await tried(at);
    at.get('#camera-on').click();
    at.get('#microphone-on').click();
    await at.element.updateComplete;
    expect(at.noted().at(-1)).toMatchObject({ devices: { camera: 'off', microphone: 'off' }, displayName: 'Anna' });
    await submit(at);
    expect(choiceIn(at)).toMatchObject({ camera: 'off', microphone: 'off' });
  });

  test('asks one device at a time, and says that the browser is asking', async () => {
    let allow: () => void = () => undefined;
    const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const asked = vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockImplementation(async (constraints) => {
      await new Promise<void>((resolve) => (allow = resolve));
      return real(constraints);
    });
    const at = await devices();
    at.get('#try').click();
    at.get('#try').click();
    await at.element.updateComplete;
    expect(asked).toHaveBeenCalledOnce();
    expect(asked.mock.calls[0]?.[0]).not.toHaveProperty('audio');
    expect(at.get('#try-hint').textContent).toContain('Ihr Browser fragt jetzt');
    expect(at.get('#try').getAttribute('aria-disabled')).toBe('true');
    allow();
    await expect.poll(() => asked.mock.calls.length).toBe(2);
    expect(asked.mock.calls[1]?.[0]).not.toHaveProperty('video');
    allow();
    await expect.poll(() => at.element.querySelector('meter')).not.toBeNull();
  });
});

describe('leaving the step', () => {
  test('releases camera and microphone, each once', async () => {
    const at = await devices();
    await tried(at);
    const camera = picture(at).getTracks()[0];
    const stop = vi.spyOn(MediaStreamTrack.prototype, 'stop');
    at.element.remove();
    expect(stop).toHaveBeenCalledTimes(2);
    expect(camera?.readyState).toBe('ended');
  });

  test('releases what the browser hands over afterwards', async () => {
    let allow: (stream: MediaStream) => void = () => undefined;
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockReturnValue(new Promise((resolve) => (allow = resolve)));
    const at = await devices();
    at.get('#try').click();
    at.element.remove();
    allow(stream);
    await expect.poll(() => stream.getTracks()[0]?.readyState).toBe('ended');
    expect(at.noted()).toStrictEqual([]);
  });
});

describe('a device that is not to be had', () => {
  test.each([
    ['NotAllowedError', 'Kamera: Der Browser gibt sie nicht frei.'],
    ['NotFoundError', 'Kamera: Wir finden keine.'],
    ['NotReadableError', 'Kamera: Ein anderes Programm benutzt sie gerade.'],
    ['InvalidStateError', 'Kamera: Sie startet nicht.'],
  ])('camera %s: says so, helps, and the microphone works all the same', async (name, words) => {
    browserAnswers(name, null);
    const at = await devices();
    await tried(at);
    expect(at.get('#camera-trouble').textContent).toContain(words);
    expect(at.get('#camera-trouble').textContent).toContain('Sie können auch ohne Kamera teilnehmen.');
    expect(at.element.querySelector('#camera-on')).toBeNull();
    expect(await submit(at)).toStrictEqual([]);
    expect(choiceIn(at)).toMatchObject({ camera: 'none', microphone: 'on' });
    expect(choiceIn(at)).not.toHaveProperty('cameraId');
  });

  test.each([
    ['NotAllowedError', 'Mikrofon: Der Browser gibt es nicht frei.'],
    ['NotFoundError', 'Mikrofon: Wir finden keines.'],
    ['NotReadableError', 'Mikrofon: Ein anderes Programm benutzt es gerade.'],
  ])('microphone %s: says what follows, and offers the phone', async (name, words) => {
    browserAnswers(null, name);
    const at = await devices();
    await tried(at);
    expect(at.get('#microphone-trouble').textContent).toContain(words);
    expect(at.get('#microphone-trouble').textContent).toContain('dann sprechen wir am Telefon');
    expect(await submit(at)).toStrictEqual([]);
    expect(choiceIn(at)).toMatchObject({ camera: 'on', microphone: 'none' });
  });

  test('none at all: still a way on', async () => {
    browserAnswers('NotFoundError', 'NotFoundError');
    const at = await devices();
    await tried(at);
    expect(await violations(at.element)).toStrictEqual([]);
    expect(await submit(at)).toStrictEqual([]);
    expect(choiceIn(at)).toStrictEqual({ camera: 'none', microphone: 'none' });
  });

  test('where a camera is needed there is no way on; the link leads to the next try, which may succeed', async () => {
    browserAnswers('NotAllowedError', null);
    const at = await devices(CAMERA_NEEDED);
    await tried(at);
    expect(at.get('#camera-trouble').textContent).toContain('brauchen Sie eine Kamera');
    expect(await submit(at)).toStrictEqual(['#camera-retry']);
    expect(at.told()).toStrictEqual([]);
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#camera-retry'));
    vi.restoreAllMocks();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => at.element.querySelector('video')).not.toBeNull();
    expect(document.activeElement).toBe(at.get('#camera'));
    expect(await submit(at)).toStrictEqual([]);
    expect(choiceIn(at)).toMatchObject({ camera: 'on' });
  });

  test('pulled out meanwhile: says so and no longer promises it', async () => {
    const at = await devices();
    await tried(at);
    for (const track of picture(at).getTracks()) track.stop();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await expect.poll(() => at.element.querySelector('#camera-trouble')?.textContent).toContain('Wir finden keine.');
    await submit(at);
    expect(choiceIn(at)).toMatchObject({ camera: 'none' });
  });
});

describe('several devices', () => {
  test('can be chosen by their names, which stay text; the browser is asked for exactly that one', async () => {
    vi.spyOn(navigator.mediaDevices, 'enumerateDevices').mockResolvedValue([
      mediaDevice('videoinput', 'front', 'Frontkamera'),
      mediaDevice('videoinput', 'back', HOSTILE),
      mediaDevice('audioinput', 'only', 'Mikrofon'),
      mediaDevice('audiooutput', 'near', ''),
      mediaDevice('audiooutput', 'far', 'Kopfhörer'),
    ]);
    const at = await devices();
    await tried(at);
    await expect.poll(() => at.element.querySelectorAll('#camera-choice option').length).toBe(2);
    expect(at.element.querySelector('#microphone-choice')).toBeNull();
    expectOnlyText(at.element);
    const asked = vi
      .spyOn(navigator.mediaDevices, 'getUserMedia')
      .mockRejectedValue(new DOMException('', 'NotFoundError'));
    fill(at.get<HTMLSelectElement>('#camera-choice'), 'back');
    await expect.poll(() => asked.mock.calls.length).toBe(1);
    expect(asked.mock.calls[0]?.[0]?.video).toMatchObject({ deviceId: { exact: 'back' } });
    expect(
      [...at.element.querySelectorAll('#speaker option')].map(({ textContent }) => textContent?.trim()),
    ).toStrictEqual(['Gerät 1', 'Kopfhörer']);
    fill(at.get<HTMLSelectElement>('#speaker'), 'far');
    await at.element.updateComplete;
    await submit(at);
    expect(choiceIn(at)).toMatchObject({ speakerId: 'far' });
  });
});

describe('the loudspeaker', () => {
  test('plays a tone on request and asks whether it was heard', async () => {
    const at = await devices();
    at.get('#tone').focus();
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => at.get('#tone-status').textContent, { timeout: 5000 })
      .toContain('Haben Sie den Ton gehört?');
  });

  test('says what to do where it cannot', async () => {
    vi.stubGlobal(
      'AudioContext',
      class {
        constructor() {
          throw new DOMException('', 'NotSupportedError');
        }
      },
    );
    const at = await devices();
    at.get('#tone').click();
    await expect.poll(() => at.get('#tone-status').textContent).toContain('Der Ton ließ sich nicht abspielen.');
    vi.unstubAllGlobals();
  });
});

describe('the name in the meeting', () => {
  test('is the first name, never the whole name of the form', async () => {
    const at = await devices({ details: { name: 'Anna Ahrens' } });
    expect(at.get<HTMLInputElement>('#display-name').value).toBe('Anna');
    expect(at.get('#display-name-hint').textContent).toContain('Erklärung de:display.name.');
  });

  test('is the one chosen before where there is one', async () => {
    const context = await contextAt('devices');
    const at = await stageStep<ClientDevices>('devices', {
      ...context,
      state: { ...context.state, displayName: 'Bea' },
    });
    expect(at.get<HTMLInputElement>('#display-name').value).toBe('Bea');
  });

  test.each([
    ['nothing', ''],
    ['blanks', '   '],
    ['nothing visible', '\u202E\u200B'],
    ['markup only', '<>&"'],
  ])('is asked for again when it is %s', async (_name, typed) => {
    const at = await devices();
    at.get('#without').click();
    fill(at.get<HTMLInputElement>('#display-name'), typed);
    expect(await submit(at)).toStrictEqual(['#display-name']);
    expect(at.told()).toStrictEqual([]);
    at.get<HTMLAnchorElement>('error-summary a').click();
    expect(document.activeElement).toBe(at.get('#display-name'));
  });

  test.each([
    ['a pseudonym', 'Sternschnuppe 7', 'Sternschnuppe 7'],
    ['a hostile name', HOSTILE, 'img src=x onerror=alert(1)gnp.amp; Anna'],
    ['a name longer than Jitsi shows', `${'Anna'.repeat(20)}`, `${'Anna'.repeat(10)}A`],
  ])('takes %s, as it will be shown', async (_name, typed, shown) => {
    const at = await devices();
    at.get('#without').click();
    fill(at.get<HTMLInputElement>('#display-name'), typed);
    await submit(at);
    expect(at.told()[0]).toMatchObject({ displayName: shown });
    expectOnlyText(at.element);
  });
});

describe('coming back to the step', () => {
  test('the choice made before holds until something is tried anew', async () => {
    const before: DeviceChoice = { camera: 'off', microphone: 'on', microphoneId: 'm1' };
    const at = await devices({}, before);
    expect(at.get('#chosen-before').textContent).toContain('schon gewählt');
    await submit(at);
    expect(choiceIn(at)).toStrictEqual(before);
  });

  test('so does having come without both', async () => {
    const at = await devices({}, { camera: 'none', microphone: 'none' });
    expect(at.get<HTMLInputElement>('#without').checked).toBe(true);
    expect(at.element.querySelector('#chosen-before')).toBeNull();
  });
});

describe('what encryption can be', () => {
  const off: ContextOptions = { profile: { e2ee: { mode: 'off', encodedTransform: false } } };
  test.each<[string, ContextOptions, readonly string[], readonly string[]]>([
    ['can', {}, ['base', 'preferred', 'browserCan', 'limits'], ['browserCannot', 'off', 'required']],
    ['cannot', { verdict: { e2ee: 'no' } }, ['base', 'preferred', 'browserCannot', 'limits'], ['browserCan.', 'off']],
    ['can, where it is off', off, ['base', 'off'], ['browserCan.', 'browserCannot', 'preferred', 'limits']],
  ])('says only what is true where the browser %s', async (_name, options, said, unsaid) => {
    const at = await devices(options);
    const words = at.get('#encryption').textContent;
    for (const id of said) expect(words).toContain(`de:encryption.${id}`);
    for (const id of unsaid) expect(words).not.toContain(`de:encryption.${id}`);
  });
});

test('axe finds nothing wrong: before, tried, refused', async () => {
  const at = await devices();
  expect(await violations(at.element)).toStrictEqual([]);
  await submit(at);
  expect(await violations(at.element)).toStrictEqual([]);
  await tried(at);
  expect(await violations(at.element)).toStrictEqual([]);
});
