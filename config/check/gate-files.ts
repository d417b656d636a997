import { randomName, siteOf, type Place } from './place.ts';
import { fails, HOLDS, none, same, unknown, unless, type Finding, type Row } from './row.ts';

const BERATUNG = 'config/nginx/beratung.conf';
const KEPT = 'config/nginx/beratung-http.conf: map … $einlass_kept, dazu in beratung.conf add_header Cache-Control';
const LONG = 'public, max-age=31536000, immutable';

/** The first file with its hash in its name that the client's page asks for; undefined where it names none. */
export async function assetOf(place: Place): Promise<string | undefined> {
  const { body } = await place.gate.page('/');
  return /(?:src|href)="(\/assets\/[\w./-]+\.(?:js|css))"/.exec(body.toString())?.[1];
}

function kept(id: string, path: string, what: string): Row {
  return {
    id: `kept:${id}`,
    subject: 'files',
    requirement: 'R-148',
    what,
    repair: KEPT,
    async look(place) {
      const answer = await place.gate.page(path);
      const asIntended = id === 'missing' ? answer.status >= 400 : answer.status === 200;
      if (!asIntended) return unknown(`${path} antwortet mit ${String(answer.status)}`);
      return same(answer.header('cache-control'), 'no-store');
    },
  };
}

function page(id: string, path: string, sign: RegExp, what: string): Row {
  return {
    id: `page:${id}`,
    subject: 'files',
    requirement: 'R-120',
    what,
    repair: `root im server-Block: der Ordner dist/site, darin ${path === '/' ? '/index.html' : path}`,
    async look(place) {
      const { status, body } = await place.gate.page(path);
      if (status !== 200) return fails(String(status), '200');
      return sign.test(body.toString()) ? HOLDS : fails('eine andere Seite', `die Seite aus dem Ordner site (${path})`);
    },
  };
}

export const GATE_FILE_ROWS: readonly Row[] = [
  page(
    'client',
    '/',
    /<client-app[\s>]|<title>[^<]*Einlass|\/assets\//i,
    'Unter der Adresse steht die Beratungsseite.',
  ),
  page('counsellor', '/beratung.html', /\/assets\//i, 'Die Seite der Beratenden ist da.'),
  kept('page', '/', 'Die Seite selbst wird nicht aufgehoben: ein Update gilt sofort.'),
  kept('site', '/site.json', 'Die Einstellungen werden nicht aufgehoben.'),
  kept(
    'texts',
    '/services/texts.lock.json',
    'Profile und Rechtstexte werden nicht aufgehoben: gezeigt wird die geltende Fassung.',
  ),
  kept('missing', '/assets/gibt-es-nicht-0000.js', 'Auch „nicht gefunden“ wird nicht aufgehoben.'),
  {
    id: 'kept:assets',
    subject: 'files',
    requirement: 'W-11',
    what: 'Dateien mit Prüfsumme im Namen werden ein Jahr aufgehoben.',
    repair: KEPT,
    look: withAsset(async (place, path) => same((await place.gate.page(path)).header('cache-control'), LONG)),
  },
  {
    id: 'compressed',
    subject: 'files',
    requirement: 'W-11',
    what: 'Seiten werden für langsame Leitungen gepackt.',
    repair: `${BERATUNG}: gzip_static on; und die .gz-Dateien des Builds mit ausliefern`,
    look: withAsset(async (place, path) => {
      const packed = await place.gate.page(path, { 'Accept-Encoding': 'gzip' });
      const plain = await place.gate.page(path);
      if (plain.body.length < 1024) return unknown(`${path} ist zu klein, um gepackt zu werden`);
      return same(packed.header('content-encoding'), 'gzip');
    }),
  },
  {
    id: 'types',
    subject: 'files',
    requirement: 'W-11',
    what: 'Jede Datei nennt, was sie ist; Text als UTF-8.',
    repair: `${BERATUNG}: charset utf-8; charset_types …; und in nginx.conf include mime.types;`,
    async look(place) {
      const asset = await assetOf(place);
      const wanted: readonly (readonly [string, RegExp])[] = [
        ['/', /^text\/html; *charset=utf-8$/i],
        ['/site.json', /^application\/json; *charset=utf-8$/i],
        ...(asset === undefined
          ? []
          : [[asset, /^(?:(?:text|application)\/javascript|text\/css); *charset=utf-8$/i] as const]),
      ];
      const complaints = await Promise.all(
        wanted.map(async ([path, type]) => {
          const seen = (await place.gate.page(path)).header('content-type') ?? 'ohne Typ';
          return type.test(seen) ? [] : [`${path}: ${seen}`];
        }),
      );
      return unless(complaints.flat(), 'text/html, application/json, text/javascript, je mit charset=utf-8');
    },
  },
  {
    id: 'no-listing',
    subject: 'files',
    requirement: 'W-11',
    what: 'Kein Ordner zeigt, was in ihm liegt.',
    repair: `${BERATUNG}: location / { try_files … =404; }, kein autoindex`,
    look: refuses(['/assets/', '/services/', '/services/common/', '/jitsi/']),
  },
  {
    id: 'no-dotfiles',
    subject: 'files',
    requirement: 'W-11',
    what: 'Versteckte Dateien (.git, .vite, .htpasswd) sind nicht zu haben.',
    repair: `${BERATUNG}: location ~ "/\\.(?!well-known/)" { return 404; }`,
    look: refuses(['/.vite/manifest.json', '/.git/config', '/.git/HEAD', '/.env', '/.htpasswd', '/%2egit/config']),
  },
  {
    id: 'read-only',
    subject: 'files',
    requirement: 'L-14',
    what: 'Niemand legt auf der Beratungsseite etwas ab oder löscht es.',
    repair: 'dav_methods gehört nur in config/nginx/ablage.conf und archiv.conf: sonst überall streichen',
    async look(place) {
      const path = `/assets/einlasspruefung-${randomName(12)}.txt`;
      const put = await place.gate.ask('PUT', path, { body: Buffer.from('Einlass-Pruefung') });
      const rest = await Promise.all(
        ['DELETE', 'MKCOL', 'POST'].map(
          async (method) => [method, (await place.gate.ask(method, path)).status] as const,
        ),
      );
      const taken = [['PUT', put.status] as const, ...rest].filter(([, status]) => status < 400);
      return unless(
        taken.map(([method, status]) => `${method}: ${String(status)}`),
        'Ablehnung (404 oder 405)',
      );
    },
  },
  {
    id: 'external-api',
    subject: 'files',
    requirement: 'W-07',
    what: 'Jitsis Schnittstelle liegt auf der eigenen Seite: vor dem Eintreten wird Jitsi nicht gefragt.',
    repair: `${BERATUNG}: location = /jitsi/external_api.js – Datei nach jitsi/ kopieren oder die Zeile proxy_pass freischalten`,
    async look(place) {
      const answer = await place.gate.page('/jitsi/external_api.js');
      if (answer.status !== 200) return fails(String(answer.status), '200');
      const type = answer.header('content-type') ?? 'ohne Typ';
      if (!/javascript/i.test(type)) return fails(type, 'text/javascript');
      return answer.body.includes('JitsiMeetExternalAPI')
        ? HOLDS
        : fails('eine andere Datei', 'Jitsis external_api.js');
    },
  },
  {
    id: 'external-api-same',
    subject: 'files',
    requirement: 'W-07',
    what: 'Sie ist dieselbe wie auf dem Jitsi-Server: gleiche Version.',
    repair:
      'Nach jedem Jitsi-Update neu kopieren: /usr/share/jitsi-meet/libs/external_api.min.js nach jitsi/external_api.js (oder proxy_pass in beratung.conf)',
    async look(place) {
      const [ours, theirs] = await Promise.all([
        place.gate.page('/jitsi/external_api.js'),
        place.jitsi.page('/external_api.js'),
      ]);
      if (ours.status !== 200 || theirs.status !== 200) return unknown('Eine der beiden Dateien ist nicht zu haben.');
      return ours.body.equals(theirs.body)
        ? HOLDS
        : fails(
            `${String(ours.body.length)} Bytes`,
            `die ${String(theirs.body.length)} Bytes von ${place.jitsi.origin}`,
          );
    },
  },
  {
    id: 'external-api-quiet',
    subject: 'files',
    requirement: 'R-120',
    what: 'Mit ihr kommt kein Cookie und keine fremde Erlaubnis.',
    repair: `${BERATUNG}: proxy_hide_header Set-Cookie; und proxy_hide_header Access-Control-Allow-Origin;`,
    async look(place) {
      const answer = await place.gate.page('/jitsi/external_api.js');
      const open = answer.header('access-control-allow-origin');
      return unless(
        [...answer.cookies, ...(open === undefined ? [] : [open])],
        'weder Set-Cookie noch Access-Control-…',
      );
    },
  },
  {
    id: 'imprint',
    subject: 'files',
    requirement: 'L-22',
    what: 'Das Impressum ist da.',
    repair: 'site.json: imprint – die Datei oder Adresse, auf die jede Seite verweist',
    async look(place) {
      const named = (await place.once(siteOf))?.imprint;
      if (named === undefined) return unknown('site.json ist nicht zu lesen.');
      if (!named.startsWith('/')) return none('Es steht auf einer anderen Seite.');
      return same(String((await place.gate.page(named)).status), '200');
    },
  },
];

function withAsset(look: (place: Place, path: string) => Promise<Finding>): Row['look'] {
  return async (place) => {
    const asset = await assetOf(place);
    return asset === undefined ? unknown('Die Startseite nennt keine Datei unter /assets/.') : look(place, asset);
  };
}

function refuses(paths: readonly string[]): Row['look'] {
  return async (place) => {
    const answers = await Promise.all(paths.map(async (path) => [path, (await place.gate.page(path)).status] as const));
    const open = answers.filter(([, status]) => status < 400);
    return unless(
      open.map(([path, status]) => `${path}: ${String(status)}`),
      '404',
    );
  };
}
