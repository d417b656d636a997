/** Wrong settings of the Jitsi host and of both lines, and what finds each. */
import { EMPTY_KEYS, WANTED_VALUES } from '../../../../config/check/jitsi-values.ts';
import { blocks, conf, files, swap, type Case, type Plant } from './plant.ts';

const DAY = 24 * 60 * 60 * 1000;

const jitsiBlock = (more: string): Plant => blocks('include jitsi.conf;', `include jitsi.conf; ${more}`);
const config = (more: string): Plant => files('meet/config.js', (text) => `${text}\n${more}\n`);
const ids = (prefix: string, names: readonly string[]): string[] => names.map((name) => `${prefix}:${name}`);

const COOKIE = [
  'cookie',
  'cookie-answer',
  'cookie-host?',
  'cookie-script?',
  'cookie-same-site?',
  'cookie-session?',
  'cookie-end?',
];
const LINES = ['line-socket', 'line-bosh', 'line-request', 'line-part', 'line-forged'];
const LEADS = ['page', 'old-browser', 'token', 'injection', 'part-page', 'start'];

export const PLANTED_JITSI: readonly Case[] = [
  [
    'no door at all',
    ids('door', [...LEADS, 'frame-ancestors', ...COOKIE, 'cookie-elsewhere', 'cookie-link', ...LINES]),
    blocks('include jitsi.conf;', ''),
  ],
  [
    'the door of another gate',
    ids('door', [...LEADS, 'frame-ancestors', ...COOKIE.filter((id) => id !== 'cookie-answer')]),
    blocks(/set \$einlass_gate [^;]+;/, 'set $einlass_gate https://beratung.andere.example;'),
  ],
  [
    'old browsers walk round the gate',
    ids('door', ['old-browser']),
    conf('(?:(?:yes|no) document|no )', '(?:yes|no) document'),
  ],
  [
    'whoever was at the gate once walks round it',
    ids('door', ['page', 'token', 'injection']),
    conf('^room (?:(?:yes|no) document|no )', '^room no '),
  ],
  [
    'tokens travel along',
    ids('door', ['token']),
    conf('return 302 $einlass_gate/$einlass_room', 'return 302 $einlass_gate/$einlass_room$is_args$args'),
  ],
  ['names of rooms break the answer', ids('door', ['injection']), conf('"#/r/$einlass_name"', '"#/r$uri"')],
  ["Jitsi's start page is open", ids('door', ['start']), conf('^start (?:yes|no) document', '^start nobody')],
  [
    'health checks are led astray',
    ids('door', ['health']),
    conf('^start (?:yes|no) document', '^start (?:yes|no) (?:document)?'),
  ],
  [
    'any page may frame rooms',
    ids('door', ['frame-ancestors']),
    conf('frame-ancestors $einlass_gate', 'frame-ancestors *'),
  ],
  [
    'a location with headers of its own',
    ids('door', ['frame-ancestors']),
    blocks('{ set $roomname', '{ add_header X-Own 1; set $roomname'),
  ],
  [
    'a second policy keeps the gate out',
    ids('door', ['frame-ancestors']),
    jitsiBlock(`add_header Content-Security-Policy "frame-ancestors 'self'" always;`),
  ],
  [
    'X-Frame-Options keeps the gate out',
    ids('door', ['frame-options']),
    jitsiBlock('add_header X-Frame-Options SAMEORIGIN always;'),
  ],
  [
    'the cookie is named otherwise',
    ids('door', ['cookie', 'cookie-host']),
    conf('$einlass_cookie "__Host-einlass=1;', '$einlass_cookie "einlass=1;'),
  ],
  ['the cookie travels in the clear', ids('door', ['cookie-host']), conf('Path=/; Secure;', 'Path=/;')],
  [
    'the cookie for the whole domain',
    ids('door', ['cookie-host']),
    conf('Path=/; Secure;', 'Path=/; Domain=stadt.localhost; Secure;'),
  ],
  ['scripts read the cookie', ids('door', ['cookie-script']), conf(' HttpOnly;', '')],
  ['other sites use the cookie', ids('door', ['cookie-same-site']), conf('SameSite=Strict', 'SameSite=None')],
  [
    'the cookie stays for a year',
    ids('door', ['cookie-session']),
    conf('SameSite=Strict', 'SameSite=Strict; Max-Age=31536000'),
  ],
  ['the cookie is never taken back', ids('door', ['cookie-end']), conf('if ($args = ende) {', 'if ($args = never) {')],
  [
    'the gate cannot read the answer',
    ids('door', ['cookie-answer']),
    conf('add_header Access-Control-Allow-Credentials true always;', ''),
  ],
  [
    'any page gets the cookie',
    ids('door', ['cookie-elsewhere']),
    conf('if ($http_origin != $einlass_gate) {', 'if ($http_origin = nobody) {'),
  ],
  [
    'a link gets the cookie',
    ids('door', ['cookie-link']),
    conf('if ($request_method != POST) {', 'if ($request_method = NOBODY) {'),
  ],
  ['the line is open to anybody', ids('door', LINES), conf('"door no"', '"door nobody"')],
  [
    'WebSockets were forgotten',
    ids('door', ['line-socket', 'line-part', 'line-forged']),
    conf('(?:xmpp-websocket|http-bind|', '(?:http-bind|'),
  ],
  ['BOSH was forgotten', ids('door', ['line-bosh', 'line-part']), conf('|http-bind|', '|')],
  [
    'conference requests were forgotten',
    ids('door', ['line-request', 'line-part']),
    conf('|conference-request)"', ')"'),
  ],
  [
    'parts of the installation were forgotten',
    ids('door', ['line-part']),
    conf('"/(?:xmpp-websocket', '"^/(?:xmpp-websocket'),
  ],
  [
    'any cookie of that name will do',
    ids('door', ['line-forged']),
    conf('(?:^|;\\s*)__Host-einlass=1(?:;|\\z)', '__Host-einlass='),
  ],
  [
    'Prosody is down',
    ids('door', ['line-open']),
    blocks(/proxy_pass http:\/\/127\.0\.0\.1:\d+\/http-bind/, 'proxy_pass http://127.0.0.1:1/http-bind'),
  ],
  ['this is no Jitsi', ['external-api-same?', 'door:external-api'], files('meet/libs/external_api.min.js')],
  [
    'the plugin was forgotten',
    ['plugin:line', 'plugin:gate?', 'plugin:script?', 'plugin:version?'],
    files('meet/plugin.head.html', () => ''),
  ],
  ['includes are off', ['plugin:line', 'plugin:gate?', 'plugin:script?', 'plugin:version?'], blocks('ssi on;', '')],
  [
    'the plugin names no gate',
    ['plugin:gate'],
    files('meet/plugin.head.html', swap(/data-gate="[^"]*"/, 'data-gate=""')),
  ],
  [
    'the plugin names another gate',
    ['plugin:gate'],
    files('meet/plugin.head.html', swap(/data-gate="[^"]*"/, 'data-gate="https://x.example"')),
  ],
  ['the script of the plugin is missing', ['plugin:script', 'plugin:version?'], files('meet/static/einlass-plugin.js')],
  ['an older plugin', ['plugin:version'], files('meet/static/einlass-plugin.js', swap(/einlass:1/, 'einlass:0'))],
  [
    'every value of config.js is the other way round',
    ids(
      'jitsi',
      WANTED_VALUES.map(({ key }) => key),
    ),
    config(WANTED_VALUES.map(({ key, is }) => `config.${key} = ${is === 0 ? '100' : String(!is)};`).join('\n')),
  ],
  ['speaker statistics are on', ['jitsi:speakerStats.disabled'], config('config.speakerStats = {};')],
  [
    'recording is on, further down',
    ['jitsi:recordingService.enabled'],
    config('if (config.hosts) { config.recordingService.enabled = true; }'),
  ],
  [
    'direct connections, no STUN server',
    ['jitsi:direct', 'jitsi:direct-agreed'],
    config('config.p2p = { enabled: true };'),
  ],
  [
    'direct connections over 8x8',
    ['jitsi:direct', 'jitsi:direct-agreed'],
    config("config.p2p = { enabled: true, stunServers: [{ urls: 'stun:meet-jit-si-turnrelay.jitsi.net:443' }] };"),
  ],
  [
    'direct connections that the page denies',
    ['jitsi:direct-agreed'],
    config("config.p2p = { enabled: true, stunServers: [{ urls: 'stun:turn.stadt.localhost:3478' }] };"),
  ],
  [
    'a STUN server of whom?',
    ['jitsi:direct?', 'jitsi:direct-agreed'],
    config("config.p2p = { enabled: true, stunServers: [{ urls: 'stun:stun.rechenzentrum.example' }] };"),
  ],
  ['keys from outside', ['jitsi:encryption'], config('config.e2ee = { externallyManagedKey: true };')],
  ['analytics', ['jitsi:no-analytics'], config("config.analytics.scriptURLs = ['https://matomo.example/a.js'];")],
  ['dropbox', ['jitsi:no-services'], config("config.dropbox = { appKey: 'abc' };")],
  [
    'dialling in',
    ['jitsi:no-telephone'],
    config("config.dialInNumbersUrl = 'https://conference-mapper.jitsi.net/v1/access/dids';"),
  ],
  [
    "Jitsi's own interface_config.js",
    ['jitsi:interface'],
    files('meet/interface_config.js', swap('SHOW_JITSI_WATERMARK: false', 'SHOW_JITSI_WATERMARK: true')),
  ],
  ['no interface_config.js', ['jitsi:interface'], files('meet/interface_config.js')],
  [
    'pages in the clear',
    ids('plain-http', ['gate', 'jitsi']),
    blocks('error_page 497 =301 https://$host:PORT$request_uri', 'error_page 497 =200 /'),
  ],
  [
    'the certificate ends next week',
    ids('certificate', ['gate', 'jitsi']),
    { options: { now: Date.now() + 355 * DAY } },
  ],
  [
    'rooms cannot be framed at all',
    ['door:framed', 'plugin:line', 'plugin:gate?', 'plugin:script?', 'plugin:version?'],
    conf('^room (?:(?:yes|no) document|no )', '^room (?:yes|no) (?:document|iframe)?'),
  ],
  [
    'no config.js',
    [
      'jitsi:readable',
      ...ids('jitsi', [
        ...WANTED_VALUES.map(({ key }) => key),
        ...EMPTY_KEYS.map(({ id }) => id),
        'direct',
        'direct-agreed',
        'encryption',
      ]).map((id) => `${id}?`),
    ],
    files('meet/config.js'),
  ],
  [
    'old encryption is taken',
    ids('old-tls', ['gate', 'jitsi']),
    blocks('ssl_protocols TLSv1.2 TLSv1.3;', 'ssl_protocols TLSv1.1 TLSv1.2 TLSv1.3; ssl_ciphers DEFAULT@SECLEVEL=0;'),
  ],
];
