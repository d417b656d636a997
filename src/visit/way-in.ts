import { cleanRoomName, ROOM_NAME_MAX } from '../mailbox/link.ts';
import { completeService } from '../service/load.ts';
import { arriveByName, type AtTheDoor } from './arrival.ts';
import type { Keeping } from './keeping.ts';
import { Passage } from './passage.ts';
import type { VisitPorts } from './ports.ts';
import type { View, Wish } from './view.ts';

/** Why somebody at the door does not get to the gate. */
export type NoWayIn = Extract<View, { kind: 'problem' }>;

export interface WayIn {
  readonly ports: VisitPorts;
  readonly keeping: Keeping;
  readonly language: string;
  readonly fragment: string;
  /** Leave alone what an earlier visit that is over left behind. */
  readonly afresh: boolean;
  /** Has another arrival begun? Then this one ends, and touches nothing any more. */
  readonly isLate: () => boolean;
}

/**
 * From the door to the gate: loads the rest of the service and what this device kept. Returns why not, or null where it is
 * too late. Throws only what `Keeping.open` throws.
 */
export async function goIn({ face, ...door }: AtTheDoor, way: WayIn): Promise<Passage | NoWayIn | null> {
  const { ports, keeping, fragment, afresh, isLate } = way;
  const visitor = { now: ports.now(), role: door.role };
  const service = await completeService(ports.fetchText, door.site, face, visitor);
  if (isLate()) return null;
  if (!service.ok) return { kind: 'problem', problem: service.problem, site: door.site, service: face };
  const arrival = { ...door, service: service.value };
  const kept = await keeping.open(arrival, fragment, afresh);
  if (isLate()) return null;
  const passage = new Passage(ports, arrival, kept);
  await Promise.all([passage.learn(service.value), passage.renewCode()]);
  return isLate() ? null : passage;
}

/** The same from the entrance, with a conference name. Null also for a name that cannot be one: the page asks on. */
export async function goInByName(
  { site }: Extract<View, { kind: 'entrance' }>,
  { service, roomName }: Extract<Wish, { kind: 'chooseService' }>,
  way: WayIn,
): Promise<Passage | NoWayIn | null> {
  const { ports, language, isLate } = way;
  const name = cleanRoomName(roomName);
  if (name === '' || name.length > ROOM_NAME_MAX) return null;
  const door = await arriveByName(site, service, name, language, ports.now(), ports.fetchText);
  if (isLate()) return null;
  return door.ok ? goIn(door.value, way) : { kind: 'problem', problem: door.problem, site, service: null };
}
