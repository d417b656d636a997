import { request } from 'node:http';
import { connect, type ConnectionOptions } from 'node:tls';
import { lookUp, type Host } from './host.ts';
import { codeOf, NoAnswer, reasonOf } from './no-answer.ts';
import type { Place } from './place.ts';
import { fails, HOLDS, unknown, type Finding, type Row } from './row.ts';

const LIMIT = 8_000;
const DAY = 24 * 60 * 60 * 1000;
/** Let's Encrypt renews thirty days before; at fourteen it has failed for two weeks. */
const DAYS_LEFT = 14;

const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'abgelaufen',
  CERT_NOT_YET_VALID: 'noch nicht gültig',
  ERR_TLS_CERT_ALTNAME_INVALID: 'gilt für einen anderen Namen',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'selbst ausgestellt',
  SELF_SIGNED_CERT_IN_CHAIN: 'von einer Stelle, der dieser Rechner nicht vertraut (eigene CA: NODE_EXTRA_CA_CERTS)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'das Zwischenzertifikat fehlt',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'das Zwischenzertifikat fehlt',
};

/** The end of the certificate's validity in milliseconds since 1970, or the code of what is wrong with the line. */
function handshake(
  host: Host,
  options: ConnectionOptions,
): Promise<{ readonly until: number } | { readonly fault: string }> {
  return new Promise((resolve) => {
    const { name, port } = host;
    const socket = connect({ host: name, port, servername: name, lookup: lookUp, ...options }, () => {
      resolve({ until: Date.parse(socket.getPeerCertificate().valid_to) });
      socket.destroy();
    });
    socket.setTimeout(LIMIT, () => socket.destroy(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })));
    socket.on('error', (cause) => resolve({ fault: codeOf(cause) }));
  });
}

async function certificate(place: Place, host: Host): Promise<Finding> {
  await host.reach();
  const found = await handshake(host, place.ca === undefined ? {} : { ca: place.ca });
  if ('fault' in found) return fails(CERTIFICATE_FAULTS[found.fault] ?? found.fault, `gültig für ${host.name}`);
  const days = Math.floor((found.until - place.now) / DAY);
  return days >= DAYS_LEFT ? HOLDS : fails(`läuft in ${String(days)} Tagen ab`, `mindestens ${String(DAYS_LEFT)} Tage`);
}

async function oldProtocol(_place: Place, host: Host): Promise<Finding> {
  await host.reach();
  // Level 0, or OpenSSL itself would refuse before the server is asked.
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const found = await handshake(host, { ...old, rejectUnauthorized: false });
  if ('until' in found) return fails('TLS 1.1 oder älter wird angenommen', 'TLS 1.2 und 1.3');
  const refusedThere = /ALERT|ECONNRESET|EPROTO/i.test(found.fault);
  return refusedThere ? HOLDS : unknown(`Dieser Rechner kann so alte Verbindungen nicht anbieten (${found.fault}).`);
}

/** Closed is as good as led elsewhere: nothing is said in the clear. */
async function plain(place: Place, host: Host): Promise<Finding> {
  await host.reach();
  return new Promise((resolve, reject) => {
    const options = { host: host.name, port: place.httpPort, path: `/${place.room}`, lookup: lookUp };
    const asked = request({ ...options, signal: AbortSignal.timeout(LIMIT) }, (response) => {
      response.resume();
      const { statusCode = 0, headers } = response;
      const leads =
        statusCode >= 301 && statusCode <= 308 && (headers.location ?? '').startsWith(`https://${host.name}`);
      const seen = `${String(statusCode)} ${headers.location ?? ''}`.trim();
      resolve(leads ? HOLDS : fails(seen, `301 nach https://${host.name}/…`));
    });
    asked.on('error', (cause) => {
      const code = codeOf(cause);
      if (code === 'ECONNREFUSED') resolve(HOLDS);
      else reject(new NoAnswer(reasonOf(cause, host.name, place.httpPort), cause));
    });
    asked.end();
  });
}

function both(
  id: string,
  requirement: string,
  what: (name: string) => string,
  repair: string,
  look: (place: Place, host: Host) => Promise<Finding>,
): Row[] {
  return (['gate', 'jitsi'] as const).map((key) => ({
    id: `${id}:${key}`,
    subject: 'line',
    requirement,
    what: what(key === 'gate' ? 'Beratungsseite' : 'Jitsi-Server'),
    repair,
    look: (place) => look(place, place[key]),
  }));
}

export const LINE_ROWS: readonly Row[] = [
  ...both(
    'reached',
    'R-120',
    (name) => `${name}: antwortet über https.`,
    'server-Block: listen 443 ssl; server_name …; ssl_certificate …',
    async (_place, host) => {
      await host.reach();
      return HOLDS;
    },
  ),
  ...both(
    'certificate',
    'R-044',
    (name) => `${name}: das Zertifikat gilt, und noch zwei Wochen.`,
    'server-Block: ssl_certificate (fullchain.pem) und ssl_certificate_key; Erneuerung prüfen (certbot renew)',
    certificate,
  ),
  ...both(
    'old-tls',
    'R-044',
    (name) => `${name}: veraltete Verschlüsselung wird abgelehnt.`,
    'nginx.conf: ssl_protocols TLSv1.2 TLSv1.3;',
    oldProtocol,
  ),
  ...both(
    'plain-http',
    'R-044',
    (name) => `${name}: unverschlüsselt wird nichts ausgeliefert; http führt nach https.`,
    'server { listen 80; server_name …; return 301 https://$host$request_uri; }',
    plain,
  ),
  {
    id: 'one-site',
    subject: 'line',
    requirement: 'R-120',
    what: 'Beide Namen sind verschieden und haben dieselbe Hauptdomain: Nur dann kommt das Cookie im Rahmen mit.',
    repair: 'Namen wie beratung.stadt.de und meet.stadt.de wählen',
    look(place) {
      const parent = (host: Host): string => host.name.split('.').slice(-2).join('.');
      const seen = `${place.gate.name} und ${place.jitsi.name}`;
      const fits = place.gate.origin !== place.jitsi.origin && parent(place.gate) === parent(place.jitsi);
      return Promise.resolve(fits ? HOLDS : fails(seen, 'zwei Namen unter einer Hauptdomain'));
    },
  },
];
