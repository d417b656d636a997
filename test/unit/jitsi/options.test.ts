import { describe, expect, it } from 'vitest';
import { takeSeal } from '../../../src/gate/permit.ts';
import type { DeviceChoice } from '../../../src/gate/permit.ts';
import { deviceLabels, meetingOptions, PASSED_ON } from '../../../src/jitsi/options.ts';
import type { MeetingInput, MeetingRules } from '../../../src/jitsi/options.ts';
import whitelists from '../../fixtures/jitsi/whitelists.json' with { type: 'json' };

const sealPermit = takeSeal();

const RULES: MeetingRules = {
  e2ee: 'preferred',
  encodedTransform: false,
  chat: 'on',
  peerToPeer: false,
  password: false,
};
const parent = {} as HTMLElement;

function permitFor(devices: DeviceChoice) {
  return sealPermit({ room: 'k7f2qx9abc', session: 's1', issuedAt: 0, devices });
}

function optionsFor(
  rules: Partial<MeetingRules> = {},
  devices: DeviceChoice = { camera: 'on', microphone: 'on' },
  more: Partial<MeetingInput> = {},
) {
  const input = {
    permit: permitFor(devices),
    displayName: 'Anna · K7F2QX',
    language: 'de',
    rules: { ...RULES, ...rules },
    ...more,
  };
  return meetingOptions(input, parent, {});
}

/** All leaves of an object as dotted paths; arrays are leaves. */
function pathsOf(value: unknown, before = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [before];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, before === '' ? key : `${before}.${key}`));
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value as unknown);
}

const listed = [...whitelists.config, ...whitelists.configWhenEmbedded];
const mayOverride = (path: string): boolean => listed.some((entry) => path === entry || path.startsWith(`${entry}.`));

describe('what the IFrame API is told', () => {
  const everything = [
    optionsFor(),
    optionsFor({ e2ee: 'off', encodedTransform: true, chat: 'off', peerToPeer: true, password: true }),
    optionsFor({ e2ee: 'required' }, { camera: 'none', microphone: 'none' }),
  ];
  const paths = [...new Set(everything.flatMap((options) => pathsOf(options.configOverwrite)))];

  it.each(paths)('%s is a key that Jitsi lets an embedding page set', (path) => {
    expect(mayOverride(path)).toBe(true);
  });

  it.each(['prejoinPageEnabled', 'p2p.stunServers', 'welcomePage', 'analytics.scriptURLs', 'etherpad_base'])(
    'the check itself refuses %s',
    (path) => {
      expect(mayOverride(path)).toBe(false);
    },
  );

  it.each([
    ['recordingService.enabled', false],
    ['localRecording.disable', true],
    ['liveStreaming.enabled', false],
    ['transcription.enabled', false],
    ['audioTranslation.enabled', false],
    ['screenshotCapture.enabled', false],
    ['speakerStats.disabled', true],
    ['faceLandmarks.enableFaceExpressionsDetection', false],
    ['analytics.disabled', true],
    ['disableThirdPartyRequests', true],
    ['gravatar.disabled', true],
    ['giphy.enabled', false],
    ['enableSaveLogs', false],
    ['feedbackPercentage', 0],
    ['disableInviteFunctions', true],
    ['disablePolls', true],
    ['whiteboard.enabled', false],
    ['fileSharing.enabled', false],
    ['breakoutRooms.hideAddRoomButton', true],
    ['disableRemoteControl', true],
    ['remoteVideoMenu.disableKick', true],
    ['prejoinConfig.enabled', false],
    ['lobby.autoKnock', true],
    ['lobby.enableChat', false],
    ['disableDeepLinking', true],
    ['deeplinking.disabled', true],
    ['pip.disabled', true],
    ['hideEmailInSettings', true],
    ['readOnlyName', true],
    ['requireDisplayName', true],
    ['securityUi.hideLobbyButton', true],
    ['e2ee.externallyManagedKey', false],
    ['useHostPageLocalStorage', true],
    ['localSubject', 'Termin'],
  ])('%s is %j in every meeting', (path, value) => {
    for (const options of everything) expect(at(options.configOverwrite, path)).toBe(value);
  });

  it.each<[string, Partial<MeetingRules>, string, unknown]>([
    ['peer to peer is off', {}, 'p2p.enabled', false],
    ['peer to peer where the city wants it', { peerToPeer: true }, 'p2p.enabled', true],
    ['no password field in the lobby', {}, 'securityUi.disableLobbyPassword', true],
    ['a password field where the room has one', { password: true }, 'securityUi.disableLobbyPassword', false],
    ['chat where it is allowed', {}, 'disableChat', false],
    ['no chat where it is not', { chat: 'off' }, 'disableChat', true],
    [
      'no chat under required encryption, whatever the profile says',
      { e2ee: 'required', chat: 'on' },
      'disableChat',
      true,
    ],
    ['encryption switched off for good', { e2ee: 'off' }, 'e2ee.disabled', true],
    ['encryption possible', { e2ee: 'required' }, 'e2ee.disabled', false],
    ['no experimental encryption by default', {}, 'enableEncodedTransformSupport', false],
    ['experimental encryption by profile', { encodedTransform: true }, 'enableEncodedTransformSupport', true],
    ['never where encryption is off', { encodedTransform: true, e2ee: 'off' }, 'enableEncodedTransformSupport', false],
  ])('%s', (_, rules, path, value) => {
    expect(at(optionsFor(rules).configOverwrite, path)).toBe(value);
  });

  it.each<[DeviceChoice, boolean, boolean, unknown]>([
    [{ camera: 'on', microphone: 'on' }, false, false, undefined],
    [{ camera: 'off', microphone: 'on' }, true, false, undefined],
    [{ camera: 'none', microphone: 'on' }, true, false, undefined],
    [{ camera: 'on', microphone: 'off' }, false, true, undefined],
    [{ camera: 'none', microphone: 'none' }, true, true, true],
  ])('%j enters as chosen', (devices, videoMuted, audioMuted, noDevices) => {
    const { configOverwrite } = optionsFor({}, devices);
    expect(configOverwrite['startWithVideoMuted']).toBe(videoMuted);
    expect(configOverwrite['startWithAudioMuted']).toBe(audioMuted);
    expect(configOverwrite['disableInitialGUM']).toBe(noDevices);
  });

  it('has no e-mail, no key and no token in it, and the chat button only with chat', () => {
    for (const options of everything) {
      expect(Object.keys(options.userInfo)).toEqual(['displayName']);
      expect(Object.keys(options)).not.toEqual(expect.arrayContaining(['jwt']));
      expect(pathsOf(options).join(' ')).not.toMatch(/e2eeKey|invitees|userInfo\.email|iceServers/);
    }
    expect(optionsFor().configOverwrite['toolbarButtons']).toContain('chat');
    expect(optionsFor({ e2ee: 'required' }).configOverwrite['toolbarButtons']).not.toContain('chat');
  });

  it.each([
    'invite',
    'recording',
    'livestreaming',
    'desktop',
    'sharedvideo',
    'stats',
    'embedmeeting',
    'security',
    'profile',
  ])('has no button %s', (button) => {
    for (const options of everything) expect(options.configOverwrite['toolbarButtons']).not.toContain(button);
  });

  it('passes exactly the agreed keys of interface_config.js, a token only when given, and the language', () => {
    const options = optionsFor({}, undefined, { jwt: 'a.b.c', language: 'en' });
    expect(Object.keys(options.interfaceConfigOverwrite)).toEqual([...PASSED_ON]);
    expect(options.jwt).toBe('a.b.c');
    expect(options.lang).toBe('en');
  });
});

describe('chosen devices', () => {
  const devices = [
    { kind: 'videoinput', deviceId: 'v1', label: 'Kamera vorn' },
    { kind: 'videoinput', deviceId: 'v2', label: 'Kamera hinten' },
    { kind: 'audioinput', deviceId: 'v1', label: 'Mikrofon' },
    { kind: 'audiooutput', deviceId: 'o1', label: '' },
  ];

  it.each<[string, DeviceChoice, object]>([
    [
      'by label',
      { camera: 'on', microphone: 'on', cameraId: 'v2', microphoneId: 'v1' },
      { videoInput: 'Kamera hinten', audioInput: 'Mikrofon' },
    ],
    [
      'switched off, but chosen for later',
      { camera: 'off', microphone: 'on', cameraId: 'v1' },
      { videoInput: 'Kamera vorn' },
    ],
    ['none is none', { camera: 'none', microphone: 'none', cameraId: 'v1', microphoneId: 'v1' }, {}],
    ['a device that is gone', { camera: 'on', microphone: 'on', cameraId: 'v9' }, {}],
    ['a device of another kind', { camera: 'on', microphone: 'on', microphoneId: 'v2' }, {}],
    ['a device without a label', { camera: 'on', microphone: 'on', speakerId: 'o1' }, {}],
    ['nothing chosen', { camera: 'on', microphone: 'on' }, {}],
  ])('%s', (_, choice, labels) => {
    expect(deviceLabels(choice, devices)).toEqual(labels);
  });
});
