import type { PluginState } from '../jitsi-plugin/message.ts';
import type { E2eeReport } from './plugin-port.ts';
import type { Recording } from './recording.ts';
import type { KnockingPerson, RoomCommand, RoomEnding, RoomEvent } from './room-event.ts';
import type { RoomJitsiSignal } from './room-signals.ts';
import type { Medium } from './room-voice.ts';

/** What a room waits for with a time limit of its own; a command that Jitsi ignores says nothing at all (jitsi-observed b.1). */
export type RoomWait =
  | 'page'
  | 'door'
  | 'slowDoor'
  | 'ownLobby'
  | 'role'
  | 'lobby'
  | 'answer'
  | 'vanished'
  | 'silence'
  | 'arrival'
  | 'end'
  | 'emptying'
  | 'explanation'
  | 'close'
  | 'quickClose';

/** What the counsellor asks for. */
export type Ask =
  | { readonly command: 'admit' | 'refuse' | 'remove'; readonly id: string }
  | { readonly command: 'e2ee'; readonly on: boolean }
  | { readonly command: 'password'; readonly password: string }
  | { readonly command: 'endForAll' };

/** Everything that can happen to a room: Jitsi's signals, the plugin's pictures, the counsellor's acts, waits that ran out. */
export type RoomSignal =
  | RoomJitsiSignal
  | { readonly signal: 'framed' | 'leave' | 'leaveNow' | 'frameGone' | 'frameReloaded' }
  | { readonly signal: 'plugin'; readonly state: PluginState }
  | { readonly signal: 'notBegun'; readonly ending: RoomEnding }
  | { readonly signal: 'ask'; readonly ask: Ask }
  | { readonly signal: 'waited'; readonly key: string };

/** Something asked for and not yet answered by an event. */
export interface Pending {
  readonly command: RoomCommand;
  readonly id: string | null;
  /** The name of whom it concerns; '' where it concerns nobody. */
  readonly name: string;
  /** What the plugin has to report: encryption on or off, room locked or not; null: nothing that it says would prove it. */
  readonly target: boolean | null;
}

export interface RoomState {
  /**
   * `securing`: inside, but it is not proven that she moderates and the lobby is on. `ending`: being ended for all.
   * `leaving`: an ending is known, the frame may still say goodbye.
   */
  readonly phase: 'loading' | 'connecting' | 'ownLobby' | 'securing' | 'open' | 'ending' | 'leaving' | 'over';
  readonly ready: boolean;
  /** A password that lets her in where the room has one; null: none. */
  readonly password: string | null;
  readonly passwordGiven: boolean;
  /** The policy of the appointment leaves encryption possible. */
  readonly mayEncrypt: boolean;
  readonly self: string | undefined;
  readonly moderates: boolean;
  /** The server or the plugin has said that the lobby is on, and nobody has said otherwise since. */
  readonly lobbyOn: boolean;
  readonly lobbyTries: number;
  /** Was open before; from then on whoever comes in without an admission from here is news. */
  readonly wasOpen: boolean;
  /** Everybody else in the room, by Jitsi's id. */
  readonly people: ReadonlyMap<string, string>;
  /** Who moderates, by events alone. */
  readonly roles: ReadonlyMap<string, boolean>;
  readonly toldModerators: ReadonlySet<string>;
  readonly knocking: ReadonlyMap<string, KnockingPerson>;
  /** Ids in the lobby that have their answer; Jitsi's own list keeps them for up to a second (trace 02). */
  readonly answered: ReadonlySet<string>;
  /** Ids in the lobby that somebody asked here to admit, and whose admission is not confirmed. */
  readonly asked: ReadonlySet<string>;
  /** Admitted and not yet inside: id in the lobby and name, which is all that both sides share (b.4). */
  readonly grants: ReadonlyMap<string, string>;
  /** Inside before the confirmation of their admission: they may be the ones who were meant. */
  readonly early: ReadonlyMap<string, string>;
  readonly pending: ReadonlyMap<string, Pending>;
  /** Running waits by a name of their own. */
  readonly waits: ReadonlyMap<string, RoomWait>;
  readonly isEmptying: boolean;
  /** What she wants to be on, when it may be. */
  readonly wanted: readonly Medium[];
  /** Camera and microphone are off still, because nobody knows who would hear her. */
  readonly isSilent: boolean;
  /** What she has switched on herself since she came in. */
  readonly switchedOn: ReadonlySet<Medium>;
  /** Ids of those who were inside when the room opened: nobody let them in from here. */
  readonly strangers: ReadonlySet<string>;
  readonly plugin: PluginState | undefined;
  readonly apiRecording: boolean;
  readonly recording: Recording;
  readonly e2ee: E2eeReport;
  readonly ending: RoomEnding | undefined;
}

export const ROOM_BEFORE: RoomState = {
  phase: 'loading',
  ready: false,
  password: null,
  passwordGiven: false,
  mayEncrypt: true,
  self: undefined,
  moderates: false,
  lobbyOn: false,
  lobbyTries: 0,
  wasOpen: false,
  people: new Map(),
  roles: new Map(),
  toldModerators: new Set(),
  knocking: new Map(),
  answered: new Set(),
  asked: new Set(),
  grants: new Map(),
  early: new Map(),
  pending: new Map(),
  waits: new Map(),
  isEmptying: false,
  wanted: [],
  isSilent: true,
  switchedOn: new Set(),
  strangers: new Set(),
  plugin: undefined,
  apiRecording: false,
  recording: false,
  e2ee: { state: 'unknown' },
  ending: undefined,
};

/** A command of the IFrame API with its values. */
export type Told = readonly [name: string, ...values: unknown[]];

export interface RoomStep {
  readonly state: RoomState;
  readonly events: readonly RoomEvent[];
  /** To be told to the frame, in this order. */
  readonly commands: readonly Told[];
}

export function stay(state: RoomState, events: readonly RoomEvent[] = [], commands: readonly Told[] = []): RoomStep {
  return { state, events, commands };
}

/** `step`, and then what `next` makes of its state. Not called `then`: a module that exports that is taken for a promise. */
export function andThen(step: RoomStep, next: (state: RoomState) => RoomStep): RoomStep {
  const { state, events, commands } = next(step.state);
  return { state, events: [...step.events, ...events], commands: [...step.commands, ...commands] };
}

export function inside(state: RoomState): boolean {
  return state.phase === 'securing' || state.phase === 'open' || state.phase === 'ending';
}

/** Jitsi escapes `&` in one place and not in the other (jitsi-observed b.5). */
export function sameName(one: string, other: string): boolean {
  return one.replaceAll('&amp;', '&') === other.replaceAll('&amp;', '&');
}

export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

export function without<K, V>(map: ReadonlyMap<K, V>, ...keys: readonly K[]): ReadonlyMap<K, V> {
  if (!keys.some((key) => map.has(key))) return map;
  return new Map([...map].filter(([key]) => !keys.includes(key)));
}

/** The wait of the phase itself: there is one at a time. `turn` tells apart the same wait begun anew. */
export function phaseWait(state: RoomState, wait: RoomWait | undefined, turn = 0): RoomState {
  const others = new Map([...state.waits].filter(([key]) => !key.startsWith('phase:')));
  if (wait !== undefined) others.set(`phase:${wait}:${turn}`, wait);
  return { ...state, waits: others };
}

/**
 * Ends the room. With a wait the frame is asked to hang up and may take that long for its goodbye; without, it is removed
 * at once. Whatever was asked for and not confirmed is reported as failed.
 */
export function end(state: RoomState, ending: RoomEnding, wait?: 'close' | 'quickClose'): RoomStep {
  const failed = [...state.pending.values()].map(({ command, id }): RoomEvent => ({
    kind: 'failed',
    command,
    id,
    why: 'noAnswer',
  }));
  const closed = { ...state, ending, pending: new Map(), waits: new Map() };
  if (wait === undefined) return over(stay({ ...closed, phase: 'leaving' }, failed));
  return stay(phaseWait({ ...closed, phase: 'leaving' }, wait), failed, [['hangup']]);
}

/** The last step of all: nothing waits any more, and the ending is told. */
export function over(step: RoomStep): RoomStep {
  const { ending } = step.state;
  if (ending === undefined) return step;
  return andThen(step, (state) => stay({ ...state, phase: 'over', waits: new Map() }, [{ kind: 'over', ending }]));
}
