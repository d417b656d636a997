import { webcrypto } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeLink, roomName } from '../../src/mailbox/link.ts';

const MINUTE = 60 * 1000;

export interface PracticeLinks {
  /** One client link for each service that the site carries, all to the same room. */
  readonly links: readonly { readonly service: string; readonly href: string }[];
  /** Where the practice counsellor opens that room. */
  readonly counsellorLink: string;
}

/** The services of a built site: every folder in `services/` with a profile in it, in the order of the alphabet. */
export async function servicesIn(siteDirectory: string): Promise<string[]> {
  const folder = join(siteDirectory, 'services');
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => existsSync(join(folder, name, 'profile.json'))).sort();
}

/** Links for appointments that begin now, in one fresh room. Each call makes another room and other secrets. */
export function makeLinks(services: readonly string[], gateOrigin: string, meetOrigin: string): PracticeLinks {
  const room = webcrypto.getRandomValues(new Uint8Array(16));
  const startsAt = Math.floor(Date.now() / MINUTE) * MINUTE;
  return {
    links: services.map((service) => ({
      service,
      href: encodeLink(gateOrigin, {
        service,
        role: 'client',
        room,
        secret: webcrypto.getRandomValues(new Uint8Array(16)),
        startsAt,
      }),
    })),
    counsellorLink: `${meetOrigin}/beratung-ueben/${roomName(room)}`,
  };
}
