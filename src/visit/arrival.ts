import { refused, type Parsed, type Problem } from '../errors.ts';
import type { PersonRole } from '../gate/plan.ts';
import { parseLink, roomName } from '../mailbox/link.ts';
import { loadFace, loadSite, type LoadedFace } from '../service/face.ts';
import type { FetchText } from '../service/files.ts';
import type { Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';
import type { ServiceChoice } from './view.ts';

/** Somebody at the door: with a personal link, or with a conference name for which the service has been chosen. */
export interface AtTheDoor {
  readonly site: Site;
  readonly face: LoadedFace;
  readonly appointment: string;
  readonly startsAt: number | null;
  readonly role: PersonRole;
  /** The personal secret, null where there is no personal link (then there is no check code either). */
  readonly secret: Uint8Array<ArrayBuffer> | null;
}

/** The same once everything about the service is there. */
export interface Arrival extends Omit<AtTheDoor, 'face'> {
  readonly service: Service;
}

export type Arriving =
  | { readonly kind: 'atTheDoor'; readonly door: AtTheDoor }
  | {
      readonly kind: 'entrance';
      readonly site: Site;
      readonly roomName: string | null;
      readonly services: readonly ServiceChoice[];
    }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly site: Site | null };

/**
 * Reads the fragment of the address and loads what the first screen shows. Never throws; every failure names its code.
 * Asks only the own origin.
 */
export async function arrive(fragment: string, language: string, now: number, fetchText: FetchText): Promise<Arriving> {
  const site = await loadSite(fetchText);
  if (!site.ok) return { kind: 'problem', problem: site.problem, site: null };
  const link = parseLink(fragment);
  if (!link.ok) {
    // No link at all: the person typed the city's address and may have a conference name.
    return link.problem.code === 'LINK_MISSING'
      ? entrance(site.value, null, language, now, fetchText)
      : { kind: 'problem', problem: link.problem, site: site.value };
  }
  if (link.value.kind === 'room') return entrance(site.value, link.value.name, language, now, fetchText);
  const { service, room, secret, startsAt } = link.value;
  const role: PersonRole = link.value.role === 'furtherPerson' ? link.value.furtherRole : 'client';
  const face = await loadFace(fetchText, site.value, service, language, now);
  if (!face.ok) return { kind: 'problem', problem: face.problem, site: site.value };
  const appointment = roomName(room);
  const door = { site: site.value, face: face.value, appointment, startsAt, role, secret: Uint8Array.from(secret) };
  return { kind: 'atTheDoor', door };
}

/**
 * Arrival with a conference name typed by hand or brought along by a redirect, and the service chosen for it. Answers like
 * `loadFace`; SERVICE_UNKNOWN also for a service that admits with personal links only.
 */
export async function arriveByName(
  site: Site,
  serviceId: string,
  appointment: string,
  language: string,
  now: number,
  fetchText: FetchText,
): Promise<Parsed<AtTheDoor>> {
  const face = await loadFace(fetchText, site, serviceId, language, now);
  if (!face.ok) return face;
  // The page offers only services that take names; anybody can ask for another one from the console.
  if (!face.value.profile.access.conferenceName) return refused('SERVICE_UNKNOWN', `${serviceId}: personal links only`);
  return { ok: true, value: { site, face: face.value, appointment, startsAt: null, role: 'client', secret: null } };
}

async function entrance(
  site: Site,
  name: string | null,
  language: string,
  now: number,
  fetchText: FetchText,
): Promise<Arriving> {
  const faces = await Promise.all(site.services.map((id) => loadFace(fetchText, site, id, language, now)));
  const services = faces.flatMap((face) =>
    face.ok && face.value.profile.access.conferenceName ? [{ id: face.value.profile.id, title: face.value.title }] : [],
  );
  if (services.length > 0) return { kind: 'entrance', site, roomName: name, services };
  // An entrance without a door: say why, instead of asking for a choice among nothing.
  const broken = faces.find((face): face is Extract<typeof face, { ok: false }> => !face.ok);
  const problem = broken ?? refused('LINK_MISSING', 'no service takes conference names');
  return { kind: 'problem', problem: problem.problem, site };
}
