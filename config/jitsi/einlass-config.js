// Was Ihr Jitsi allen sagt, die eine Raumseite laden: kommt an das Ende seiner config.js. Debian: anhängen an
// /etc/jitsi/meet/<host>-config.js. Docker: dieselbe Datei als custom-config.js (config/docker/docker-compose.override.yml).
//
// What your Jitsi tells everybody who loads a room page; belongs at the end of its config.js. Nothing but assignments, so that
// whatever stood there before is outweighed. The gate says the same to each meeting again (src/jitsi/strict-config.ts), but a
// page that opens Jitsi by another way gets only this. Keys are those of Jitsi's web sources 13.2.0. A browser's address may
// override most of them for its own user: what must hold against that stands in nginx, Prosody and jicofo.
// Each line names the requirement it serves.

// ---- No recording of any kind.

// Nobody is filmed by the server, and no button suggests it. Jibri must not be installed either. R-077
config.recordingService = { enabled: false, sharingEnabled: false };
// No hint at a recording that does not exist. R-077
config.recordings = { recordAudioAndVideo: false, showPrejoinWarning: false, showRecordingLink: false, suggestRecording: false };
// A room opened directly, outside a frame, would offer to record in the browser. R-077
config.localRecording = { disable: true, disableSelfRecording: true, notifyAllParticipants: true };
// No way to a public stream. R-077
config.liveStreaming = { enabled: false };
// No pictures of a shared screen beside a recording. R-077
config.screenshotCapture = { enabled: false };
// Nobody and nothing writes along; there is no transcriber. R-077
config.transcription = { enabled: false, disableClosedCaptions: true, autoTranscribeOnRecord: false };
// The older name of the same switch, still read. R-077
config.transcribingEnabled = false;
// Translated speech would be heard by a service. R-077
config.audioTranslation = { enabled: false };

// ---- Nothing is measured about people.

// How long somebody spoke is nobody's business. R-119
config.speakerStats = { disabled: true };
// No look at faces: neither where they are nor what they show. R-119
config.faceLandmarks = { enableDisplayFaceExpressions: false, enableFaceCentering: false, enableFaceExpressionsDetection: false, enableRTCStats: false };
// The whole object, so that an address that stood here before is gone with it. R-122
config.analytics = { disabled: true, rtcstatsEnabled: false, watchRTCEnabled: false };
// Should statistics ever run, without names. R-122
config.enableDisplayNameInStats = false;
// Should statistics ever run, without addresses. R-022
config.enableEmailInStats = false;
// A log of a meeting holds names and room; nobody is offered to save it. R-121
config.enableSaveLogs = false;
// Nobody is asked how it was in the minute after a difficult talk. R-122
config.feedbackPercentage = 0;

// ---- No third parties.

// "no other server will be contacted" (config.js of Jitsi). R-022
config.disableThirdPartyRequests = true;
// A picture by the hash of an e-mail address would tell Gravatar who is here. R-022
config.gravatar = { disabled: true };
// Moving pictures come from Giphy. R-122
config.giphy = { enabled: false };
// No Google and no Microsoft calendar. R-122
config.enableCalendarIntegration = false;
// Two people connected directly would see each other's addresses. With an empty list, even a page that asks for it reaches
// no STUN server of Jitsi's makers; own ones may stand here. R-120
config.p2p = { enabled: false, stunServers: [] };

// ---- No other things to do in the room.

// Files would lie on a server. R-123
config.fileSharing = { enabled: false };
// Answers of a poll are kept with the room. R-123
config.disablePolls = true;
// What is drawn goes to a further server. R-122
config.whiteboard = { enabled: false };
// Rooms beside the room have their own door, and nobody watches it. R-026
config.breakoutRooms = { hideAddRoomButton: true, hideAutoAssignButton: true, hideJoinRoomButton: true };

// ---- One way in: the gate.

// No start page on which anybody opens a room. nginx leads the address itself to the gate. R-026
config.welcomePage = { disabled: true };
// Nobody hands the way in on to others. R-026
config.disableInviteFunctions = true;
// The gate is the page before the room; Jitsi's own would ask again for what was asked there. X-11
config.prejoinConfig = { enabled: false, hideDisplayName: true, hideExtraJoinButtons: ['no-audio', 'by-phone'] };
// Mobile apps know no consent and no end-to-end encryption. X-11
config.disableDeepLinking = true;
// The newer name; it outweighs the older one where both are set. X-11
config.deeplinking = { disabled: true, desktop: { enabled: false } };
// Who is not let in yet knocks by itself, and nobody talks in the lobby past the panel. X-11
config.lobby = { autoKnock: true, enableChat: false };
// A right password walks past the lobby; there is no field for one, and no button to switch the lobby off. X-11
config.securityUi = { hideLobbyButton: true, disableLobbyPassword: true };
// The counsellor must see who knocks. X-11
config.requireDisplayName = true;
// A name is what the gate has checked; no profile with an e-mail field. R-022
config.disableProfile = true;
// The same field in the settings. R-022
config.hideEmailInSettings = true;
// Names change no more once somebody is let in. X-11
config.readOnlyName = true;
// Nobody hands over the right to let people in. X-11
config.remoteVideoMenu = { disableDemote: true, disableGrantModerator: true, disablePrivateChat: 'all' };
// Nobody steers somebody else's computer. X-11
config.disableRemoteControl = true;
// Keys from outside send media in the clear while encryption is reported (lib-jitsi-meet #3028). R-049
config.e2ee = { externallyManagedKey: false };
// An allow-list, so that a new Jitsi adds no button. The gate sends its own. X-11
config.toolbarButtons = ['microphone', 'camera', 'toggle-camera', 'select-background', 'raisehand', 'tileview', 'fullscreen', 'settings', 'hangup'];

// ---- Nothing stays on the device.

// No list of past rooms. R-141
config.doNotStoreRoom = true;
