import { randomInt } from 'node:crypto';
import { parseJson, parseSite } from '../../src/service/parse.ts';
import type { Site } from '../../src/service/site-schema.ts';
import { Host } from './host.ts';
import { evaluate, type Scripted } from './script-value.ts';

export interface PlaceOptions {
  /** Where plain http is served; 80 unless given. */
  readonly httpPort?: number;
  /** PEM; what this machine trusts unless given. */
  readonly ca?: string;
  /** Also count how many writes the mailbox takes in one breath: three hundred, to one address, storing one. */
  readonly limits?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: number;
}

/** The installation that is looked at, and what several rows need of it, each fetched once. */
export class Place {
  readonly gate: Host;
  readonly jitsi: Host;
  readonly httpPort: number;
  readonly ca: string | undefined;
  readonly limits: boolean;
  readonly now: number;
  /** A room that nobody uses. */
  readonly room = `einlasspruefung${randomName(10)}`;
  readonly #kept = new Map<unknown, Promise<unknown>>();

  constructor(gate: string, jitsi: string, options: PlaceOptions = {}) {
    this.gate = new Host(gate);
    this.jitsi = new Host(jitsi);
    this.httpPort = options.httpPort ?? 80;
    this.ca = options.ca;
    this.limits = options.limits ?? false;
    this.now = options.now ?? Date.now();
  }

  /** The result of `look`, which is called once for this place. */
  once<T>(look: (place: Place) => Promise<T>): Promise<T> {
    const kept = (this.#kept.get(look) as Promise<T> | undefined) ?? look(this);
    this.#kept.set(look, kept);
    return kept;
  }

  close(): void {
    this.gate.close();
    this.jitsi.close();
  }
}

/** Lower-case letters and digits that nobody can guess. */
export function randomName(length: number): string {
  return Array.from({ length }, () => '0123456789abcdefghijklmnopqrstuvwxyz'.charAt(randomInt(36))).join('');
}

/** What the gate's site.json says, or undefined where it is none; a row of its own says why. */
export async function siteOf(place: Place): Promise<Site | undefined> {
  const { body } = await place.gate.page('/site.json');
  const json = parseJson(body.toString(), 'site.json', 'SITE_INVALID');
  const site = json.ok ? parseSite(json.value) : json;
  return site.ok ? site.value : undefined;
}

/** What the script of a Jitsi leaves in one of its variables. Nothing of it is executed. */
export async function scriptOf(place: Place, path: string, name: string): Promise<Scripted> {
  const { status, body } = await place.jitsi.page(path);
  return status === 200 ? evaluate(body.toString(), name) : { problem: `${path} antwortet mit ${String(status)}` };
}
