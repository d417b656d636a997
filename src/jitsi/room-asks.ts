import type { RoomCommand, RoomEvent } from './room-event.ts';
import { end, inside, phaseWait, sameName, stay, andThen, withEntry, without } from './room-state.ts';
import type { Ask, Pending, RoomState, RoomStep } from './room-state.ts';

type Why = Extract<RoomEvent, { kind: 'failed' }>['why'];

/** The name under which something asked for waits for its answer. */
export function keyOf(command: RoomCommand, id: string | null = null): string {
  return id === null ? command : `${command}:${id}`;
}

/**
 * What the counsellor's act does. A command goes out at most once and is answered by one `confirmed` or one `failed`;
 * what cannot be meant is answered at once and nothing is sent. To ask again for what is still on its way does nothing.
 */
export function asked(state: RoomState, ask: Ask): RoomStep {
  const id = 'id' in ask ? ask.id : null;
  if (state.pending.has(keyOf(ask.command, id)) && ask.command !== 'e2ee') return stay(state);
  if (ask.command === 'endForAll') return endForAll(state);
  if (state.phase !== 'open') return stay(state, [failure(ask.command, id, 'notAllowed')]);
  switch (ask.command) {
    case 'admit':
    case 'refuse':
      return answerKnock(state, ask.command, ask.id);
    case 'remove':
      return remove(state, ask.id);
    case 'e2ee':
      return switchE2ee(state, ask.on);
    case 'password':
      return lock(state, ask.password);
  }
}

/** The answer to something asked for has come. Nothing happens when nobody waits for it. */
export function confirm(state: RoomState, command: RoomCommand, id: string | null = null): RoomStep {
  const key = keyOf(command, id);
  if (!state.pending.has(key)) return stay(state);
  return stay(settled(state, key), [{ kind: 'confirmed', command, id }]);
}

/** No answer came. People who may have been the ones that were meant turn out to be unasked for. */
export function fail(state: RoomState, key: string, why: Why): RoomStep {
  const pending = state.pending.get(key);
  if (pending === undefined) return stay(state);
  const unasked =
    pending.command === 'admit' ? [...state.early].filter(([, name]) => sameName(name, pending.name)) : [];
  return stay({ ...settled(state, key), early: without(state.early, ...unasked.map(([id]) => id)) }, [
    failure(pending.command, pending.id, why),
    ...unasked.map(([id, name]): RoomEvent => ({ kind: 'cameInUnasked', id, name })),
  ]);
}

/** Compares what the plugin reports with what is waited for: encryption and password have no event (jitsi-observed c, d). */
export function confirmByPlugin(state: RoomState): RoomStep {
  const { plugin } = state;
  if (plugin === undefined || plugin.connected !== true) return stay(state);
  const e2ee = state.pending.get('e2ee');
  const password = state.pending.get('password');
  const first = e2ee !== undefined && plugin.e2ee.enabled === e2ee.target ? confirm(state, 'e2ee') : stay(state);
  if (password === undefined || plugin.locked !== password.target) return first;
  return andThen(first, (next) => confirm(next, 'password'));
}

/** endConference did not work, or nobody knows: everybody is taken out one by one, then the room is empty (§g). */
export function emptyRoom(state: RoomState): RoomStep {
  const start = phaseWait({ ...state, isEmptying: true }, 'emptying');
  const kicked = [...state.people.keys()].reduce((step, id) => andThen(step, (next) => kick(next, id)), stay(start));
  return andThen(kicked, emptied);
}

/** Ends the room when nobody else is inside any more. */
export function emptied(state: RoomState): RoomStep {
  if (!state.isEmptying || state.people.size > 0) return stay(state);
  return andThen(confirm(state, 'endForAll'), (next) => end(next, { kind: 'endedForAll' }, 'close'));
}

/** Sends the command that takes somebody out, unless it is on its way. */
export function kick(state: RoomState, id: string): RoomStep {
  const key = keyOf('remove', id);
  if (state.pending.has(key)) return stay(state);
  const name = state.people.get(id) ?? '';
  return stay(waiting(state, key, { command: 'remove', id, name, target: null }), [], [['kickParticipant', id]]);
}

function answerKnock(state: RoomState, command: 'admit' | 'refuse', id: string): RoomStep {
  const knocker = state.knocking.get(id);
  // Jitsi says nothing about somebody who is gone (m.10): nothing is sent.
  if (knocker === undefined) return stay(state, [failure(command, id, 'gone')]);
  const other = keyOf(command === 'admit' ? 'refuse' : 'admit', id);
  // One answer per person: Jitsi would carry out both, and nobody could tell which came last.
  if (state.pending.has(other)) return stay(state, [failure(command, id, 'notAllowed')]);
  const next = waiting(state, keyOf(command, id), { command, id, name: knocker.name, target: null });
  const admit = command === 'admit';
  return stay(
    { ...next, asked: admit ? new Set([...state.asked, id]) : state.asked },
    [],
    [['answerKnockingParticipant', id, admit]],
  );
}

function remove(state: RoomState, id: string): RoomStep {
  return state.people.has(id) ? kick(state, id) : stay(state, [failure('remove', id, 'gone')]);
}

function switchE2ee(state: RoomState, on: boolean): RoomStep {
  if (state.pending.get('e2ee')?.target === on) return stay(state);
  // Without an own ability the others would encrypt and this person would hear noise (jitsi-observed d).
  const may = state.mayEncrypt && state.plugin?.e2ee.supported !== false;
  if (on && !may) return stay(state, [failure('e2ee', null, 'notAllowed')]);
  const next = waiting(state, 'e2ee', { command: 'e2ee', id: null, name: '', target: on });
  return andThen(stay(next, [], [['toggleE2EE', on]]), confirmByPlugin);
}

function lock(state: RoomState, password: string): RoomStep {
  const locks = password !== '';
  // Another password for a locked room: "locked" was true before, so it proves nothing, and nothing else does.
  const target = locks && state.plugin?.locked === true ? null : locks;
  const next = waiting(state, 'password', { command: 'password', id: null, name: '', target });
  return andThen(stay(next, [], [['password', password]]), confirmByPlugin);
}

function endForAll(state: RoomState): RoomStep {
  if (state.phase === 'ending') return stay(state);
  if (!inside(state)) return stay(state, [failure('endForAll', null, 'notAllowed')]);
  const pending = withEntry(state.pending, 'endForAll', {
    command: 'endForAll',
    id: null,
    name: '',
    target: null,
  } satisfies Pending);
  return stay(phaseWait({ ...state, phase: 'ending', pending }, 'end'), [], [['endConference']]);
}

function waiting(state: RoomState, key: string, pending: Pending): RoomState {
  return {
    ...state,
    pending: withEntry(state.pending, key, pending),
    waits: withEntry(state.waits, `answer:${key}`, 'answer'),
  };
}

function settled(state: RoomState, key: string): RoomState {
  return {
    ...state,
    pending: without(state.pending, key),
    waits: without(state.waits, `answer:${key}`, `vanished:${key}`),
  };
}

function failure(command: RoomCommand, id: string | null, why: Why): RoomEvent {
  return { kind: 'failed', command, id, why };
}
