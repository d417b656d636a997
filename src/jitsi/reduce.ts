import type { PluginState } from '../jitsi-plugin/message.ts';
import type { JitsiSignal } from './events.ts';
import type { Ending, MeetingEvent } from './meeting-event.ts';
import { e2eeReport, sameReport } from './plugin-port.ts';
import type { E2eeReport } from './plugin-port.ts';
import { recordingNews, recordingNow } from './recording.ts';
import type { Recording, RecordingSources } from './recording.ts';

/** What a meeting waits for with a time limit of its own; an unreachable frame says nothing at all (jitsi-observed f). */
export type Wait = 'page' | 'door' | 'slowDoor' | 'alone' | 'explanation' | 'close' | 'quickClose';

/** Everything that can happen to a meeting: Jitsi's signals, the plugin's pictures, our own acts, waits that ran out. */
export type Signal =
  | JitsiSignal
  | { readonly signal: 'framed' | 'leave' | 'leaveNow' | 'passwordGiven' | 'frameGone' | 'frameReloaded' }
  | { readonly signal: 'plugin'; readonly state: PluginState }
  | { readonly signal: 'notBegun'; readonly ending: Ending }
  | { readonly signal: 'waited'; readonly wait: Wait };

export interface MeetingState {
  /**
   * `unguarded`: alone in a room that has no lobby; on the way out, as soon as it is known why.
   * `leaving`: an ending is known, the frame may still say goodbye.
   */
  readonly phase:
    | 'loading'
    | 'connecting'
    | 'askedForPassword'
    | 'askedForName'
    | 'lobby'
    | 'room'
    | 'unguarded'
    | 'leaving'
    | 'over';
  readonly ready: boolean;
  readonly wait: Wait | undefined;
  readonly self: string | undefined;
  /** Everybody else in the room, by Jitsi's id. */
  readonly people: ReadonlyMap<string, string>;
  readonly moderators: ReadonlySet<string>;
  readonly stoodAtDoor: boolean;
  readonly passwordGiven: boolean;
  readonly plugin: PluginState | undefined;
  readonly apiRecording: boolean;
  readonly recording: Recording;
  readonly e2ee: E2eeReport;
  readonly ending: Ending | undefined;
}

export const BEFORE: MeetingState = {
  phase: 'loading',
  ready: false,
  wait: undefined,
  self: undefined,
  people: new Map(),
  moderators: new Set(),
  stoodAtDoor: false,
  passwordGiven: false,
  plugin: undefined,
  apiRecording: false,
  recording: false,
  e2ee: { state: 'unknown' },
  ending: undefined,
};

export interface Step {
  readonly state: MeetingState;
  readonly events: readonly MeetingEvent[];
}

/** How Jitsi calls this person before it has an id. */
const OWN = 'local';

/**
 * What a signal does to a meeting. Pure; never throws. After an ending only the goodbye of the frame counts, and in
 * `over` nothing does, so that late events of a frame that reloads by itself (12–30 s after an outage) change nothing.
 */
export function reduce(state: MeetingState, signal: Signal): Step {
  if (state.phase === 'over') return { state, events: [] };
  if (state.phase === 'leaving') {
    return isGoodbye(signal)
      ? { state: { ...state, phase: 'over', wait: undefined }, events: [] }
      : { state, events: [] };
  }
  return reported(state, act(state, signal));
}

function isGoodbye(signal: Signal): boolean {
  if (signal.signal === 'waited') return signal.wait === 'close' || signal.wait === 'quickClose';
  // A reload in this phase is Jitsi's welcome page, 3 s after hanging up (f): high time to go.
  return ['closed', 'left', 'ready', 'frameGone', 'frameReloaded', 'leaveNow'].includes(signal.signal);
}

function act(state: MeetingState, signal: Signal): Step {
  switch (signal.signal) {
    case 'framed':
      return stay({ ...state, phase: 'connecting', wait: 'page' }, { kind: 'connecting' });
    case 'notBegun':
      return end(state, signal.ending);
    case 'ready':
      if (state.ready) return end(state, { kind: 'secondReady', code: 'MEETING_FAILED' });
      return stay({ ...state, ready: true, wait: 'door' });
    case 'unsupported':
      return end(state, { kind: 'unsupported', code: 'BROWSER_UNSUPPORTED' });
    case 'lobby':
      if (isInside(state)) return stay(state);
      return stay(
        { ...state, phase: 'lobby', wait: undefined, stoodAtDoor: true },
        { kind: signal.open ? 'inLobby' : 'waitingForCounsellor' },
      );
    case 'passwordAsked':
      return stay(
        { ...state, phase: 'askedForPassword', wait: undefined },
        { kind: 'passwordAsked', wrong: state.passwordGiven },
      );
    case 'passwordGiven':
      return stay({ ...state, phase: 'connecting', wait: 'door', passwordGiven: true });
    case 'nameAsked':
      return stay({ ...state, phase: 'askedForName', wait: undefined }, { kind: 'nameAsked' });
    case 'joined':
      return joined(state, signal.id);
    case 'role':
      return role(state, signal.id, signal.moderator);
    case 'cameIn':
      return peopleChange(state, new Map(state.people).set(signal.id, signal.name));
    case 'renamed':
      if (state.people.get(signal.id) === undefined || state.people.get(signal.id) === signal.name) return stay(state);
      return peopleChange(state, new Map(state.people).set(signal.id, signal.name));
    case 'wentOut':
      // Comes twice for the same person on the page that hangs up (m.4).
      if (!state.people.has(signal.id)) return stay(state);
      return peopleChange(state, new Map([...state.people].filter(([id]) => id !== signal.id)));
    case 'trouble':
      return stay(state, { kind: 'networkTrouble' });
    case 'device':
      return stay(state, { kind: 'deviceTrouble', device: signal.device, reason: signal.reason });
    case 'recording':
      return stay({ ...state, apiRecording: signal.on });
    case 'plugin':
      return plugin(state, signal.state);
    case 'left':
      // Alone it explains nothing: hang-up, kick and end say more within a moment. Before `ready` it is an older frame's.
      return stay(state.ready ? { ...state, wait: 'explanation' } : state);
    case 'waited':
      return waited(state, signal.wait);
    default:
      return endOf(state, signal);
  }
}

/** The signals that end a meeting whatever went before. */
function endOf(state: MeetingState, signal: Signal): Step {
  switch (signal.signal) {
    case 'refused':
      return end(state, { kind: 'refused' });
    case 'kicked':
      return end(state, { kind: 'kicked', ...(signal.by === undefined ? {} : { by: signal.by }) });
    case 'ended':
      return end(state, { kind: 'ended', by: signal.by, where: state.phase === 'room' ? 'room' : 'lobby' });
    case 'closed':
    case 'leaveNow':
      return end(state, { kind: 'leftByMyself' });
    case 'leave':
      // Before `ready` nobody in the frame would hear a goodbye.
      return end(state, { kind: 'leftByMyself' }, state.ready ? 'close' : undefined);
    case 'frameGone':
    case 'frameReloaded':
      // A moved frame starts anew without an event, and the API is dead from then on (m.2).
      return end(state, { kind: 'secondReady', code: 'MEETING_FAILED' });
    case 'fatal':
      return fatal(state, signal);
    default:
      return stay(state);
  }
}

function joined(state: MeetingState, id: string): Step {
  // A second join without a second `ready`: the room is another one, and nobody knows who guards it.
  if (isInside(state)) return end(state, { kind: 'secondReady', code: 'MEETING_FAILED' }, 'quickClose');
  const next: MeetingState = { ...state, phase: 'room', wait: undefined, self: id };
  if (state.moderators.has(id) || state.moderators.has(OWN)) return promoted(next);
  if (!state.stoodAtDoor) return unguarded(next);
  const entered = stay(next, { kind: 'admitted' });
  return state.people.size === 0 ? entered : { state: next, events: [...entered.events, peopleNow(next)] };
}

function role(state: MeetingState, id: string, moderator: boolean): Step {
  const moderators = new Set(state.moderators);
  if (moderator) moderators.add(id);
  else moderators.delete(id);
  const next = { ...state, moderators };
  return moderator && (id === OWN || id === state.self) ? promoted(next) : stay(next);
}

/**
 * Nobody let this person in, so nobody checked that everything was in order. There is no rightful way into a room past its
 * lobby: whoever comes back after an outage is a new person to Jitsi and knocks again (jitsi-observed f, b.8). Alone one is
 * neither seen nor heard, and is mostly about to be made a moderator (role 42 ms after the join, trace 29): that is waited for.
 */
function unguarded(state: MeetingState): Step {
  if (state.people.size === 0) return stay({ ...state, phase: 'unguarded', wait: 'alone' });
  return end(state, { kind: 'noLobby', code: 'LOBBY_MISSING' }, 'quickClose');
}

function isInside({ phase }: MeetingState): boolean {
  return phase === 'room' || phase === 'unguarded';
}

/** Auto-owner: whoever is first, or left over, may suddenly admit others and read who knocks (jitsi-observed b.7, f). */
function promoted(state: MeetingState): Step {
  return end(state, { kind: 'becameModerator', code: 'BECAME_MODERATOR' }, 'quickClose');
}

function plugin(state: MeetingState, picture: PluginState): Step {
  const next = { ...state, plugin: picture };
  return picture.role === 'moderator' ? promoted(next) : stay(next);
}

function fatal(state: MeetingState, signal: Extract<Signal, { signal: 'fatal' }>): Step {
  if (signal.code !== undefined) return end(state, { kind: 'fatal', code: signal.code });
  // Nothing was there to break yet: the server behind the page does not answer (trace 15).
  if (state.phase === 'connecting') return end(state, unreachable('door'));
  return end(state, { kind: 'fatal', code: 'MEETING_FAILED' }, 'quickClose');
}

function waited(state: MeetingState, wait: Wait): Step {
  if (wait !== state.wait) return stay(state);
  if (wait === 'page') return end(state, unreachable('page'));
  // Jitsi knocks only after camera and microphone are granted or denied: perhaps the browser is still asking.
  if (wait === 'door') return stay({ ...state, wait: 'slowDoor' }, { kind: 'takingLong' });
  if (wait === 'alone') return end(state, { kind: 'noLobby', code: 'LOBBY_MISSING' }, 'quickClose');
  if (wait === 'slowDoor') return end(state, unreachable('door'), 'quickClose');
  return end(state, { kind: 'ended', by: 'server', where: state.phase === 'room' ? 'room' : 'lobby' });
}

function unreachable(waitingFor: 'page' | 'door'): Ending {
  return { kind: 'unreachable', code: 'JITSI_UNREACHABLE', waitingFor, needsReload: false };
}

function peopleChange(state: MeetingState, people: ReadonlyMap<string, string>): Step {
  const next = { ...state, people };
  // Who is inside is told before the own join too (trace 01); it becomes news when this person is in.
  if (state.phase === 'unguarded') return unguarded(next);
  return state.phase === 'room' ? stay(next, peopleNow(next)) : stay(next);
}

function peopleNow(state: MeetingState): MeetingEvent {
  return { kind: 'peopleChanged', count: state.people.size + 1, names: [...state.people.values()] };
}

/** Adds what follows from several sources at once: encryption as far as it is known, and recording. */
function reported(before: MeetingState, { state, events }: Step): Step {
  const recording = recordingNow(before.recording, sourcesOf(before), sourcesOf(state));
  const e2ee = state.phase === 'room' ? e2eeReport(state.plugin, state.people) : BEFORE.e2ee;
  const news: MeetingEvent[] = [];
  if (state.ending === undefined) {
    if (recording !== before.recording) news.push(recordingNews(recording));
    if (!sameReport(e2ee, before.e2ee)) news.push({ kind: 'e2eeChanged', report: e2ee });
  }
  return { state: { ...state, recording, e2ee }, events: [...events, ...news] };
}

function sourcesOf({ apiRecording, plugin }: MeetingState): RecordingSources {
  return { api: apiRecording, plugin: plugin?.recording };
}

function stay(state: MeetingState, ...events: readonly MeetingEvent[]): Step {
  return { state, events };
}

/** With a wait the frame is asked to hang up and may take that long for it; without, it is removed at once. */
function end(state: MeetingState, ending: Ending, wait?: 'close' | 'quickClose'): Step {
  return { state: { ...state, ending, wait, phase: wait === undefined ? 'over' : 'leaving' }, events: [ending] };
}
