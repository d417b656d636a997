/** Own camera and microphone. Refusals are reported and never stop anybody from joining (jitsi-observed §f). */
export type MediaKind = 'audio' | 'video';

export interface MediaProblem {
  readonly kind: MediaKind;
  /** Jitsi's names. */
  readonly type: 'gum.permission_denied' | 'gum.not_found' | 'gum.general';
  readonly message: string;
}

export interface MediaWish {
  readonly audio: boolean;
  readonly video: boolean;
  /** Labels of the devices chosen before; unknown ones give the default device. */
  readonly audioInput?: string;
  readonly videoInput?: string;
}

/** Small and slow enough for six people on an old office PC, where every browser encodes for each of the others. */
const CAMERA: MediaTrackConstraints = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15 } };
const constraintsFor = (kind: MediaKind): MediaTrackConstraints | true => (kind === 'video' ? CAMERA : true);

export class LocalMedia {
  readonly #tracks = new Map<MediaKind, MediaStreamTrack>();
  readonly #muted = new Map<MediaKind, boolean>();
  readonly #wanted = new Map<MediaKind, string | undefined>();
  readonly #changed: () => void;

  /** `changed` is called whenever a track comes, goes or is muted. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  track(kind: MediaKind): MediaStreamTrack | undefined {
    return this.#tracks.get(kind);
  }

  isMuted(kind: MediaKind): boolean {
    return this.#muted.get(kind) ?? true;
  }

  /** Opens what is wished for. Resolves, never rejects, with what could not be opened, the microphone first. */
  async start(wish: MediaWish): Promise<MediaProblem[]> {
    this.#wanted.set('audio', wish.audioInput).set('video', wish.videoInput);
    const kinds = (['audio', 'video'] as const).filter((kind) => wish[kind]);
    if (kinds.length === 0) return [];
    try {
      // Both in one question, so that people are asked once.
      this.#keep(
        await navigator.mediaDevices.getUserMedia(
          Object.fromEntries(kinds.map((kind) => [kind, constraintsFor(kind)])),
        ),
      );
    } catch {
      // One of them is missing or refused: each is asked for alone, and each has its own answer.
      const problems: MediaProblem[] = [];
      for (const kind of kinds) problems.push(...(await this.#open(kind)));
      return problems;
    }
    for (const kind of kinds) await this.#switchToWanted(kind);
    this.#changed();
    return [];
  }

  /** Mutes or unmutes; unmuting may ask for the device. Resolves with what went wrong. */
  async setMuted(kind: MediaKind, muted: boolean): Promise<MediaProblem[]> {
    const track = this.#tracks.get(kind);
    if (muted && kind === 'video' && track) {
      // Jitsi lets the camera go when it is muted, so that its light goes out.
      track.stop();
      this.#tracks.delete(kind);
    }
    if (!muted && !track) return this.#open(kind);
    if (track) track.enabled = !muted;
    this.#muted.set(kind, muted);
    this.#changed();
    return [];
  }

  /** Uses the device with this label from now on, at once if the kind is on. */
  async choose(kind: MediaKind, label: string): Promise<void> {
    this.#wanted.set(kind, label);
    if (this.#tracks.has(kind)) await this.#switchToWanted(kind);
    this.#changed();
  }

  stop(): void {
    for (const track of this.#tracks.values()) track.stop();
    this.#tracks.clear();
  }

  async #open(kind: MediaKind): Promise<MediaProblem[]> {
    try {
      this.#keep(await navigator.mediaDevices.getUserMedia({ [kind]: constraintsFor(kind) }));
      await this.#switchToWanted(kind);
    } catch (cause) {
      return [problemOf(kind, cause)];
    } finally {
      this.#changed();
    }
    return [];
  }

  #keep(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind = track.kind === 'audio' ? 'audio' : 'video';
      this.#tracks.get(kind)?.stop();
      this.#tracks.set(kind, track);
      this.#muted.set(kind, false);
    }
  }

  /** Labels can be read only after permission, so a chosen device is found after the default one was opened. */
  async #switchToWanted(kind: MediaKind): Promise<void> {
    const label = this.#wanted.get(kind);
    if (label === undefined || this.#tracks.get(kind)?.label === label) return;
    const devices = await navigator.mediaDevices.enumerateDevices();
    const device = devices.find((one) => one.kind === `${kind}input` && one.label === label);
    if (!device) return;
    try {
      this.#keep(
        await navigator.mediaDevices.getUserMedia({
          [kind]: { ...(kind === 'video' ? CAMERA : {}), deviceId: { exact: device.deviceId } },
        }),
      );
    } catch {
      // Taken or unplugged meanwhile: the default device, already open, stays.
    }
  }
}

function problemOf(kind: MediaKind, cause: unknown): MediaProblem {
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'NotAllowedError')
    return { kind, type: 'gum.permission_denied', message: `User denied permission to use device(s): ${kind}` };
  if (name === 'NotFoundError')
    return { kind, type: 'gum.not_found', message: `Requested device(s) was/were not found: ${kind}` };
  return { kind, type: 'gum.general', message: `Generic getUserMedia error: ${kind}` };
}

/** The devices as Jitsi lists them; empty labels where no permission was given. */
export async function listDevices(): Promise<
  Record<'audioInput' | 'audioOutput' | 'videoInput', readonly DeviceEntry[]>
> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const of = (kind: MediaDeviceKind): DeviceEntry[] =>
    devices
      .filter((one) => one.kind === kind)
      .map(({ deviceId, label, groupId }) => ({ deviceId, kind, label, groupId }));
  return { audioInput: of('audioinput'), audioOutput: of('audiooutput'), videoInput: of('videoinput') };
}

interface DeviceEntry {
  readonly deviceId: string;
  readonly kind: MediaDeviceKind;
  readonly label: string;
  readonly groupId: string;
}
