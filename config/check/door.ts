import type { Answer } from './host.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, same, unknown, unless, type Finding, type Row } from './row.ts';

const JITSI = 'config/nginx/jitsi.conf';
const INCLUDE = `${JITSI}: set $einlass_gate …; include … in den server-Block des Jitsi (vor Jitsis eigenen location-Blöcken)`;
const COOKIE = '__Host-einlass=1';
const DOCUMENT = { 'Sec-Fetch-Dest': 'document' };

export const FRAME = { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'same-site', Cookie: COOKIE };

function row(id: string, requirement: string, what: string, repair: string, look: Row['look']): Row {
  return { id: `door:${id}`, subject: 'door', requirement, what, repair, look };
}

/** Where an address that somebody opens as a page must lead. */
async function leads(
  place: Place,
  path: string,
  target: string,
  headers: Readonly<Record<string, string>>,
): Promise<Finding> {
  const { status, header } = await place.jitsi.page(path, headers);
  const seen = status >= 300 && status < 400 ? `${String(status)} ${header('location') ?? ''}` : String(status);
  return same(seen, `302 ${place.gate.origin}/${target}`);
}

const entrance = (place: Place, origin: string | undefined, method = 'POST'): Promise<Answer> =>
  place.jitsi.ask(method, '/einlass', {
    headers: {
      ...(origin === undefined ? {} : { Origin: origin }),
      ...(method === 'POST' ? { 'Content-Length': '0' } : {}),
    },
  });

const given = (place: Place): Promise<Answer> => entrance(place, place.gate.origin);

/** The attributes of the cookie that the gate is given, by name in lower case. */
async function cookieOf(place: Place): Promise<ReadonlyMap<string, string> | undefined> {
  const [cookie] = (await place.once(given)).cookies;
  if (cookie === undefined) return undefined;
  return new Map(
    cookie.split(';').map((part) => {
      const [name = '', ...value] = part.trim().split('=');
      return [
        name.startsWith('__') ? 'name' : name.toLowerCase(),
        name.startsWith('__') ? part.trim() : value.join('='),
      ];
    }),
  );
}

function cookieRow(
  id: string,
  what: string,
  wrongs: (cookie: ReadonlyMap<string, string>) => readonly string[],
  expected: string,
): Row {
  return row(`cookie-${id}`, 'W-12', what, `${JITSI}: location = /einlass, add_header Set-Cookie`, async (place) => {
    const cookie = await place.once(cookieOf);
    return cookie === undefined ? unknown('Es kam kein Cookie, siehe door:cookie.') : unless(wrongs(cookie), expected);
  });
}

async function refusesEntrance(place: Place, origins: readonly (string | undefined)[]): Promise<Finding> {
  const wrong: string[] = [];
  for (const origin of origins) {
    const { status, cookies } = await entrance(place, origin);
    if (status !== 403 || cookies.length > 0) wrong.push(`${origin ?? 'ohne Herkunft'}: ${String(status)}`);
  }
  return unless(wrong, '403 ohne Cookie');
}

/** What stays shut without the cookie; a socket is asked for as one. */
const LINES: readonly (readonly [id: string, what: string, paths: readonly string[], socket: boolean])[] = [
  ['socket', 'Ohne Cookie öffnet sich der Weg in den Raum nicht (WebSocket).', ['/xmpp-websocket?room=x'], true],
  ['bosh', 'Ohne Cookie öffnet er sich auch nicht über BOSH.', ['/http-bind?room=x'], false],
  ['request', 'Ohne Cookie ruft niemand eine Konferenz ins Leben.', ['/conference-request/v1'], false],
  ['part', 'Auch nicht über die Adressen für Teilbereiche.', ['/teil/xmpp-websocket?room=x', '/teil/http-bind'], true],
];

export const DOOR_ROWS: readonly Row[] = [
  row('page', 'R-120', 'Eine Raumadresse, als Seite geöffnet, führt zur Beratungsseite.', INCLUDE, (place) =>
    leads(place, `/${place.room}`, `#/r/${place.room}`, DOCUMENT),
  ),
  row('old-browser', 'R-120', 'Auch für Browser, die nicht sagen, wie sie öffnen.', INCLUDE, (place) =>
    leads(place, `/${place.room}`, `#/r/${place.room}`, {}),
  ),
  row(
    'token',
    'R-121',
    'Token und Angaben in der Adresse reisen nicht mit.',
    `${JITSI}: $einlass_room nimmt nur den Namen`,
    (place) => leads(place, `/${place.room}?jwt=geheim&config.x=1`, `#/r/${place.room}`, DOCUMENT),
  ),
  row(
    'injection',
    'W-13',
    'Ein Raumname schmuggelt nichts in die Antwort.',
    `${JITSI}: return 302 $einlass_gate/$einlass_room (aus $request_uri)`,
    async (place) => {
      const { header, cookies } = await place.jitsi.page(`/${place.room}%0d%0aSet-Cookie:%20x=1`, DOCUMENT);
      const location = header('location') ?? '';
      return cookies.length === 0 && location.startsWith(`${place.gate.origin}/`) && !location.includes(',')
        ? HOLDS
        : fails(`${location} ${cookies.join(' ')}`, `nur ein Ziel unter ${place.gate.origin}/`);
    },
  ),
  row('part-page', 'R-120', 'Räume eines Teilbereichs führen ebenfalls zur Beratungsseite.', INCLUDE, (place) =>
    leads(place, `/teil/${place.room}`, '', DOCUMENT),
  ),
  row(
    'start',
    'R-026',
    'Jitsis Startseite, auf der sich jeder einen Raum ausdenken kann, führt zur Beratungsseite.',
    `${JITSI}: $einlass_kind start`,
    (place) => leads(place, '/', '', DOCUMENT),
  ),
  row(
    'framed',
    'R-120',
    'Im Rahmen der Beratungsseite erscheint der Raum.',
    'Jitsis location für Raumseiten; nginx -t',
    async (place) => same(String((await place.jitsi.page(`/${place.room}`, FRAME)).status), '200'),
  ),
  row(
    'frame-ancestors',
    'W-05',
    'Nur die Beratungsseite darf Räume einrahmen.',
    `${JITSI}: add_header Content-Security-Policy "frame-ancestors $einlass_gate" always; in location-Blöcken mit eigenen add_header wiederholen`,
    async (place) => {
      const { header } = await place.jitsi.page(`/${place.room}`, FRAME);
      const allowed = [...(header('content-security-policy') ?? '').matchAll(/frame-ancestors\s+([^;,]*)/gi)].map(
        ([, sources = '']) => sources.trim(),
      );
      const others = allowed.filter((sources) => sources !== place.gate.origin);
      return allowed.length > 0 && others.length === 0
        ? HOLDS
        : fails(allowed.length === 0 ? 'fehlt' : others.join(' / '), `frame-ancestors ${place.gate.origin}`);
    },
  ),
  row(
    'frame-options',
    'W-05',
    'Kein X-Frame-Options, das dem widerspricht.',
    'add_header X-Frame-Options im server-Block des Jitsi (oder im Proxy davor) streichen',
    async (place) => {
      const seen = (await place.jitsi.page(`/${place.room}`, FRAME)).header('x-frame-options');
      return seen === undefined ? HOLDS : fails(seen, 'fehlt');
    },
  ),
  row(
    'external-api',
    'W-07',
    'Jitsis external_api.js ist zu haben.',
    'Jitsis location = /external_api.js',
    async (place) => {
      const { status, body, header } = await place.jitsi.page('/external_api.js');
      if (status !== 200) return fails(String(status), '200', 'Ist das wirklich der Jitsi-Server? Adresse prüfen.');
      const isScript = /javascript/i.test(header('content-type') ?? '') && body.includes('JitsiMeetExternalAPI');
      return isScript
        ? HOLDS
        : fails('eine andere Datei', 'Jitsis Skript', 'Ist das wirklich der Jitsi-Server? Adresse prüfen.');
    },
  ),
  row(
    'health',
    'R-120',
    'Wer nur prüft, ob Jitsi lebt, bekommt wie bisher eine Antwort.',
    `${JITSI}: $einlass_kind start gilt nur für Seiten, die jemand öffnet`,
    async (place) => same(String((await place.jitsi.page('/')).status), '200'),
  ),
  row(
    'cookie',
    'R-120',
    'Wer von der Beratungsseite kommt, erhält das Cookie.',
    `${JITSI}: location = /einlass; set $einlass_gate genau wie ${'https://beratung…'}`,
    async (place) => {
      const { status, cookies } = await place.once(given);
      if (status !== 204) return fails(String(status), '204');
      return cookies.length === 1 && cookies[0]?.startsWith(`${COOKIE};`)
        ? HOLDS
        : fails(cookies.join(' / ') || 'kein Cookie', COOKIE);
    },
  ),
  row(
    'cookie-answer',
    'R-120',
    'Die Beratungsseite kann die Antwort lesen.',
    `${JITSI}: Access-Control-Allow-Origin und -Credentials in location = /einlass`,
    async (place) => {
      const { header } = await place.once(given);
      const seen = `${header('access-control-allow-origin') ?? 'fehlt'}, ${header('access-control-allow-credentials') ?? 'fehlt'}`;
      return same(seen, `${place.gate.origin}, true`);
    },
  ),
  cookieRow(
    'host',
    'Das Cookie gilt nur für diesen Server und nur verschlüsselt.',
    (cookie) => [
      ...(cookie.get('name')?.startsWith('__Host-') ? [] : ['ohne __Host-']),
      ...(cookie.has('secure') ? [] : ['ohne Secure']),
      ...(cookie.get('path') === '/' ? [] : ['ohne Path=/']),
      ...(cookie.has('domain') ? [`Domain=${cookie.get('domain') ?? ''}`] : []),
    ],
    '__Host-…; Path=/; Secure, ohne Domain',
  ),
  cookieRow(
    'script',
    'Kein Skript kann es lesen.',
    (cookie) => (cookie.has('httponly') ? [] : ['ohne HttpOnly']),
    'HttpOnly',
  ),
  cookieRow(
    'same-site',
    'Andere Seiten können es nicht mitschicken lassen.',
    (cookie) =>
      /^strict$/i.test(cookie.get('samesite') ?? '') ? [] : [`SameSite=${cookie.get('samesite') ?? 'fehlt'}`],
    'SameSite=Strict',
  ),
  cookieRow(
    'session',
    'Es endet mit dem Browser.',
    (cookie) => ['expires', 'max-age'].filter((name) => cookie.has(name)),
    'weder Expires noch Max-Age',
  ),
  row(
    'cookie-elsewhere',
    'R-120',
    'Wer von einer anderen Seite kommt, erhält es nicht.',
    `${JITSI}: if ($http_origin != $einlass_gate) { return 403; }`,
    (place) =>
      refusesEntrance(place, [
        'https://andere-seite.example',
        place.jitsi.origin,
        `${place.gate.origin}.example`,
        'null',
        undefined,
      ]),
  ),
  row(
    'cookie-link',
    'R-120',
    'Ein Link oder Bild holt es nicht.',
    `${JITSI}: if ($request_method != POST) { return 405; }`,
    async (place) => {
      const { status, cookies } = await entrance(place, place.gate.origin, 'GET');
      return status === 405 && cookies.length === 0
        ? HOLDS
        : fails(`${String(status)} ${cookies.join(' ')}`, '405 ohne Cookie');
    },
  ),
  ...LINES.map(([id, what, paths, socket]) =>
    row(`line-${id}`, 'R-026', what, `${JITSI}: if ($einlass_case = "door no") { return 403; }`, async (place) => {
      const wrong: string[] = [];
      for (const path of paths) {
        const status = socket
          ? await place.jitsi.openSocket(path)
          : (await place.jitsi.ask('POST', path, { body: Buffer.alloc(0) })).status;
        if (status !== 403) wrong.push(`${path.replace(/\?.*/, '')}: ${String(status)}`);
      }
      return unless(wrong, '403');
    }),
  ),
  row(
    'line-forged',
    'R-026',
    'Ein ähnliches Cookie genügt nicht.',
    `${JITSI}: if ($http_cookie ~ "(?:^|;\\s*)__Host-einlass=1(?:;|\\z)")`,
    async (place) => {
      const wrong: string[] = [];
      for (const cookie of ['__Host-einlass=0', 'x__Host-einlass=1', '__Host-einlass=12']) {
        const status = await place.jitsi.openSocket('/xmpp-websocket?room=x', { Cookie: cookie });
        if (status !== 403) wrong.push(`${cookie}: ${String(status)}`);
      }
      return unless(wrong, '403');
    },
  ),
  row(
    'line-open',
    'R-120',
    'Mit dem Cookie ist der Weg offen, und Prosody antwortet.',
    'Läuft Prosody? systemctl status prosody; Jitsis location = /http-bind',
    async (place) => {
      const { status } = await place.jitsi.ask('GET', '/http-bind', { headers: { Cookie: COOKIE } });
      return status < 400 ? HOLDS : fails(String(status), '200');
    },
  ),
];
