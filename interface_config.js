/*
 * Interface configuration of the city's Jitsi Meet, for version 13.2.0 of its web sources (autumn 2026).
 *
 * Two readers, one file:
 *   - the Jitsi server: put it where Jitsi's web server looks for interface_config.js (Debian: /usr/share/jitsi-meet/,
 *     Docker: custom-interface_config.js in the web container's configuration folder);
 *   - the gate: it passes the keys that an embedding page may override and that protect somebody (the list is
 *     PASSED_ON in src/jitsi/options.ts) once more to every meeting.
 *
 * Only keys that Jitsi's code still reads; test/unit/jitsi/interface-config.test.ts names every key that dies. What is
 * not here is decided in config.js (toolbar, prejoin, lobby, recording, third parties) and wins over this file there.
 */
var interfaceConfig = {
  // ---- Names. Neutral ones: a browser tab, a history entry or a shared screen must not tell what kind of talk it is.

  // Title of the browser tab after the room name, and the name in Jitsi's own sentences.
  APP_NAME: 'Videogespräch',
  // The app's name on deep-linking pages. Those are switched off; should one ever appear, it advertises no shop.
  NATIVE_APP_NAME: 'Videogespräch',
  // Used in the calendar page only, which is off; without a value Jitsi prints "undefined".
  PROVIDER_NAME: 'Stadt',

  // ---- Whoever is not named yet.

  // In the own picture. The name that the gate passes goes before it.
  DEFAULT_LOCAL_DISPLAY_NAME: 'ich',
  // A participant without a name. Never "Fellow Jitster": the counsellor must see that the name is missing.
  DEFAULT_REMOTE_DISPLAY_NAME: 'Ohne Namen',

  // ---- Branding. A counselling room of the city shows nobody else's sign and no link out of the room.

  SHOW_JITSI_WATERMARK: false,
  SHOW_BRAND_WATERMARK: false,
  SHOW_POWERED_BY: false,
  // Read as soon as the room has no branding data; empty means that a click leads nowhere.
  JITSI_WATERMARK_LINK: '',
  BRAND_WATERMARK_LINK: '',
  // An empty address: the default would be Jitsi's own logo from images/.
  DEFAULT_LOGO_URL: '',
  DEFAULT_WELCOME_PAGE_LOGO_URL: '',
  DEFAULT_BACKGROUND: '#1a2b33',

  // ---- Ways into a room that would go round the gate.

  // The welcome page lets anybody start a room. nginx sends it to the gate; these keys empty what is left of it.
  DISPLAY_WELCOME_PAGE_CONTENT: false,
  DISPLAY_WELCOME_PAGE_ADDITIONAL_CARD: false,
  DISPLAY_WELCOME_PAGE_TOOLBAR_ADDITIONAL_CONTENT: false,
  DISPLAY_WELCOME_FOOTER: false,
  // No suggested room names: rooms come from appointments, their names are random and are not shown.
  GENERATE_ROOMNAMES_ON_WELCOME_PAGE: false,
  // No list of past rooms on a device that may be shared.
  RECENT_LIST_ENABLED: false,
  // Mobile apps know no consent page and no end-to-end encryption. Off here, and off in config.js (deeplinking).
  MOBILE_APP_PROMO: false,
  HIDE_DEEP_LINKING_LOGO: true,
  // After the end no page that advertises the public Jitsi service.
  SHOW_PROMOTIONAL_CLOSE_PAGE: false,
  // No browser extension is offered or looked for.
  SHOW_CHROME_EXTENSION_BANNER: false,

  // ---- What a person in a room may open.

  // Devices, sounds, shortcuts, and "more" because the choice of language lives there. Without "profile" (name and e-mail come from the gate, e-mail never), "calendar"
  // (sends appointments to Google or Microsoft) and "moderator" (only the counsellor's page decides there).
  // The list must exist: Jitsi calls includes() on it.
  SETTINGS_SECTIONS: ['devices', 'more', 'language', 'sounds', 'shortcuts'],
  // Nothing to share by e-mail, address, phone or embed code: invitations are sent by the office.
  SHARING_FEATURES: [],
  // No calling out by telephone: it would end encryption and cost money.
  ENABLE_DIAL_OUT: false,
  // Captions need a transcriber, and there is none: nobody writes along.
  DISABLE_TRANSCRIPTION_SUBTITLES: true,
  // A help link would lead away from the city's pages; the gate shows the helpline.
  SUPPORT_URL: '',

  // ---- Languages and browsers.

  // The gate passes the language. Without the gate (an operator's test) German from config.js, not the browser's guess.
  LANG_DETECTION: false,
  // Which browsers get no hint at all. The gate checks abilities, not names; this list only silences a second opinion.
  OPTIMAL_BROWSERS: ['chrome', 'chromium', 'edge', 'electron', 'firefox', 'safari', 'webkit'],
  UNSUPPORTED_BROWSERS: [],

  // ---- The picture. Jitsi's own values; each is read without a default somewhere.

  // People first: the strip of small pictures stands at the side, on phones at the bottom.
  VERTICAL_FILMSTRIP: true,
  FILM_STRIP_MAX_HEIGHT: 120,
  LOCAL_THUMBNAIL_RATIO: 16 / 9,
  REMOTE_THUMBNAIL_RATIO: 1,
  TILE_VIEW_MAX_COLUMNS: 5,
  // 'both' crops at most by the zoom below, so that a signing person's hands stay in the picture.
  VIDEO_LAYOUT_FIT: 'both',
  MAXIMUM_ZOOMING_COEFFICIENT: 1.3,
  // A blurred copy of the video behind it costs battery on old phones.
  DISABLE_VIDEO_BACKGROUND: true,
  // Who speaks is shown: people who hear badly look for the speaker.
  DISABLE_DOMINANT_SPEAKER_INDICATOR: false,
  AUDIO_LEVEL_PRIMARY_COLOR: 'rgba(255,255,255,0.4)',
  AUDIO_LEVEL_SECONDARY_COLOR: 'rgba(255,255,255,0.2)',
  // "HD" and "SD" say nothing to a worried person.
  VIDEO_QUALITY_LABEL_DISABLED: true,
  // A shared screen comes to the front only when the counsellor shares it.
  AUTO_PIN_LATEST_SCREEN_SHARE: 'remote-only',

  // ---- Notices.

  // Joining and leaving are announced: nobody may enter a confidential room unnoticed.
  DISABLE_JOIN_LEAVE_NOTIFICATIONS: false,
  // "Ringing", "busy" belong to telephone invitations, which do not exist here.
  DISABLE_PRESENCE_STATUS: true,

  // ---- The toolbar stays: it is not found again by people who do not know that it hides.

  TOOLBAR_ALWAYS_VISIBLE: true,
};
