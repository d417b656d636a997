import { interfaceConfig } from 'virtual:interface-config';
import type { DeviceChoice, Permit } from '../gate/permit.ts';
import type { DeviceLabels, MeetingApiOptions } from './api.ts';
import { STRICT_CONFIG, TOOLBAR_BUTTONS } from './strict-config.ts';

/** What the service's profile and the city's site file say about a meeting. */
export interface MeetingRules {
  readonly e2ee: 'off' | 'preferred' | 'required';
  /** Also let browsers encrypt that Jitsi leaves out by default: Firefox, Safari (jitsi-observed d). */
  readonly encodedTransform: boolean;
  readonly chat: 'off' | 'on';
  /** Direct connections between two people show each other's addresses (pitfalls 2.21): only where the city wants them. */
  readonly peerToPeer: boolean;
  /** The room asks for a password, so the field for it may be seen in the lobby. */
  readonly password: boolean;
}

export interface MeetingInput {
  readonly permit: Permit;
  /** Already cleaned, cut and with the check code (`mailbox/name.ts`): Jitsi cuts at 50 UTF-16 units. */
  readonly displayName: string;
  /** BCP 47 tag; without it Jitsi speaks English whatever the browser says (jitsi-observed h). */
  readonly language: string;
  readonly rules: MeetingRules;
  /** What Jitsi shows instead of the room name; neutral. */
  readonly subject?: string;
  /** For servers that know their counsellors by token; clients have none. */
  readonly jwt?: string;
}

/**
 * The keys of `interface_config.js` that go to every meeting once more. Few on purpose: each must be overridable by an
 * embedding page, matter inside a room, and protect somebody on a server that kept Jitsi's own file.
 */
export const PASSED_ON = [
  'SETTINGS_SECTIONS',
  'SHARING_FEATURES',
  'ENABLE_DIAL_OUT',
  'DISABLE_TRANSCRIPTION_SUBTITLES',
  'SHOW_CHROME_EXTENSION_BANNER',
] as const;

/** What of the input both ways have in common: the client's and the counsellor's. */
type FrameInput = Omit<MeetingInput, 'permit' | 'jwt'> & {
  readonly permit: { readonly room: string; readonly devices: DeviceChoice };
};

/**
 * Everything the IFrame API is told, as strict as a client's page can be. Pure. No e-mail address, no encryption key and
 * no invitation can be in it: the type has no place for them.
 */
export function meetingOptions(input: MeetingInput, parentNode: HTMLElement, labels: DeviceLabels): MeetingApiOptions {
  return {
    ...frameOptions(input, parentNode, labels),
    ...(input.jwt === undefined ? {} : { jwt: input.jwt }),
  };
}

/** The options of a frame, whoever sits before it. Pure; carries no token. */
export function frameOptions(input: FrameInput, parentNode: HTMLElement, labels: DeviceLabels): MeetingApiOptions {
  return {
    roomName: input.permit.room,
    parentNode,
    width: '100%',
    height: '100%',
    lang: input.language,
    configOverwrite: configOf(input),
    interfaceConfigOverwrite: Object.fromEntries(PASSED_ON.map((key) => [key, interfaceConfig[key]])),
    userInfo: { displayName: input.displayName },
    ...(Object.keys(labels).length === 0 ? {} : { devices: labels }),
  };
}

function configOf({ permit, rules, subject = 'Termin' }: FrameInput): Record<string, unknown> {
  const { camera, microphone } = permit.devices;
  // Chat is never covered by end-to-end encryption (pitfalls 4.1): where that is required, there is none.
  const chat = rules.chat === 'on' && rules.e2ee !== 'required';
  return {
    ...STRICT_CONFIG,
    toolbarButtons: [...TOOLBAR_BUTTONS, ...(chat ? ['chat'] : [])],
    disableChat: !chat,
    startWithAudioMuted: microphone !== 'on',
    startWithVideoMuted: camera !== 'on',
    // Somebody who wants to be neither seen nor heard is not asked for devices at all.
    ...(camera === 'none' && microphone === 'none' ? { disableInitialGUM: true } : {}),
    p2p: { enabled: rules.peerToPeer },
    // The lobby screen shows a password field even where no password is set, and a right one passes the lobby by (b.6).
    securityUi: { hideLobbyButton: true, disableLobbyPassword: !rules.password },
    // Keys managed from outside send media in the clear while Jitsi reports encryption (pitfalls 4.8).
    e2ee: { disabled: rules.e2ee === 'off', externallyManagedKey: false },
    enableEncodedTransformSupport: rules.encodedTransform && rules.e2ee !== 'off',
    // `subject` counts for moderators only; `localSubject` is what this person sees instead of the room name.
    subject,
    localSubject: subject,
  };
}

/** One device as the browser lists it. */
export interface ListedDevice {
  readonly kind: string;
  readonly deviceId: string;
  readonly label: string;
}

/**
 * The chosen devices by the names that Jitsi knows them by. A device that is gone, was not chosen or has no label
 * (no permission) is left out; Jitsi then takes the browser's default.
 */
export function deviceLabels(choice: DeviceChoice, listed: readonly ListedDevice[]): DeviceLabels {
  const labelOf = (kind: string, id: string | undefined): string | undefined => {
    if (id === undefined) return undefined;
    return listed.find((device) => device.kind === kind && device.deviceId === id)?.label || undefined;
  };
  const audioInput = choice.microphone === 'none' ? undefined : labelOf('audioinput', choice.microphoneId);
  const videoInput = choice.camera === 'none' ? undefined : labelOf('videoinput', choice.cameraId);
  const audioOutput = labelOf('audiooutput', choice.speakerId);
  return {
    ...(audioInput === undefined ? {} : { audioInput }),
    ...(audioOutput === undefined ? {} : { audioOutput }),
    ...(videoInput === undefined ? {} : { videoInput }),
  };
}
