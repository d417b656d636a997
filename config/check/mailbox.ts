import { ENTRY_MAX, entryAddress } from '../../src/mailbox/address.ts';
import type { Answer } from './host.ts';
import { randomName, siteOf, type Place } from './place.ts';
import { fails, HOLDS, none, same, unless, type Finding, type Row } from './row.ts';

/*
 * What is written here is a handful of entries of "Einlass-Pruefung", in folders of their own that nobody can guess. Nothing
 * can take them away, which is one of the promises; they go when the mailbox is aged, after seven days.
 */

const ABLAGE = 'config/nginx/ablage.conf';
const BODY = Buffer.from('Einlass-Pruefung');
/** More than ablage-http.conf and ablage.conf let through in one breath: 250 and five each second. */
const BREATH = 300;

const folder = (): string => randomName(26);
const at = (inside: string, number = 1): string => entryAddress('/ablage', inside, 'c', number);
const put = (place: Place, path: string, body = BODY): Promise<Answer> => place.gate.ask('PUT', path, { body });

/** One entry that all rows look at. */
interface Stored {
  readonly folder: string;
  readonly path: string;
  readonly answer: Answer;
}

async function store(place: Place): Promise<Stored> {
  const inside = folder();
  const path = at(inside);
  return { folder: inside, path, answer: await put(place, path) };
}

/** An entry of a row's own, for what might change or remove it: other rows look at theirs meanwhile. */
async function ownEntry(place: Place): Promise<string> {
  const path = at(folder());
  await put(place, path);
  return path;
}

interface MailboxRow extends Omit<Row, 'subject' | 'look'> {
  readonly look: (place: Place, stored: Stored) => Promise<Finding>;
}

const ROWS: readonly MailboxRow[] = [
  {
    id: 'mailbox:read',
    requirement: 'X-01',
    what: 'Was abgelegt wurde, kommt unverändert und ungedeutet zurück.',
    repair: `${ABLAGE}: types { } default_type application/octet-stream; und die drei add_header`,
    async look(place, { path }) {
      const { status, body, header } = await place.gate.ask('GET', path);
      if (status !== 200) return fails(String(status), '200');
      if (!body.equals(BODY)) return fails('ein anderer Inhalt', 'der abgelegte Inhalt');
      const wanted = {
        'content-type': 'application/octet-stream',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      };
      const complaints = Object.entries(wanted).filter(([name, value]) => header(name) !== value);
      return unless(
        complaints.map(([name]) => `${name}: ${header(name) ?? 'fehlt'}`),
        complaints.map(([name, value]) => `${name}: ${value}`).join(', '),
      );
    },
  },
  {
    id: 'mailbox:overwrite',
    requirement: 'L-14',
    what: 'Ein abgelegter Eintrag wird nie überschrieben.',
    repair: `${ABLAGE}: try_files $uri @ablage_new; error_page 405 =409 @ablage_taken; dav_methods nur in @ablage_new`,
    async look(place) {
      const path = await ownEntry(place);
      const again = await put(place, path, Buffer.from('anders'));
      const { body } = await place.gate.ask('GET', path);
      if (!body.equals(BODY)) return fails(`überschrieben (${String(again.status)})`, '409, und der alte Inhalt');
      return same(String(again.status), '409');
    },
  },
  {
    id: 'mailbox:overlap',
    requirement: 'L-14',
    what: 'Von zwei Einträgen, die zugleich an dieselbe Stelle wollen, wird einer angenommen.',
    repair: `${ABLAGE}: limit_conn ablage 1; limit_conn_status 409; dazu limit_conn_zone in ablage-http.conf`,
    async look(place) {
      const path = at(folder());
      const first = await place.gate.beginUpload(path, BODY);
      const second = await put(place, path, Buffer.from('anders'));
      const statuses = [(await first.finish()).status, second.status].sort().join(' und ');
      return same(statuses, '201 und 409');
    },
  },
  {
    id: 'mailbox:delete',
    requirement: 'L-14',
    what: 'Niemand löscht einen Eintrag.',
    repair: `${ABLAGE}: limit_except GET PUT { deny all; }, und DELETE steht in keinem dav_methods`,
    look: (place) => refusesAll(place, ['DELETE'], '403'),
  },
  {
    id: 'mailbox:methods',
    requirement: 'L-14',
    what: 'Niemand verschiebt, kopiert oder verändert einen Eintrag.',
    repair: `${ABLAGE}: limit_except GET PUT { deny all; } und dav_methods PUT;`,
    look: (place) => refusesAll(place, ['POST', 'PATCH', 'MOVE', 'COPY', 'MKCOL', 'PROPFIND'], '403'),
  },
  {
    id: 'mailbox:list',
    requirement: 'L-11',
    what: 'Niemand erfährt, welche Ordner und Einträge es gibt.',
    repair: `${ABLAGE}: location /ablage/ { return 404; }, kein autoindex`,
    async look(place, stored) {
      const paths = ['/ablage/', '/ablage', `/ablage/${stored.folder}`, `/ablage/${stored.folder}/`];
      const open: string[] = [];
      for (const path of paths) {
        const { status } = await place.gate.ask('GET', path);
        if (status !== 404) open.push(`${path}: ${String(status)}`);
      }
      return unless(open, '404');
    },
  },
  {
    id: 'mailbox:absent',
    requirement: 'X-01',
    what: 'Was es nicht gibt, ist „nicht gefunden“ und keine Ersatzseite.',
    repair: `${ABLAGE}: try_files $uri @ablage_new; ohne index.html als Ersatz`,
    look: async (place, stored) => same(String((await place.gate.ask('GET', at(stored.folder, 2))).status), '404'),
  },
  {
    id: 'mailbox:names',
    requirement: 'L-14',
    what: 'Abgelegt wird nur unter genau den vorgesehenen Namen; Pfadtricks führen nirgendhin.',
    repair: `${ABLAGE}: location ~ "^/ablage/[0-9a-z]{26}/[cb][0-9]{4}\\z" mit \\z am Ende`,
    async look(place) {
      const own = folder();
      const names = ['c001', 'c00001', 'd0001', 'C0001', 'c0001.html', 'c0001/c0001', '..%2fc0001', 'c0003%0a'];
      const paths = [
        ...names.map((name) => `/ablage/${own}/${name}`),
        `/ablage/${own.slice(1)}/c0001`,
        '/ablage/c0001',
      ];
      const taken: string[] = [];
      for (const path of paths) {
        const { status } = await put(place, path);
        if (status < 400) taken.push(`PUT ${path.replace(own, '…')}: ${String(status)}`);
      }
      return unless(taken, '404');
    },
  },
  {
    id: 'mailbox:size',
    requirement: 'L-14',
    what: 'Mehr als 32 kB nimmt die Ablage nicht an.',
    repair: `${ABLAGE}: client_max_body_size 32k; an beiden Stellen`,
    look: async (place) =>
      same(String((await put(place, at(folder()), Buffer.alloc(ENTRY_MAX + 1, 0x20))).status), '413'),
  },
  {
    id: 'mailbox:room',
    requirement: 'X-01',
    what: 'Einen Eintrag von 32 kB nimmt sie an.',
    repair: `${ABLAGE}: client_max_body_size 32k;`,
    look: async (place) => same(String((await put(place, at(folder()), Buffer.alloc(ENTRY_MAX, 0x20))).status), '201'),
  },
  {
    id: 'mailbox:limit',
    requirement: 'L-14',
    what: 'Wer in einem Atemzug Hunderte ablegt, wird gebremst.',
    repair: `${ABLAGE}: limit_req zone=ablage_rate …; dazu limit_req_zone in ablage-http.conf`,
    async look(place, { path }) {
      if (!place.limits) return none('Nur mit --limits: Es zählt auch gegen die Beratenden hinter derselben Adresse.');
      // Always the same address, where something lies: counted by nginx, and nothing more is stored.
      const statuses: number[] = [];
      while (statuses.length < BREATH && !statuses.includes(429)) {
        const some = await Promise.all(Array.from({ length: 20 }, () => put(place, path, Buffer.from('x'))));
        statuses.push(...some.map(({ status }) => status));
      }
      return statuses.includes(429)
        ? HOLDS
        : fails(`${String(statuses.length)} angenommen oder mit 409 beantwortet`, '429');
    },
  },
];

/** Says nothing where there is no mailbox, or none that takes anything. */
const lookAtOne =
  (look: MailboxRow['look']): Row['look'] =>
  async (place) => {
    const site = await place.once(siteOf);
    if (site === undefined) return { verdict: 'unknown', why: 'site.json ist nicht zu lesen.' };
    if (!site.mailbox) return none('site.json sagt: keine Ablage.');
    const stored = await place.once(store);
    if (stored.answer.status === 201) return look(place, stored);
    return { verdict: 'unknown', why: 'Die Ablage nimmt nichts an, siehe mailbox:create.' };
  };

async function refusesAll(place: Place, methods: readonly string[], expected: string): Promise<Finding> {
  const path = await ownEntry(place);
  const open: string[] = [];
  for (const method of methods) {
    const headers = { Destination: `${place.gate.origin}${at(folder())}` };
    const { status } = await place.gate.ask(method, path, { headers });
    if (String(status) !== expected) open.push(`${method}: ${String(status)}`);
  }
  const { body } = await place.gate.ask('GET', path);
  if (!body.equals(BODY)) open.unshift('der Eintrag ist weg');
  return unless(open, expected);
}

const create: Row = {
  id: 'mailbox:create',
  subject: 'mailbox',
  requirement: 'X-01',
  what: 'Die Ablage nimmt einen neuen Eintrag an.',
  repair: `${ABLAGE} und ablage-http.conf einbinden; der Ordner /var/lib/einlass/ablage gehört www-data (einlass.tmpfiles)`,
  async look(place) {
    const site = await place.once(siteOf);
    if (site === undefined) return { verdict: 'unknown', why: 'site.json ist nicht zu lesen.' };
    if (!site.mailbox) return none('site.json sagt: keine Ablage.');
    const { status } = (await place.once(store)).answer;
    if (status === 201) return HOLDS;
    return fails(String(status), '201', CURES[status]);
  },
};

const CURES: Readonly<Record<number, string>> = {
  404: `Der server-Block bindet ablage.conf nicht ein: include /etc/nginx/einlass/ablage.conf;`,
  405: `${ABLAGE}: dav_methods PUT; fehlt. Kennt nginx die Zeile nicht, fehlt das WebDAV-Modul: „nginx -V“ muss http_dav_module nennen; apt-get install nginx`,
  403: `nginx darf nicht schreiben, oder limit_except lässt PUT nicht zu: /var/lib/einlass/ablage gehört www-data; ${ABLAGE}`,
  500: 'nginx kann den Ordner nicht beschreiben: systemd-tmpfiles --create einlass.conf (config/nginx/einlass.tmpfiles)',
  507: 'Die Platte ist voll.',
};

export const MAILBOX_ROWS: readonly Row[] = [
  create,
  ...ROWS.map((row): Row => ({ ...row, subject: 'mailbox', look: lookAtOne(row.look) })),
];
