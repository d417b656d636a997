import * as v from 'valibot';
import type { PluginState } from '../jitsi-plugin/message.ts';
import { foreignName } from './events.ts';
import { confirm, keyOf } from './room-asks.ts';
import type { KnockingPerson, RoomEvent } from './room-event.ts';
import { inside, sameName, stay, andThen, withEntry, without } from './room-state.ts';
import type { RoomState, RoomStep } from './room-state.ts';

/** Somebody knocks, or is named again because this person has just become moderator. `now` in milliseconds since 1970. */
export function knocks(state: RoomState, id: string, name: string, now: number): RoomStep {
  if (state.answered.has(id)) return stay(state);
  const known = state.knocking.get(id);
  const hasList = listOf(state.plugin) !== undefined;
  const person: KnockingPerson = { id, name, since: known?.since ?? now, there: 'yes' };
  const same = known !== undefined && known.name === name && known.there === 'yes';
  return stay({
    ...state,
    knocking: same ? state.knocking : withEntry(state.knocking, id, person),
    waits: hasList ? state.waits : withEntry(state.waits, `silence:${id}`, 'silence'),
  });
}

/** Nobody has said for a long time whether this person is still there, and without the plugin nobody will (b.4). */
export function silence(state: RoomState, id: string): RoomStep {
  const known = state.knocking.get(id);
  const rest = { ...state, waits: without(state.waits, `silence:${id}`) };
  if (known === undefined) return stay(rest);
  return stay({ ...rest, knocking: withEntry(state.knocking, id, { ...known, there: 'maybe' }) });
}

/**
 * The plugin's list replaces the own one: whoever is not in it has gone. An answer on its way to somebody who has gone gets
 * a moment more, because Jitsi may take a name off its list before it says why.
 */
export function listed(state: RoomState, now: number): RoomStep {
  const list = listOf(state.plugin);
  if (list === undefined) return stay(state);
  const knocking = new Map<string, KnockingPerson>();
  for (const { id, name } of list) {
    if (state.answered.has(id)) continue;
    const known = state.knocking.get(id);
    knocking.set(id, { id, name: v.parse(foreignName, name), since: known?.since ?? now, there: 'yes' });
  }
  let waits = without(state.waits, ...[...state.waits.keys()].filter((key) => key.startsWith('silence:')));
  for (const key of state.pending.keys()) {
    const [command, id = ''] = split(key);
    if (command !== 'admit' && command !== 'refuse') continue;
    if (knocking.has(id)) waits = without(waits, `vanished:${key}`);
    else if (state.knocking.has(id)) waits = withEntry(waits, `vanished:${key}`, 'vanished');
  }
  return stay({ ...state, knocking: samePeople(knocking, state.knocking) ? state.knocking : knocking, waits });
}

/** The server let somebody in. Only what was asked for here counts as admitted here. */
export function granted(state: RoomState, id: string, given: string): RoomStep {
  const known = state.knocking.get(id) ?? state.pending.get(keyOf('admit', id));
  const name = given || (known?.name ?? '');
  const next = answeredNow(state, id);
  if (!state.asked.has(id)) return stay(next);
  const asked = new Set([...state.asked].filter((one) => one !== id));
  // Late is better than never: what was reported as failed turns out to have worked.
  const told: RoomStep = state.pending.has(keyOf('admit', id))
    ? confirm({ ...next, asked }, 'admit', id)
    : stay({ ...next, asked }, [{ kind: 'confirmed', command: 'admit', id }]);
  return andThen(told, (after) => {
    const [early] = [...after.early].find(([, one]) => sameName(one, name)) ?? [];
    if (early !== undefined)
      return stay({ ...after, early: without(after.early, early) }, [{ kind: 'admittedAs', lobbyId: id, id: early }]);
    return stay({
      ...after,
      grants: withEntry(after.grants, id, name),
      waits: withEntry(after.waits, `arrival:${id}`, 'arrival'),
    });
  });
}

/** The server sent somebody away. */
export function denied(state: RoomState, id: string): RoomStep {
  return confirm(answeredNow(state, id), 'refuse', id);
}

/** An admitted person did not come in time; whoever comes under that name later was not meant. */
export function notArrived(state: RoomState, id: string): RoomStep {
  return stay({ ...state, grants: without(state.grants, id), waits: without(state.waits, `arrival:${id}`) });
}

/** Somebody is inside: admitted from here, perhaps admitted from here, or unasked. */
export function cameIn(state: RoomState, id: string, name: string): RoomStep {
  const people = withEntry(state.people, id, name);
  const next = { ...state, people };
  if (state.people.has(id) || !inside(state)) return stay(next);
  const [lobbyId] = [...state.grants].find(([, one]) => sameName(one, name)) ?? [];
  if (lobbyId !== undefined) {
    const arrived = notArrived(next, lobbyId);
    return andThen(arrived, (after) => stay(after, [{ kind: 'admittedAs', lobbyId, id }]));
  }
  // The confirmation and the person come over different ways; trace 12 has them 5 ms apart.
  const awaited = [...state.pending.values()].some((one) => one.command === 'admit' && sameName(one.name, name));
  if (awaited) return stay({ ...next, early: withEntry(state.early, id, name) });
  return stay(next, state.wasOpen ? [{ kind: 'cameInUnasked', id, name }] : []);
}

/** Everybody who is inside when the room is open for the first time: nobody here has admitted them. */
export function foundInside(state: RoomState): readonly RoomEvent[] {
  return [...state.people].map(([id, name]) => ({ kind: 'cameInUnasked', id, name }));
}

function answeredNow(state: RoomState, id: string): RoomState {
  return {
    ...state,
    answered: new Set([...state.answered, id]),
    knocking: without(state.knocking, id),
    waits: without(state.waits, `silence:${id}`),
  };
}

function listOf(plugin: PluginState | undefined): PluginState['lobby']['list'] {
  return plugin?.connected === true ? plugin.lobby.list : undefined;
}

function samePeople(one: ReadonlyMap<string, KnockingPerson>, other: ReadonlyMap<string, KnockingPerson>): boolean {
  return JSON.stringify([...one.values()]) === JSON.stringify([...other.values()]);
}

function split(key: string): readonly [string, string?] {
  const colon = key.indexOf(':');
  return colon < 0 ? [key] : [key.slice(0, colon), key.slice(colon + 1)];
}
