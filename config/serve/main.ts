import process from 'node:process';
import { startServers } from './server.ts';

/**
 * What `npm start` runs last: serves until somebody presses Ctrl-C.
 * EINLASS_PORT and EINLASS_DOMAIN change where; the rest is as `startServers` has it.
 */
export async function main(): Promise<void> {
  const { EINLASS_PORT, EINLASS_DOMAIN } = process.env;
  const servers = await startServers({
    ...(EINLASS_PORT ? { port: Number(EINLASS_PORT) } : {}),
    ...(EINLASS_DOMAIN ? { domain: EINLASS_DOMAIN } : {}),
  });
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
}
