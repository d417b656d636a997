/**
 * Everything that a counselling talk does not need, switched off in the words of Jitsi 13.2.0 (jitsi-pitfalls §5).
 *
 * None of it is security: each client configures only itself, and a person who opens Jitsi directly gets none of it
 * (pitfalls 0.1). The server configuration that we ship says the same; this copy is for the server that does not.
 * Keys that Jitsi would ignore are left out; `test/unit/jitsi/options.test.ts` holds each one against Jitsi's own list.
 */
export const STRICT_CONFIG = {
  // No recording of any kind, and nothing that suggests one.
  recordingService: { enabled: false, sharingEnabled: false },
  recordings: {
    recordAudioAndVideo: false,
    showPrejoinWarning: false,
    showRecordingLink: false,
    suggestRecording: false,
  },
  localRecording: { disable: true, disableSelfRecording: true },
  liveStreaming: { enabled: false },
  screenshotCapture: { enabled: false },

  // Nobody and nothing writes along or translates.
  transcription: { enabled: false, disableClosedCaptions: true, autoTranscribeOnRecord: false },
  transcribingEnabled: false,
  audioTranslation: { enabled: false },

  // Nothing is measured about people.
  speakerStats: { disabled: true },
  faceLandmarks: {
    enableDisplayFaceExpressions: false,
    enableFaceCentering: false,
    enableFaceExpressionsDetection: false,
    enableRTCStats: false,
  },
  analytics: { disabled: true, rtcstatsEnabled: false, watchRTCEnabled: false },
  enableDisplayNameInStats: false,
  enableEmailInStats: false,
  enableSaveLogs: false,
  feedbackPercentage: 0,

  // No third parties: no avatars by e-mail hash, no moving pictures, no calendars.
  disableThirdPartyRequests: true,
  gravatar: { disabled: true },
  giphy: { enabled: false },
  enableCalendarIntegration: false,

  // No other things to do in the room.
  disablePolls: true,
  disableReactions: true,
  whiteboard: { enabled: false },
  fileSharing: { enabled: false },
  breakoutRooms: { hideAddRoomButton: true, hideAutoAssignButton: true, hideJoinRoomButton: true },
  secondScreen: { enabled: false },
  // A floating window with a person's face over other programs is a surprise nobody asked for (pitfalls 2.15).
  pip: { disabled: true },

  // The client decides nothing about others, and changes nothing about itself that the gate has checked.
  disableInviteFunctions: true,
  disableRemoteControl: true,
  disableRemoteMute: true,
  disableSelfDemote: true,
  remoteVideoMenu: { disableDemote: true, disableGrantModerator: true, disableKick: true, disablePrivateChat: 'all' },
  disableProfile: true,
  hideEmailInSettings: true,
  readOnlyName: true,
  requireDisplayName: true,

  // The gate is the page before the meeting (`prejoinPageEnabled`, the old key, does nothing: jitsi-observed a).
  prejoinConfig: { enabled: false, hideDisplayName: true, hideExtraJoinButtons: ['no-audio', 'by-phone'] },
  hiddenPremeetingButtons: ['microphone', 'camera', 'select-background', 'invite', 'settings'],
  // Without autoKnock a client stands before a button "Ask to join" that many never press (pitfalls 3.8).
  lobby: { autoKnock: true, enableChat: false },

  // Both keys: a `deeplinking` object of the server outweighs the older one (pitfalls 2.30). The apps know no gate.
  disableDeepLinking: true,
  deeplinking: { disabled: true, desktop: { enabled: false } },

  // Nothing is left behind on the device: no list of rooms, and Jitsi keeps its settings, the name among them, in memory
  // and reports them to the embedding page, where `inbound.ts` drops the report (jitsi-observed h, pitfalls 2.16).
  doNotStoreRoom: true,
  useHostPageLocalStorage: true,

  // Our room names are 128 random bits; a warning about weak ones would only frighten.
  enableInsecureRoomNameWarning: false,
} as const;

/** Every button that a client gets; an allow-list, so that a new Jitsi cannot add one. `chat` joins when it is allowed. */
export const TOOLBAR_BUTTONS = [
  'microphone',
  'camera',
  'toggle-camera',
  'select-background',
  'raisehand',
  'tileview',
  'fullscreen',
  'settings',
  'hangup',
] as const;
