import { measureLevel, playTone, type ToneResult } from './sound.ts';

export type DeviceKind = 'camera' | 'microphone';

/**
 * The answer to asking for a device. 'denied': by person, browser or policy. 'missing': none there, or the chosen one is
 * gone. 'busy': another program holds it. 'insecure': no https, so the browser offers none. 'stopped': {@link Devices.stop}
 * came first. 'unknown': the browser said something else.
 */
export type DeviceAnswer =
  | { readonly result: 'granted'; readonly stream: MediaStream; readonly deviceId: string | undefined }
  | { readonly result: 'denied' | 'missing' | 'busy' | 'insecure' | 'stopped' | 'unknown' };

export interface DeviceInfo {
  readonly id: string;
  /** Empty until the person has allowed a device of this kind. */
  readonly label: string;
}

export interface DeviceList {
  readonly cameras: readonly DeviceInfo[];
  readonly microphones: readonly DeviceInfo[];
  /** Empty where the browser does not let pages choose (Safari, Firefox before 116). */
  readonly speakers: readonly DeviceInfo[];
}

/** Camera, microphone and loudspeaker of this device while they are tried out. Nothing in it throws or rejects. */
export interface Devices {
  /**
   * Asks for one device; the browser may ask the person, for as long as she thinks. A device of the same kind that was
   * granted before is stopped first: many phones cannot open two cameras at a time. Without `id` the browser chooses.
   */
  ask(kind: DeviceKind, id?: string): Promise<DeviceAnswer>;
  list(): Promise<DeviceList>;
  /** Calls `onChange` whenever a device is plugged in or out, until {@link stop}. */
  watch(onChange: () => void): void;
  /**
   * Reports the loudness of a granted microphone as a number from 0 to 1, ten times a second, until the returned
   * function is called or everything is stopped. Silent where the browser has no Web Audio.
   */
  meter(stream: MediaStream, onLevel: (level: number) => void): () => void;
  /** Plays two notes, together under 1.5 s, on the chosen loudspeaker where the browser can choose. */
  playTone(speakerId?: string): Promise<ToneResult>;
  /** Releases everything: lights off, no more calls. Once for all; later calls do nothing, later answers are 'stopped'. */
  stop(): void;
}

/** What is used of `navigator` and the element that plays sound; tests hand in broken ones. */
export interface DeviceEnv {
  readonly mediaDevices?: MediaDevices | undefined;
  readonly canChooseSpeaker: boolean;
}

function deviceEnv(): DeviceEnv {
  return {
    // Absent without https, whatever the types say.
    mediaDevices: navigator.mediaDevices as MediaDevices | undefined,
    canChooseSpeaker: 'setSinkId' in HTMLMediaElement.prototype,
  };
}

/** Starts trying devices out. Asks nobody for anything yet. */
export function openDevices(env: DeviceEnv = deviceEnv()): Devices {
  const granted = new Map<DeviceKind, MediaStream>();
  const endings = new Set<() => void>();
  let isStopped = false;

  /** Keeps `ending` to be called by `stop`, unless the returned function has called it before; never twice. */
  const onStop = (ending: () => void): (() => void) => {
    const once = (): void => {
      if (endings.delete(once)) ending();
    };
    endings.add(once);
    return once;
  };

  const letGo = (kind: DeviceKind): void => {
    const stream = granted.get(kind);
    if (stream) release(stream);
    granted.delete(kind);
  };

  return {
    async ask(kind, id) {
      if (isStopped) return { result: 'stopped' };
      if (!env.mediaDevices) return { result: 'insecure' };
      letGo(kind);
      let stream: MediaStream;
      try {
        stream = await env.mediaDevices.getUserMedia(constraintsFor(kind, id));
      } catch (error) {
        return { result: isStopped ? 'stopped' : reasonOf(error) };
      }
      if (isStopped) {
        release(stream);
        return { result: 'stopped' };
      }
      // Asked twice at once: the later answer counts.
      letGo(kind);
      granted.set(kind, stream);
      return { result: 'granted', stream, deviceId: stream.getTracks()[0]?.getSettings().deviceId };
    },

    async list() {
      const empty: DeviceList = { cameras: [], microphones: [], speakers: [] };
      if (!env.mediaDevices) return empty;
      try {
        const all = await env.mediaDevices.enumerateDevices();
        const of = (kind: MediaDeviceKind): readonly DeviceInfo[] =>
          all
            .filter((device) => device.kind === kind && device.deviceId !== '')
            .map(({ deviceId, label }) => ({ id: deviceId, label }));
        const speakers = env.canChooseSpeaker ? of('audiooutput') : [];
        return { cameras: of('videoinput'), microphones: of('audioinput'), speakers };
      } catch {
        // A policy may forbid the question itself. Without a list the browser chooses, which is what the page then offers.
        return empty;
      }
    },

    watch(onChange) {
      const { mediaDevices } = env;
      if (isStopped || !mediaDevices) return;
      mediaDevices.addEventListener('devicechange', onChange);
      onStop(() => mediaDevices.removeEventListener('devicechange', onChange));
    },

    meter(stream, onLevel) {
      return isStopped ? () => undefined : onStop(measureLevel(stream, onLevel));
    },

    playTone(speakerId) {
      if (isStopped) return Promise.resolve('unavailable');
      const tone = playTone(env.canChooseSpeaker ? speakerId : undefined);
      const end = onStop(tone.stop);
      return tone.result.finally(end);
    },

    stop() {
      if (isStopped) return;
      isStopped = true;
      for (const ending of [...endings]) ending();
      for (const kind of [...granted.keys()]) letGo(kind);
    },
  };
}

/** One kind at a time, so that a refused camera does not take the microphone with it. */
function constraintsFor(kind: DeviceKind, id: string | undefined): MediaStreamConstraints {
  const chosen = id === undefined ? {} : { deviceId: { exact: id } };
  return kind === 'camera'
    ? { video: { ...chosen, width: { ideal: 640 }, height: { ideal: 360 } } }
    : { audio: id === undefined ? true : chosen };
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** W3C Media Capture and Streams §10.2 getUserMedia; the older names are what Safari 15 and Chromium 94 still say at times. */
const REASONS: ReadonlyMap<string, 'denied' | 'missing' | 'busy'> = new Map([
  ['NotAllowedError', 'denied'],
  ['PermissionDeniedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['DevicesNotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['TrackStartError', 'busy'],
  ['AbortError', 'busy'],
  // Switched off in the browser for documents like this one.
  ['SecurityError', 'denied'],
]);

function reasonOf(error: unknown): 'denied' | 'missing' | 'busy' | 'unknown' {
  return (error instanceof Error ? REASONS.get(error.name) : undefined) ?? 'unknown';
}
