import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { checkBrowser } from '../../../src/browser/checks.ts';
import { openDevices, type DeviceEnv, type Devices } from '../../../src/browser/devices.ts';

const opened: Devices[] = [];

function open(env?: DeviceEnv): Devices {
  const devices = env ? openDevices(env) : openDevices();
  opened.push(devices);
  return devices;
}

/** Chromium’s own devices with one answer replaced. */
function refusing(error: unknown): DeviceEnv {
  const mediaDevices = { getUserMedia: () => Promise.reject(error as Error) } as unknown as MediaDevices;
  return { mediaDevices, canChooseSpeaker: true };
}

async function granted(devices: Devices, kind: 'camera' | 'microphone', id?: string): Promise<MediaStream> {
  const answer = await devices.ask(kind, id);
  if (answer.result !== 'granted') throw new Error(answer.result);
  return answer.stream;
}

function states(stream: MediaStream): readonly string[] {
  return stream.getTracks().map((track) => `${track.kind} ${track.readyState}`);
}

afterEach(() => {
  for (const devices of opened.splice(0)) devices.stop();
  vi.restoreAllMocks();
});

test('Chromium can join with end-to-end encryption', () => {
  expect(checkBrowser()).toStrictEqual({ join: 'yes', e2ee: 'yes', inApp: false, failed: [] });
});

describe('asking', () => {
  test('gives camera and microphone, each on its own', async () => {
    const devices = open();
    expect(states(await granted(devices, 'camera'))).toStrictEqual(['video live']);
    expect(states(await granted(devices, 'microphone'))).toStrictEqual(['audio live']);
  });

  test('gives the chosen device and says which it is', async () => {
    const devices = open();
    await granted(devices, 'microphone');
    const { microphones } = await devices.list();
    const last = microphones.at(-1)?.id;
    expect(last).toEqual(expect.any(String));
    expect(await devices.ask('microphone', last)).toMatchObject({ result: 'granted', deviceId: last });
  });

  test('lets go of the device that was there before', async () => {
    const devices = open();
    const first = await granted(devices, 'camera');
    await granted(devices, 'camera');
    expect(states(first)).toStrictEqual(['video ended']);
  });

  test('asked twice at once leaves one device on', async () => {
    const devices = open();
    const both = await Promise.all([granted(devices, 'camera'), granted(devices, 'camera')]);
    expect(both.flatMap(states).sort()).toStrictEqual(['video ended', 'video live']);
  });

  test('says that a device that is not there is missing', async () => {
    expect(await open().ask('camera', 'not-there')).toStrictEqual({ result: 'missing' });
  });

  test('says that a page without https has no devices', async () => {
    const devices = open({ mediaDevices: undefined, canChooseSpeaker: true });
    expect(await devices.ask('camera')).toStrictEqual({ result: 'insecure' });
    expect(await devices.list()).toStrictEqual({ cameras: [], microphones: [], speakers: [] });
    devices.watch(() => undefined);
  });

  test.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['InvalidStateError', 'unknown'],
    ['constructor', 'unknown'],
  ])('turns %s into %s', async (name, result) => {
    expect(await open(refusing(new DOMException('', name))).ask('microphone')).toStrictEqual({ result });
  });

  test('does not know what an error without name means', async () => {
    expect(await open(refusing('no')).ask('camera')).toStrictEqual({ result: 'unknown' });
    expect(await open(refusing(undefined)).ask('camera')).toStrictEqual({ result: 'unknown' });
  });
});

describe('the list', () => {
  test('has every kind with names once allowed', async () => {
    const devices = open();
    await granted(devices, 'microphone');
    await granted(devices, 'camera');
    const { cameras, microphones, speakers } = await devices.list();
    for (const list of [cameras, microphones, speakers]) {
      expect(list.length).toBeGreaterThan(0);
      for (const { id, label } of list) expect(`${id}${label}`).not.toBe('');
    }
  });

  test('offers no loudspeakers where none can be chosen', async () => {
    const devices = open({ mediaDevices: navigator.mediaDevices, canChooseSpeaker: false });
    expect((await devices.list()).speakers).toStrictEqual([]);
  });

  test('is empty where the question is forbidden', async () => {
    const mediaDevices = { enumerateDevices: () => Promise.reject(new Error()) } as unknown as MediaDevices;
    const devices = open({ mediaDevices, canChooseSpeaker: true });
    expect(await devices.list()).toStrictEqual({ cameras: [], microphones: [], speakers: [] });
  });

  test('tells when it changes, until everything is stopped', () => {
    const devices = open();
    const onChange = vi.fn();
    devices.watch(onChange);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(onChange).toHaveBeenCalledTimes(1);
    devices.stop();
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});

describe('sound', () => {
  // Chromium plays nothing before the person has done something on the page.
  beforeAll(() => userEvent.click(document.body));

  test('of Chromium’s beeping microphone is measured between 0 and 1', async () => {
    const devices = open();
    const levels: number[] = [];
    const end = devices.meter(await granted(devices, 'microphone'), (level) => levels.push(level));
    await vi.waitFor(() => expect(Math.max(...levels)).toBeGreaterThan(0.05), { timeout: 10_000 });
    end();
    const measured = levels.length;
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...levels)).toBeLessThanOrEqual(1);
    devices.stop();
    expect(levels).toHaveLength(measured);
  });

  test('of a stream without sound is not measured', async () => {
    const devices = open();
    const onLevel = vi.fn();
    devices.meter(await granted(devices, 'camera'), onLevel)();
    expect(onLevel).not.toHaveBeenCalled();
  });

  test('is not measured where there is no Web Audio', async () => {
    const devices = open();
    const stream = await granted(devices, 'microphone');
    vi.stubGlobal('AudioContext', undefined);
    devices.meter(stream, () => undefined)();
    expect(await devices.playTone()).toBe('unavailable');
    vi.unstubAllGlobals();
  });

  test('is played on the usual loudspeaker, in less than 1.5 seconds of tone', async () => {
    const started = performance.now();
    expect(await open().playTone()).toBe('played');
    expect(performance.now() - started).toBeGreaterThan(1_100);
  });

  test('is played on a chosen loudspeaker', async () => {
    const devices = open();
    await granted(devices, 'microphone');
    const { speakers } = await devices.list();
    expect(await devices.playTone(speakers.at(-1)?.id)).toBe('played');
  });

  test('is not played on a loudspeaker that is gone', async () => {
    expect(await open().playTone('not-there')).toBe('unavailable');
  });

  test.each([
    ['blocked', 'nobody has tapped yet', { hasBeenActive: false }],
    ['blocked', 'the browser does not tell of taps', undefined],
    ['unavailable', 'a tap did not help', { hasBeenActive: true }],
  ])('is %s where it does not start and %s', async (result, _, activation) => {
    vi.spyOn(AudioContext.prototype, 'state', 'get').mockReturnValue('suspended');
    vi.spyOn(navigator, 'userActivation', 'get').mockReturnValue(activation as UserActivation);
    expect(await open().playTone()).toBe(result);
  });
});

describe('stopping', () => {
  test('releases everything, once', async () => {
    const devices = open();
    const camera = await granted(devices, 'camera');
    const microphone = await granted(devices, 'microphone');
    const stop = vi.spyOn(MediaStreamTrack.prototype, 'stop');
    const onLevel = vi.fn();
    devices.meter(microphone, onLevel);
    const tone = devices.playTone();
    devices.stop();
    devices.stop();
    expect(stop).toHaveBeenCalledTimes(2);
    expect([...states(camera), ...states(microphone)]).toStrictEqual(['video ended', 'audio ended']);
    expect(await tone).toBe('unavailable');
    expect(onLevel).not.toHaveBeenCalled();
  });

  test('turns off a camera that is granted too late', async () => {
    const devices = open();
    const getUserMedia = vi.spyOn(navigator.mediaDevices, 'getUserMedia');
    const answer = devices.ask('camera');
    devices.stop();
    expect(await answer).toStrictEqual({ result: 'stopped' });
    const stream = (await getUserMedia.mock.results[0]?.value) as MediaStream;
    expect(states(stream)).toStrictEqual(['video ended']);
  });

  test('does not turn a refusal that comes too late into news', async () => {
    const devices = open(refusing(new DOMException('', 'NotAllowedError')));
    const answer = devices.ask('camera');
    devices.stop();
    expect(await answer).toStrictEqual({ result: 'stopped' });
  });

  test('is final', async () => {
    const devices = open();
    devices.stop();
    expect(await devices.ask('camera')).toStrictEqual({ result: 'stopped' });
    expect(await devices.playTone()).toBe('unavailable');
    const onLevel = vi.fn();
    devices.meter(new MediaStream(), onLevel)();
    devices.watch(onLevel);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(onLevel).not.toHaveBeenCalled();
  });
});
