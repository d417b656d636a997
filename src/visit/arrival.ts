import type { Parsed, Problem } from '../errors.ts';
import type { PersonRole } from '../gate/plan.ts';
import { parseLink, roomName } from '../mailbox/link.ts';
import { loadService, loadSite, type FetchText, type Service } from '../service/load.ts';
import type { Site } from '../service/site-schema.ts';
import type { ServiceChoice } from './view.ts';

/** Somebody with a personal link, or with a conference name for which the service has been chosen. */
export interface Arrival {
  readonly site: Site;
  readonly service: Service;
  readonly appointment: string;
  readonly startsAt: number | null;
  readonly role: PersonRole;
  /** The personal secret, null where there is no personal link (then there is no check code either). */
  readonly secret: Uint8Array<ArrayBuffer> | null;
}

export type Arriving =
  | { readonly kind: 'arrived'; readonly arrival: Arrival }
  | { readonly kind: 'entrance'; readonly site: Site; readonly roomName: string | null; readonly services: readonly ServiceChoice[] }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly site: Site | null };

/**
 * Reads the fragment of the address and loads what belongs to it. Never throws; every failure names its code. Asks only
 * the own origin.
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
  const { service: id, role, room, secret, startsAt } = link.value;
  const furtherRole = role === 'furtherPerson' ? link.value.furtherRole : 'client';
  const service = await loadService(fetchText, site.value, id, language, { now, role: furtherRole });
  if (!service.ok) return { kind: 'problem', problem: service.problem, site: site.value };
  return {
    kind: 'arrived',
    arrival: {
      site: site.value,
      service: service.value,
      appointment: roomName(room),
      startsAt,
      role: furtherRole,
      secret: Uint8Array.from(secret),
    },
  };
}

/** Arrival with a conference name typed by hand or brought along by a redirect, and the service chosen for it. */
export async function arriveByName(
  site: Site,
  serviceId: string,
  name: string,
  language: string,
  now: number,
  fetchText: FetchText,
): Promise<Parsed<Arrival>> {
  const service = await loadService(fetchText, site, serviceId, language, { now, role: 'client' });
  if (!service.ok) return service;
  return {
    ok: true,
    value: { site, service: service.value, appointment: name, startsAt: null, role: 'client', secret: null },
  };
}

async function entrance(
  site: Site,
  name: string | null,
  language: string,
  now: number,
  fetchText: FetchText,
): Promise<Arriving> {
  const loaded = await Promise.all(
    site.services.map((id) => loadService(fetchText, site, id, language, { now, role: 'client' })),
  );
  const services = loaded.flatMap((service) =>
    service.ok && service.value.profile.access.conferenceName
      ? [{ id: service.value.profile.id, title: service.value.title }]
      : [],
  );
  return { kind: 'entrance', site, roomName: name, services };
}
