/**
 * The small part of the IFrame API that we touch, in our own types: the SDK's describe far more and drag React in.
 * Whatever comes out of it is `unknown` until `events.ts` has parsed it.
 */
export interface MeetingApi {
  on(event: string, listener: (payload: unknown) => void): unknown;
  /** Never throws for lack of rights and never answers: an ignored command looks like an obeyed one. */
  executeCommand(name: string, ...values: unknown[]): void;
  getIFrame(): HTMLIFrameElement;
  /** Removes the frame and all listeners. Does not hang up. */
  dispose(): void;
}

/** What the constructor takes. There is no `email`, no `e2eeKey` and no `invitees`, so that none can be passed. */
export interface MeetingApiOptions {
  readonly roomName: string;
  readonly parentNode: HTMLElement;
  readonly width: string;
  readonly height: string;
  readonly lang: string;
  readonly configOverwrite: Readonly<Record<string, unknown>>;
  readonly interfaceConfigOverwrite: Readonly<Record<string, unknown>>;
  readonly userInfo: { readonly displayName: string };
  readonly devices?: DeviceLabels;
  readonly jwt?: string;
}

/** Devices by label: ids are different on every origin, so Jitsi looks for the label (base/devices/actions.web.ts). */
export interface DeviceLabels {
  readonly audioInput?: string;
  readonly audioOutput?: string;
  readonly videoInput?: string;
}

export type MeetingApiConstructor = new (domain: string, options: MeetingApiOptions) => MeetingApi;
