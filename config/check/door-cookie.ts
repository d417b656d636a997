import { COOKIE, JITSI, row } from './door-row.ts';
import type { Answer } from './host.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, same, unknown, unless, type Finding, type Row } from './row.ts';

const entrance = (place: Place, origin: string | undefined, method = 'POST', path = '/einlass'): Promise<Answer> =>
  place.jitsi.ask(method, path, {
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

export const DOOR_COOKIE_ROWS: readonly Row[] = [
  row(
    'cookie',
    'R-120',
    'Wer von der Beratungsseite kommt, erhält das Cookie.',
    `${JITSI}: location = /einlass; set $einlass_gate ist genau die Beratungsseite`,
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
    'cookie-end',
    'R-141',
    'Ist das Gespräch vorbei, wird es zurückgenommen.',
    `${JITSI}: location = /einlass, if ($args = ende)`,
    async (place) => {
      if ((await place.once(cookieOf)) === undefined) return unknown('Es kam kein Cookie, siehe door:cookie.');
      const { status, cookies } = await entrance(place, place.gate.origin, 'POST', '/einlass?ende');
      return cookies.length === 1 && /; *max-age=0$/i.test(cookies[0] ?? '')
        ? HOLDS
        : fails(`${String(status)} ${cookies.join(' / ') || 'kein Cookie'}`, '204 mit Max-Age=0');
    },
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
];
