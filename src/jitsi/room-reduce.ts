import { asked, confirm, confirmByPlugin, emptied, emptyRoom, fail, kick } from './room-asks.ts';
import { cameIn, denied, foundInside, granted, knocks, listed, notArrived, silence } from './room-door.ts';
import type { RoomEvent } from './room-event.ts';
import { reported } from './room-report.ts';
import { heard, mutedChanged, openedSilently } from './room-voice.ts';
import { end, inside, over, phaseWait, stay, andThen, withEntry, without } from './room-state.ts';
import type { RoomSignal, RoomState, RoomStep, RoomWait } from './room-state.ts';

/** How Jitsi calls this person before it has an id. */
const OWN = 'local';
/** How often the lobby is asked for; the command is ignored in silence where it cannot be obeyed (jitsi-observed b.1). */
const LOBBY_TRIES = 3;

/**
 * What a signal does to the counsellor's room, at `now` (milliseconds since 1970). Pure; never throws. The lobby is never
 * switched off, whatever happens: that would let everybody in who waits (jitsi-observed b.3). After an ending only the
 * goodbye of the frame counts, and in `over` nothing does.
 */
export function reduceRoom(state: RoomState, signal: RoomSignal, now: number): RoomStep {
  if (state.phase === 'over') return stay(state);
  if (state.phase === 'leaving') return isGoodbye(signal) ? over(stay(state)) : stay(state);
  return reported(state, andThen(andThen(act(state, signal, now), opened), heard));
}

function isGoodbye(signal: RoomSignal): boolean {
  if (signal.signal === 'waited') return signal.key.startsWith('phase:');
  return ['closed', 'left', 'ready', 'frameGone', 'frameReloaded', 'leaveNow'].includes(signal.signal);
}

function act(state: RoomState, signal: RoomSignal, now: number): RoomStep {
  switch (signal.signal) {
    case 'framed':
      return stay(phaseWait({ ...state, phase: 'connecting' }, 'page'), [{ kind: 'connecting' }]);
    case 'ready':
      if (state.ready) return broken(state);
      return stay(phaseWait({ ...state, ready: true }, 'door'));
    case 'lobby':
      return ownLobby(state, signal.open);
    case 'passwordAsked':
      return giveOwnPassword(state);
    case 'joined':
      return joined(state, signal.id);
    case 'role':
      return role(state, signal.id, signal.moderator);
    case 'lobbySwitched':
      return lobbySaid({ ...state, lobbyOn: signal.on });
    case 'knocks':
      return knocks(state, signal.id, signal.name, now);
    case 'granted':
      return granted(state, signal.id, signal.name);
    case 'denied':
      return denied(state, signal.id);
    case 'cameIn': {
      const step = cameIn(state, signal.id, signal.name);
      return state.isEmptying ? andThen(step, (next) => kick(next, signal.id)) : step;
    }
    case 'renamed':
      if (!state.people.has(signal.id) || state.people.get(signal.id) === signal.name) return stay(state);
      return stay({ ...state, people: withEntry(state.people, signal.id, signal.name) });
    case 'wentOut':
      return wentOut(state, signal.id);
    case 'removed':
      return confirm(state, 'remove', signal.id);
    case 'muted':
      return mutedChanged(state, signal.medium, signal.muted);
    case 'trouble':
      return stay(state, [{ kind: 'networkTrouble' }]);
    case 'device':
      return stay(state, [{ kind: 'deviceTrouble', device: signal.device }]);
    case 'recording':
      return stay({ ...state, apiRecording: signal.on });
    case 'plugin':
      return plugin({ ...state, plugin: signal.state }, now);
    case 'ask':
      return asked(state, signal.ask);
    case 'left':
      // Alone it explains nothing: hang-up, kick and end say more within a moment. Before `ready` it is an older frame's.
      return stay(state.ready ? phaseWait(state, 'explanation') : state);
    case 'waited':
      return waited(state, signal.key);
    default:
      return endOf(state, signal);
  }
}

/** The signals that end a room whatever went before. */
function endOf(state: RoomState, signal: RoomSignal): RoomStep {
  switch (signal.signal) {
    case 'notBegun':
      return end(state, signal.ending);
    case 'unsupported':
      return end(state, { kind: 'fatal', code: 'BROWSER_UNSUPPORTED' });
    // Somebody inside sent her away, or the server did.
    case 'refused':
      return end(state, { kind: 'refusedByHost' }, 'quickClose');
    case 'kicked':
      return end(state, { kind: 'kicked' });
    case 'ended':
      return ended(state, signal.by);
    case 'closed':
    case 'leaveNow':
      return end(state, { kind: 'left' });
    case 'leave':
      // Before `ready` nobody in the frame would hear a goodbye.
      return end(state, { kind: 'left' }, state.ready ? 'close' : undefined);
    case 'frameGone':
    case 'frameReloaded':
    case 'nameAsked':
      // A moved frame starts anew without an event, and the API is dead from then on (m.2).
      return broken(state);
    case 'fatal':
      if (signal.code === 'JITSI_HOST_REFUSED') return end(state, { kind: 'refusedByHost' });
      if (signal.code !== undefined) return end(state, { kind: 'fatal', code: signal.code });
      return state.phase === 'connecting' ? unreachable(state) : broken(state);
    default:
      return stay(state);
  }
}

/** A server that holds her until its host comes does not take her for one: no token, or a wrong one. */
function ownLobby(state: RoomState, open: boolean): RoomStep {
  if (state.phase !== 'connecting') return stay(state);
  if (!open) return end(state, { kind: 'refusedByHost' }, 'quickClose');
  return stay(phaseWait({ ...state, phase: 'ownLobby' }, 'ownLobby'), [{ kind: 'inOwnLobby' }]);
}

/** The room kept the password from before; she has it, or nobody here can help. */
function giveOwnPassword(state: RoomState): RoomStep {
  if (state.password === null || state.passwordGiven) return end(state, { kind: 'refusedByHost' }, 'quickClose');
  return stay({ ...state, passwordGiven: true }, [], [['password', state.password]]);
}

function joined(state: RoomState, id: string): RoomStep {
  // A second join without a second `ready`: the room is another one, and nobody knows who guards it.
  if (inside(state)) return broken(state);
  const moderates = state.roles.get(id) === true || state.roles.get(OWN) === true;
  const next = phaseWait({ ...state, phase: 'securing', self: id }, 'role');
  // At once, before anybody can walk in: Jitsi obeys it even before it tells her that she moderates (b.1).
  return moderates ? secure({ ...next, moderates }, 1) : stay(next, [], [['toggleLobby', true]]);
}

function role(state: RoomState, id: string, moderator: boolean): RoomStep {
  const was = state.roles.get(id);
  const next = was === moderator ? state : { ...state, roles: withEntry(state.roles, id, moderator) };
  if (id !== OWN && id !== state.self) return stay(next);
  if (moderator) return promoted(next);
  // "participant" is also what everybody hears first (a): only who moderated before has lost it.
  return was === true && state.moderates ? end(next, { kind: 'notModerator' }, 'quickClose') : stay(next);
}

function promoted(state: RoomState): RoomStep {
  if (state.moderates) return stay(state);
  const next = { ...state, moderates: true };
  return state.phase === 'securing' ? secure(next, 1) : stay(next);
}

/** Asks for the lobby, for the `turn`th time. */
function secure(state: RoomState, turn: number): RoomStep {
  return stay(phaseWait({ ...state, phase: 'securing', lobbyTries: turn }, 'lobby', turn), [], [['toggleLobby', true]]);
}

/** Something was said about the lobby. Switched off under an open room, it is switched on again, and said when it is. */
function lobbySaid(state: RoomState): RoomStep {
  return state.phase === 'open' && !state.lobbyOn ? secure(state, 1) : stay(state);
}

/** Opens the room as soon as both are true: she moderates, and the lobby is on. */
function opened(state: RoomState): RoomStep {
  if (state.phase !== 'securing' || !state.moderates || !state.lobbyOn) return stay(state);
  const events: RoomEvent[] = [{ kind: 'confirmed', command: 'lobby', id: null }];
  const open = phaseWait({ ...state, phase: 'open', wasOpen: true }, undefined);
  if (state.wasOpen) return stay(open, events);
  events.push({ kind: 'opened' }, ...foundInside(state));
  return andThen(stay(open, events), openedSilently);
}

function wentOut(state: RoomState, id: string): RoomStep {
  // Comes twice for the same person on the page that hangs up (m.4).
  if (!state.people.has(id)) return stay(state);
  const next = { ...state, people: without(state.people, id), early: without(state.early, id) };
  return andThen(confirm({ ...next, roles: without(state.roles, id) }, 'remove', id), emptied);
}

function plugin(state: RoomState, now: number): RoomStep {
  const picture = state.plugin;
  // A picture from outside the room says nothing about it.
  if (picture?.connected !== true || !inside(state)) return stay(state);
  const { enabled } = picture.lobby;
  const switched = enabled === undefined ? stay(state) : lobbySaid({ ...state, lobbyOn: enabled });
  const own = andThen(switched, (next) => (picture.role === 'moderator' ? promoted(next) : stay(next)));
  return andThen(
    andThen(own, (next) => listed(next, now)),
    confirmByPlugin,
  );
}

function ended(state: RoomState, by: 'counsellor' | 'server'): RoomStep {
  if (by === 'counsellor') return andThen(confirm(state, 'endForAll'), (next) => end(next, { kind: 'endedForAll' }));
  // The last one inside has left: her own lobby is gone, and the room is free to be opened anew (trace 06).
  return state.phase === 'ownLobby' ? end(state, { kind: 'ownLobby' }) : broken(state);
}

function waited(state: RoomState, key: string): RoomStep {
  if (!state.waits.has(key)) return stay(state);
  const [group = '', ...rest] = key.split(':');
  const about = rest.join(':');
  if (group === 'phase') return phaseWaited(state, rest[0] as RoomWait);
  if (group === 'silence') return silence(state, about);
  if (group === 'arrival') return notArrived(state, about);
  if (group === 'vanished') return fail(state, about, 'gone');
  const pending = state.pending.get(about);
  const isDoor = pending?.command === 'admit' || pending?.command === 'refuse';
  return fail(state, about, isDoor && !state.knocking.has(pending.id ?? '') ? 'gone' : 'noAnswer');
}

function phaseWaited(state: RoomState, wait: RoomWait): RoomStep {
  switch (wait) {
    case 'door':
      // Jitsi goes on only after camera and microphone are granted or denied: perhaps the browser is still asking.
      return stay(phaseWait(state, 'slowDoor'), [{ kind: 'takingLong' }]);
    case 'ownLobby':
      return end(state, { kind: 'ownLobby' }, 'quickClose');
    case 'role':
      return state.people.size > 0 ? end(state, { kind: 'notModerator' }, 'quickClose') : unsecured(state);
    case 'lobby':
      return state.lobbyTries < LOBBY_TRIES ? secure(state, state.lobbyTries + 1) : unsecured(state);
    case 'end':
      return emptyRoom(state);
    case 'emptying':
      // Somebody could not be taken out. She leaves all the same, and it is not called an end for all.
      return end(state, { kind: 'left' }, 'close');
    case 'explanation':
      return broken(state);
    default:
      return unreachable(state);
  }
}

/** An open room is no room: she leaves it at once. */
function unsecured(state: RoomState): RoomStep {
  const told = stay(state, [{ kind: 'failed', command: 'lobby', id: null, why: 'noAnswer' }]);
  return andThen(told, (next) => end(next, { kind: 'lobbyFailed' }, 'quickClose'));
}

/** Whatever the room was, it is not that any more; the desk begins the recovery. */
function broken(state: RoomState): RoomStep {
  return end(state, { kind: 'fatal', code: 'MEETING_FAILED' }, state.ready && state.self ? 'quickClose' : undefined);
}

function unreachable(state: RoomState): RoomStep {
  return end(state, { kind: 'unreachable', needsReload: false }, state.ready ? 'quickClose' : undefined);
}
