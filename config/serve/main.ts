import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { lookForNginx } from '../bootstrap/nginx.mjs';
import { whatIsMissing } from './readiness.ts';
import { startServers } from './server.ts';
import { readSettings } from './settings.ts';

const SITE = fileURLToPath(new URL('../../dist/site/site.json', import.meta.url));
/** How long a Jitsi may take to answer before it counts as one that does not. */
const PATIENCE_MS = 5000;

/**
 * What `npm start` runs last: serves until somebody presses Ctrl-C, and says what this copy lacks for a city's own Jitsi.
 * EINLASS_PORT and EINLASS_DOMAIN change where; the rest is as `startServers` has it.
 */
export async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if (!settings.ok) {
    process.stderr.write(`${settings.why}\n`);
    process.exitCode = 1;
    return;
  }
  const servers = await startServers(settings.value);
  const width = Math.max(0, ...servers.links.map(({ service }) => service.length));
  process.stdout.write(
    [
      '',
      'Einlass läuft – zum Ausprobieren, mit einem Übungsraum statt eines echten Jitsi.',
      '',
      `1. Übungsraum öffnen und das selbst erstellte Zertifikat annehmen:\n   ${servers.meetOrigin}/`,
      `2. Der Platz der Beratenden (Termine, Einlass, Nachweise):\n   ${servers.gateOrigin}/beratung.html`,
      `   Oder ohne Termin, für die fertigen Links unter 3: den Raum einfach öffnen\n   ${servers.counsellorLink}`,
      '3. In einem anderen Fenster oder Browser als Ratsuchende kommen (auch hier das Zertifikat annehmen):',
      ...servers.links.map(({ service, href }) => `   ${service.padEnd(width)}  ${href}`),
      '',
      'Beenden mit Strg-C. (English: accept the certificate at 1, be the counsellor at 2, come in as a client at 3.)',
      '',
    ].join('\n'),
  );
  const stop = (): void => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    void servers.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const missing = await whatIsMissing({
    site: await readFile(SITE, 'utf8'),
    nginx: lookForNginx(),
    hosts: [servers.gateOrigin, servers.meetOrigin].map((origin) => new URL(origin).hostname),
    lookUp: lookup,
    async ask(address) {
      const { status, headers, body } = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
      await body?.cancel();
      return { status, type: headers.get('Content-Type') ?? '' };
    },
  });
  if (missing.length === 0) return;
  process.stdout.write(['Es fehlt noch / still missing:', ...missing.map((one) => `– ${one}`), ''].join('\n'));
}
