import { COOKIE, JITSI, row } from './door-row.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, same, type Finding, type Row } from './row.ts';

const INCLUDE = `${JITSI}: set $einlass_gate …; include … in den server-Block des Jitsi (vor Jitsis eigenen location-Blöcken)`;
const DOCUMENT = { 'Sec-Fetch-Dest': 'document' };

/** How the frame of the gate asks for the page of a room. */
export const FRAME = { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'same-site', Cookie: COOKIE };

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

export const DOOR_PAGE_ROWS: readonly Row[] = [
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
];
