/*
 * `npm run check-site -- https://beratung.example.de https://meet.example.de` – looks at a running installation from outside.
 * Built to one file, dist/check-site.mjs, which needs nothing but Node.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Place } from './place.ts';
import { asJson, asTable, exitCodeOf } from './report.ts';
import { examine } from './run.ts';

const HELP = `Prüft eine laufende Installation von außen: was hält, was nicht, welche Zeile zu ändern ist.

  node check-site.mjs https://beratung.example.de https://meet.example.de

  --json           für die Überwachung (Form: config/check/README.md)
  --limits         auch prüfen, ob die Ablage Massen abwehrt: sendet bis zu 300 kleine Anfragen. Sie zählen eine Minute
                   lang gegen alle, die hinter derselben Adresse sitzen; nicht während der Sprechzeiten.
  --http-port N    wo unverschlüsselt geantwortet wird, wenn nicht auf Port 80
  --help           dies hier

Ende mit 0: alles hält. 1: etwas hält nicht. 2: nicht alles war zu prüfen, oder der Aufruf stimmt nicht.
Eigene Zertifizierungsstelle: NODE_EXTRA_CA_CERTS=/pfad/zu/ca.pem davor setzen.
In English: checks a running installation from outside. Exit code 0: all holds, 1: something does not, 2: could not be examined.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(given: string[]): Promise<0 | 1 | 2> {
  const called = read(given);
  if (typeof called === 'string') {
    process.stderr.write(`${called}\n\n${HELP}`);
    return 2;
  }
  if (called.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const place = new Place(called.gate, called.jitsi, called);
  const results = await examine(place);
  process.stdout.write(
    called.json ? asJson(results, called.gate, called.jitsi, place.now) : asTable(results, called.gate, called.jitsi),
  );
  return exitCodeOf(results);
}

interface Call {
  readonly help: boolean;
  readonly json: boolean;
  readonly limits: boolean;
  readonly httpPort: number;
  readonly gate: string;
  readonly jitsi: string;
}

/** What is wrong with the call, where something is. */
function read(given: string[]): Call | string {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: { help: flag, json: flag, limits: flag, 'http-port': { type: 'string', default: '80' } },
    });
    const [gate, jitsi] = positionals.map(originOf);
    const httpPort = Number(values['http-port']);
    const call = { ...values, httpPort, gate: gate ?? '', jitsi: jitsi ?? '' };
    if (values.help) return call;
    if (positionals.length !== 2)
      return 'Es braucht genau zwei Adressen: die der Beratungsseite und die des Jitsi-Servers.';
    const wrong = positionals.find((_address, index) => [gate, jitsi][index] === undefined);
    if (wrong !== undefined) return `„${wrong}“ ist keine Adresse wie https://beratung.example.de`;
    if (!Number.isInteger(httpPort) || httpPort < 1 || httpPort > 65_535)
      return '--http-port: eine Zahl von 1 bis 65535';
    return call;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

/** An https address without anything behind the host, as an origin. */
function originOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, origin, pathname, search, hash, username } = new URL(address);
  return protocol === 'https:' && pathname === '/' && search + hash + username === '' ? origin : undefined;
}
