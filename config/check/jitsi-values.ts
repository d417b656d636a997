/**
 * What the config.js of a Jitsi server must say, in the words of Jitsi 13.2.0 (jitsi-pitfalls §5). The one list: the check
 * tool goes by it, and a test holds `config/jitsi/einlass-config.js` and `src/jitsi/strict-config.ts` against it. A key that
 * is not set counts as wrong: what Jitsi makes of a missing one has changed from version to version.
 */
export interface WantedValue {
  readonly key: string;
  readonly is: boolean | number;
  readonly requirement: string;
  readonly what: string;
}

const RECORDING = 'Niemand zeichnet auf';
const WRITING = 'Niemand und nichts schreibt mit';
const MEASURING = 'Über Menschen wird nichts gemessen';
const STRANGERS = 'Kein Dritter erfährt etwas';
const ROOM = 'Im Raum gibt es nur, was ein Gespräch braucht';
const GATE = 'Am Einlass führt kein Weg vorbei';
const TRACES = 'Auf dem Gerät bleibt nichts zurück';

export const WANTED_VALUES: readonly WantedValue[] = [
  { key: 'recordingService.enabled', is: false, requirement: 'R-077', what: `${RECORDING}: auf dem Server.` },
  { key: 'recordingService.sharingEnabled', is: false, requirement: 'R-077', what: `${RECORDING}: nichts zu teilen.` },
  {
    key: 'recordings.recordAudioAndVideo',
    is: false,
    requirement: 'R-077',
    what: `${RECORDING}: weder Bild noch Ton.`,
  },
  {
    key: 'recordings.suggestRecording',
    is: false,
    requirement: 'R-077',
    what: `${RECORDING}: es wird nicht vorgeschlagen.`,
  },
  { key: 'localRecording.disable', is: true, requirement: 'R-077', what: `${RECORDING}: auf dem eigenen Gerät.` },
  {
    key: 'localRecording.disableSelfRecording',
    is: true,
    requirement: 'R-077',
    what: `${RECORDING}: auch nicht sich selbst.`,
  },
  { key: 'liveStreaming.enabled', is: false, requirement: 'R-077', what: `${RECORDING}: nichts wird übertragen.` },
  { key: 'screenshotCapture.enabled', is: false, requirement: 'R-077', what: `${RECORDING}: keine Bildschirmfotos.` },
  { key: 'transcription.enabled', is: false, requirement: 'R-077', what: `${WRITING}: keine Mitschrift.` },
  { key: 'transcription.disableClosedCaptions', is: true, requirement: 'R-077', what: `${WRITING}: keine Untertitel.` },
  {
    key: 'transcription.autoTranscribeOnRecord',
    is: false,
    requirement: 'R-077',
    what: `${WRITING}: nicht von selbst.`,
  },
  { key: 'audioTranslation.enabled', is: false, requirement: 'R-077', what: `${WRITING}: keine Übersetzung.` },
  { key: 'speakerStats.disabled', is: true, requirement: 'R-119', what: `${MEASURING}: keine Sprecherstatistik.` },
  {
    key: 'faceLandmarks.enableFaceExpressionsDetection',
    is: false,
    requirement: 'R-119',
    what: `${MEASURING}: kein Mienenspiel.`,
  },
  {
    key: 'faceLandmarks.enableDisplayFaceExpressions',
    is: false,
    requirement: 'R-119',
    what: `${MEASURING}: keines wird gezeigt.`,
  },
  {
    key: 'faceLandmarks.enableFaceCentering',
    is: false,
    requirement: 'R-119',
    what: `${MEASURING}: kein Gesicht wird gesucht.`,
  },
  {
    key: 'faceLandmarks.enableRTCStats',
    is: false,
    requirement: 'R-119',
    what: `${MEASURING}: nichts davon wird gemeldet.`,
  },
  { key: 'analytics.disabled', is: true, requirement: 'R-122', what: `${MEASURING}: keine Auswertung.` },
  { key: 'analytics.rtcstatsEnabled', is: false, requirement: 'R-122', what: `${MEASURING}: kein RTCStats.` },
  { key: 'analytics.watchRTCEnabled', is: false, requirement: 'R-122', what: `${MEASURING}: kein WatchRTC.` },
  { key: 'enableDisplayNameInStats', is: false, requirement: 'R-122', what: `${MEASURING}: kein Name in Statistiken.` },
  {
    key: 'enableEmailInStats',
    is: false,
    requirement: 'R-022',
    what: `${MEASURING}: keine E-Mail-Adresse in Statistiken.`,
  },
  { key: 'enableSaveLogs', is: false, requirement: 'R-122', what: `${MEASURING}: keine Protokolle vom Gerät.` },
  { key: 'feedbackPercentage', is: 0, requirement: 'R-122', what: `${MEASURING}: keine Frage nach Sternen.` },
  {
    key: 'disableThirdPartyRequests',
    is: true,
    requirement: 'R-022',
    what: `${STRANGERS}: kein anderer Server wird gefragt.`,
  },
  { key: 'gravatar.disabled', is: true, requirement: 'R-022', what: `${STRANGERS}: keine Bilder zur E-Mail-Adresse.` },
  { key: 'giphy.enabled', is: false, requirement: 'R-123', what: `${STRANGERS}: keine bewegten Bildchen.` },
  { key: 'enableCalendarIntegration', is: false, requirement: 'R-123', what: `${STRANGERS}: keine fremden Kalender.` },
  { key: 'disablePolls', is: true, requirement: 'X-11', what: `${ROOM}: keine Umfragen.` },
  { key: 'whiteboard.enabled', is: false, requirement: 'X-11', what: `${ROOM}: keine Tafel.` },
  { key: 'fileSharing.enabled', is: false, requirement: 'X-11', what: `${ROOM}: keine Dateien.` },
  { key: 'breakoutRooms.hideAddRoomButton', is: true, requirement: 'X-11', what: `${ROOM}: keine Nebenräume.` },
  { key: 'disableRemoteControl', is: true, requirement: 'X-11', what: `${ROOM}: niemand steuert ein anderes Gerät.` },
  { key: 'disableInviteFunctions', is: true, requirement: 'X-11', what: `${GATE}: im Raum wird niemand eingeladen.` },
  {
    key: 'prejoinConfig.enabled',
    is: false,
    requirement: 'X-11',
    what: `${GATE}: er ist die Seite vor dem Raum, nicht Jitsis eigene.`,
  },
  { key: 'lobby.autoKnock', is: true, requirement: 'X-11', what: `${GATE}: im Warteraum wird von selbst angeklopft.` },
  { key: 'lobby.enableChat', is: false, requirement: 'X-11', what: `${GATE}: im Warteraum wird nicht geschrieben.` },
  { key: 'disableDeepLinking', is: true, requirement: 'R-042', what: `${GATE}: keine Apps, die ihn nicht kennen.` },
  { key: 'deeplinking.disabled', is: true, requirement: 'R-042', what: `${GATE}: auch nicht über das neuere Feld.` },
  { key: 'welcomePage.disabled', is: true, requirement: 'R-026', what: `${GATE}: niemand denkt sich einen Raum aus.` },
  { key: 'requireDisplayName', is: true, requirement: 'X-11', what: `${GATE}: niemand kommt ohne Namen.` },
  { key: 'doNotStoreRoom', is: true, requirement: 'R-141', what: `${TRACES}: keine Liste der Räume.` },
  { key: 'hideEmailInSettings', is: true, requirement: 'R-022', what: `${TRACES}: keine E-Mail-Adresse.` },
];

/** Keys that name somebody else's service: each must be missing or empty. */
export interface EmptyKeys {
  readonly id: string;
  readonly keys: readonly string[];
  readonly requirement: string;
  readonly what: string;
}

export const EMPTY_KEYS: readonly EmptyKeys[] = [
  {
    id: 'no-analytics',
    keys: [
      'analytics.amplitudeAPPKey',
      'analytics.googleAnalyticsTrackingId',
      'analytics.matomoEndpoint',
      'analytics.scriptURLs',
      'analytics.rtcstatsEndpoint',
      'callStatsID',
    ],
    requirement: 'R-122',
    what: 'Kein Dienst zur Auswertung ist eingetragen.',
  },
  {
    id: 'no-services',
    keys: ['dropbox.appKey', 'etherpad_base', 'googleApiApplicationClientID', 'microsoftApiApplicationClientID'],
    requirement: 'R-123',
    what: 'Kein fremder Speicher, Kalender oder Schreibblock ist eingetragen.',
  },
  {
    id: 'no-telephone',
    keys: ['dialInNumbersUrl', 'dialInConfCodeUrl', 'dialOutAuthUrl', 'inviteServiceUrl', 'peopleSearchUrl'],
    requirement: 'X-11',
    what: 'Niemand wird per Telefon oder Adressbuch dazugeholt: daran endet die Verschlüsselung.',
  },
];
