import type { DeviceChoice } from '../gate/permit.ts';
import { useRoomPermit } from '../gate/room-permit.ts';
import type { DeviceLabels, MeetingApiConstructor } from './api.ts';
import { NO_ANSWER, withLimit } from './clock.ts';
import { httpsOrigin, openFrame } from './framed.ts';
import type { Framed } from './framed.ts';
import { deviceLabels } from './options.ts';
import type { RoomEnding, RoomEvent } from './room-event.ts';
import { roomOptions } from './room-options.ts';
import type { RoomInput } from './room-options.ts';
import { reduceRoom } from './room-reduce.ts';
import { ROOM_ROWS } from './room-signals.ts';
import { ROOM_BEFORE } from './room-state.ts';
import type { Ask, RoomSignal, RoomState, RoomWait } from './room-state.ts';
import type { Medium } from './room-voice.ts';
import { browserWorld } from './world.ts';
import type { MeetingWorld } from './world.ts';

/** Milliseconds for each wait. */
export type RoomLimits = Readonly<Record<RoomWait | 'devices', number>>;

const LIMITS: RoomLimits = {
  /** As in a client's meeting (`meeting.ts`). */
  page: 20_000,
  door: 30_000,
  slowDoor: 45_000,
  explanation: 1_000,
  close: 3_000,
  quickClose: 400,
  devices: 1_000,
  /** Long enough for a second counsellor who looks at her panel, short enough for a recovery within 30 s. */
  ownLobby: 10_000,
  /** From the own join to "moderator"; about 100 ms are normal. */
  role: 4_000,
  /** For each of three tries; the confirmation takes 60 to 340 ms (b.1, trace 02). */
  lobby: 3_000,
  answer: 8_000,
  /** From the plugin's "gone" to the server's "granted", which may come the other way round. */
  vanished: 1_500,
  silence: 60_000,
  /** From "granted" to the person; about 400 ms are normal, a phone on a bad line needs longer. */
  arrival: 60_000,
  /** From `endConference` to the end; 400 ms are normal (trace 18). */
  end: 4_000,
  emptying: 4_000,
};

export interface RoomRequest extends Omit<RoomInput, 'jwt'> {
  /** Visible and never moved while the room is open: moving the frame ends the call (pitfalls 2.6, 2.7). */
  readonly container: HTMLElement;
  /** Says to screen readers what the frame is, in the page's language. */
  readonly frameTitle: string;
  /** For example `https://meet.example.de`. */
  readonly jitsiOrigin: string;
  /** The moderator's token; null: none. Handed to Jitsi's frame, kept nowhere else. */
  readonly jwt?: string | null;
  /** The appointment's own, for a room that still has it from before; null: none. */
  readonly password?: string | null;
  readonly limits?: Partial<RoomLimits>;
  readonly onEvent: (event: RoomEvent) => void;
}

/** What a room touches outside itself; tests pass their own. */
export interface RoomWorld extends MeetingWorld {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * A room that is being opened, is open, or is over. Every command is answered by events: `confirmed` when it did what it
 * should, `failed` when not or when nobody knows (after 8 s), both with the id that was given. None throws.
 */
export interface Room {
  readonly phase: () => RoomState['phase'];
  /** Resolves after the frame is gone, in every ending; never rejects. */
  readonly over: Promise<RoomEnding>;
  /** Lets in who knocks under this id. `confirmed` is followed by `admittedAs` when the person is inside. */
  admit(id: string): void;
  refuse(id: string): void;
  /** For everybody whose browser can. Confirmed by the plugin alone: without it this reports `noAnswer`. */
  switchE2ee(on: boolean): void;
  /** '' takes it away. Confirmed by the plugin alone; another password for a locked room is never confirmed. */
  setPassword(password: string): void;
  /** Takes out who is inside under this id. */
  remove(id: string): void;
  /** Ends it for everybody; where the server cannot, everybody is taken out one by one. Resolves like `over`. */
  endForAll(): Promise<RoomEnding>;
  /** Hangs up, waits for the goodbye for at most 3 s, removes the frame. Others stay inside. Resolves like `over`. */
  leave(): Promise<RoomEnding>;
  /** Removes the frame at once. */
  leaveNow(): void;
}

function wantedOf({ microphone, camera }: DeviceChoice): readonly Medium[] {
  return [...(microphone === 'on' ? (['audio'] as const) : []), ...(camera === 'on' ? (['video'] as const) : [])];
}

/** Three parts of base64url (RFC 7519): the token travels in the frame's address, where anything else could say more. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/**
 * Opens the one room that a permit is for. Uses the permit up at once; without an unused one nothing is loaded and the room
 * is over with `permitMissing`. Never throws: everything that happens is an event, the first one after this call has
 * returned, the last one always `over`, exactly once.
 */
export function openRoom(request: RoomRequest, world: RoomWorld = browserWorld()): Room {
  const limits = { ...LIMITS, ...request.limits };
  const now = world.now ?? Date.now;
  const running = new Map<string, () => void>();
  const untold: RoomEvent[] = [];
  let isTelling = false;
  let state: RoomState = {
    ...ROOM_BEFORE,
    password: request.password ?? null,
    mayEncrypt: request.rules.e2ee !== 'off',
  };
  let framed: Framed | undefined;
  let resolveOver: (ending: RoomEnding) => void;
  const over = new Promise<RoomEnding>((resolve) => {
    resolveOver = resolve;
  });

  /** Starts and stops timers, so that exactly the waits of the state run. */
  const wait = (): void => {
    for (const [key, stop] of running) {
      if (state.waits.has(key)) continue;
      stop();
      running.delete(key);
    }
    for (const [key, kind] of state.waits) {
      if (!running.has(key))
        running.set(
          key,
          world.clock.after(limits[kind], () => ranOut(key)),
        );
    }
  };
  const ranOut = (key: string): void => {
    running.delete(key);
    on({ signal: 'waited', key });
  };

  /**
   * First what must happen, then what is told, one event after the other: a listener that throws or calls back can neither
   * keep the frame alive nor change the order.
   */
  const on = (signal: RoomSignal): void => {
    const wasOver = state.phase === 'over';
    const step = reduceRoom(state, signal, now());
    state = step.state;
    if (wasOver) return;
    wait();
    for (const [name, ...values] of step.commands) framed?.command(name, ...values);
    untold.push(...step.events);
    const { ending } = state;
    if (state.phase === 'over' && ending !== undefined) {
      framed?.close();
      world.forget();
      resolveOver(ending);
    }
    tell();
  };

  const tell = (): void => {
    if (isTelling) return;
    isTelling = true;
    const thrown: unknown[] = [];
    for (let event = untold.shift(); event !== undefined; event = untold.shift()) {
      try {
        request.onEvent(event);
      } catch (cause) {
        // The page broke. It still hears the rest, above all `over`; its own mistake is thrown to it after that.
        thrown.push(cause);
      }
    }
    isTelling = false;
    if (thrown.length > 0) throw thrown[0];
  };

  const begin = async (): Promise<void> => {
    // Left in the same breath: then nothing is requested.
    if (state.phase !== 'loading') return;
    const origin = httpsOrigin(request.jitsiOrigin);
    if (origin === undefined) return on({ signal: 'notBegun', ending: { kind: 'fatal', code: 'SITE_INVALID' } });
    if (request.jwt && !TOKEN.test(request.jwt)) return on({ signal: 'notBegun', ending: { kind: 'refusedByHost' } });
    const [loaded, found, host] = await Promise.all([
      world.load(world.gateHost),
      withLimit(world.listDevices(), limits.devices, world.clock),
      world.tellHost(origin),
    ]);
    // Left while the script was on its way: then there is nothing to open.
    if (state.phase !== 'loading') return;
    if (!loaded.ok) {
      const { needsReload } = loaded;
      return on({ signal: 'notBegun', ending: { kind: 'unreachable', needsReload } });
    }
    if (host === 'refused') return on({ signal: 'notBegun', ending: { kind: 'refusedByHost' } });
    frame(loaded.value, origin, deviceLabels(request.permit.devices, found === NO_ANSWER ? [] : found));
  };

  const frame = (Api: MeetingApiConstructor, origin: string, labels: DeviceLabels): void => {
    const { jwt, ...input } = request;
    framed = openFrame(
      Api,
      {
        options: roomOptions(jwt ? { ...input, jwt } : input, request.container, labels),
        origin,
        title: request.frameTitle,
        rows: ROOM_ROWS,
        on,
        onPlugin: (seen) => on({ signal: 'plugin', state: seen }),
        reloaded: () => on({ signal: 'frameReloaded' }),
        gone: () => on({ signal: 'frameGone' }),
      },
      world,
    );
    if (framed === undefined) return on({ signal: 'notBegun', ending: { kind: 'fatal', code: 'MEETING_FAILED' } });
    on({ signal: 'framed' });
  };

  const permitted = useRoomPermit(request.permit);
  queueMicrotask(() => {
    if (permitted) {
      state = { ...state, wanted: wantedOf(request.permit.devices) };
      void begin();
    } else on({ signal: 'notBegun', ending: { kind: 'permitMissing' } });
  });

  const ask = (given: Ask): void => on({ signal: 'ask', ask: given });
  return {
    phase: () => state.phase,
    over,
    admit: (id) => ask({ command: 'admit', id }),
    refuse: (id) => ask({ command: 'refuse', id }),
    switchE2ee: (wanted) => ask({ command: 'e2ee', on: wanted }),
    setPassword: (password) => ask({ command: 'password', password }),
    remove: (id) => ask({ command: 'remove', id }),
    endForAll() {
      ask({ command: 'endForAll' });
      return over;
    },
    leave() {
      on({ signal: 'leave' });
      return over;
    },
    leaveNow: () => on({ signal: 'leaveNow' }),
  };
}
