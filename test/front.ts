/** The real nginx in front of both hosts, with exactly what ships for them, the practice room standing where a Jitsi stands. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { practiceBlock } from './fixtures/jitsi/practice-block.ts';
import { startNginx } from './unit/config/nginx.ts';

const EXTERNAL_API = fileURLToPath(new URL('../.cache/jitsi/external_api.js', import.meta.url));
const CERTIFICATE = fileURLToPath(new URL('../.cache/certificate.json', import.meta.url));

/** Where people reach the two hosts: two origins of one site. */
export interface Origins {
  readonly gateOrigin: string;
  readonly meetOrigin: string;
}

export interface FrontSetup extends Origins {
  /** The copy of the built site that is served. Its settings are changed, and the IFrame API is put beside the pages. */
  readonly siteDirectory: string;
  /** Where the practice room itself listens. */
  readonly practiceOrigin: string;
  /** Changes what is shipped, as an operator would. */
  readonly edit?: (text: string) => string;
}

export function originsAt(port: number): Origins {
  return {
    gateOrigin: `https://beratung.stadt.localhost:${port}`,
    meetOrigin: `https://meet.stadt.localhost:${port}`,
  };
}

/** Does to the site what an operator does, and resolves when nginx answers. */
export async function openFront(setup: FrontSetup): Promise<{ close(): Promise<void> }> {
  const { gateOrigin, meetOrigin, siteDirectory, practiceOrigin, edit } = setup;
  const { key, cert } = JSON.parse(await readFile(CERTIFICATE, 'utf8')) as { key: string; cert: string };
  await cp(EXTERNAL_API, join(siteDirectory, 'jitsi/external_api.js'));
  const settings = join(siteDirectory, 'site.json');
  const site = JSON.parse(await readFile(settings, 'utf8')) as { jitsi: object };
  await writeFile(settings, JSON.stringify({ ...site, jitsi: { ...site.jitsi, origin: meetOrigin } }));
  const tls = 'listen 127.0.0.1:PORT ssl http2; ssl_certificate FOLDER/cert.pem; ssl_certificate_key FOLDER/key.pem;';
  return startNginx({
    port: Number(new URL(gateOrigin).port),
    http: ['beratung-http.conf', 'ablage-http.conf'],
    blocks: true,
    server: `
      server { ${tls} server_name beratung.stadt.localhost; root ${siteDirectory}; set $einlass_jitsi ${meetOrigin};
        include beratung.conf; include ablage.conf; }
      server { ${tls} server_name meet.stadt.localhost; root FOLDER/nothing; set $einlass_gate ${gateOrigin};
        include jitsi.conf; ${practiceBlock(practiceOrigin)} }`,
    files: { 'key.pem': key, 'cert.pem': cert },
    ...(edit === undefined ? {} : { edit }),
  });
}
