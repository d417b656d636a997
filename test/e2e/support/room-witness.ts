import { expect } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import type { Moment, Seen } from '../../../src/practice/witness.ts';
import type { World } from '../../world.ts';

/** How the counsellor of these tests is called in her room. */
const COUNSELLOR = 'Frau Sommer';

interface Testimony {
  readonly moments: readonly Moment[];
  readonly knocking: readonly string[];
}

/** What the practice server saw of a room: every moment in which several people were in it, over all restarts. */
export async function momentsIn(request: APIRequestContext, world: World, room: string): Promise<readonly Moment[]> {
  return (await testimony(request, world, room)).moments;
}

/** Resolves when nobody knocks at this room any more, as far as its server knows. */
export async function expectNobodyKnocks(request: APIRequestContext, world: World, room: string): Promise<void> {
  await expect.poll(async () => (await testimony(request, world, room)).knocking).toEqual([]);
}

async function testimony(request: APIRequestContext, world: World, room: string): Promise<Testimony> {
  // Browsers resolve *.localhost by themselves, Node asks a name server that has never heard of it.
  const { host, port } = new URL(world.practiceOrigin);
  const address = `https://127.0.0.1:${port}/practice/witness?room=${encodeURIComponent(room.toLowerCase())}`;
  const answer = await request.get(address, { headers: { host } });
  return (await answer.json()) as Testimony;
}

/**
 * Nobody whom no moderator had let in was ever in this room with somebody else whose camera or microphone was on; and
 * `admitted` was let in and with her, so that the witness is known to have looked at the right room.
 */
export function expectNobodyUnadmittedHeard(moments: readonly Moment[], admitted: string): void {
  const heard = moments.filter(({ people }) => people.some((one) => isStranger(one) && hears(one, people)));
  expect(heard, 'moments in which somebody unadmitted could hear or see the room').toEqual([]);
  const seen = moments.some(({ people }) =>
    people.some(({ name, wasAdmitted }) => wasAdmitted && name.startsWith(admitted)),
  );
  expect(seen, `${admitted} was let in, and seen by the server`).toBe(true);
}

function isStranger({ wasAdmitted, name }: Seen): boolean {
  return !wasAdmitted && name !== COUNSELLOR;
}

function hears(one: Seen, people: readonly Seen[]): boolean {
  return people.some((other) => other !== one && other.sends);
}
