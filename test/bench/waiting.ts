import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startNginx } from '../unit/config/nginx.ts';
import type { Row } from './table.ts';
import { atMost } from './table.ts';

const CERTIFICATE = fileURLToPath(new URL('../../.cache/certificate.json', import.meta.url));

const CLIENTS = 1000;
/** As the page does it: `GENTLE` in src/mailbox/reader.ts. */
const EVERY_MS = 4000;
const LOOKS = 6;
const ALONE_LOOKS = 200;
/** A city's clients come from as many addresses as there are households; this computer has 127.0.0.0/8. */
const ADDRESSES = 250;

interface Look {
  readonly ms: number;
  readonly status: number;
}

/** A page that waits: it has its line to the server already, and looks into its own mailbox. */
class WaitingPage {
  readonly #agent: Agent;
  readonly #port: number;
  readonly #path: string;

  constructor(port: number, number: number) {
    this.#port = port;
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 1,
      localAddress: `127.0.1.${1 + (number % ADDRESSES)}`,
      rejectUnauthorized: false,
    });
    this.#path = `/ablage/${String(number).padStart(26, 'w')}/b0001`;
  }

  look(): Promise<Look> {
    const began = performance.now();
    const options = { host: '127.0.0.1', port: this.#port, path: this.#path, agent: this.#agent };
    return new Promise((resolve, reject) => {
      const asked = request(options, (response) => {
        response.resume().on('end', () => resolve({ ms: performance.now() - began, status: response.statusCode ?? 0 }));
      });
      asked.on('error', reject).end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** How the mailbox answers a thousand people who wait, behind the nginx that ships, compared with one who waits alone. */
export async function measureWaiting(): Promise<Row[]> {
  const { key, cert } = JSON.parse(await readFile(CERTIFICATE, 'utf8')) as { key: string; cert: string };
  const tls = 'listen 127.0.0.1:PORT ssl http2; ssl_certificate FOLDER/cert.pem; ssl_certificate_key FOLDER/key.pem;';
  const nginx = await startNginx({
    http: ['beratung-http.conf', 'ablage-http.conf'],
    blocks: true,
    connections: 2 * CLIENTS,
    server: `server { ${tls} root FOLDER/site; set $einlass_jitsi https://meet.stadt.localhost;
      include beratung.conf; include ablage.conf; }`,
    files: { 'key.pem': key, 'cert.pem': cert },
  });
  const pages = Array.from({ length: CLIENTS }, (_, number) => new WaitingPage(nginx.port, number));
  try {
    const alone = await looksAlone(pages[0]);
    const all = (await Promise.all(pages.map(looksOf))).flat();
    // The first look of each page also opens its line.
    const times = all.filter((_, index) => index % LOOKS > 0).map(({ ms }) => ms);
    const refused = all.filter(({ status }) => status !== 404).length;
    const median = quantile(times, 0.5);
    return [
      atMost(`${CLIENTS} clients wait, a look each every 4 s: median of ${times.length} answers`, median, 20, ' ms', 1),
      atMost('  95 of 100 answers within', quantile(times, 0.95), 100, ' ms', 1),
      atMost('  median against one client who waits alone', median / quantile(alone, 0.5), 10, '', 1),
      { what: '  refused or failed', measured: `${refused} of ${all.length}`, budget: '0', holds: refused === 0 },
    ];
  } finally {
    for (const page of pages) page.close();
    await nginx.close();
  }
}

async function looksAlone(page: WaitingPage | undefined): Promise<number[]> {
  const times: number[] = [];
  for (let look = 0; look <= ALONE_LOOKS; look += 1) times.push((await page?.look())?.ms ?? 0);
  return times.slice(1);
}

/** Pages were opened at any moment: their looks are spread over the four seconds. */
async function looksOf(page: WaitingPage, number: number): Promise<Look[]> {
  const began = performance.now() + (EVERY_MS * number) / CLIENTS;
  const looks: Look[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await after(Math.max(0, began + look * EVERY_MS - performance.now()));
    looks.push(await page.look());
  }
  return looks;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
