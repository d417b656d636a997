import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { Place, type PlaceOptions } from '../../../../config/check/place.ts';
import { examine, type Result } from '../../../../config/check/run.ts';
import { certificateFor } from '../../../../config/serve/certificate.ts';
import { jitsiServerBlock } from '../../../fixtures/jitsi/server-block.ts';
import { freePort, startNginx } from '../nginx.ts';
import type { Files, Plant } from './plant.ts';

export const GATE_NAME = 'beratung.stadt.localhost';
export const MEET_NAME = 'meet.stadt.localhost';
const SERVICE = 'hannover-einzel';
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
export const CACHE = join(ROOT, '.cache/check');
const DROP_IN = join(ROOT, 'config/jitsi/einlass-config.js');
const API = `window.JitsiMeetExternalAPI = class {};\n${'// as it comes from this Jitsi\n'.repeat(100)}`;

export interface Stand {
  readonly port: number;
  readonly gate: string;
  readonly jitsi: string;
  readonly certificate: string;
  readonly folder: string;
  close(): Promise<void>;
}

/** What is the same for every case: built and read once. */
export interface Material {
  readonly files: Files;
  readonly certificate: string;
  readonly upstream: string;
  close(): void;
}

/** Prosody's place, a certificate for both names, and what lies on both servers. */
export async function prepare(): Promise<Material> {
  const prosody = createServer((_asked, response) => void response.end('Prosody'));
  prosody.on('upgrade', (_asked, socket) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  });
  prosody.listen(0, '127.0.0.1');
  await once(prosody, 'listening');
  const { key, cert } = await certificateFor([GATE_NAME, MEET_NAME], join(CACHE, 'certificate.json'));
  return {
    files: { 'key.pem': key, 'cert.pem': cert, ...(await gateFiles()), ...(await meetFiles()) },
    certificate: cert,
    upstream: `http://127.0.0.1:${String((prosody.address() as AddressInfo).port)}`,
    close() {
      prosody.closeAllConnections();
      prosody.close();
    },
  };
}

async function gateFiles(): Promise<Files> {
  const site = JSON.parse(await readFile(join(ROOT, 'static/site.json'), 'utf8')) as Record<string, unknown>;
  const settings = {
    ...site,
    services: [SERVICE],
    jitsi: { origin: `https://${MEET_NAME}:PORT`, peerToPeer: false },
    archive: '/archiv/',
  };
  const page = '<!doctype html><title>Einlass</title><script type="module" src="/assets/main-1a2b.js"></script>';
  const files: Files = {
    'einlass-archiv-zugang.conf': 'auth_basic "Archiv"; auth_basic_user_file FOLDER/nobody;',
    nobody: '',
    'site/site.json': JSON.stringify(settings),
    'site/index.html': page,
    'site/beratung.html': page,
    'site/impressum.html': page,
    'site/.git/config': '[core]',
    'site/assets/main-1a2b.js': 'let einlass = 1;\n'.repeat(200),
    'site/jitsi/external_api.js': API,
    'site/services/texts.lock.json': await readFile(join(ROOT, 'static/services/texts.lock.json'), 'utf8'),
  };
  for (const folder of ['common', SERVICE]) {
    for (const name of await readdir(join(ROOT, 'static/services', folder))) {
      files[`site/services/${folder}/${name}`] = await readFile(join(ROOT, 'static/services', folder, name), 'utf8');
    }
  }
  return files;
}

async function meetFiles(): Promise<Files> {
  const outDir = join(tmpdir(), `einlass-check-plugin-${String(process.pid)}`);
  await mkdir(outDir, { recursive: true });
  await build({ configFile: join(ROOT, 'vite.config.ts'), mode: 'plugin', logLevel: 'silent', build: { outDir } });
  const head = await readFile(join(outDir, 'plugin.head.html'), 'utf8');
  return {
    'meet/index.html': '<!doctype html><html><head><!--#include virtual="/plugin.head.html" --></head></html>',
    'meet/plugin.head.html': head.replace('data-gate=""', `data-gate="https://${GATE_NAME}:PORT"`),
    'meet/static/einlass-plugin.js': await readFile(join(outDir, 'static/einlass-plugin.js')),
    'meet/static/404.html': 'not here',
    'meet/libs/external_api.min.js': API,
    // As bytes: in text the port is filled in, also in SUPPORT_URL.
    'meet/interface_config.js': await readFile(join(ROOT, 'interface_config.js')),
    'meet/config.js': `${JITSI_CONFIG}${await dropIn()}`,
  };
}

/** As docker-jitsi-meet and Debian begin theirs: objects made where they are missing, decided and undecided conditions. */
const JITSI_CONFIG = `
var subdir = '<!--# echo var="nothing" default="" -->';
var subdomain = '';
if (subdir.startsWith('<!--')) { subdir = ''; }
if (subdomain) { subdomain = subdomain.toLowerCase() + '.'; }
var enableJaaS = false;
var config = { hosts: { domain: 'meet.jitsi', muc: 'muc.' + subdomain + 'meet.jitsi' }, resolution: 720 };
config.bosh = '/' + subdir + 'http-bind';
if (!config.hasOwnProperty('p2p')) config.p2p = {};
config.p2p.enabled = true;
if (enableJaaS) { config.dialInNumbersUrl = 'https://conference-mapper.jitsi.net/v1/access/dids'; }
`;

/** What is shipped for the end of config.js. */
export function dropIn(): Promise<string> {
  return readFile(DROP_IN, 'utf8');
}

/** Both hosts behind a real nginx with what is shipped, and with the one thing that is wrong. */
export async function start(material: Material, plant: Plant = {}): Promise<Stand> {
  const port = await freePort();
  const gate = `https://${GATE_NAME}:${String(port)}`;
  const jitsi = `https://${MEET_NAME}:${String(port)}`;
  const line = `listen 127.0.0.1:PORT ssl http2; ssl_certificate FOLDER/cert.pem; ssl_certificate_key FOLDER/key.pem;
    ssl_protocols TLSv1.2 TLSv1.3; error_page 497 =301 https://$host:PORT$request_uri;`;
  const blocks = `
    server { ${line} server_name ${GATE_NAME}; root FOLDER/site; set $einlass_jitsi ${jitsi};
      include beratung.conf; include ablage.conf; include archiv.conf; }
    server { ${line} server_name ${MEET_NAME}; root FOLDER/meet; index index.html; set $einlass_gate ${gate};
      include jitsi.conf; ${jitsiServerBlock(material.upstream).replaceAll('FOLDER/site', 'FOLDER/meet')} }`;
  const nginx = await startNginx({
    port,
    http: ['beratung-http.conf', 'ablage-http.conf', 'archiv-http.conf'],
    blocks: true,
    server: plant.blocks?.(blocks) ?? blocks,
    files: plant.files?.({ ...material.files }) ?? material.files,
    ...(plant.conf === undefined ? {} : { edit: plant.conf }),
  });
  return {
    port,
    gate: plant.gate?.(port) ?? gate,
    jitsi: plant.jitsi?.(port) ?? jitsi,
    certificate: material.certificate,
    folder: nginx.folder,
    close: () => nginx.close(),
  };
}

/** Everything that the check tool finds there. */
export async function look(stand: Stand, options: PlaceOptions = {}): Promise<readonly Result[]> {
  return examine(new Place(stand.gate, stand.jitsi, { httpPort: stand.port, ca: stand.certificate, ...options }));
}

/** What does not hold and what could not be looked at, each as `id: what was seen`, the latter as `id?: why`. */
export function complaints(results: readonly Result[]): string[] {
  return results.flatMap(({ row, finding }) => {
    if (finding.verdict === 'fails') return [`${row.id}: ${finding.seen}`];
    return finding.verdict === 'unknown' ? [`${row.id}?: ${finding.why}`] : [];
  });
}

/** The ids alone, unknown ones with a question mark. */
export function named(results: readonly Result[]): string[] {
  return complaints(results).map((line) => line.slice(0, line.indexOf(': ')));
}
