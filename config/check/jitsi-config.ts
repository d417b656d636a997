import { interfaceConfig } from 'virtual:interface-config';
import { EMPTY_KEYS, WANTED_VALUES } from './jitsi-values.ts';
import { scriptOf, siteOf, type Place } from './place.ts';
import { fails, HOLDS, unknown, unless, type Finding, type Row } from './row.ts';
import { equals, isBag, scripted, UNKNOWN, written, type Value } from './script-bag.ts';
import { at } from './script-value.ts';

/** Where an operator writes what config.js shall say. */
const FILE = 'config/jitsi/einlass-config.js';
const NOT_READ = 'Das steht erst fest, wenn der Browser die Datei ausführt; hier wird sie nur gelesen.';
/** Jitsi's own default and sample value, and what is most often copied: neither is the city's. */
const FOREIGN_STUN = /jitsi\.net|8x8\.vc|google\.com|jit\.si/i;

const config = (place: Place): ReturnType<typeof scriptOf> => scriptOf(place, '/config.js', 'config');
const interfaces = (place: Place): ReturnType<typeof scriptOf> =>
  scriptOf(place, '/interface_config.js', 'interfaceConfig');

function row(
  id: string,
  requirement: string,
  what: string,
  repair: string,
  look: (config: Value, place: Place) => Finding | Promise<Finding>,
): Row {
  return {
    id: `jitsi:${id}`,
    subject: 'jitsi',
    requirement,
    what,
    repair,
    async look(place) {
      const read = await place.once(config);
      return 'problem' in read ? unknown(`config.js: ${read.problem}.`) : look(read.value, place);
    },
  };
}

const valueRows = WANTED_VALUES.map(({ key, is, requirement, what }) => {
  const wanted = `config.${key} = ${written(is)};`;
  return row(key, requirement, what, `${FILE}: ${wanted}`, (value) => {
    const seen = at(value, key);
    if (seen === UNKNOWN) return unknown(NOT_READ);
    return seen === is ? HOLDS : fails(written(seen), written(is));
  });
});

const emptyRows = EMPTY_KEYS.map(({ id, keys, requirement, what }) =>
  row(id, requirement, what, 'config.js des Jitsi-Servers: die genannte Zeile streichen', (value) => {
    const seen = keys.map((key) => [key, at(value, key)] as const);
    const set = seen.filter(([, one]) => one !== UNKNOWN && !isEmpty(one));
    if (set.length > 0)
      return unless(
        set.map(([key, one]) => `config.${key} = ${written(one)}`),
        'nicht gesetzt',
      );
    return seen.some(([, one]) => one === UNKNOWN) ? unknown(NOT_READ) : HOLDS;
  }),
);

function isEmpty(value: Value): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  );
}

const ownRows: readonly Row[] = [
  {
    id: 'jitsi:readable',
    subject: 'jitsi',
    requirement: 'X-11',
    what: 'config.js des Jitsi-Servers ist da und zu lesen.',
    repair: 'Jitsis location = /config.js; führt die Adresse wirklich zum Jitsi-Server?',
    async look(place) {
      const read = await place.once(config);
      return 'problem' in read ? fails(read.problem, 'ein Skript, das config anlegt') : HOLDS;
    },
  },
  row(
    'direct',
    'R-123',
    'Direkte Verbindungen sind aus oder nutzen einen eigenen STUN-Server.',
    `${FILE}: config.p2p.enabled = false; oder config.p2p.stunServers = [{ urls: 'stun:<Ihr Server>:3478' }];`,
    direct,
  ),
  row(
    'direct-agreed',
    'R-123',
    'Was die Beratungsseite zu direkten Verbindungen sagt, gilt auch auf dem Server.',
    `site.json: jitsi.peerToPeer, und ${FILE}: config.p2p.enabled – beide gleich`,
    async (value, place) => {
      const site = await place.once(siteOf);
      const server = at(value, 'p2p.enabled');
      if (site === undefined) return unknown('site.json ist nicht zu lesen.');
      if (server === UNKNOWN) return unknown(NOT_READ);
      // On the server off is stricter than what the page may say, and only the other way round breaks a promise.
      return site.jitsi.peerToPeer || server === false
        ? HOLDS
        : fails(`Server: ${written(server)}, site.json: false`, 'beide false');
    },
  ),
  row(
    'encryption',
    'R-045',
    'Ende-zu-Ende-Verschlüsselung ist möglich, und ihre Schlüssel kommen nicht von außen.',
    `${FILE}: e2ee.disabled, testing.disableE2EE und e2ee.externallyManagedKey nicht auf true setzen`,
    (value) => {
      const keys = ['e2ee.disabled', 'testing.disableE2EE', 'e2ee.externallyManagedKey'];
      const seen = keys.map((key) => [key, at(value, key)] as const);
      const wrong = seen
        .filter(([, one]) => one !== UNKNOWN && Boolean(one))
        .map(([key]) => `config.${key} ist gesetzt`);
      if (wrong.length > 0) return unless(wrong, 'false oder nicht gesetzt');
      return seen.some(([, one]) => one === UNKNOWN) ? unknown(NOT_READ) : HOLDS;
    },
  ),
  {
    id: 'jitsi:interface',
    subject: 'jitsi',
    requirement: 'X-11',
    what: 'interface_config.js sagt, was ausgeliefert wurde: neutrale Namen, nichts zu teilen.',
    repair:
      'interface_config.js (oberster Ordner) nach /usr/share/jitsi-meet/ kopieren; Docker: custom-interface_config.js',
    async look(place) {
      const read = await place.once(interfaces);
      if ('problem' in read) return fails(read.problem, 'unsere interface_config.js');
      const different = Object.entries(interfaceConfig).filter(
        ([key, value]) => !equals(at(read.value, key), scripted(value)),
      );
      return unless(
        different.map(([key]) => `${key}: ${written(at(read.value, key))}`),
        different.map(([key, value]) => `${key}: ${written(scripted(value))}`).join(', '),
      );
    },
  },
];

function direct(value: Value, place: Place): Finding {
  const enabled = at(value, 'p2p.enabled');
  if (enabled === false) return HOLDS;
  const servers = at(value, 'p2p.stunServers');
  if (enabled === UNKNOWN || servers === UNKNOWN) return unknown(NOT_READ);
  // Without a list of its own the library asks one in the United States (jitsi-observed §h).
  if (!Array.isArray(servers) || servers.length === 0)
    return fails('an, ohne eigenen STUN-Server', 'p2p.enabled: false');
  const addresses = servers.map((server: Value) => (isBag(server) ? written(at(server, 'urls')) : written(server)));
  const foreign = addresses.filter((address) => FOREIGN_STUN.test(address));
  if (foreign.length > 0) return fails(foreign.join(', '), 'ein eigener STUN-Server');
  const domain = place.jitsi.name.split('.').slice(-2).join('.');
  const elsewhere = addresses.filter((address) => !address.includes(`.${domain}`));
  return elsewhere.length === 0 ? HOLDS : unknown(`Gehört Ihnen ${elsewhere.join(', ')}?`);
}

export const JITSI_ROWS: readonly Row[] = [...ownRows.slice(0, 1), ...valueRows, ...emptyRows, ...ownRows.slice(1)];
