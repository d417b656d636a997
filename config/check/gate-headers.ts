import { gateHeaders } from '../serve/headers.ts';
import type { Answer } from './host.ts';
import { assetOf } from './gate-files.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, same, unless, type Finding, type Row } from './row.ts';

const YEAR = 365 * 24 * 60 * 60;

/** Which requirement each part of the policy serves; W-01 unless named. */
const CSP_REQUIREMENTS: Readonly<Record<string, string>> = {
  'frame-src': 'W-03',
  'frame-ancestors': 'W-05',
  'require-trusted-types-for': 'W-06',
  'trusted-types': 'W-06',
  'connect-src': 'R-120',
  'img-src': 'R-123',
  'font-src': 'R-123',
};

const HEADERS: readonly (readonly [name: string, requirement: string, what: string])[] = [
  ['X-Content-Type-Options', 'W-11', 'Browser raten nicht, was eine Datei ist.'],
  ['X-Frame-Options', 'W-05', 'Auch alte Browser lassen die Beratungsseite nicht einrahmen.'],
  ['Referrer-Policy', 'W-10', 'Keine andere Seite erfährt, woher jemand kommt.'],
  ['Cross-Origin-Opener-Policy', 'W-08', 'Kein fremdes Fenster greift auf die Seite zu.'],
  ['Cross-Origin-Resource-Policy', 'W-08', 'Keine fremde Seite bindet Dateien von hier ein.'],
];

const line = (header: string): string => `config/nginx/beratung.conf: add_header ${header}`;

const home = (place: Place): Promise<Answer> => place.gate.page('/');

/** The policy as directives; what stands in a second header or after a comma is a policy of its own. */
function policies(answer: Answer): ReadonlyMap<string, string>[] {
  return (answer.header('content-security-policy') ?? '')
    .split(',')
    .map((policy) => policy.split(';').map((directive) => directive.trim().split(/\s+/)))
    .map((policy) => new Map(policy.map(([name = '', ...values]) => [name.toLowerCase(), values.join(' ')])));
}

const expectedPolicy = (place: Place): ReadonlyMap<string, string> => {
  const directives = gateHeaders(place.jitsi.origin)['Content-Security-Policy'] ?? '';
  return new Map(directives.split('; ').map((one) => [one.split(' ')[0] ?? '', one.split(' ').slice(1).join(' ')]));
};

const directiveNames = [
  ...(gateHeaders('https://x')['Content-Security-Policy'] ?? '').matchAll(/(?:^|; )([a-z-]+)/g),
].map(([, name = '']) => name);

const cspRows = directiveNames.map((name): Row => ({
  id: `csp:${name}`,
  subject: 'headers',
  requirement: CSP_REQUIREMENTS[name] ?? 'W-01',
  what: `Content-Security-Policy: ${name} ist so eng wie ausgeliefert.`,
  repair: line(`Content-Security-Policy, Teil ${name}`),
  async look(place) {
    const seen = policies(await home(place))[0]?.get(name);
    const expected = expectedPolicy(place).get(name) ?? '';
    const words = (text: string): string => text.split(' ').sort().join(' ');
    return seen === undefined ? fails('fehlt', `${name} ${expected}`) : same(words(seen), words(expected));
  },
}));

const headerRows = HEADERS.map(([name, requirement, what]): Row => ({
  id: `header:${name.toLowerCase()}`,
  subject: 'headers',
  requirement,
  what,
  repair: line(name),
  look: async (place) => same((await home(place)).header(name), gateHeaders(place.jitsi.origin)[name] ?? ''),
}));

const ownRows: readonly Row[] = [
  {
    id: 'csp-single',
    subject: 'headers',
    requirement: 'W-01',
    what: 'Es gibt genau eine Content-Security-Policy, ohne weitere Teile.',
    repair: 'Einen zweiten add_header Content-Security-Policy (oder ihn in einem Proxy davor) streichen',
    async look(place) {
      const found = policies(await home(place));
      const extra = [...(found[0]?.keys() ?? [])].filter((name) => name !== '' && !expectedPolicy(place).has(name));
      const more = found.length > 1 ? [`${String(found.length)} Policies`] : [];
      return unless([...more, ...extra], 'nur die Teile, die config/nginx/beratung.conf nennt');
    },
  },
  {
    id: 'permissions-policy',
    subject: 'headers',
    requirement: 'W-09',
    what: 'Kamera, Mikrofon und Bildschirm bekommen nur diese Seite und der Jitsi-Server.',
    repair: line('Permissions-Policy'),
    async look(place) {
      const parts = (text: string): string[] => text.split(/,\s*/).map((part) => part.trim());
      const seen = (await home(place)).header('permissions-policy');
      const expected = parts(gateHeaders(place.jitsi.origin)['Permissions-Policy'] ?? '');
      if (seen === undefined) return fails('fehlt', expected.join(', '));
      const found = parts(seen);
      const lacking = expected.filter((part) => !found.includes(part));
      const foreign = found.filter((part) => !expected.includes(part));
      return lacking.length + foreign.length === 0
        ? HOLDS
        : fails(foreign.join(', ') || `ohne ${lacking.join(', ')}`, lacking.join(', ') || 'nichts weiter');
    },
  },
  {
    id: 'header:strict-transport-security',
    subject: 'headers',
    requirement: 'W-11',
    what: 'Browser kommen ein Jahr lang nur noch verschlüsselt.',
    repair: line('Strict-Transport-Security'),
    async look(place) {
      const seen = (await home(place)).header('strict-transport-security') ?? 'fehlt';
      const age = Number(/^\s*max-age=(\d+)/i.exec(seen)?.[1] ?? 0);
      return age >= YEAR ? HOLDS : fails(seen, `max-age von mindestens ${String(YEAR)}, ausgeliefert: 63072000`);
    },
  },
  {
    id: 'header:no-embedder-policy',
    subject: 'headers',
    requirement: 'W-08',
    what: 'Kein Cross-Origin-Embedder-Policy: Jitsi bliebe im Rahmen leer.',
    repair: 'add_header Cross-Origin-Embedder-Policy streichen',
    async look(place) {
      const seen = (await home(place)).header('cross-origin-embedder-policy');
      return seen === undefined || seen === 'unsafe-none' ? HOLDS : fails(seen, 'fehlt');
    },
  },
  {
    id: 'header:server',
    subject: 'headers',
    requirement: 'W-11',
    what: 'Die Version des Webservers wird nicht genannt.',
    repair: 'config/nginx/beratung.conf: server_tokens off;',
    async look(place) {
      const answer = await home(place);
      const seen = [answer.header('server'), answer.header('x-powered-by')].filter((one) => one !== undefined);
      return unless(
        seen.filter((one) => /\d/.test(one)),
        'höchstens der Name, etwa „nginx“',
      );
    },
  },
  {
    id: 'headers-everywhere',
    subject: 'headers',
    requirement: 'W-02',
    what: 'Alle Seiten, Dateien und Fehlermeldungen tragen dieselben Kopfzeilen.',
    repair:
      'Ein add_header in einem location-Block beendet alle geerbten: dort streichen, oder alle aus config/nginx/beratung.conf wiederholen',
    look: everywhere,
  },
];

async function everywhere(place: Place): Promise<Finding> {
  const first = await home(place);
  const asset = await assetOf(place);
  const paths = [
    '/beratung.html',
    '/site.json',
    '/gibt-es-nicht-einlasspruefung',
    ...(asset === undefined ? [] : [asset]),
  ];
  const complaints = await Promise.all(
    paths.map(async (path) => {
      const answer = await place.gate.page(path);
      return Object.keys(gateHeaders(place.jitsi.origin))
        .filter((name) => answer.header(name) !== first.header(name))
        .map((name) => `${path}: ${name} ${answer.header(name) === undefined ? 'fehlt' : 'ist ein anderes'}`);
    }),
  );
  return unless(complaints.flat(), 'dieselben wie auf /');
}

export const GATE_HEADER_ROWS: readonly Row[] = [...cspRows, ...headerRows, ...ownRows];
