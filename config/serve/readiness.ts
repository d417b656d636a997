import type { FoundNginx } from '../bootstrap/nginx.mjs';
import { complaintAboutNginx } from '../bootstrap/nginx.mjs';
import { parseJson, parseSite } from '../../src/service/parse.ts';

/** What is looked at; tests have surroundings of their own. */
export interface Surroundings {
  /** The text of `site.json` as it is served. */
  readonly site: string;
  readonly nginx: FoundNginx | undefined;
  /** Asks for a file and resolves to status and type. Rejects as `fetch` does, with a system's code in `cause`. */
  readonly ask: (address: string) => Promise<{ readonly status: number; readonly type: string }>;
  /** Resolves when this computer knows the way to such a name. Rejects as `lookup` of node:dns does. */
  readonly lookUp: (name: string) => Promise<unknown>;
  /** The names under which this copy is served. */
  readonly hosts: readonly string[];
}

/** Names that belong to nobody (RFC 2606, RFC 6761). */
const NOBODYS = /(?:^|\.)(?:example(?:\.(?:com|net|org|de))?|invalid|test|localhost)$/i;

/**
 * What still keeps this copy from running as a city's own, one sentence each with the way to mend it; empty where nothing
 * does. A copy for practice, as it is handed out, lacks nothing: it brings its own practice room. Never rejects.
 */
export async function whatIsMissing({ site, nginx, ask, lookUp, hosts }: Surroundings): Promise<string[]> {
  const names = await Promise.all(hosts.map((host) => aboutName(host, lookUp)));
  return [...names, ...(await aboutSite(site, nginx, ask))].filter((one) => one !== undefined);
}

async function aboutName(host: string, lookUp: Surroundings['lookUp']): Promise<string | undefined> {
  // Browsers lead every name below this one to the computer they run on, without looking it up.
  if (host.endsWith('.localhost')) return undefined;
  try {
    await lookUp(host);
    return undefined;
  } catch {
    return (
      `Den Namen ${host} kennt dieser Rechner nicht. Stimmt EINLASS_DOMAIN? Dann tragen Sie den Namen im Namensverzeichnis ` +
      '(DNS) ein, oder zum Ausprobieren in /etc/hosts, auf jedem Gerät, das kommen soll.'
    );
  }
}

async function aboutSite(
  site: string,
  nginx: Surroundings['nginx'],
  ask: Surroundings['ask'],
): Promise<(string | undefined)[]> {
  const json = parseJson(site, 'site.json', 'SITE_INVALID');
  const parsed = json.ok ? parseSite(json.value) : json;
  if (!parsed.ok) return [`${parsed.problem.detail}. Felder und Beispiele stehen in static/site.schema.json.`];
  if (parsed.value.practice) return [];
  const { origin } = parsed.value.jitsi;
  const complaint = parsed.value.mailbox ? complaintAboutNginx(nginx) : undefined;
  return [await aboutJitsi(origin, ask), complaint];
}

async function aboutJitsi(origin: string, ask: Surroundings['ask']): Promise<string | undefined> {
  const { host, hostname } = new URL(origin);
  if (NOBODYS.test(hostname)) {
    return `site.json nennt als Jitsi noch das Beispiel ${host}. Tragen Sie unter jitsi.origin die Adresse Ihres Jitsi ein.`;
  }
  const file = `${origin}/external_api.js`;
  try {
    const { status, type } = await ask(file);
    if (status === 200 && /javascript/i.test(type)) return undefined;
    return (
      `Unter ${host} antwortet ein Webserver, aber kein Jitsi: ${file} gibt es dort nicht (Antwort ${status}). ` +
      'Stimmt jitsi.origin in site.json?'
    );
  } catch (error) {
    return withoutAnswer(host, file, codeOf(error));
  }
}

function withoutAnswer(host: string, file: string, code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return (
      `Den Namen ${host} kennt das Namensverzeichnis (DNS) nicht. Ist jitsi.origin in site.json richtig geschrieben, ` +
      'und ist der Name eingetragen?'
    );
  }
  if (/CERT|SELF_SIGNED|VERIFY|SSL|TLS/.test(code)) {
    return (
      `Das Zertifikat von ${host} wird nicht angenommen (${code}). Browser nehmen es dann auch nicht an: ` +
      'Richten Sie dort eines ein, das auf diesen Namen lautet, etwa mit certbot.'
    );
  }
  return (
    `${host} antwortet nicht (${code}). Läuft Jitsi dort, und lässt die Firewall Port 443 durch? ` +
    `Von Hand: curl -I ${file}`
  );
}

/** The system's own name for what went wrong; it stands in `cause`, or in the cause of that. */
function codeOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('code' in one && typeof one.code === 'string') return one.code;
    if (one.name === 'TimeoutError') return 'ETIMEDOUT';
  }
  return 'ohne Angabe';
}
